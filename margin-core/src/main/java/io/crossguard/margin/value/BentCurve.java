package io.crossguard.margin.value;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A continuous function that is not straight between its breakpoints: a requirement that grows with
 * a power of the notional, say. A place where it changes sign is bracketed to {@link #TOLERANCE} of
 * itself. Between two breakpoints the functions of margin rules fall below 0 at most once on the
 * way out, being concave; places in between, and dips between these, are looked at too, for those that are not.
 *
 * @param function from a positive place to a value
 * @param breakpoints where the function changes its form, ascending
 */
public record BentCurve(UnaryOperator<Fraction> function, List<Fraction> breakpoints)
    implements Curve {

  private static final int PLACES_BETWEEN_BREAKPOINTS = 16;
  // Beyond a factor of 2^40 from the last breakpoint no price is meaningful any more.
  private static final int DOUBLINGS_MAX = 40;
  // Golden sections of a dip: each keeps 0.62 of it.
  private static final int SECTIONS_MAX = 60;
  private static final Decimal TWO = Decimal.of(2);
  private static final Decimal HALF = Decimal.parse("0.5");
  private static final Decimal GOLDEN = Decimal.parse("0.6180339887");

  public BentCurve {
    requireNonNull(function, "function");
    breakpoints = List.copyOf(breakpoints);
  }

  @Override
  public Fraction at(Fraction u) {
    return function.apply(u);
  }

  @Override
  public Curve times(Decimal factor) {
    return new BentCurve(u -> at(u).times(factor), breakpoints);
  }

  @Override
  public Curve compose(Line inner) {
    if (inner.slope().isZero()) {
      return Curve.constant(at(inner.intercept()));
    }
    return new BentCurve(
        u -> at(inner.at(u)),
        breakpoints.stream()
            .map(v -> v.minus(inner.intercept()).dividedBy(inner.slope()))
            .sorted()
            .toList());
  }

  @Override
  public Curve perspective(Fraction amount) {
    return new BentCurve(
        x -> at(amount.dividedBy(x)).times(x),
        breakpoints.stream()
            .filter(Fraction::isPositive)
            .map(amount::dividedBy)
            .sorted()
            .toList());
  }

  @Override
  public Optional<Fraction> firstNegativeAbove(Fraction start) {
    return first(start, placesAbove(start), Sought.NEGATIVE);
  }

  @Override
  public Optional<Fraction> firstNonNegativeAbove(Fraction start) {
    return first(start, placesAbove(start), Sought.NON_NEGATIVE);
  }

  @Override
  public Optional<Fraction> firstNegativeBelow(Fraction start) {
    return first(start, placesBelow(start), Sought.NEGATIVE);
  }

  @Override
  public Optional<Fraction> firstNonNegativeBelow(Fraction start) {
    return first(start, placesBelow(start), Sought.NON_NEGATIVE);
  }

  /** What is looked for, and the sign with which the function has to dip to meet it. */
  private enum Sought {
    NEGATIVE,
    NON_NEGATIVE;

    boolean isMetBy(Fraction value) {
      return this == NEGATIVE ? value.isNegative() : !value.isNegative();
    }

    boolean isNearer(Fraction value, Fraction other) {
      return this == NEGATIVE ? value.compareTo(other) < 0 : value.compareTo(other) > 0;
    }
  }

  /** The places to look at on the way up: between breakpoints, then at ever doubled distances. */
  private List<Fraction> placesAbove(Fraction start) {
    List<Fraction> ends =
        breakpoints.stream().filter(u -> u.compareTo(start) > 0).toList();
    return places(start, ends, TWO);
  }

  /** The places to look at on the way down, all positive. */
  private List<Fraction> placesBelow(Fraction start) {
    List<Fraction> ends = new ArrayList<>();
    for (int i = breakpoints.size() - 1; i >= 0 && breakpoints.get(i).isPositive(); i--) {
      if (breakpoints.get(i).compareTo(start) < 0) {
        ends.add(breakpoints.get(i));
      }
    }
    return places(start, ends, HALF);
  }

  private static List<Fraction> places(Fraction start, List<Fraction> ends, Decimal factor) {
    List<Fraction> places = new ArrayList<>();
    Fraction from = start;
    for (Fraction end : ends) {
      addBetween(from, end, PLACES_BETWEEN_BREAKPOINTS, places);
      from = end;
    }
    for (int i = 0; i < DOUBLINGS_MAX; i++) {
      Fraction end = from.times(factor);
      addBetween(from, end, Math.max(1, PLACES_BETWEEN_BREAKPOINTS >> i), places);
      from = end;
    }
    return places;
  }

  private static void addBetween(Fraction begin, Fraction end, int count, List<Fraction> places) {
    Fraction step = end.minus(begin).dividedBy(Fraction.of(Decimal.of(count)));
    for (int i = 1; i < count; i++) {
      places.add(place(begin.plus(step.times(Decimal.of(i)))));
    }
    places.add(end);
  }

  /** A place to look at needs no more digits than an answer has. */
  private static Fraction place(Fraction u) {
    return Fraction.of(u.rounded().roundedToQuotientDigits());
  }

  private Optional<Fraction> first(Fraction start, List<Fraction> places, Sought sought) {
    Point before = point(start);
    Point here = before;
    if (sought.isMetBy(here.value())) {
      return Optional.of(start);
    }
    for (Fraction place : places) {
      Point next = point(place);
      boolean isMet = sought.isMetBy(next.value());
      Optional<Fraction> dip =
          isMet || before.equals(here) ? Optional.empty() : dip(before, here, next, sought);
      if (dip.isPresent()) {
        return Optional.of(bracketed(before.place(), dip.get(), sought));
      }
      if (isMet) {
        return Optional.of(bracketed(here.place(), next.place(), sought));
      }
      before = here;
      here = next;
    }
    return Optional.empty();
  }

  /** A place with the value there, which may be dear to calculate. */
  private record Point(Fraction place, Fraction value) {}

  private Point point(Fraction place) {
    return new Point(place, at(place));
  }

  /** A place between the outer two that meets it, where the function dips at the middle one. */
  private Optional<Fraction> dip(Point before, Point middle, Point next, Sought sought) {
    boolean isFlat = before.value().equals(middle.value()) && next.value().equals(middle.value());
    if (isFlat
        || sought.isNearer(before.value(), middle.value())
        || sought.isNearer(next.value(), middle.value())) {
      return Optional.empty();
    }
    Fraction from = before.place();
    Fraction to = next.place();
    for (int i = 0; i < SECTIONS_MAX; i++) {
      Fraction width = to.minus(from).times(GOLDEN);
      Fraction left = place(to.minus(width));
      Fraction right = place(from.plus(width));
      Fraction atLeft = at(left);
      Fraction atRight = at(right);
      if (sought.isMetBy(atLeft)) {
        return Optional.of(left);
      }
      if (sought.isMetBy(atRight)) {
        return Optional.of(right);
      }
      if (sought.isNearer(atLeft, atRight)) {
        to = right;
      } else {
        from = left;
      }
    }
    return Optional.empty();
  }

  /** Halves the bracket until it is within the tolerance; answers the end that is not met yet. */
  private Fraction bracketed(Fraction notMet, Fraction met, Sought sought) {
    Fraction outside = notMet;
    Fraction inside = met;
    while (outside.minus(inside).abs().compareTo(outside.abs().times(TOLERANCE)) > 0) {
      Fraction middle = place(outside.plus(inside).times(HALF));
      if (sought.isMetBy(at(middle))) {
        inside = middle;
      } else {
        outside = middle;
      }
    }
    return outside;
  }
}
