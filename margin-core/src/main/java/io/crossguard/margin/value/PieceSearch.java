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

    @Override
    boolean isPassedBy(Fraction value) {
      return value.isNegative();
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

    @Override
    boolean isPassedBy(Fraction value) {
      return value.isPositive();
    }
  };

  private static final int UP = 1;
  private static final int DOWN = -1;

  abstract boolean isMetBy(Fraction value);

  /** Whether it is met on the line at once after a place with this value. */
  abstract boolean isMetJustBeyond(Fraction value, int rise);

  /** Whether a line that does not meet it yet will. */
  abstract boolean isApproachedBy(int rise);

  /** Whether a line that approaches it has met it before the place of this value. */
  abstract boolean isPassedBy(Fraction value);

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
    Line line = function.before(piece);
    Fraction from = start;
    Fraction value = line.at(from);
    while (true) {
      int rise = direction * line.slope().signum();
      if (isMetJustBeyond(value, rise)) {
        return Optional.of(from);
      }
      int end = direction == UP ? piece : piece - 1;
      if (end < 0 || end == function.size()) {
        return isApproachedBy(rise) ? Optional.of(root(line)) : Optional.empty();
      }
      Fraction place = function.place(end);
      Fraction nearEnd = line.at(place);
      if (isApproachedBy(rise) && isPassedBy(nearEnd)) {
        return Optional.of(root(line));
      }
      piece += direction;
      line = function.before(piece);
      from = place;
      value = line.at(from);
      if (isMetBy(atKnot(function, end, direction == UP ? value : nearEnd))) {
        return Optional.of(place);
      }
    }
  }

  /**
   * @param fromAbove what the line above the knot comes to there
   */
  private static Fraction atKnot(PiecewiseLinear function, int knot, Fraction fromAbove) {
    return function.belongsAbove(knot) ? fromAbove : function.here(knot).at(function.place(knot));
  }

  private static Fraction root(Line line) {
    return line.intercept().negated().dividedBy(line.slope());
  }
}
