package io.crossguard.margin.value;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A function that is straight between knots, and may jump at them. Margin requirements and haircuts
 * are such functions of an amount; a scope's balance and requirement are such functions of a price.
 * Everything is exact.
 *
 * @param first the line below the first knot
 * @param knots where the line changes, in strictly ascending order
 */
public record PiecewiseLinear(Line first, List<Knot> knots) {

  /**
   * A place where the line changes.
   *
   * @param at the place
   * @param here the line that gives the value at the place itself
   * @param beyond the line from here to the next knot
   */
  public record Knot(Fraction at, Line here, Line beyond) {}

  public PiecewiseLinear {
    knots = List.copyOf(knots);
    for (int i = 1; i < knots.size(); i++) {
      Require.that(
          knots.get(i - 1).at().compareTo(knots.get(i).at()) < 0, "knots must strictly ascend");
    }
  }

  public static PiecewiseLinear of(Line line) {
    return new PiecewiseLinear(line, List.of());
  }

  /** The value at a place. */
  public Fraction at(Fraction u) {
    Line line = first;
    for (Knot knot : knots) {
      int order = knot.at().compareTo(u);
      if (order > 0) {
        break;
      }
      line = order == 0 ? knot.here() : knot.beyond();
    }
    return line.at(u);
  }

  public PiecewiseLinear times(Decimal factor) {
    return new PiecewiseLinear(
        first.times(factor),
        knots.stream()
            .map(k -> new Knot(k.at(), k.here().times(factor), k.beyond().times(factor)))
            .toList());
  }

  /** This function of a line: {@code u -> this(inner(u))}. */
  public PiecewiseLinear compose(Line inner) {
    int direction = inner.slope().signum();
    if (direction == 0) {
      return of(Line.constant(at(inner.intercept())));
    }
    List<Knot> moved = new ArrayList<>(knots.size());
    for (int i = 0; i < knots.size(); i++) {
      boolean rising = direction > 0;
      int place = rising ? i : knots.size() - 1 - i;
      Knot knot = knots.get(place);
      moved.add(
          new Knot(
              knot.at().minus(inner.intercept()).dividedBy(inner.slope()),
              knot.here().compose(inner),
              (rising ? knot.beyond() : lineBefore(place)).compose(inner)));
    }
    Line start = direction > 0 ? first : lineBefore(knots.size());
    return of(start.compose(inner), moved);
  }

  /**
   * The perspective {@code x -> x × this(amount / x)} for x above 0: what an amount that shrinks as
   * x rises requires, once it is valued at x. It is piecewise linear too.
   *
   * @param amount positive
   */
  public PiecewiseLinear perspective(Fraction amount) {
    List<Knot> moved = new ArrayList<>(knots.size());
    for (int i = knots.size() - 1; i >= 0 && knots.get(i).at().isPositive(); i--) {
      Knot knot = knots.get(i);
      moved.add(
          new Knot(
              amount.dividedBy(knot.at()),
              perspective(knot.here(), amount),
              perspective(lineBefore(i), amount)));
    }
    return of(perspective(lineBefore(knots.size()), amount), moved);
  }

  private static Line perspective(Line line, Fraction amount) {
    return new Line(line.slope().times(amount), line.intercept());
  }

  /** The line that ends at a knot; for the number of knots, the last line. */
  private Line lineBefore(int knot) {
    return knot == 0 ? first : knots.get(knot - 1).beyond();
  }

  private static PiecewiseLinear of(Line first, List<Knot> knots) {
    return new PiecewiseLinear(first, knots);
  }

  /** The sum of functions, in time proportional to their knots but for the sorting. */
  public static PiecewiseLinear sum(List<PiecewiseLinear> terms) {
    Line total = Line.ZERO;
    List<Change> changes = new ArrayList<>();
    for (PiecewiseLinear term : terms) {
      total = total.plus(term.first);
      Line before = term.first;
      for (Knot knot : term.knots) {
        changes.add(
            new Change(knot.at(), knot.here().minus(before), knot.beyond().minus(before)));
        before = knot.beyond();
      }
    }
    changes.sort(Comparator.comparing(Change::at));
    Line sumFirst = total;
    List<Knot> knots = new ArrayList<>();
    for (int i = 0; i < changes.size(); ) {
      Fraction at = changes.get(i).at();
      Line here = total;
      for (; i < changes.size() && changes.get(i).at().compareTo(at) == 0; i++) {
        here = here.plus(changes.get(i).here());
        total = total.plus(changes.get(i).beyond());
      }
      knots.add(new Knot(at, here, total));
    }
    return new PiecewiseLinear(sumFirst, knots);
  }

  /**
   * Where the function first falls below 0 on the way up: the greatest lower bound of the places
   * above the start at which it is negative.
   */
  public Optional<Fraction> firstNegativeAbove(Fraction start) {
    return firstAbove(start, Sought.NEGATIVE);
  }

  /** Where the function first reaches 0 on the way up from a start at which it is negative. */
  public Optional<Fraction> firstNonNegativeAbove(Fraction start) {
    return firstAbove(start, Sought.NON_NEGATIVE);
  }

  /** {@link #firstNegativeAbove} on the way down, among positive places only. */
  public Optional<Fraction> firstNegativeBelow(Fraction start) {
    return positive(mirrored().firstAbove(start.negated(), Sought.NEGATIVE));
  }

  /** {@link #firstNonNegativeAbove} on the way down, among positive places only. */
  public Optional<Fraction> firstNonNegativeBelow(Fraction start) {
    return positive(mirrored().firstAbove(start.negated(), Sought.NON_NEGATIVE));
  }

  private PiecewiseLinear mirrored() {
    return compose(new Line(Fraction.ZERO, Fraction.ONE.negated()));
  }

  private static Optional<Fraction> positive(Optional<Fraction> mirrored) {
    return mirrored.map(Fraction::negated).filter(Fraction::isPositive);
  }

  private Optional<Fraction> firstAbove(Fraction start, Sought sought) {
    int next = 0;
    while (next < knots.size() && knots.get(next).at().compareTo(start) <= 0) {
      next++;
    }
    Fraction from = start;
    for (; ; next++) {
      Line line = lineBefore(next);
      Optional<Fraction> found = sought.firstAlong(line, from);
      boolean isLast = next == knots.size();
      if (found.isPresent() && (isLast || found.get().compareTo(knots.get(next).at()) < 0)) {
        return found;
      }
      if (isLast) {
        return Optional.empty();
      }
      Knot knot = knots.get(next);
      if (sought.isMetBy(knot.here().at(knot.at()))) {
        return Optional.of(knot.at());
      }
      from = knot.at();
    }
  }

  /** What is looked for along a line. */
  private enum Sought {
    NEGATIVE {
      @Override
      boolean isMetBy(Fraction value) {
        return value.isNegative();
      }

      @Override
      boolean isMetJustBeyond(Fraction value, Line line) {
        return value.isNegative() || (value.isZero() && line.slope().isNegative());
      }

      @Override
      boolean isApproachedBy(Line line) {
        return line.slope().isNegative();
      }
    },
    NON_NEGATIVE {
      @Override
      boolean isMetBy(Fraction value) {
        return !value.isNegative();
      }

      @Override
      boolean isMetJustBeyond(Fraction value, Line line) {
        return value.isPositive() || (value.isZero() && !line.slope().isNegative());
      }

      @Override
      boolean isApproachedBy(Line line) {
        return line.slope().isPositive();
      }
    };

    abstract boolean isMetBy(Fraction value);

    /** Whether it is met on the line at once after a place with this value. */
    abstract boolean isMetJustBeyond(Fraction value, Line line);

    /** Whether a line that does not meet it yet will. */
    abstract boolean isApproachedBy(Line line);

    /** The first place after a start where it is met on an endless line. */
    Optional<Fraction> firstAlong(Line line, Fraction start) {
      if (isMetJustBeyond(line.at(start), line)) {
        return Optional.of(start);
      }
      return isApproachedBy(line)
          ? Optional.of(line.intercept().negated().dividedBy(line.slope()))
          : Optional.empty();
    }
  }

  /** How one term's line changes at a knot of its own. */
  private record Change(Fraction at, Line here, Line beyond) {}
}
