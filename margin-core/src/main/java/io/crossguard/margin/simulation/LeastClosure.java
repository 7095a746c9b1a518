package io.crossguard.margin.simulation;

import io.crossguard.margin.value.Decimal;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The least closure of a position after which a liquidation may end, among the multiples of its
 * quantity step. Every closure that is looked at is evaluated afresh.
 *
 * <p>Between two tier edges the excess over the stop condition is concave in what is closed: the
 * requirement is convex in the quantity, the balance concave in the wallet, and the fee is taken
 * without its cap, below which the balance is 0 and covers nothing. So the condition is met there
 * at the end, or around a peak, or nowhere, and halving finds the least place.
 */
final class LeastClosure {
  private static final Decimal HALF = Decimal.parse("0.5");

  private final StopTest stop;
  private final Decimal step;
  private final Function<Decimal, SimulatedScope> closed;

  /**
   * @param step the quantity step; positive
   * @param closed the scope after so many contracts were closed, with a fee that is not capped
   */
  LeastClosure(StopTest stop, Decimal step, Function<Decimal, SimulatedScope> closed) {
    this.stop = stop;
    this.step = step;
    this.closed = closed;
  }

  /**
   * The least closure below the whole; absent where none of them does.
   *
   * @param edges closures at which the excess may jump, multiples of the step
   */
  Optional<Decimal> below(Decimal whole, List<Decimal> edges) {
    Decimal end = whole.roundedUpTo(step);
    TreeSet<Decimal> begins =
        new TreeSet<>(edges.stream().filter(e -> e.isLessThan(end)).toList());
    begins.add(step);
    for (Decimal begin : begins) {
      Decimal next = Optional.ofNullable(begins.higher(begin)).orElse(end);
      Optional<Decimal> found = between(begin, next.minus(step));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<Decimal> between(Decimal first, Decimal last) {
    if (last.isLessThan(first)) {
      return Optional.empty();
    }
    if (isMet(first)) {
      return Optional.of(first);
    }
    if (isMet(last)) {
      return Optional.of(least(first, last));
    }
    boolean peaksInside = first.isLessThan(last)
        && excess(first.plus(step)).isGreaterThan(excess(first))
        && excess(last.minus(step)).isGreaterThan(excess(last));
    if (!peaksInside) {
      return Optional.empty();
    }
    Decimal peak = peak(first, last);
    return isMet(peak) ? Optional.of(least(first, peak)) : Optional.empty();
  }

  /** Halves between a closure that doesn't do and a larger one that does. */
  private Decimal least(Decimal notMet, Decimal met) {
    Decimal outside = notMet;
    Decimal inside = met;
    while (inside.minus(outside).isGreaterThan(step)) {
      Decimal middle = middle(outside, inside);
      if (isMet(middle)) {
        inside = middle;
      } else {
        outside = middle;
      }
    }
    return inside;
  }

  /** Halves between a closure from which the excess rises and a larger one from which it falls. */
  private Decimal peak(Decimal first, Decimal last) {
    Decimal rising = first;
    Decimal falling = last;
    while (falling.minus(rising).isGreaterThan(step)) {
      Decimal middle = middle(rising, falling);
      if (excess(middle.plus(step)).isGreaterThan(excess(middle))) {
        rising = middle;
      } else {
        falling = middle;
      }
    }
    return falling;
  }

  private Decimal middle(Decimal low, Decimal high) {
    return low.plus(high).times(HALF).roundedDownTo(step);
  }

  private boolean isMet(Decimal contracts) {
    return stop.isMet(closed.apply(contracts));
  }

  private Decimal excess(Decimal contracts) {
    return stop.excess(closed.apply(contracts));
  }
}
