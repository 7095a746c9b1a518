package io.crossguard.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Code;
import com.google.rpc.Status;
import io.crossguard.v1.Account;
import io.crossguard.v1.BatchEvaluateMarginRequest;
import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.EvaluateMarginRequest.View;
import io.crossguard.v1.Haircut;
import io.crossguard.v1.IndexPrice;
import io.crossguard.v1.MarginalTiers;
import io.crossguard.v1.MarkPrice;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each limit of a request: at it the request is answered, above it refused with both numbers. */
class RequestLimitsInProcessTest extends InProcessTest {

  /** Fills a list of the request up to a number of entries. */
  @FunctionalInterface
  interface Filling {
    void fill(EvaluateMarginRequest.Builder request, int count);
  }

  static Stream<Arguments> limits() {
    return Stream.of(
        Arguments.of("positions", 1_000, (Filling) RequestLimitsInProcessTest::positions),
        Arguments.of("orders", 1_000, (Filling) RequestLimitsInProcessTest::orders),
        Arguments.of("slices", 100, (Filling) RequestLimitsInProcessTest::slices),
        Arguments.of("bands", 100, (Filling) RequestLimitsInProcessTest::bands),
        Arguments.of("balances", 200, (Filling) RequestLimitsInProcessTest::balances),
        Arguments.of("mark prices", 10_000, (Filling) RequestLimitsInProcessTest::markPrices),
        Arguments.of("index prices", 10_000, (Filling) RequestLimitsInProcessTest::indexPrices),
        Arguments.of("instruments", 5_000, (Filling) RequestLimitsInProcessTest::instruments),
        Arguments.of("assets", 2_000, (Filling) RequestLimitsInProcessTest::assets),
        Arguments.of("tiers", 100, (Filling) RequestLimitsInProcessTest::tiers));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("limits")
  void evaluateMargin_atAndAboveTheLimit(String list, int limit, Filling filling) {
    EvaluateMarginRequest.Builder atLimit = Requests.hedgedSol().setView(View.BASIC);
    filling.fill(atLimit, limit);
    assertThat(margin().evaluateMargin(atLimit.build()).getAccountId()).isEqualTo("hedged");

    EvaluateMarginRequest.Builder above = Requests.hedgedSol();
    filling.fill(above, limit + 1);
    assertExceeded(limit, limit + 1, () -> margin().evaluateMargin(above.build()));
  }

  @Test
  void batchEvaluateMargin_atAndAboveTheLimit() {
    EvaluateMarginRequest.Builder single = Requests.hedgedSol();
    BatchEvaluateMarginRequest.Builder batch = BatchEvaluateMarginRequest.newBuilder()
        .setMarket(single.getMarket())
        .setRuleSet(single.getRuleSet());
    for (int i = 0; i < 1_000; i++) {
      batch.addAccounts(Account.newBuilder().setAccountId("a" + i));
    }
    assertThat(margin().batchEvaluateMargin(batch.build()).getItemsCount()).isEqualTo(1_000);

    batch.addAccounts(Account.newBuilder().setAccountId("last"));
    assertExceeded(1_000, 1_001, () -> margin().batchEvaluateMargin(batch.build()));
  }

  private static void assertExceeded(int limit, int count, ThrowingCallable call) {
    Status status = Errors.of(call);
    assertThat(status.getCode()).isEqualTo(Code.INVALID_ARGUMENT_VALUE);
    assertThat(Errors.reason(status)).isEqualTo("LIMIT_EXCEEDED");
    assertThat(Errors.info(status).getMetadataMap())
        .containsEntry("limit", Integer.toString(limit))
        .containsEntry("count", Integer.toString(count));
  }

  private static void positions(EvaluateMarginRequest.Builder request, int count) {
    request.getAccountBuilder().clearPositions();
    for (int i = 0; i < count; i++) {
      request.getAccountBuilder().addPositions(Requests.position("p" + i, "SOL-PERP", "-0.001"));
    }
  }

  private static void balances(EvaluateMarginRequest.Builder request, int count) {
    request.getAccountBuilder().clearBalances();
    for (int i = 0; i < count; i++) {
      request.getAccountBuilder().addBalances(Requests.balance("C" + i, "1"));
      request.getRuleSetBuilder().addAssets(Requests.asset("C" + i, "0"));
      request
          .getMarketBuilder()
          .addIndexPrices(IndexPrice.newBuilder().setAsset("C" + i).setPrice("1"));
    }
  }

  private static void markPrices(EvaluateMarginRequest.Builder request, int count) {
    for (int i = request.getMarket().getMarkPricesCount(); i < count; i++) {
      request
          .getMarketBuilder()
          .addMarkPrices(MarkPrice.newBuilder().setInstrumentId("X" + i).setPrice("1"));
    }
  }

  private static void indexPrices(EvaluateMarginRequest.Builder request, int count) {
    for (int i = request.getMarket().getIndexPricesCount(); i < count; i++) {
      request
          .getMarketBuilder()
          .addIndexPrices(IndexPrice.newBuilder().setAsset("X" + i).setPrice("1"));
    }
  }

  private static void instruments(EvaluateMarginRequest.Builder request, int count) {
    for (int i = request.getRuleSet().getInstrumentsCount(); i < count; i++) {
      request.getRuleSetBuilder().addInstruments(Requests.instrument("X" + i));
    }
  }

  private static void assets(EvaluateMarginRequest.Builder request, int count) {
    for (int i = request.getRuleSet().getAssetsCount(); i < count; i++) {
      request.getRuleSetBuilder().addAssets(Requests.asset("X" + i, "0"));
    }
  }

  private static void tiers(EvaluateMarginRequest.Builder request, int count) {
    MarginalTiers.Builder tiers = request
        .getRuleSetBuilder()
        .getInstrumentsBuilder(0)
        .getRequirementBuilder()
        .getMarginalTiersBuilder();
    for (int i = tiers.getTiersCount(); i < count; i++) {
      tiers.addTiers(Requests.tier(Integer.toString(1_000 * i), "0.05"));
    }
  }

  private static void orders(EvaluateMarginRequest.Builder request, int count) {
    for (int i = 0; i < count; i++) {
      request
          .getAccountBuilder()
          .addOrdersBuilder()
          .setOrderId("o" + i)
          .setInstrumentId("SOL-PERP")
          .setQuantity("1")
          .setPrice("100");
    }
  }

  private static void slices(EvaluateMarginRequest.Builder request, int count) {
    Haircut.Slices.Builder slices =
        request.getRuleSetBuilder().getAssetsBuilder(0).getHaircutBuilder().getSlicesBuilder();
    for (int i = 0; i < count; i++) {
      slices.addSlicesBuilder().setValueFloor(Integer.toString(i)).setHaircut("0");
    }
  }

  private static void bands(EvaluateMarginRequest.Builder request, int count) {
    for (int i = 0; i < count; i++) {
      request
          .getRuleSetBuilder()
          .addBandsBuilder()
          .setName("b" + i)
          .setBalanceToMaintenanceMax("2");
    }
  }
}
