package io.crossguard.margin.rules;

import io.crossguard.margin.value.BentCurve;
import io.crossguard.margin.value.Curve;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Line;
import java.util.List;

/**
 * A schedule whose rates follow from the size alone. While a price leaves the size as it is, the
 * maintenance margin is straight in it.
 */
public sealed interface SizeSchedule extends RateSchedule permits LinearInSize, SquareRootOfSize {

  /** Least initial margin a unit of notional at a size. */
  Fraction initialRate(Fraction size);

  /** Maintenance margin a unit of notional at a size. */
  Fraction maintenanceRate(Fraction size);

  @Override
  default Fraction maintenanceMargin(Fraction notional, Fraction size) {
    return notional.times(maintenanceRate(size));
  }

  @Override
  default Curve maintenanceCurve(Line notional, Line size) {
    if (size.slope().isZero()) {
      Fraction rate = maintenanceRate(size.intercept());
      return Curve.straight(
          new Line(notional.intercept().times(rate), notional.slope().times(rate)));
    }
    return new BentCurve(u -> maintenanceMargin(notional.at(u), size.at(u)), List.of());
  }

  @Override
  default Limits limits(Fraction notional, Fraction size) {
    Fraction rate = initialRate(size);
    return new Limits(1, rate, rate.reciprocal());
  }

  @Override
  default Fraction leverageMax() {
    return initialRate(Fraction.ZERO).reciprocal();
  }
}
