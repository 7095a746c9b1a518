package io.crossguard.margin.rules;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Line;
import io.crossguard.margin.value.PiecewiseLinear;
import io.crossguard.margin.value.Rate;
import io.crossguard.margin.value.Require;
import java.util.List;

/** What the value of a collateral asset loses before it counts as margin. */
public sealed interface Haircut permits Haircut.Flat {

  Haircut NONE = new Flat(Rate.ZERO);

  /** The value that counts, as a function of the value before the haircut. */
  PiecewiseLinear valueCurve();

  /**
   * The same share of every positive value; a negative value (borrowed) counts in full.
   *
   * @param rate at least 0, at most 1: 0.05 where 95 % counts
   */
  record Flat(Rate rate) implements Haircut {
    public Flat {
      requireNonNull(rate, "rate");
      Require.that(
          rate.compareTo(Rate.ZERO) >= 0 && rate.compareTo(Rate.ONE) <= 0,
          "haircut must be between 0 and 1");
    }

    @Override
    public PiecewiseLinear valueCurve() {
      Line counted = Line.proportional(Fraction.of(rate.complement().fraction()));
      return new PiecewiseLinear(
          Line.IDENTITY, List.of(new PiecewiseLinear.Knot(Fraction.ZERO, counted, counted)));
    }
  }
}
