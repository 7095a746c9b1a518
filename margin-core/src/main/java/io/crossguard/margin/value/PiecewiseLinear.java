package io.crossguard.margin.value;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A function that is straight between knots, and may jump at them. Margin requirements and haircuts
 * are such functions of an amount; a scope's balance and requirement are such functions of a price.
 * Everything is exact.
 *
 * @param first the line below the first knot
 * @param knots where the line changes, in strictly ascending order
 */
public record PiecewiseLinear(Line first, List<Knot> knots) implements Curve {

  /** The value where it is positive, else 0. */
  public static final PiecewiseLinear POSITIVE_PART = new PiecewiseLinear(
      Line.ZERO, List.of(new Knot(Fraction.ZERO, Line.IDENTITY, Line.IDENTITY)));

  private static final int UP = 1;
  private static final int DOWN = -1;

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

  @Override
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

  @Override
  public List<Fraction> breakpoints() {
    return knots.stream().map(Knot::at).toList();
  }

  @Override
  public PiecewiseLinear times(Decimal factor) {
    return mapped(line -> line.times(factor));
  }

  private PiecewiseLinear mapped(UnaryOperator<Line> change) {
    List<Knot> changed = new ArrayList<>(knots.size());
    for (Knot knot : knots) {
      changed.add(new Knot(knot.at(), change.apply(knot.here()), change.apply(knot.beyond())));
    }
    return of(change.apply(first), changed);
  }

  @Override
  public PiecewiseLinear compose(Line inner) {
    if (knots.isEmpty()) {
      return of(first.compose(inner));
    }
    int direction = inner.slope().signum();
    if (direction == 0) {
      return of(Line.constant(at(inner.intercept())));
    }
    List<Knot> moved = new ArrayList<>(knots.size());
    for (int i = 0; i < knots.size(); i++) {
      boolean rising = direction > 0;
      int place = rising ? i : knots.size() - 1 - i;
      Knot knot = knots.get(place);
      moved.add(new Knot(
          knot.at().minus(inner.intercept()).dividedBy(inner.slope()),
          knot.here().compose(inner),
          (rising ? knot.beyond() : lineBefore(place)).compose(inner)));
    }
    Line start = direction > 0 ? first : lineBefore(knots.size());
    return of(start.compose(inner), moved);
  }

  @Override
  public PiecewiseLinear perspective(Fraction amount) {
    List<Knot> moved = new ArrayList<>(knots.size());
    for (int i = knots.size() - 1; i >= 0 && knots.get(i).at().isPositive(); i--) {
      Knot knot = knots.get(i);
      moved.add(new Knot(
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

  /** This function of another that is straight between knots: {@code u -> this(inner(u))}. */
  public PiecewiseLinear compose(PiecewiseLinear inner) {
    if (inner.knots.isEmpty()) {
      return compose(inner.first);
    }
    if (knots.isEmpty()) {
      return first.isIdentity() ? inner : inner.mapped(first::compose);
    }
    List<Knot> composed = new ArrayList<>();
    Line start = compose(inner.first).lineBeyond(Optional.empty());
    for (int piece = 0; piece <= inner.knots.size(); piece++) {
      PiecewiseLinear along = compose(inner.lineBefore(piece));
      Optional<Fraction> from =
          piece == 0 ? Optional.empty() : Optional.of(inner.knots.get(piece - 1).at());
      Optional<Fraction> to = piece == inner.knots.size()
          ? Optional.empty()
          : Optional.of(inner.knots.get(piece).at());
      Line begin = along.lineBeyond(from);
      if (piece > 0) {
        Knot knot = inner.knots.get(piece - 1);
        Line here = Line.constant(at(knot.here().at(knot.at())));
        composed.add(new Knot(knot.at(), here, begin));
      }
      for (Knot knot : along.knots) {
        if (from.map(f -> knot.at().compareTo(f) > 0).orElse(true)
            && to.map(t -> knot.at().compareTo(t) < 0).orElse(true)) {
          composed.add(knot);
        }
      }
    }
    return of(start, composed);
  }

  /** The line on which the function goes on from a place; from the far left where it is absent. */
  private Line lineBeyond(Optional<Fraction> place) {
    Line line = first;
    for (Knot knot : knots) {
      if (place.isEmpty() || knot.at().compareTo(place.get()) > 0) {
        break;
      }
      line = knot.beyond();
    }
    return line;
  }

  /**
   * The larger of two functions at every place: exact, with a knot wherever they cross. Each piece is
   * one of theirs as it stands, so that a maximum of many has no longer digits than they have.
   */
  public static PiecewiseLinear max(PiecewiseLinear left, PiecewiseLinear right) {
    return new UpperEnvelope(left, right).function();
  }

  /** The sum of functions, in time proportional to their knots but for the sorting. */
  public static PiecewiseLinear sum(List<PiecewiseLinear> terms) {
    Line total = Line.ZERO;
    List<Change> changes = new ArrayList<>();
    for (PiecewiseLinear term : terms) {
      total = total.plus(term.first);
      if (term.knots.isEmpty()) {
        continue;
      }
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

  @Override
  public Optional<Fraction> firstNegativeAbove(Fraction start) {
    return first(Sought.NEGATIVE, start, UP);
  }

  @Override
  public Optional<Fraction> firstNonNegativeAbove(Fraction start) {
    return first(Sought.NON_NEGATIVE, start, UP);
  }

  @Override
  public Optional<Fraction> firstNegativeBelow(Fraction start) {
    return first(Sought.NEGATIVE, start, DOWN).filter(Fraction::isPositive);
  }

  @Override
  public Optional<Fraction> firstNonNegativeBelow(Fraction start) {
    return first(Sought.NON_NEGATIVE, start, DOWN).filter(Fraction::isPositive);
  }

  /** The first place from a start, in a direction, piece by piece. */
  private Optional<Fraction> first(Sought sought, Fraction start, int direction) {
    int piece = pieceBeyond(start, direction);
    Fraction from = start;
    while (true) {
      Optional<Fraction> found = sought.firstAlong(lineBefore(piece), from, direction);
      int end = direction == UP ? piece : piece - 1;
      if (end < 0 || end == knots.size()) {
        return found;
      }
      Knot knot = knots.get(end);
      if (found.isPresent() && direction * found.get().compareTo(knot.at()) < 0) {
        return found;
      }
      if (sought.isMetBy(knot.here().at(knot.at()))) {
        return Optional.of(knot.at());
      }
      from = knot.at();
      piece += direction;
    }
  }

  /** The number of the line, as {@link #lineBefore} counts, on which it goes on from a place. */
  private int pieceBeyond(Fraction start, int direction) {
    int piece = 0;
    while (piece < knots.size()
        && knots.get(piece).at().compareTo(start) < (direction == UP ? 1 : 0)) {
      piece++;
    }
    return piece;
  }

  /** What is looked for along a line that rises, stays or falls in the direction of the search. */
  private enum Sought {
    NEGATIVE {
      @Override
      boolean isMetBy(Fraction value) {
        return value.isNegative();
      }

      @Override
      boolean isMetJustBeyond(Fraction value, int rise) {
        return value.isNegative() || (value.isZero() && rise < 0);
      }

      @Override
      boolean isApproachedBy(int rise) {
        return rise < 0;
      }
    },
    NON_NEGATIVE {
      @Override
      boolean isMetBy(Fraction value) {
        return !value.isNegative();
      }

      @Override
      boolean isMetJustBeyond(Fraction value, int rise) {
        return value.isPositive() || (value.isZero() && rise >= 0);
      }

      @Override
      boolean isApproachedBy(int rise) {
        return rise > 0;
      }
    };

    abstract boolean isMetBy(Fraction value);

    /** Whether it is met on the line at once after a place with this value. */
    abstract boolean isMetJustBeyond(Fraction value, int rise);

    /** Whether a line that does not meet it yet will. */
    abstract boolean isApproachedBy(int rise);

    /** The first place from a start, in a direction, where it is met on an endless line. */
    Optional<Fraction> firstAlong(Line line, Fraction start, int direction) {
      int rise = direction * line.slope().signum();
      if (isMetJustBeyond(line.at(start), rise)) {
        return Optional.of(start);
      }
      return isApproachedBy(rise)
          ? Optional.of(line.intercept().negated().dividedBy(line.slope()))
          : Optional.empty();
    }
  }

  /** How one term's line changes at a knot of its own. */
  private record Change(Fraction at, Line here, Line beyond) {}
}
