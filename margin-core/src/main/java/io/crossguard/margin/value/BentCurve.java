package io.crossguard.margin.value;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A continuous function that is not straight between its breakpoints: a requirement that grows with
 * a power of the notional, say. A place where it changes sign is bracketed to {@link #TOLERANCE} of
 * itself. Between two breakpoints the functions of margin rules fall below 0 at most once on the
 * way out, being concave; a few places in between are looked at too, for those that are not.
 *
 * @param function from a positive place to a value
 * @param breakpoints where the function changes its form, ascending
 */
public record BentCurve(UnaryOperator<Fraction> function, List<Fraction> breakpoints)
    implements Curve {

  private static final int PLACES_BETWEEN_BREAKPOINTS = 16;
  // Beyond a factor of 2^64 from the last breakpoint no price is meaningful any more.
  private static final int DOUBLINGS_MAX = 64;
  private static final Fraction TWO = Fraction.of(Decimal.of(2));
  private static final Decimal HALF = Decimal.parse("0.5");

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
    return first(start, placesAbove(start), Fraction::isNegative);
  }

  @Override
  public Optional<Fraction> firstNonNegativeAbove(Fraction start) {
    return first(start, placesAbove(start), value -> !value.isNegative());
  }

  @Override
  public Optional<Fraction> firstNegativeBelow(Fraction start) {
    return first(start, placesBelow(start), Fraction::isNegative);
  }

  @Override
  public Optional<Fraction> firstNonNegativeBelow(Fraction start) {
    return first(start, placesBelow(start), value -> !value.isNegative());
  }

  private interface Sought {
    boolean isMetBy(Fraction value);
  }

  /** The places to look at on the way up. */
  private Stream<Fraction> placesAbove(Fraction start) {
    List<Fraction> ends = new ArrayList<>();
    breakpoints.stream().filter(u -> u.compareTo(start) > 0).forEach(ends::add);
    Fraction last = ends.isEmpty() ? start : ends.get(ends.size() - 1);
    for (int i = 0; i < DOUBLINGS_MAX; i++) {
      last = last.times(TWO);
      ends.add(last);
    }
    return withPlacesBetween(start, ends);
  }

  /** The places to look at on the way down, all positive. */
  private Stream<Fraction> placesBelow(Fraction start) {
    List<Fraction> ends = new ArrayList<>();
    for (int i = breakpoints.size() - 1; i >= 0 && breakpoints.get(i).isPositive(); i--) {
      if (breakpoints.get(i).compareTo(start) < 0) {
        ends.add(breakpoints.get(i));
      }
    }
    Fraction last = ends.isEmpty() ? start : ends.get(ends.size() - 1);
    for (int i = 0; i < DOUBLINGS_MAX; i++) {
      last = last.times(HALF);
      ends.add(last);
    }
    return withPlacesBetween(start, ends);
  }

  private static Stream<Fraction> withPlacesBetween(Fraction start, List<Fraction> ends) {
    List<Stream<Fraction>> places = new ArrayList<>(ends.size());
    Fraction from = start;
    for (Fraction end : ends) {
      Fraction begin = from;
      places.add(Stream.iterate(1, i -> i <= PLACES_BETWEEN_BREAKPOINTS, i -> i + 1)
          .map(i -> between(begin, end, i)));
      from = end;
    }
    return places.stream().flatMap(stream -> stream);
  }

  private static Fraction between(Fraction begin, Fraction end, int step) {
    Decimal share = Decimal.of(step).dividedBy(Decimal.of(PLACES_BETWEEN_BREAKPOINTS));
    return step == PLACES_BETWEEN_BREAKPOINTS
        ? end
        : place(begin.plus(end.minus(begin).times(share)));
  }

  /** A place to look at needs no more digits than an answer has. */
  private static Fraction place(Fraction u) {
    return Fraction.of(u.rounded().roundedToQuotientDigits());
  }

  private Optional<Fraction> first(Fraction start, Stream<Fraction> places, Sought sought) {
    if (sought.isMetBy(at(start))) {
      return Optional.of(start);
    }
    Fraction[] before = {start};
    return places
        .filter(place -> {
          boolean isMet = sought.isMetBy(at(place));
          if (!isMet) {
            before[0] = place;
          }
          return isMet;
        })
        .findFirst()
        .map(place -> bracketed(before[0], place, sought));
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
