package io.crossguard.margin.rules;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Line;
import io.crossguard.margin.value.PiecewiseLinear;
import io.crossguard.margin.value.Rate;
import io.crossguard.margin.value.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How much of a position's unrealized profit counts; a loss counts in full.
 *
 * @param weight between 0 and 1
 * @param most the most that counts, in the settlement asset; positive; absent where there is no cap
 */
public record ProfitWeight(Rate weight, Optional<Decimal> most) {

  /** Profit counts like cash. */
  public static final ProfitWeight FULL = new ProfitWeight(Rate.ONE, Optional.empty());

  public ProfitWeight {
    requireNonNull(most, "most");
    Require.that(
        weight.compareTo(Rate.ZERO) >= 0 && weight.compareTo(Rate.ONE) <= 0,
        "profit weight must be between 0 and 1");
    most.ifPresent(cap -> Require.that(cap.isPositive(), "profit cap must be positive"));
  }

  public boolean isFull() {
    return weight.fraction().equals(Decimal.ONE) && most.isEmpty();
  }

  /** What counts of an unrealized P&amp;L. */
  public Fraction counted(Fraction unrealizedPnl) {
    return isFull() ? unrealizedPnl : curve().at(unrealizedPnl);
  }

  /** {@link #counted} as a function. */
  public PiecewiseLinear curve() {
    if (isFull()) {
      return PiecewiseLinear.IDENTITY;
    }
    List<PiecewiseLinear.Knot> knots = new ArrayList<>(2);
    Line weighted = Line.proportional(Fraction.of(weight.fraction()));
    knots.add(new PiecewiseLinear.Knot(Fraction.ZERO, weighted, weighted));
    if (most.isPresent() && weight.fraction().isPositive()) {
      Line capped = Line.constant(Fraction.of(most.get()));
      knots.add(
          new PiecewiseLinear.Knot(Fraction.of(most.get(), weight.fraction()), capped, capped));
    }
    return new PiecewiseLinear(Line.IDENTITY, knots);
  }
}
