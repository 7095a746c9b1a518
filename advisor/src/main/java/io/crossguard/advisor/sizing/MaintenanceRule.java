package io.crossguard.advisor.sizing;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.rules.RateSchedule;
import io.crossguard.margin.rules.WholePositionTiers;
import io.crossguard.margin.value.Curve;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Line;
import io.crossguard.margin.value.Require;
import java.util.List;

/** What a position that stands alone requires to stay open, in its settlement asset. */
public sealed interface MaintenanceRule {

  /** The maintenance margin of a notional and a size in coins. */
  Fraction maintenanceMargin(Fraction notional, Fraction size);

  /** The same over a variable in which both are straight. */
  Curve maintenanceCurve(Line notional, Line size);

  /** The notionals above 0 at which it rises by a step. */
  List<Fraction> steps();

  /**
   * The schedule of its instrument.
   *
   * @param schedule by notional and size
   */
  record BySchedule(RateSchedule schedule) implements MaintenanceRule {
    public BySchedule {
      requireNonNull(schedule, "schedule");
    }

    @Override
    public Fraction maintenanceMargin(Fraction notional, Fraction size) {
      return schedule.maintenanceMargin(notional, size);
    }

    @Override
    public Curve maintenanceCurve(Line notional, Line size) {
      return schedule.maintenanceCurve(notional, size);
    }

    @Override
    public List<Fraction> steps() {
      return schedule instanceof WholePositionTiers whole
          ? whole.tiers().stream()
              .skip(1)
              .map(tier -> Fraction.of(tier.notionalFloor()))
              .toList()
          : List.of();
    }
  }

  /**
   * One rate, as under portfolio margin, where the worst shock of a position alone takes the same
   * share of it at any price.
   *
   * @param rate a unit of notional; not negative
   */
  record Proportional(Decimal rate) implements MaintenanceRule {
    public Proportional {
      Require.that(!rate.isNegative(), "rate must not be negative");
    }

    @Override
    public Fraction maintenanceMargin(Fraction notional, Fraction size) {
      return notional.times(rate);
    }

    @Override
    public Curve maintenanceCurve(Line notional, Line size) {
      return Curve.straight(notional.times(rate));
    }

    @Override
    public List<Fraction> steps() {
      return List.of();
    }
  }
}
