package io.crossguard.advisor.sizing;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.rules.RateSchedule;
import io.crossguard.margin.rules.WholePositionTiers;
import io.crossguard.margin.value.Curve;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Line;
import io.crossguard.margin.value.Price;
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
   * The schedule of its instrument at the notional of its entry, which no move changes; of linear and
   * quanto contracts.
   *
   * @param schedule by notional and size
   * @param entryPrice average entry price
   */
  record AtEntry(RateSchedule schedule, Price entryPrice) implements MaintenanceRule {
    public AtEntry {
      requireNonNull(schedule, "schedule");
      requireNonNull(entryPrice, "entryPrice");
    }

    @Override
    public Fraction maintenanceMargin(Fraction notional, Fraction size) {
      return schedule.maintenanceMargin(size.times(entryPrice.value()), size);
    }

    @Override
    public Curve maintenanceCurve(Line notional, Line size) {
      return schedule.maintenanceCurve(size.times(entryPrice.value()), size);
    }

    @Override
    public List<Fraction> steps() {
      return List.of();
    }
  }

  /**
   * A rule with what joins it, at the multiple below which the venue liquidates.
   *
   * <pre>
   *   maintenanceMargin = (max(rule, least) + added) · trigger
   * </pre>
   *
   * @param rule what it is without that
   * @param least least maintenance margin; not negative
   * @param added amount added to the maintenance margin; not negative
   * @param trigger multiple of the maintenance margin that has to be there; at least 1
   */
  record Joined(MaintenanceRule rule, Decimal least, Decimal added, Decimal trigger)
      implements MaintenanceRule {
    public Joined {
      requireNonNull(rule, "rule");
      Require.that(!least.isNegative(), "least must not be negative");
      Require.that(!added.isNegative(), "added must not be negative");
      Require.that(!trigger.isLessThan(Decimal.ONE), "trigger must be at least 1");
    }

    @Override
    public Fraction maintenanceMargin(Fraction notional, Fraction size) {
      return rule.maintenanceMargin(notional, size)
          .max(Fraction.of(least))
          .plus(Fraction.of(added))
          .times(trigger);
    }

    @Override
    public Curve maintenanceCurve(Line notional, Line size) {
      Curve byRule = rule.maintenanceCurve(notional, size);
      Curve atLeast =
          least.isZero() ? byRule : Curve.max(byRule, Curve.constant(Fraction.of(least)));
      Curve with = added.isZero()
          ? atLeast
          : Curve.sum(List.of(atLeast, Curve.constant(Fraction.of(added))));
      return trigger.equals(Decimal.ONE) ? with : with.times(trigger);
    }

    @Override
    public List<Fraction> steps() {
      return rule.steps();
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
