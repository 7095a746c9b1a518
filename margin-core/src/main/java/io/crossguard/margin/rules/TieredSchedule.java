package io.crossguard.margin.rules;

import io.crossguard.margin.value.Curve;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Line;
import io.crossguard.margin.value.PiecewiseLinear;
import io.crossguard.margin.value.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * A schedule of tiers: half-open intervals of notional, of which an exact boundary belongs to the
 * higher one. In each tier the maintenance margin is a straight line of the notional.
 */
public abstract sealed class TieredSchedule implements RateSchedule
    permits MarginalTiers, WholePositionTiers {
  private final List<Tier> tiers;
  private final Fraction[] floors;
  private final Line[] lines;
  private final PiecewiseLinear maintenance;
  private final Fraction leverageMax;

  /**
   * @param tiers as {@link #requireAscending} demands
   * @param line the maintenance margin over the notional in a tier
   */
  TieredSchedule(List<Tier> tiers, Function<Tier, Line> line) {
    this.tiers = List.copyOf(tiers);
    this.floors =
        tiers.stream().map(tier -> Fraction.of(tier.notionalFloor())).toArray(Fraction[]::new);
    this.lines = tiers.stream().map(line).toArray(Line[]::new);
    this.maintenance = curve(floors, lines);
    this.leverageMax =
        tiers.stream().map(Tier::leverageMax).reduce(Fraction::max).orElseThrow();
  }

  private static PiecewiseLinear curve(Fraction[] floors, Line[] lines) {
    List<PiecewiseLinear.Knot> knots = new ArrayList<>(floors.length - 1);
    for (int k = 1; k < floors.length; k++) {
      knots.add(new PiecewiseLinear.Knot(floors[k], lines[k], lines[k]));
    }
    return new PiecewiseLinear(lines[0], knots);
  }

  /** The tiers by rising floor, the first at 0; maintenance rates never fall. */
  public final List<Tier> tiers() {
    return tiers;
  }

  @Override
  public final Fraction maintenanceMargin(Fraction notional, Fraction size) {
    return lines[index(notional)].at(notional);
  }

  @Override
  public final Curve maintenanceCurve(Line notional, Line size) {
    return maintenance.compose(notional);
  }

  @Override
  public final Limits limits(Fraction notional, Fraction size) {
    int index = index(notional);
    Tier tier = tiers.get(index);
    return new Limits(index + 1, tier.initialRate(), tier.leverageMax());
  }

  @Override
  public final Fraction leverageMax() {
    return leverageMax;
  }

  /** Which tier a notional is in, from 0. */
  private int index(Fraction notional) {
    int index = 0;
    while (index + 1 < floors.length && floors[index + 1].compareTo(notional) <= 0) {
      index++;
    }
    return index;
  }

  /** Whether it requires the same everywhere. */
  @Override
  public final boolean equals(Object other) {
    return other instanceof TieredSchedule that
        && tiers.equals(that.tiers)
        && Arrays.equals(lines, that.lines);
  }

  @Override
  public final int hashCode() {
    return tiers.hashCode();
  }

  @Override
  public final String toString() {
    return getClass().getSimpleName() + tiers;
  }

  /**
   * @throws IllegalArgumentException naming the tier, from 0, that breaks a rule
   */
  static List<Tier> requireAscending(List<Tier> tiers) {
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
    return tiers;
  }
}
