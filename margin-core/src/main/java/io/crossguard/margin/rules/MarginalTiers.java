package io.crossguard.margin.rules;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Line;
import io.crossguard.margin.value.PiecewiseLinear;
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
 *
 * @param tiers by rising floor, the first at 0; rates never fall
 */
public record MarginalTiers(List<Tier> tiers) implements RateSchedule {

  /**
   * @throws IllegalArgumentException naming the tier, from 0, that breaks a rule
   */
  public MarginalTiers {
    Require.that(!tiers.isEmpty(), "must have at least one tier");
    Require.that(tiers.get(0).notionalFloor().isZero(), "tiers[0] must have the notional floor 0");
    tiers = withDeductions(tiers);
  }

  private static List<Tier> withDeductions(List<Tier> tiers) {
    List<Tier> complete = new ArrayList<>(tiers.size());
    Decimal deduction = Decimal.ZERO;
    for (int k = 0; k < tiers.size(); k++) {
      Tier tier = tiers.get(k);
      if (k > 0) {
        Tier before = tiers.get(k - 1);
        Decimal rise =
            tier.maintenanceRate().fraction().minus(before.maintenanceRate().fraction());
        Require.that(
            tier.notionalFloor().isGreaterThan(before.notionalFloor()),
            "tiers[" + k + "] must have a higher notional floor than the tier before it");
        Require.that(
            !rise.isNegative(),
            "tiers[" + k + "] must not have a lower maintenance rate than the tier before it");
        deduction = deduction.plus(tier.notionalFloor().times(rise));
      }
      complete.add(checked(tier, k, deduction));
    }
    return List.copyOf(complete);
  }

  private static Tier checked(Tier tier, int k, Decimal deduction) {
    tier.maintenanceDeduction()
        .ifPresent(
            given ->
                Require.that(
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

  @Override
  public Fraction maintenanceMargin(Fraction notional) {
    return line(tierAt(notional)).at(notional);
  }

  @Override
  public PiecewiseLinear maintenanceCurve() {
    List<PiecewiseLinear.Knot> knots = new ArrayList<>(tiers.size() - 1);
    for (Tier tier : tiers.subList(1, tiers.size())) {
      Line line = line(tier);
      knots.add(new PiecewiseLinear.Knot(Fraction.of(tier.notionalFloor()), line, line));
    }
    return new PiecewiseLinear(line(tiers.get(0)), knots);
  }

  private static Line line(Tier tier) {
    return new Line(
        Fraction.of(tier.maintenanceDeduction().orElse(Decimal.ZERO).negated()),
        Fraction.of(tier.maintenanceRate().fraction()));
  }

  @Override
  public Fraction initialRate(Fraction notional) {
    return tierAt(notional).initialRate();
  }

  @Override
  public Fraction leverageMax(Fraction notional) {
    return tierAt(notional).leverageMax();
  }

  @Override
  public Fraction leverageMax() {
    return tiers.stream().map(Tier::leverageMax).reduce(Fraction::max).orElseThrow();
  }

  @Override
  public int tier(Fraction notional) {
    int number = 1;
    while (number < tiers.size()
        && Fraction.of(tiers.get(number).notionalFloor()).compareTo(notional) <= 0) {
      number++;
    }
    return number;
  }

  private Tier tierAt(Fraction notional) {
    return tiers.get(tier(notional) - 1);
  }
}
