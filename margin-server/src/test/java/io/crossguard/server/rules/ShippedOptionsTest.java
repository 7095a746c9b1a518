package io.crossguard.server.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.Timestamp;
import io.crossguard.server.EmbeddedCrossguard;
import io.crossguard.v1.Account;
import io.crossguard.v1.Balance;
import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.IndexPrice;
import io.crossguard.v1.MarginScope;
import io.crossguard.v1.MarginServiceGrpc;
import io.crossguard.v1.MarkPrice;
import io.crossguard.v1.Market;
import io.crossguard.v1.OptionQuote;
import io.crossguard.v1.Position;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the shipped options require: as a venue answered, and by hand from its rule. */
class ShippedOptionsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

  private static EmbeddedCrossguard crossguard;

  @BeforeAll
  static void start() {
    crossguard = EmbeddedCrossguard.startInProcess();
  }

  @AfterAll
  static void stop() {
    crossguard.close();
  }

  // An account of the venue that was short one call and nothing else: balance 99.97016673, equity
  // and margin balance 99.9697549, so that the mark was 0.00041183; maintenance margin 0.07541183,
  // initial margin 0.12244676, both with the mark; available funds 99.84771854.
  @Test
  void deribit_shortCall_requiresWhatTheVenueAnswered() {
    // It was 0.15 − 0.12203493 of the underlying out of the money.
    BigDecimal index =
        new BigDecimal("100000").divide(new BigDecimal("1.02796507"), 18, RoundingMode.HALF_EVEN);

    MarginScope scope = evaluate(
        "BTC",
        "99.97016673",
        index.toPlainString(),
        option("BTC-25DEC26-100000-C", "-1", "0.0037"),
        "0.00041183");

    assertThat(scope.getMarginBalance()).isEqualTo("99.9697549");
    assertThat(withMark(scope.getMaintenanceMargin())).isEqualByComparingTo("0.07541183");
    assertThat(withMark(scope.getInitialMargin())).isEqualByComparingTo("0.12244676");
    // The venue took this one a moment later than the margins.
    assertThat(new BigDecimal(scope.getFreeMargin()))
        .isCloseTo(new BigDecimal("99.84771854"), within(new BigDecimal("0.000002")));
  }

  // The venue answered no margin for a long ETH-9JAN22-3200-C at a mark of 0.016574 and an index of
  // 3,220.99. What it is worth backs nothing.
  @Test
  void deribit_longCall_requiresAndBacksNothing() {
    MarginScope scope =
        evaluate("ETH", "2", "3220.99", option("ETH-25DEC26-3000-C", "1", "0.0165"), "0.016574");

    assertThat(scope.getInitialMargin()).isEqualTo("0");
    assertThat(scope.getMaintenanceMargin()).isEqualTo("0");
    assertThat(scope.getMarginBalance()).isEqualTo("2");
  }

  // By hand: max(0.15 − out of the money / index, 0.1) and max(0.075, 0.075 × mark) for each coin,
  // and never less to open than to keep.
  @ParameterizedTest
  @CsvSource({
    // At the money; 25 % out of it, where the least share decides; 4 % out of it
    "BTC, BTC-25DEC26-60000-P, -2, 60000, 0.04, 0.3, 0.15",
    "BTC, BTC-25DEC26-100000-C, -2, 80000, 0.01, 0.2, 0.15",
    "BTC, BTC-25DEC26-60000-P, -2, 62500, 0.03, 0.22, 0.15",
    // Puts worth more than a coin: 0.075 of the mark is less than what opening needs, and more
    "BTC, BTC-25DEC26-60000-P, -1, 25000, 1.4, 0.15, 0.105",
    "BTC, BTC-25DEC26-60000-P, -1, 17142.857142857142857142, 2.5, 0.1875, 0.1875",
    "ETH, ETH-25DEC26-2000-P, -10, 2000, 0.05, 1.5, 0.75"
  })
  void deribit_shortOption_requiresItsRule(
      String coin,
      String instrumentId,
      String quantity,
      String index,
      String mark,
      BigDecimal initial,
      BigDecimal maintenance) {
    MarginScope scope = evaluate(coin, "100", index, option(instrumentId, quantity, mark), mark);

    assertThat(new BigDecimal(scope.getInitialMargin())).isEqualByComparingTo(initial);
    assertThat(new BigDecimal(scope.getMaintenanceMargin())).isEqualByComparingTo(maintenance);
  }

  /** The venue adds the mark, and answers 8 digits. */
  private static BigDecimal withMark(String margin) {
    return new BigDecimal(margin)
        .add(new BigDecimal("0.00041183"))
        .setScale(8, RoundingMode.HALF_EVEN);
  }

  private static MarginScope evaluate(
      String coin, String balance, String index, Position.Builder position, String mark) {
    EvaluateMarginRequest request = EvaluateMarginRequest.newBuilder()
        .setAccount(Account.newBuilder()
            .setAccountId("writer")
            .addBalances(Balance.newBuilder().setAsset(coin).setQuantity(balance))
            .addPositions(position))
        .setMarket(Market.newBuilder()
            .setAsOf(Timestamp.newBuilder().setSeconds(NOW.getEpochSecond()))
            .addIndexPrices(IndexPrice.newBuilder().setAsset(coin).setPrice(index))
            .addMarkPrices(MarkPrice.newBuilder()
                .setInstrumentId(position.getInstrumentId())
                .setPrice(mark))
            .addOptionQuotes(OptionQuote.newBuilder()
                .setInstrumentId(position.getInstrumentId())
                .setImpliedVolatility("0.5")))
        .setRuleSetId("deribit-standard")
        .build();
    return MarginServiceGrpc.newBlockingStub(crossguard.channel())
        .evaluateMargin(request)
        .getScopes(0);
  }

  private static Position.Builder option(String instrumentId, String quantity, String entryPrice) {
    return Position.newBuilder()
        .setPositionId("held")
        .setInstrumentId(instrumentId)
        .setQuantity(quantity)
        .setEntryPrice(entryPrice)
        .setCross(Position.Cross.getDefaultInstance());
  }
}
