package io.crossguard.margin.rules;

import io.crossguard.margin.value.Curve;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Line;
import io.crossguard.margin.value.PiecewiseLinear;
import io.crossguard.margin.value.Require;
import java.util.ArrayList;
import java.util.List;

/**
 * A schedule of tiers: half-open intervals of notional, of which an exact boundary belongs to the
 * higher one. In each tier the maintenance margin is a straight line of the notional.
 */
public sealed interface TieredSchedule extends RateSchedule
    permits MarginalTiers, WholePositionTiers {

  /** The tiers by rising floor, the first at 0; maintenance rates never fall. */
  List<Tier> tiers();

  /** The maintenance margin over the notional in a tier. */
  Line maintenanceLine(Tier tier);

  @Override
  default Fraction maintenanceMargin(Fraction notional, Fraction size) {
    return maintenanceLine(tierAt(notional)).at(notional);
  }

  @Override
  default Curve maintenanceCurve(Line notional, Line size) {
    List<PiecewiseLinear.Knot> knots = new ArrayList<>(tiers().size() - 1);
    for (Tier tier : tiers().subList(1, tiers().size())) {
      Line line = maintenanceLine(tier);
      knots.add(new PiecewiseLinear.Knot(Fraction.of(tier.notionalFloor()), line, line));
    }
    return new PiecewiseLinear(maintenanceLine(tiers().get(0)), knots).compose(notional);
  }

  @Override
  default Fraction initialRate(Fraction notional, Fraction size) {
    return tierAt(notional).initialRate();
  }

  @Override
  default Fraction leverageMax(Fraction notional, Fraction size) {
    return tierAt(notional).leverageMax();
  }

  @Override
  default Fraction leverageMax() {
    return tiers().stream().map(Tier::leverageMax).reduce(Fraction::max).orElseThrow();
  }

  @Override
  default int tier(Fraction notional) {
    int number = 1;
    while (number < tiers().size()
        && Fraction.of(tiers().get(number).notionalFloor()).compareTo(notional) <= 0) {
      number++;
    }
    return number;
  }

  private Tier tierAt(Fraction notional) {
    return tiers().get(tier(notional) - 1);
  }

  /**
   * @throws IllegalArgumentException naming the tier, from 0, that breaks a rule
   */
  static void requireAscending(List<Tier> tiers) {
    Require.that(!tiers.isEmpty(), "must have at least one tier");
    Require.that(tiers.get(0).notionalFloor().isZero(), "tiers[0] must have the notional floor 0");
    for (int k = 1; k < tiers.size(); k++) {
      Require.that(
          tiers.get(k).notionalFloor().isGreaterThan(tiers.get(k - 1).notionalFloor()),
          "tiers[" + k + "] must have a higher notional floor than the tier before it");
      Require.that(
          tiers.get(k).maintenanceRate().compareTo(tiers.get(k - 1).maintenanceRate()) >= 0,
          "tiers[" + k + "] must not have a lower maintenance rate than the tier before it");
    }
  }
}
