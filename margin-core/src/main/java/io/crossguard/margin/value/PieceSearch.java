package io.crossguard.margin.value;

import java.util.Optional;

/** What is looked for on a function that is straight between knots, on the way out from a place. */
enum PieceSearch {
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

  private static final int UP = 1;
  private static final int DOWN = -1;

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

  /** The first place on the way up at which it is met. */
  Optional<Fraction> above(PiecewiseLinear function, Fraction start) {
    return first(function, start, UP);
  }

  /** The same on the way down. */
  Optional<Fraction> below(PiecewiseLinear function, Fraction start) {
    return first(function, start, DOWN);
  }

  /** Piece by piece. */
  private Optional<Fraction> first(PiecewiseLinear function, Fraction start, int direction) {
    int piece = function.knotsBelow(start, direction == UP);
    Fraction from = start;
    while (true) {
      Optional<Fraction> found = firstAlong(function.before(piece), from, direction);
      int end = direction == UP ? piece : piece - 1;
      if (end < 0 || end == function.size()) {
        return found;
      }
      Fraction place = function.place(end);
      if (found.isPresent() && direction * found.get().compareTo(place) < 0) {
        return found;
      }
      if (isMetBy(function.here(end).at(place))) {
        return Optional.of(place);
      }
      from = place;
      piece += direction;
    }
  }
}
