package io.crossguard.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Status;
import io.crossguard.server.mapping.Violation;
import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.Haircut;
import io.crossguard.v1.Instrument;
import io.crossguard.v1.MarginTier;
import io.crossguard.v1.Order;
import io.crossguard.v1.OrderMargin;
import io.crossguard.v1.PowerOfNotional;
import io.crossguard.v1.ProfitWeight;
import io.crossguard.v1.RuleSet;
import io.crossguard.v1.WholePositionTiers;
import org.junit.jupiter.api.Test;

/** Rules and orders that break a rule, each named with its path. */
class VenueRulesErrorsInProcessTest extends InProcessTest {
  private static final String INSTRUMENT = "ruleSet.instruments[0].";

  private final EvaluateMarginRequest.Builder request = Requests.hedgedSol();

  private Instrument.Builder instrument() {
    return request.getRuleSetBuilder().getInstrumentsBuilder(0);
  }

  private static Violation violation(String field, String rule) {
    return new Violation(field, rule);
  }

  private void assertInvalid(Violation... violations) {
    Status status = Errors.of(() -> margin().evaluateMargin(request.build()));
    assertThat(Errors.reason(status)).isEqualTo("INVALID_FIELD");
    assertThat(Errors.violations(status)).containsExactly(violations);
  }

  private void assertInconsistent(Violation... violations) {
    Status status = Errors.of(() -> margin().evaluateMargin(request.build()));
    assertThat(Errors.reason(status)).isEqualTo("INCONSISTENT_REQUEST");
    assertThat(Errors.violations(status)).containsExactly(violations);
  }

  private static MarginTier.Builder tier(String floor, String rate) {
    return Requests.tier(floor, rate);
  }

  @Test
  void wholePositionTiers_overlapping_areNamed() {
    wholePosition().addTiers(tier("0", "0.01")).addTiers(tier("0", "0.02"));

    assertInvalid(violation(
        INSTRUMENT + "requirement.wholePositionTiers.tiers[1]",
        "must have a higher notional floor than the tier before it"));
  }

  @Test
  void wholePositionTiers_fallingRates_areNamed() {
    wholePosition().addTiers(tier("0", "0.02")).addTiers(tier("10", "0.01"));

    assertInvalid(violation(
        INSTRUMENT + "requirement.wholePositionTiers.tiers[1]",
        "must not have a lower maintenance rate than the tier before it"));
  }

  @Test
  void wholePositionTiers_withWhatTheyCannotCarry_areNamed() {
    wholePosition().addTiers(tier("-1", "1").clearMaxLeverage().setMaintenanceDeduction("0"));

    assertInvalid(
        violation(
            INSTRUMENT + "requirement.wholePositionTiers.tiers[0].notionalFloor",
            "must not be negative"),
        violation(
            INSTRUMENT + "requirement.wholePositionTiers.tiers[0].maintenanceRate",
            "must be at least 0 and below 1"),
        violation(
            INSTRUMENT + "requirement.wholePositionTiers.tiers[0].maxLeverage",
            "must be set, or initialRate in its place"),
        violation(
            INSTRUMENT + "requirement.wholePositionTiers.tiers[0].maintenanceDeduction",
            "must not be set: the rate holds for the whole position"));
  }

  private WholePositionTiers.Builder wholePosition() {
    return instrument().getRequirementBuilder().getWholePositionTiersBuilder();
  }

  @Test
  void schedules_withRatesOutOfRange_areNamed() {
    instrument()
        .getRequirementBuilder()
        .getLinearInSizeBuilder()
        .setInitialBase("0")
        .setMaintenanceBase("1")
        .setMaintenanceSlope("-0.1");
    assertInvalid(
        violation(
            INSTRUMENT + "requirement.linearInSize.initialBase", "must be above 0 and below 1"),
        violation(INSTRUMENT + "requirement.linearInSize.initialSlope", "must be set"),
        violation(
            INSTRUMENT + "requirement.linearInSize.maintenanceBase",
            "must be at least 0 and below 1"),
        violation(
            INSTRUMENT + "requirement.linearInSize.maintenanceSlope", "must not be negative"));

    instrument()
        .getRequirementBuilder()
        .setPowerOfNotional(PowerOfNotional.newBuilder()
            .setInitialBase("0.01")
            .setMaintenanceBase("0.010000000000000001")
            .setInitialFactor("0"));
    assertInvalid(violation(
        INSTRUMENT + "requirement.powerOfNotional.maintenanceBase",
        "must be at most the initial base"));

    instrument().getRequirementBuilder().getSquareRootOfSizeBuilder().setInitialBase("1");
    assertInvalid(
        violation(
            INSTRUMENT + "requirement.squareRootOfSize.initialBase", "must be above 0 and below 1"),
        violation(INSTRUMENT + "requirement.squareRootOfSize.initialFactor", "must be set"),
        violation(INSTRUMENT + "requirement.squareRootOfSize.maintenanceBase", "must be set"),
        violation(INSTRUMENT + "requirement.squareRootOfSize.maintenanceFactor", "must be set"));
  }

  @Test
  void instrument_withTermsAndWeightsOutOfRange_isNamed() {
    instrument()
        .setQuantityStep("0")
        .setProfitWeight(ProfitWeight.newBuilder().setWeight("1.01").setMost("0"))
        .setInitialProfitWeight(ProfitWeight.getDefaultInstance())
        .getTermsBuilder()
        .setInitialAdded("-1")
        .setMaintenanceLeast("-1")
        .getClosingFeeBuilder()
        .setRate("1")
        .setBasisValue(9);

    assertInvalid(
        violation(INSTRUMENT + "quantityStep", "must be positive"),
        violation(INSTRUMENT + "terms.closingFee.rate", "must be at least 0 and below 1"),
        violation(INSTRUMENT + "terms.closingFee.basis", "must be MARK, ENTRY or BANKRUPTCY"),
        violation(INSTRUMENT + "terms.initialAdded", "must not be negative"),
        violation(INSTRUMENT + "terms.maintenanceLeast", "must not be negative"),
        violation(INSTRUMENT + "profitWeight.weight", "must be at least 0 and at most 1"),
        violation(INSTRUMENT + "profitWeight.most", "must be positive"),
        violation(INSTRUMENT + "initialProfitWeight.weight", "must be set"));
  }

  @Test
  void haircuts_outOfRange_areNamed() {
    request
        .getRuleSetBuilder()
        .getAssetsBuilder(0)
        .setHaircut(Haircut.newBuilder()
            .setSlices(Haircut.Slices.newBuilder()
                .addSlices(slice("0", "0.1"))
                .addSlices(slice("10", "0.2"))
                .addSlices(slice("10", "0.3"))))
        .setInitialHaircut(Haircut.newBuilder()
            .setCapped(Haircut.Capped.newBuilder().setFlat("-0.1").setValueMax("0")));
    request
        .getRuleSetBuilder()
        .getAssetsBuilder(1)
        .setInitialHaircut(Haircut.newBuilder()
            .setSizeDependent(Haircut.SizeDependent.newBuilder().setBaseWeight("0")))
        .getLiabilityWeightsBuilder()
        .setBalance("0.5")
        .setMaintenance("0.4");

    assertInvalid(
        violation(
            "ruleSet.assets[0].haircut.slices.slices[2]",
            "must have a higher value floor than the slice before it"),
        violation(
            "ruleSet.assets[0].initialHaircut.capped.flat", "must be at least 0 and at most 1"),
        violation("ruleSet.assets[0].initialHaircut.capped.valueMax", "must be positive"),
        violation(
            "ruleSet.assets[1].initialHaircut.sizeDependent.baseWeight",
            "must be above 0 and at most 1"),
        violation("ruleSet.assets[1].initialHaircut.sizeDependent.factor", "must be set"),
        violation(
            "ruleSet.assets[1].liabilityWeights",
            "a liability must count in full: its weights in balance and requirement must add up to"
                + " at least 1"));
  }

  private static Haircut.Slice slice(String floor, String haircut) {
    return Haircut.Slice.newBuilder().setValueFloor(floor).setHaircut(haircut).build();
  }

  @Test
  void conventions_outOfRange_areNamed() {
    RuleSet.Builder rules = request.getRuleSetBuilder();
    rules.setBackstopLevel("0").setNettingValue(7);
    rules.getBasesBuilder().setCrossInitialValue(7);
    rules
        .getOrderMarginBuilder()
        .setKind(OrderMargin.Kind.COST)
        .setOpeningFeeRate("-0.1")
        .setClosingFeeRate("1");
    rules.getReleaseBuilder().setNotionalShare("-0.1").setMaintenanceMultiple("-1");
    rules.addBandsBuilder().setBalanceToMaintenanceMax("0");
    rules.getChangePolicyBuilder().setPayoutValue(7);
    rules.getLiquidationPolicyBuilder().setFeeRate("1").setOrderValue(7);
    rules.getLiquidationPolicyBuilder().getPortionBuilder().getShareBuilder().setFraction("1");
    rules.getLiquidationPolicyBuilder().getStopConditionBuilder().setMaintenanceTimes("0.99");
    rules.getLiquidationPolicyBuilder().getPriceBuilder().getMarkBuilder().setSlippage("1");

    String policy = "ruleSet.liquidationPolicy.";
    assertInvalid(
        violation("ruleSet.backstopLevel", "must be positive"),
        violation("ruleSet.bases.crossInitial", "must be MARK or ENTRY"),
        violation("ruleSet.netting", "must be GROSS, LARGER_SIDE or LARGER_SIDE_OF_UNDERLYING"),
        violation("ruleSet.orderMargin.openingFeeRate", "must be at least 0 and below 1"),
        violation("ruleSet.orderMargin.closingFeeRate", "must be at least 0 and below 1"),
        violation("ruleSet.release.notionalShare", "must not be negative"),
        violation("ruleSet.release.maintenanceMultiple", "must not be negative"),
        violation("ruleSet.bands[0].name", "must not be empty"),
        violation("ruleSet.bands[0].balanceToMaintenanceMax", "must be positive"),
        violation("ruleSet.changePolicy.payout", "must be PRO_RATA or KEEP"),
        violation(
            policy + "order",
            "must be LARGEST_NOTIONAL, MOST_LEVERAGED, LARGEST_MAINTENANCE_MARGIN or LARGEST_LOSS"),
        violation(policy + "portion.share.fraction", "must be above 0 and below 1"),
        violation(policy + "stopCondition.maintenanceTimes", "must be at least 1"),
        violation(policy + "price.mark.slippage", "must be at least 0 and below 1"),
        violation(policy + "feeRate", "must be at least 0 and below 1"));
  }

  @Test
  void orders_malformed_areNamed() {
    request
        .getAccountBuilder()
        .addOrders(
            Order.newBuilder().setQuantity("0").setPrice("0").setLeverage("0").setModeValue(9));

    assertInvalid(
        violation("account.orders[0].orderId", "must not be empty"),
        violation("account.orders[0].instrumentId", "must not be empty"),
        violation("account.orders[0].quantity", "must not be zero"),
        violation("account.orders[0].price", "must be positive"),
        violation("account.orders[0].mode", "must be CROSS or ISOLATED"),
        violation("account.orders[0].leverage", "must be positive"));
  }

  @Test
  void orders_thatDoNotFit_areInconsistent() {
    request
        .getAccountBuilder()
        .addBalances(Requests.balance("DOGE", "1"))
        .addOrders(order("SOL-PERP"))
        .addOrders(order("SOL-PERP").setLeverage("10.1"))
        .addOrders(order("DOGE-PERP").setOrderId("other"));

    assertInconsistent(
        violation("account.balances[2].asset", "must be an asset of the rule set: 'DOGE' is not"),
        violation(
            "account.balances[2].asset", "needs an index price of 'DOGE' in market.indexPrices"),
        violation("account.orders[1].orderId", "must not repeat 'o'"),
        violation("account.orders[1].leverage", "must be at most 10, the highest of 'SOL-PERP'"),
        violation(
            "account.orders[2].instrumentId",
            "must be an instrument of the rule set: 'DOGE-PERP' is not"));
  }

  @Test
  void orders_withoutAMarket_askForIt() {
    request
        .clearMarket()
        .getAccountBuilder()
        .clearBalances()
        .clearPositions()
        .addOrders(order("SOL-PERP"));

    assertInvalid(violation("market", "must be set"));
  }

  private static Order.Builder order(String instrumentId) {
    return Order.newBuilder()
        .setOrderId("o")
        .setInstrumentId(instrumentId)
        .setQuantity("1")
        .setPrice("100");
  }
}
