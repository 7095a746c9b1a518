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
 * <p>Multiples, sums with straight lines and stretched variables are kept beside the pieces:
 *
 * <pre>
 *   this(u) = factor × pieces(inner(u)) + added(u)
 * </pre>
 *
 * and are worked into those pieces alone that somebody looks at. A search from the mark seldom looks
 * at more than a few of them. Into a function without knots they are worked at once.
 */
public final class PiecewiseLinear implements Curve {

  /** The variable itself. */
  public static final PiecewiseLinear IDENTITY = of(Line.IDENTITY);

  /** 0 everywhere. */
  public static final PiecewiseLinear ZERO = of(Line.ZERO);

  /** The value where it is positive, else 0. */
  public static final PiecewiseLinear POSITIVE_PART = new PiecewiseLinear(
      Line.ZERO, List.of(new Knot(Fraction.ZERO, Line.IDENTITY, Line.IDENTITY)));

  private final Line firstPiece;
  private final List<Knot> pieces;
  private final Fraction factor;
  private final Line added;
  private final Line inner;

  /**
   * A place where the line changes.
   *
   * @param at the place
   * @param here the line that gives the value at the place itself
   * @param beyond the line from here to the next knot
   */
  public record Knot(Fraction at, Line here, Line beyond) {}

  /**
   * @param first the line below the first knot
   * @param knots where the line changes, in strictly ascending order
   */
  public PiecewiseLinear(Line first, List<Knot> knots) {
    this(first, List.copyOf(knots), Fraction.ONE, Line.ZERO, Line.IDENTITY);
    for (int i = 1; i < knots.size(); i++) {
      Require.that(
          knots.get(i - 1).at().compareTo(knots.get(i).at()) < 0, "knots must strictly ascend");
    }
  }

  /**
   * @param inner rising
   */
  private PiecewiseLinear(
      Line firstPiece, List<Knot> pieces, Fraction factor, Line added, Line inner) {
    this.firstPiece = firstPiece;
    this.pieces = pieces;
    this.factor = factor;
    this.added = added;
    this.inner = inner;
  }

  public static PiecewiseLinear of(Line line) {
    return new PiecewiseLinear(line, List.of(), Fraction.ONE, Line.ZERO, Line.IDENTITY);
  }

  /** How many knots there are. */
  int size() {
    return pieces.size();
  }

  private boolean isLine() {
    return pieces.isEmpty();
  }

  /** The line below the first knot. */
  Line first() {
    return isLine() ? firstPiece : line(firstPiece);
  }

  /** The place of a knot, counted from 0. */
  Fraction place(int knot) {
    Fraction at = pieces.get(knot).at();
    return inner.isIdentity() ? at : at.minus(inner.intercept()).dividedBy(inner.slope());
  }

  /** The line that gives the value at a knot itself. */
  Line here(int knot) {
    return line(pieces.get(knot).here());
  }

  /** Whether the value at a knot is that of the line above it. */
  boolean belongsAbove(int knot) {
    return pieces.get(knot).here().equals(pieces.get(knot).beyond());
  }

  /** The line that ends at a knot; for the number of knots, the last line. */
  Line before(int knot) {
    return knot == 0 ? first() : line(pieces.get(knot - 1).beyond());
  }

  /** How many knots lie below a place, and at it where {@code including}. */
  int knotsBelow(Fraction place, boolean including) {
    Fraction at = inner.at(place);
    int low = 0;
    int high = pieces.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      int order = pieces.get(middle).at().compareTo(at);
      if (order < 0 || (order == 0 && including)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private Line line(Line piece) {
    Line stretched = inner.isIdentity() ? piece : piece.compose(inner);
    return new Line(stretched.intercept().times(factor), stretched.slope().times(factor))
        .plus(added);
  }

  /** The same with everything worked in. */
  private PiecewiseLinear workedOut() {
    List<Knot> knots = new ArrayList<>(size());
    for (int i = 0; i < size(); i++) {
      knots.add(new Knot(place(i), here(i), before(i + 1)));
    }
    return new PiecewiseLinear(first(), knots);
  }

  @Override
  public Fraction at(Fraction u) {
    if (isLine()) {
      return firstPiece.at(u);
    }
    int below = knotsBelow(u, false);
    boolean isKnot = below < size() && pieces.get(below).at().compareTo(inner.at(u)) == 0;
    return (isKnot ? here(below) : before(below)).at(u);
  }

  @Override
  public List<Fraction> breakpoints() {
    List<Fraction> places = new ArrayList<>(size());
    for (int i = 0; i < size(); i++) {
      places.add(place(i));
    }
    return places;
  }

  @Override
  public PiecewiseLinear times(Decimal multiple) {
    return isLine() ? of(firstPiece.times(multiple)) : times(Fraction.of(multiple));
  }

  private PiecewiseLinear times(Fraction multiple) {
    Line multiplied = new Line(added.intercept().times(multiple), added.slope().times(multiple));
    return new PiecewiseLinear(firstPiece, pieces, factor.times(multiple), multiplied, inner);
  }

  private PiecewiseLinear plus(Line line) {
    return new PiecewiseLinear(firstPiece, pieces, factor, added.plus(line), inner);
  }

  @Override
  public PiecewiseLinear compose(Line line) {
    if (isLine()) {
      return of(firstPiece.compose(line));
    }
    int direction = line.slope().signum();
    if (direction == 0) {
      return of(Line.constant(at(line.intercept())));
    }
    return direction > 0
        ? new PiecewiseLinear(firstPiece, pieces, factor, added.compose(line), inner.compose(line))
        : mirrored(line);
  }

  /** This function of a falling line. */
  private PiecewiseLinear mirrored(Line falling) {
    List<Knot> moved = new ArrayList<>(size());
    for (int i = size() - 1; i >= 0; i--) {
      moved.add(new Knot(
          place(i).minus(falling.intercept()).dividedBy(falling.slope()),
          here(i).compose(falling),
          before(i).compose(falling)));
    }
    return new PiecewiseLinear(before(size()).compose(falling), moved);
  }

  @Override
  public PiecewiseLinear perspective(Fraction amount) {
    List<Knot> moved = new ArrayList<>(size());
    for (int i = size() - 1; i >= 0 && place(i).isPositive(); i--) {
      moved.add(new Knot(
          amount.dividedBy(place(i)),
          perspective(here(i), amount),
          perspective(before(i), amount)));
    }
    return new PiecewiseLinear(perspective(before(size()), amount), moved);
  }

  private static Line perspective(Line line, Fraction amount) {
    return new Line(line.slope().times(amount), line.intercept());
  }

  /** This function of another that is straight between knots: {@code u -> this(other(u))}. */
  public PiecewiseLinear compose(PiecewiseLinear other) {
    if (other.size() == 0) {
      return compose(other.first());
    }
    if (size() == 0) {
      Line line = first();
      return other.times(line.slope()).plus(Line.constant(line.intercept()));
    }
    List<Knot> composed = new ArrayList<>();
    Line start = compose(other.first()).first();
    for (int piece = 0; piece <= other.size(); piece++) {
      PiecewiseLinear along = compose(other.before(piece));
      int from = piece == 0 ? 0 : along.knotsBelow(other.place(piece - 1), true);
      int to = piece == other.size() ? along.size() : along.knotsBelow(other.place(piece), false);
      if (piece > 0) {
        Fraction place = other.place(piece - 1);
        Line here = Line.constant(at(other.here(piece - 1).at(place)));
        composed.add(new Knot(place, here, along.before(from)));
      }
      for (int knot = from; knot < to; knot++) {
        composed.add(new Knot(along.place(knot), along.here(knot), along.before(knot + 1)));
      }
    }
    return new PiecewiseLinear(start, composed);
  }

  /**
   * The larger of two functions at every place: exact, with a knot wherever they cross. Each piece is
   * one of theirs as it stands, so that a maximum of many has no longer digits than they have.
   */
  public static PiecewiseLinear max(PiecewiseLinear left, PiecewiseLinear right) {
    return new UpperEnvelope(left.workedOut(), right.workedOut()).function();
  }

  /** The sum of functions, in time proportional to their knots but for the sorting. */
  public static PiecewiseLinear sum(List<PiecewiseLinear> terms) {
    Line straight = Line.ZERO;
    List<PiecewiseLinear> bending = new ArrayList<>();
    for (PiecewiseLinear term : terms) {
      if (term.size() == 0) {
        straight = straight.plus(term.first());
      } else {
        bending.add(term);
      }
    }
    return switch (bending.size()) {
      case 0 -> of(straight);
      case 1 -> bending.get(0).plus(straight);
      default -> merged(bending).plus(straight);
    };
  }

  private static PiecewiseLinear merged(List<PiecewiseLinear> terms) {
    Line total = Line.ZERO;
    List<Change> changes = new ArrayList<>();
    for (PiecewiseLinear term : terms) {
      Line before = term.first();
      total = total.plus(before);
      for (int i = 0; i < term.size(); i++) {
        Line beyond = term.before(i + 1);
        changes.add(new Change(term.place(i), term.here(i).minus(before), beyond.minus(before)));
        before = beyond;
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
    return PieceSearch.NEGATIVE.above(this, start);
  }

  @Override
  public Optional<Fraction> firstNonNegativeAbove(Fraction start) {
    return PieceSearch.NON_NEGATIVE.above(this, start);
  }

  @Override
  public Optional<Fraction> firstNegativeBelow(Fraction start) {
    return PieceSearch.NEGATIVE.below(this, start).filter(Fraction::isPositive);
  }

  @Override
  public Optional<Fraction> firstNonNegativeBelow(Fraction start) {
    return PieceSearch.NON_NEGATIVE.below(this, start).filter(Fraction::isPositive);
  }

  /** How one term's line changes at a knot of its own. */
  private record Change(Fraction at, Line here, Line beyond) {}
}
