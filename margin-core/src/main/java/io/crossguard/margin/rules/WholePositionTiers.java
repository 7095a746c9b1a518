package io.crossguard.margin.rules;

import io.crossguard.margin.value.Curve;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Line;
import io.crossguard.margin.value.PiecewiseLinear;
import io.crossguard.margin.value.Require;
import java.util.ArrayList;
import java.util.List;

/**
 * Tiers of which each rate holds for the whole position that reaches it.
 *
 * <pre>
 *   maintenanceMargin = notional × rate_k,   floor_k ≤ notional &lt; floor_(k+1)
 * </pre>
 *
 * so that it jumps at the floors; there is no deduction.
 *
 * @param tiers by rising floor, the first at 0; rates never fall
 */
public record WholePositionTiers(List<Tier> tiers) implements RateSchedule {

  /**
   * @throws IllegalArgumentException naming the tier, from 0, that breaks a rule
   */
  public WholePositionTiers {
    Tiers.requireAscending(tiers);
    for (int k = 0; k < tiers.size(); k++) {
      Require.that(
          tiers.get(k).maintenanceDeduction().map(d -> d.isZero()).orElse(true),
          "tiers[" + k + "] must have no maintenance deduction: its rate holds for the whole"
              + " position");
    }
    tiers = List.copyOf(tiers);
  }

  @Override
  public Fraction maintenanceMargin(Fraction notional, Fraction size) {
    return notional.times(Tiers.at(tiers, notional).maintenanceRate().fraction());
  }

  @Override
  public Curve maintenanceCurve(Line notional, Line size) {
    List<PiecewiseLinear.Knot> knots = new ArrayList<>(tiers.size() - 1);
    for (Tier tier : tiers.subList(1, tiers.size())) {
      Line line = line(tier);
      knots.add(new PiecewiseLinear.Knot(Fraction.of(tier.notionalFloor()), line, line));
    }
    return new PiecewiseLinear(line(tiers.get(0)), knots).compose(notional);
  }

  private static Line line(Tier tier) {
    return Line.proportional(Fraction.of(tier.maintenanceRate().fraction()));
  }

  @Override
  public Fraction initialRate(Fraction notional, Fraction size) {
    return Tiers.at(tiers, notional).initialRate();
  }

  @Override
  public Fraction leverageMax(Fraction notional, Fraction size) {
    return Tiers.at(tiers, notional).leverageMax();
  }

  @Override
  public Fraction leverageMax() {
    return Tiers.leverageMax(tiers);
  }

  @Override
  public int tier(Fraction notional) {
    return Tiers.number(tiers, notional);
  }
}
