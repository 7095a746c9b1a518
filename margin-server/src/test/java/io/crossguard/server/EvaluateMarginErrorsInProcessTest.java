package io.crossguard.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ResourceInfo;
import com.google.rpc.Status;
import io.crossguard.server.mapping.Violation;
import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.IndexPrice;
import io.crossguard.v1.Instrument;
import io.crossguard.v1.MarginalTiers;
import io.crossguard.v1.MarkPrice;
import io.crossguard.v1.RuleSet;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluateMarginErrorsInProcessTest extends InProcessTest {
  private static final String PLAIN_DECIMAL =
      "must be a plain decimal, at most 18 digits before and 18 after the point";

  private final EvaluateMarginRequest.Builder request = Requests.hedgedSol();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abc",
        "1e5",
        "1e999999999",
        "+1",
        ".5",
        "1.",
        "1,5",
        " 1",
        "0x10",
        "NaN",
        "Infinity",
        "--1",
        "1234567890123456789",
        "1.1234567890123456789",
        "\u0661"
      })
  void evaluateMargin_malformedDecimal_namesTheField(String digits) {
    request.getAccountBuilder().getPositionsBuilder(0).setQuantity(digits);

    assertInvalid(violation("account.positions[0].quantity", PLAIN_DECIMAL));
  }

  @Test
  void evaluateMargin_megabyteOfDigits_isRefusedAtOnceAndNotRepeated() {
    request.getAccountBuilder().getPositionsBuilder(0).setEntryPrice("7".repeat(1 << 20));
    EvaluateMarginRequest built = request.build();
    Errors.of(() -> margin().evaluateMargin(built));

    Instant start = Instant.now();
    Status status = Errors.of(() -> margin().evaluateMargin(built));

    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(1));
    assertThat(Errors.violations(status))
        .containsExactly(violation("account.positions[0].entryPrice", PLAIN_DECIMAL));
    assertThat(status.getSerializedSize()).isLessThan(1_000);
  }

  @Test
  void evaluateMargin_zeroQuantity_namesTheField() {
    request.getAccountBuilder().getPositionsBuilder(0).setQuantity("-0.00");

    assertInvalid(violation("account.positions[0].quantity", "must not be zero"));
  }

  @Test
  void evaluateMargin_unsetFields_areAllReportedAtOnce() {
    request.getAccountBuilder().getBalancesBuilder(1).clearQuantity();
    request
        .getAccountBuilder()
        .setAccountId("")
        .getPositionsBuilder(0)
        .clearQuantity()
        .clearEntryPrice()
        .clearMode();
    request.getMarketBuilder().getIndexPricesBuilder(1).clearPrice();
    request.getRuleSetBuilder().getInstrumentsBuilder(0).clearMultiplier().clearKind();

    assertInvalid(
        violation("account.accountId", "must not be empty"),
        violation("account.balances[1].quantity", "must be set"),
        violation("account.positions[0].quantity", "must be set"),
        violation("account.positions[0].entryPrice", "must be set"),
        violation("account.positions[0]", "must be cross or isolated"),
        violation("market.indexPrices[1].price", "must be set"),
        violation("ruleSet.instruments[0].multiplier", "must be set"),
        violation("ruleSet.instruments[0].kind", "must be PERPETUAL, FUTURE or OPTION"));
  }

  @Test
  void evaluateMargin_emptyRequest_asksForAccountAndRules() {
    request.clear();

    assertInvalid(
        violation("account", "must be set"),
        violation("ruleSetId", "must be set, or ruleSet in its place"));
  }

  @Test
  void evaluateMargin_noMarketForAHolder_asksForIt() {
    request.clearMarket();

    assertInvalid(violation("market", "must be set"));
  }

  @Test
  void evaluateMargin_figuresOutOfRange_areEachJudgedByThemselves() {
    request
        .getAccountBuilder()
        .getPositionsBuilder(0)
        .setEntryPrice("0")
        .setLeverage("-1")
        .getIsolatedBuilder()
        .setMargin("-0.01");
    request.getMarketBuilder().getMarkPricesBuilder(0).setPrice("-5");
    request.getMarketBuilder().setAsOf(Timestamp.newBuilder().setNanos(-1));
    request.getRuleSetBuilder().setWarningLevel("1.01").setLiquidationTrigger("0.99");
    request.getRuleSetBuilder().getAssetsBuilder(0).getHaircutBuilder().setFlat("1.1");
    request.getRuleSetBuilder().getAssetsBuilder(1).clearHaircut();
    request.setViewValue(9);

    assertInvalid(
        violation("account.positions[0].entryPrice", "must be positive"),
        violation("account.positions[0].leverage", "must be positive"),
        violation("account.positions[0].isolated.margin", "must not be negative"),
        violation("market.markPrices[0].price", "must be positive"),
        violation(
            "market.asOf", "must be a time from year 1 to 9999 with 0 to 999999999 nanoseconds"),
        violation("ruleSet.warningLevel", "must be above 0 and at most 1"),
        violation("ruleSet.liquidationTrigger", "must be at least 1"),
        violation("ruleSet.assets[0].haircut.flat", "must be at least 0 and at most 1"),
        violation("ruleSet.assets[1].haircut", "must be set where assets are pooled"),
        violation("view", "must be BASIC or FULL"));
  }

  @Test
  void evaluateMargin_unsortedTiers_namesTheTier() {
    tiers().addTiers(Requests.tier("5000", "0.06")).addTiers(Requests.tier("5000", "0.07"));

    assertInvalid(violation(
        "ruleSet.instruments[0].requirement.marginalTiers.tiers[2]",
        "must have a higher notional floor than the tier before it"));
  }

  @Test
  void evaluateMargin_tiersThatBreakRules_areNamed() {
    tiers().getTiersBuilder(0).setNotionalFloor("1").setMaintenanceRate("1").setMaxLeverage("0");

    assertInvalid(
        violation(
            "ruleSet.instruments[0].requirement.marginalTiers.tiers[0].maintenanceRate",
            "must be at least 0 and below 1"),
        violation(
            "ruleSet.instruments[0].requirement.marginalTiers.tiers[0].maxLeverage",
            "must be positive"));

    tiers().getTiersBuilder(0).setMaintenanceRate("0.1").setMaxLeverage("5");

    assertInvalid(violation(
        "ruleSet.instruments[0].requirement.marginalTiers.tiers[0]",
        "must have the notional floor 0"));
  }

  @Test
  void evaluateMargin_noTiers_namesTheSchedule() {
    tiers().clearTiers();

    assertInvalid(violation(
        "ruleSet.instruments[0].requirement.marginalTiers", "must have at least one tier"));
  }

  @Test
  void evaluateMargin_expiryAgainstTheKind_isNamed() {
    instrument().setKind(Instrument.Kind.FUTURE);
    assertInvalid(violation("ruleSet.instruments[0].expiry", "must be set for a FUTURE"));

    instrument().setKind(Instrument.Kind.PERPETUAL).setExpiry(Timestamp.getDefaultInstance());
    assertInvalid(violation("ruleSet.instruments[0].expiry", "must not be set for a PERPETUAL"));
  }

  @Test
  void evaluateMargin_unknownInstrument_isInconsistent() {
    request.getAccountBuilder().getPositionsBuilder(0).setInstrumentId("DOGE-PERP");

    assertInconsistent(violation(
        "account.positions[0].instrumentId",
        "must be an instrument of the rule set: 'DOGE-PERP' is not"));
  }

  @Test
  void evaluateMargin_missingPrices_areInconsistent() {
    request.getMarketBuilder().clearMarkPrices().removeIndexPrices(1);

    assertInconsistent(
        violation(
            "account.balances[1].asset", "needs an index price of 'SOL' in market.indexPrices"),
        violation(
            "account.positions[0].instrumentId",
            "needs a mark price of 'SOL-PERP' in market.markPrices"));
  }

  @Test
  void evaluateMargin_duplicates_areInconsistentAllAtOnce() {
    request
        .getAccountBuilder()
        .addPositions(Requests.position("short", "SOL-PERP", "2"))
        .addBalances(Requests.balance("SOL", "2"));
    request
        .getMarketBuilder()
        .addMarkPrices(MarkPrice.newBuilder().setInstrumentId("SOL-PERP").setPrice("101"))
        .addIndexPrices(IndexPrice.newBuilder().setAsset("SOL").setPrice("100"));
    request
        .getRuleSetBuilder()
        .addAssets(Requests.asset("SOL", "0.2"))
        .addInstruments(Requests.instrument("SOL-PERP"));

    assertInconsistent(
        violation("market.markPrices[1].instrumentId", "must not repeat 'SOL-PERP'"),
        violation("market.indexPrices[2].asset", "must not repeat 'SOL'"),
        violation("ruleSet.assets[2].asset", "must not repeat 'SOL'"),
        violation("ruleSet.instruments[1].instrumentId", "must not repeat 'SOL-PERP'"),
        violation("account.balances[2].asset", "must not repeat the asset 'SOL'"),
        violation("account.positions[1].positionId", "must not repeat 'short'"));
  }

  @Test
  void evaluateMargin_bothSidesUnderOneWay_isInconsistent() {
    request.getRuleSetBuilder().setPositionMode(RuleSet.PositionMode.ONE_WAY);
    request.getAccountBuilder().addPositions(Requests.position("long", "SOL-PERP", "1"));

    assertThat(Errors.violations(inconsistent()))
        .extracting(Violation::field)
        .containsExactly("account.positions[1].quantity");
  }

  @Test
  void evaluateMargin_leverageAboveTheHighest_isInconsistent() {
    request.getAccountBuilder().getPositionsBuilder(0).setLeverage("10.01");

    assertInconsistent(violation(
        "account.positions[0].leverage", "must be at most 10, the highest of 'SOL-PERP'"));
  }

  @Test
  void evaluateMargin_malformedAndInconsistent_reportsWhatIsMalformed() {
    request.getAccountBuilder().addBalances(Requests.balance("SOL", "x"));
    request.getAccountBuilder().getPositionsBuilder(0).setInstrumentId("DOGE-PERP");
    request.getMarketBuilder().addMarkPrices(request.getMarket().getMarkPrices(0));
    request.setRuleSetId("nowhere");

    assertInvalid(violation("account.balances[2].quantity", PLAIN_DECIMAL));
  }

  @Test
  void evaluateMargin_unknownRuleSet_isNotFound() {
    request.setRuleSetId("nowhere");

    Status status = Errors.of(() -> margin().evaluateMargin(request.build()));

    assertThat(status.getCode()).isEqualTo(Code.NOT_FOUND_VALUE);
    assertThat(Errors.reason(status)).isEqualTo("UNKNOWN_RULE_SET");
    assertThat(Errors.detail(status, ResourceInfo.class).getResourceName()).isEqualTo("nowhere");
  }

  @Test
  void evaluateMargin_nameTooLongOrWithControlCharacters_namesTheField() {
    request.setRuleSetId("r".repeat(129));
    request.getAccountBuilder().setAccountId("a\nb");

    assertInvalid(
        violation("account.accountId", "must not hold control characters"),
        violation("ruleSetId", "must have at most 128 characters"));
  }

  @ParameterizedTest
  @ValueSource(ints = {49, 50, 51})
  void evaluateMargin_manyViolations_reportsFiftyAndCountsTheRest(int count) {
    request.getAccountBuilder().clearPositions();
    for (int i = 0; i < count; i++) {
      request.getAccountBuilder().addPositions(Requests.position("p" + i, "SOL-PERP", "many"));
    }

    Status status = Errors.of(() -> margin().evaluateMargin(request.build()));

    assertThat(Errors.detail(status, BadRequest.class).getFieldViolationsCount())
        .isEqualTo(Math.min(count, 50));
    assertThat(status.getMessage()).contains("(1 of " + count + " violations)");
  }

  private static Violation violation(String field, String rule) {
    return new Violation(field, rule);
  }

  private Instrument.Builder instrument() {
    return request.getRuleSetBuilder().getInstrumentsBuilder(0);
  }

  private MarginalTiers.Builder tiers() {
    return instrument().getRequirementBuilder().getMarginalTiersBuilder();
  }

  private void assertInvalid(Violation... violations) {
    Status status = Errors.of(() -> margin().evaluateMargin(request.build()));
    assertThat(status.getCode()).isEqualTo(Code.INVALID_ARGUMENT_VALUE);
    assertThat(Errors.reason(status)).isEqualTo("INVALID_FIELD");
    assertThat(Errors.violations(status)).containsExactlyInAnyOrder(violations);
  }

  private void assertInconsistent(Violation... violations) {
    assertThat(Errors.violations(inconsistent())).containsExactlyInAnyOrder(violations);
  }

  private Status inconsistent() {
    Status status = Errors.of(() -> margin().evaluateMargin(request.build()));
    assertThat(status.getCode()).isEqualTo(Code.INVALID_ARGUMENT_VALUE);
    assertThat(Errors.reason(status)).isEqualTo("INCONSISTENT_REQUEST");
    return status;
  }
}
