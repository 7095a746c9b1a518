package io.crossguard.margin.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Line;
import io.crossguard.margin.value.Rate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MarginalTiersTest {

  @Test
  void deductions_ofPublishedCoinTiers_followTheRecurrence() {
    MarginalTiers tiers = tiers(
        tier("0", "0"),
        tier("22.4", "0.025"),
        tier("50", "0.05"),
        tier("100", "0.10"),
        tier("200", "0.125"));

    assertThat(tiers.tiers())
        .extracting(tier -> tier.maintenanceDeduction().orElseThrow())
        .containsExactly(
            decimal("0"), decimal("0.56"), decimal("1.81"), decimal("6.81"), decimal("11.81"));
  }

  @Test
  void marginalTiers_deductionThatFits_isAccepted() {
    assertThat(tiers(tier("0", "0.01"), tier("100", "0.02", "1")).tiers()).hasSize(2);
  }

  @Test
  void marginalTiers_deductionOneUnitOff_isRefusedAndNamesTheTier() {
    assertThatThrownBy(() -> tiers(tier("0", "0.01"), tier("100", "0.02", "1.000000000000000001")))
        .hasMessageStartingWith("tiers[1] must have the maintenance deduction 1,");
    assertThatThrownBy(() -> tiers(tier("0", "0.01"), tier("100", "0.02", "0.999999999999999999")))
        .hasMessageStartingWith("tiers[1] must have the maintenance deduction 1,");
  }

  @Test
  void marginalTiers_firstDeductionOtherThanZero_isRefused() {
    assertThatThrownBy(() -> tiers(tier("0", "0.01", "1")))
        .hasMessageStartingWith("tiers[0] must have the maintenance deduction 0,");
  }

  @Test
  void marginalTiers_withoutTiers_areRefused() {
    assertThatThrownBy(() -> tiers()).hasMessage("must have at least one tier");
  }

  @Test
  void marginalTiers_notFromZero_areRefused() {
    assertThatThrownBy(() -> tiers(tier("0.000000000000000001", "0.01")))
        .hasMessage("tiers[0] must have the notional floor 0");
  }

  @Test
  void marginalTiers_floorThatDoesNotRise_isRefused() {
    assertThatThrownBy(() -> tiers(tier("0", "0.01"), tier("10", "0.02"), tier("10", "0.03")))
        .hasMessage("tiers[2] must have a higher notional floor than the tier before it");
    assertThatThrownBy(() -> tiers(tier("0", "0.01"), tier("10", "0.02"), tier("9.99", "0.03")))
        .hasMessage("tiers[2] must have a higher notional floor than the tier before it");
  }

  @Test
  void marginalTiers_rateThatStays_isAcceptedAndOneThatFallsRefused() {
    assertThat(tiers(tier("0", "0.02"), tier("10", "0.02")).tiers()).hasSize(2);
    assertThatThrownBy(() -> tiers(tier("0", "0.02"), tier("10", "0.019999999999999999")))
        .hasMessage("tiers[1] must not have a lower maintenance rate than the tier before it");
  }

  @Test
  void tier_rateBelowAtAndAboveItsBounds_isHeldToThem() {
    assertThatThrownBy(() -> tier("0", "-0.000000000000000001"))
        .hasMessage("maintenance rate must be at least 0 and below 1");
    assertThat(tier("0", "0").maintenanceRate()).isEqualTo(Rate.ZERO);
    assertThat(tier("0", "0.999999999999999999").maintenanceRate().isProperFraction())
        .isTrue();
    assertThatThrownBy(() -> tier("0", "1"))
        .hasMessage("maintenance rate must be at least 0 and below 1");
  }

  @Test
  void tier_negativeFloorOrLeverageThatIsNotPositive_isRefused() {
    assertThatThrownBy(() -> tier("-1", "0.01")).hasMessage("notional floor must not be negative");
    assertThatThrownBy(() -> Tier.ofLeverage(Decimal.ZERO, Rate.ZERO, Decimal.ZERO))
        .hasMessage("maximum leverage must be positive");
    assertThatThrownBy(
            () -> new Tier(Decimal.ZERO, Rate.ZERO, Optional.empty(), Fraction.ZERO, Fraction.ONE))
        .hasMessage("initial rate must be positive");
  }

  @Test
  void tier_belowAtAndAboveABoundary_isTheHigherFromTheBoundaryOn() {
    MarginalTiers tiers = tiers(tier("0", "0.01"), tier("100", "0.02"));

    assertThat(tiers.limits(fraction("0"), Fraction.ZERO).tier()).isEqualTo(1);
    assertThat(tiers.limits(fraction("99.999999999999999999"), Fraction.ZERO).tier())
        .isEqualTo(1);
    assertThat(tiers.limits(fraction("100"), Fraction.ZERO).tier()).isEqualTo(2);
    assertThat(tiers.limits(fraction("100.000000000000000001"), Fraction.ZERO).tier())
        .isEqualTo(2);
  }

  @Test
  void maintenanceMargin_belowAtAndAboveABoundary_isContinuous() {
    MarginalTiers tiers = tiers(tier("0", "0.01"), tier("100", "0.02"));

    assertThat(tiers.maintenanceMargin(fraction("99"), Fraction.ZERO)).isEqualTo(fraction("0.99"));
    assertThat(tiers.maintenanceMargin(fraction("100"), Fraction.ZERO)).isEqualTo(fraction("1"));
    assertThat(tiers.maintenanceMargin(fraction("101"), Fraction.ZERO)).isEqualTo(fraction("1.02"));
    assertThat(tiers.maintenanceCurve(Line.IDENTITY, Line.ZERO).at(fraction("101")))
        .isEqualTo(fraction("1.02"));
  }

  @Test
  void initialMargin_leverageBelowAtAndAboveTheTierMaximum_neverFallsBelowTheTierRate() {
    MarginalTiers tiers = tiers(Tier.ofLeverage(Decimal.ZERO, Rate.ZERO, decimal("20")));

    assertThat(initialMargin(tiers, "10")).isEqualTo(fraction("10"));
    assertThat(initialMargin(tiers, "20")).isEqualTo(fraction("5"));
    assertThat(initialMargin(tiers, "40")).isEqualTo(fraction("5"));
  }

  @Test
  void leverageMax_ofAllTiers_isTheHighest() {
    MarginalTiers tiers = tiers(
        Tier.ofLeverage(Decimal.ZERO, Rate.ZERO, decimal("20")),
        Tier.ofLeverage(decimal("10"), Rate.ZERO, decimal("5")));

    assertThat(tiers.leverageMax()).isEqualTo(fraction("20"));
    assertThat(tiers.limits(fraction("9.99"), Fraction.ZERO).leverageMax())
        .isEqualTo(fraction("20"));
    assertThat(tiers.limits(fraction("10"), Fraction.ZERO).leverageMax()).isEqualTo(fraction("5"));
  }

  private static Fraction initialMargin(MarginalTiers tiers, String leverage) {
    return tiers
        .limits(fraction("100"), Fraction.ZERO)
        .initialMargin(fraction("100"), fraction(leverage));
  }

  private static MarginalTiers tiers(Tier... tiers) {
    return new MarginalTiers(List.of(tiers));
  }

  private static Tier tier(String floor, String rate) {
    return Tier.ofLeverage(decimal(floor), new Rate(decimal(rate)), decimal("10"));
  }

  private static Tier tier(String floor, String rate, String deduction) {
    return new Tier(
        decimal(floor),
        new Rate(decimal(rate)),
        Optional.of(decimal(deduction)),
        fraction("0.1"),
        fraction("10"));
  }

  private static Decimal decimal(String digits) {
    return Decimal.parse(digits);
  }

  private static Fraction fraction(String digits) {
    return Fraction.of(decimal(digits));
  }
}
