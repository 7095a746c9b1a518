package io.crossguard.margin.rules;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Line;
import io.crossguard.margin.value.Rate;
import io.crossguard.margin.value.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tiers of which each rate holds for the slice of notional inside its tier, like tax brackets.
 *
 * <pre>
 *   maintenanceMargin = notional × rate_k − deduction_k,   floor_k ≤ notional &lt; floor_(k+1)
 *   deduction_0 = 0
 *   deduction_k = deduction_(k−1) + floor_k × (rate_k − rate_(k−1))
 * </pre>
 *
 * so that it is continuous. A deduction that a tier brings along is checked against the recurrence;
 * here every tier has one.
 */
public final class MarginalTiers extends TieredSchedule {

  /**
   * @param tiers by rising floor, the first at 0; rates never fall
   * @throws IllegalArgumentException naming the tier, from 0, that breaks a rule
   */
  public MarginalTiers(List<Tier> tiers) {
    super(withDeductions(requireAscending(tiers)), MarginalTiers::maintenanceLine);
  }

  private static List<Tier> withDeductions(List<Tier> tiers) {
    List<Tier> complete = new ArrayList<>(tiers.size());
    Decimal deduction = Decimal.ZERO;
    Rate before = Rate.ZERO;
    for (Tier tier : tiers) {
      Decimal rise = tier.maintenanceRate().fraction().minus(before.fraction());
      deduction = deduction.plus(tier.notionalFloor().times(rise));
      before = tier.maintenanceRate();
      complete.add(checked(tier, complete.size(), deduction));
    }
    return List.copyOf(complete);
  }

  private static Tier checked(Tier tier, int k, Decimal deduction) {
    tier.maintenanceDeduction()
        .ifPresent(given -> Require.that(
            given.equals(deduction),
            "tiers["
                + k
                + "] must have the maintenance deduction "
                + deduction
                + ", with which the maintenance margin is continuous, not "
                + given));
    return new Tier(
        tier.notionalFloor(),
        tier.maintenanceRate(),
        Optional.of(deduction),
        tier.initialRate(),
        tier.leverageMax());
  }

  private static Line maintenanceLine(Tier tier) {
    return new Line(
        Fraction.of(tier.maintenanceDeduction().orElse(Decimal.ZERO).negated()),
        Fraction.of(tier.maintenanceRate().fraction()));
  }
}
