package io.crossguard.margin.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossguard.margin.value.Curve;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Line;
import io.crossguard.margin.value.Rate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Schedules over the whole position and over the size, and what schedules and policies refuse. */
class ScheduleBoundsTest {

  private static final String LEAST = "0.000000000000000001";

  @ParameterizedTest
  @CsvSource({"999, 9.99", "1000, 20", "1001, 20.02", "5000, 250"})
  void wholePositionTiers_belowAtAndAboveAFloor_chargeTheRateOnTheWhole(
      String notional, String maintenance) {
    WholePositionTiers schedule = new WholePositionTiers(
        List.of(tier("0", "0.01"), tier("1000", "0.02"), tier("5000", "0.05")));
    Curve curve = schedule.maintenanceCurve(Line.IDENTITY, Line.ZERO);

    assertThat(schedule.maintenanceMargin(fraction(notional), Fraction.ZERO))
        .isEqualTo(fraction(maintenance));
    assertThat(curve.at(fraction(notional))).isEqualTo(fraction(maintenance));
    assertThat(curve.breakpoints()).containsExactly(fraction("1000"), fraction("5000"));
  }

  @Test
  void wholePositionTiers_thatFallOrHaveADeduction_areRefusedByTheirPlace() {
    Tier zero = deducted("0");
    Tier one = deducted("1");

    assertThat(new WholePositionTiers(List.of(zero)).tiers()).containsExactly(zero);
    assertThatThrownBy(() -> new WholePositionTiers(List.of(one)))
        .hasMessage("tiers[0] must have no maintenance deduction: its rate holds for the whole"
            + " position");
    assertThatThrownBy(() -> new WholePositionTiers(List.of()))
        .hasMessage("must have at least one tier");
    assertThatThrownBy(() -> new WholePositionTiers(List.of(tier("0", "0.02"), tier("1", "0.01"))))
        .hasMessage("tiers[1] must not have a lower maintenance rate than the tier before it");
  }

  @Test
  void linearInSize_overTheSize_growsWithEachCoin() {
    // 0.1 + 0.01 and 0.05 + 0.005 a coin.
    LinearInSize schedule = new LinearInSize(
        new LinearInSize.SizeRate(rate("0.1"), Decimal.parse("0.01")),
        new LinearInSize.SizeRate(rate("0.05"), Decimal.parse("0.005")));

    assertThat(schedule.limits(fraction("500"), fraction("5")).initialRate())
        .isEqualTo(fraction("0.15"));
    assertThat(schedule.maintenanceMargin(fraction("500"), fraction("5")))
        .isEqualTo(fraction("37.5"));
    assertThat(schedule.leverageMax()).isEqualTo(fraction("10"));
    assertThat(schedule.limits(fraction("500"), fraction("15")).leverageMax())
        .isEqualTo(fraction("4"));
    assertThat(schedule.limits(fraction("500"), Fraction.ZERO).tier()).isEqualTo(1);
  }

  @Test
  void maintenanceCurve_overTheSize_isStraightOnlyWhereTheSizeStays() {
    LinearInSize schedule = new LinearInSize(
        new LinearInSize.SizeRate(rate("0.1"), Decimal.parse("0.01")),
        new LinearInSize.SizeRate(rate("0.05"), Decimal.parse("0.005")));
    Line notional = line("0", "5");

    // 5 coins at u: 5 u × 0.075. As many coins as the notional over 100: u/20 coins.
    Curve still = schedule.maintenanceCurve(notional, line("5", "0"));
    Curve growing = schedule.maintenanceCurve(notional, line("0", "0.05"));
    assertThat(still.isStraight()).isTrue();
    assertThat(still.at(fraction("100"))).isEqualTo(fraction("37.5"));
    assertThat(growing.isStraight()).isFalse();
    assertThat(growing.at(fraction("100"))).isEqualTo(fraction("37.5"));
    assertThat(growing.at(fraction("200"))).isEqualTo(fraction("100"));
  }

  @Test
  void squareRootOfSize_belowAtAndAboveItsKnee_takesTheBaseOrTheRoot() {
    // max(0.05, 0.04 + 0.001 √size): the knee is at a size of 100.
    SquareRootOfSize.RootRate rate =
        new SquareRootOfSize.RootRate(rate("0.05"), Decimal.parse("0.001"));
    SquareRootOfSize schedule = new SquareRootOfSize(rate, rate);

    assertThat(schedule.initialRate(fraction("81"))).isEqualTo(fraction("0.05"));
    assertThat(schedule.initialRate(fraction("100"))).isEqualTo(fraction("0.05"));
    assertThat(schedule.initialRate(fraction("400"))).isEqualTo(fraction("0.06"));
    assertThat(schedule.maintenanceRate(fraction("400"))).isEqualTo(fraction("0.06"));
  }

  @Test
  void squareRootOfSize_belowAtAndAboveItsBounds_isHeldToThem() {
    assertThatThrownBy(() -> root("-" + LEAST, "0"))
        .hasMessage("base rate must be at least 0 and below 1");
    assertThatThrownBy(() -> root("1", "0")).hasMessage("base rate must be at least 0 and below 1");
    assertThatThrownBy(() -> root("0", "-" + LEAST)).hasMessage("factor must not be negative");
    assertThatThrownBy(() -> new SquareRootOfSize(root("0", "1"), root("0", "1")))
        .hasMessage("initial base rate must be positive");
  }

  @Test
  void slices_thatDoNotBeginAtZeroOrAscend_areRefusedByTheirPlace() {
    assertThatThrownBy(() -> slices()).hasMessage("must have at least one slice");
    assertThatThrownBy(() -> slices(LEAST)).hasMessage("slices[0] must have the value floor 0");
    assertThat(slices("0", LEAST).slices()).hasSize(2);
    assertThatThrownBy(() -> slices("0", "5", "5"))
        .hasMessage("slices[2] must have a higher value floor than the slice before it");
    assertThatThrownBy(() -> slices("0", "5", "4"))
        .hasMessage("slices[2] must have a higher value floor than the slice before it");
  }

  @Test
  void liquidationPolicy_belowAtAndAboveItsBounds_isHeldToThem() {
    assertThatThrownBy(() -> new LiquidationPolicy.Portion.TierStep(0))
        .hasMessage("a tier step must go down at least 1 tier");
    assertThat(new LiquidationPolicy.Portion.TierStep(1).tiers()).isEqualTo(1);
    for (String share : List.of("-" + LEAST, "0", "1")) {
      assertThatThrownBy(() -> new LiquidationPolicy.Portion.Share(rate(share), Decimal.ZERO))
          .hasMessage("the share closed first must be above 0 and below 1");
    }
    assertThatThrownBy(
            () -> new LiquidationPolicy.Portion.Share(rate("0.5"), Decimal.parse("-" + LEAST)))
        .hasMessage("notional limit must not be negative");
    assertThatThrownBy(() -> new LiquidationPolicy.StopCondition.MaintenanceTimes(
            Decimal.parse("0.999999999999999999")))
        .hasMessage("the multiple of the maintenance margin must be at least 1");
    assertThat(new LiquidationPolicy.StopCondition.MaintenanceTimes(Decimal.ONE).multiple())
        .isEqualTo(Decimal.ONE);
    assertThatThrownBy(
            () -> new LiquidationPolicy.StopCondition.MaintenancePlusNotional(rate("-" + LEAST)))
        .hasMessage("the share of the notional must not be negative");
    assertThat(new LiquidationPolicy.StopCondition.MaintenancePlusNotional(Rate.ZERO).share())
        .isEqualTo(Rate.ZERO);
    assertThatThrownBy(() -> new LiquidationPolicy.ClosingPrice.Mark(Rate.ONE))
        .hasMessage("slippage must be at least 0 and below 1");
  }

  @Test
  void liquidationFee_belowAtAndAboveItsBounds_isAtLeastZeroAndBelowOne() {
    assertThatThrownBy(() -> fee("-" + LEAST))
        .hasMessage("liquidation fee rate must be at least 0 and below 1");
    assertThat(fee("0").feeRate()).isEqualTo(Rate.ZERO);
    assertThatThrownBy(() -> fee("1"))
        .hasMessage("liquidation fee rate must be at least 0 and below 1");
  }

  @Test
  void bandReleaseAndClosingFee_outsideTheirBounds_areRefused() {
    assertThatThrownBy(() -> new Band("", Decimal.ONE)).hasMessage("must not be empty");
    assertThatThrownBy(() -> new Band("b", Decimal.ZERO))
        .hasMessage("the multiple of a band must be positive");
    assertThatThrownBy(
            () -> new Release(Release.Kind.STRICT, Decimal.parse("-" + LEAST), Decimal.ZERO))
        .hasMessage("the floors of what may leave must not be negative");
    assertThatThrownBy(
            () -> new Release(Release.Kind.STRICT, Decimal.ZERO, Decimal.parse("-" + LEAST)))
        .hasMessage("the floors of what may leave must not be negative");
    assertThatThrownBy(() -> new ClosingFee(Rate.ONE, ClosingFee.Basis.MARK, true, true))
        .hasMessage("closing fee rate must be at least 0 and below 1");
  }

  @Test
  void instrument_withoutANameOrWithAStepThatIsNotPositive_isRefused() {
    assertThatThrownBy(() -> instrument("", "BTC", "USD", "1")).hasMessage("must not be empty");
    assertThatThrownBy(() -> instrument("I", "", "USD", "1")).hasMessage("must not be empty");
    assertThatThrownBy(() -> instrument("I", "BTC", "", "1")).hasMessage("must not be empty");
    assertThatThrownBy(() -> instrument("I", "BTC", "USD", "0"))
        .hasMessage("quantity step must be positive");
    assertThat(instrument("I", "BTC", "USD", LEAST).quantityStep()).contains(Decimal.parse(LEAST));
  }

  private static Instrument instrument(String id, String root, String settlement, String step) {
    return new Instrument(
        id,
        InstrumentKind.PERPETUAL,
        Payoff.LINEAR,
        root,
        settlement,
        Decimal.ONE,
        Optional.empty(),
        Optional.empty(),
        Optional.of(Decimal.parse(step)),
        new MarginalTiers(List.of(tier("0", "0.01"))),
        RequirementTerms.NONE,
        Instrument.ProfitWeights.FULL);
  }

  private static LiquidationPolicy fee(String rate) {
    LiquidationPolicy policy = LiquidationPolicy.DEFAULT;
    return new LiquidationPolicy(
        policy.cancelledOrders(),
        policy.netsOppositeFirst(),
        policy.order(),
        policy.portion(),
        policy.stopCondition(),
        policy.price(),
        rate(rate));
  }

  private static Haircut.Slices slices(String... floors) {
    return new Haircut.Slices(List.of(floors).stream()
        .map(floor -> new Haircut.Slices.Slice(Decimal.parse(floor), Rate.ZERO))
        .toList());
  }

  private static SquareRootOfSize.RootRate root(String base, String factor) {
    return new SquareRootOfSize.RootRate(rate(base), Decimal.parse(factor));
  }

  private static Tier tier(String floor, String rate) {
    return Tier.ofLeverage(Decimal.parse(floor), rate(rate), Decimal.of(10));
  }

  private static Tier deducted(String deduction) {
    return new Tier(
        Decimal.ZERO,
        rate("0.01"),
        Optional.of(Decimal.parse(deduction)),
        fraction("0.1"),
        fraction("10"));
  }

  private static Line line(String intercept, String slope) {
    return new Line(fraction(intercept), fraction(slope));
  }

  private static Rate rate(String fraction) {
    return new Rate(Decimal.parse(fraction));
  }

  private static Fraction fraction(String digits) {
    return Fraction.of(Decimal.parse(digits));
  }
}
