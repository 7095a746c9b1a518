package io.crossguard.margin.rules;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.value.BentCurve;
import io.crossguard.margin.value.Curve;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Line;
import io.crossguard.margin.value.PiecewiseLinear;
import io.crossguard.margin.value.Rate;
import io.crossguard.margin.value.Require;
import java.util.ArrayList;
import java.util.List;

/**
 * What the positive value of a collateral asset loses before it counts as margin. A negative value
 * (borrowed) has no haircut.
 */
public sealed interface Haircut {

  Haircut NONE = new Flat(Rate.ZERO);

  /**
   * The value that counts, over the value before the haircut.
   *
   * @param liabilityWeight what a negative value is multiplied by
   */
  Curve valueCurve(Decimal liabilityWeight);

  /**
   * The same share of every value.
   *
   * @param rate at least 0, at most 1: 0.05 where 95 % counts
   */
  record Flat(Rate rate) implements Haircut {
    public Flat {
      requireShare(rate);
    }

    @Override
    public PiecewiseLinear valueCurve(Decimal liabilityWeight) {
      if (rate.fraction().isZero() && liabilityWeight.equals(Decimal.ONE)) {
        return PiecewiseLinear.IDENTITY;
      }
      Decimal share = rate.complement().fraction();
      Line counted = Line.proportional(Fraction.of(share));
      if (share.equals(liabilityWeight)) {
        return PiecewiseLinear.of(counted);
      }
      return new PiecewiseLinear(
          Line.proportional(Fraction.of(liabilityWeight)),
          List.of(new PiecewiseLinear.Knot(Fraction.ZERO, counted, counted)));
    }
  }

  /**
   * A share of its own for each slice of value, like tax brackets.
   *
   * @param slices by rising floor, the first at 0
   */
  record Slices(List<Slice> slices) implements Haircut {

    /**
     * @param valueFloor where the slice begins, before the haircut, in the quote currency
     * @param rate what each unit of value in it loses; at least 0, at most 1
     */
    public record Slice(Decimal valueFloor, Rate rate) {
      public Slice {
        requireNonNull(valueFloor, "valueFloor");
        requireShare(rate);
      }
    }

    public Slices {
      Require.that(!slices.isEmpty(), "must have at least one slice");
      Require.that(slices.get(0).valueFloor().isZero(), "slices[0] must have the value floor 0");
      for (int k = 1; k < slices.size(); k++) {
        Require.that(
            slices.get(k).valueFloor().isGreaterThan(slices.get(k - 1).valueFloor()),
            "slices[" + k + "] must have a higher value floor than the slice before it");
      }
      slices = List.copyOf(slices);
    }

    @Override
    public PiecewiseLinear valueCurve(Decimal liabilityWeight) {
      List<PiecewiseLinear.Knot> knots = new ArrayList<>(slices.size());
      Decimal counted = Decimal.ZERO;
      Decimal share = Decimal.ONE;
      Decimal floor = Decimal.ZERO;
      for (Slice slice : slices) {
        counted = counted.plus(slice.valueFloor().minus(floor).times(share));
        floor = slice.valueFloor();
        share = slice.rate().complement().fraction();
        Line line = new Line(Fraction.of(counted.minus(floor.times(share))), Fraction.of(share));
        knots.add(new PiecewiseLinear.Knot(Fraction.of(floor), line, line));
      }
      return new PiecewiseLinear(Line.proportional(Fraction.of(liabilityWeight)), knots);
    }
  }

  /**
   * A weight that falls with the value, as at Orderly: {@code min(baseWeight, 1.2 / (1 + factor ×
   * value^0.8))}, rounded to 34 digits.
   *
   * @param baseWeight the most that counts of a unit of value; above 0, at most 1
   * @param factor what the power is multiplied by; at least 0
   */
  record SizeDependent(Rate baseWeight, Decimal factor) implements Haircut {
    private static final Decimal SCALE = Decimal.parse("1.2");

    public SizeDependent {
      Require.that(
          baseWeight.fraction().isPositive() && baseWeight.compareTo(Rate.ONE) <= 0,
          "base weight must be above 0 and at most 1");
      Require.that(!factor.isNegative(), "factor must not be negative");
    }

    @Override
    public Curve valueCurve(Decimal liabilityWeight) {
      return new BentCurve(
          value -> value.isPositive() ? counted(value) : value.times(liabilityWeight),
          List.of(Fraction.ZERO));
    }

    private Fraction counted(Fraction value) {
      Decimal divisor = Decimal.ONE.plus(factor.times(value.rounded().toThePowerOfFourFifths()));
      return value.times(baseWeight.fraction().min(SCALE.dividedBy(divisor)));
    }
  }

  private static void requireShare(Rate rate) {
    requireNonNull(rate, "rate");
    Require.that(
        rate.compareTo(Rate.ZERO) >= 0 && rate.compareTo(Rate.ONE) <= 0,
        "haircut must be between 0 and 1");
  }
}
