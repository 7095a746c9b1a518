package io.crossguard.margin.value;

import java.util.Optional;

/**
 * What is looked for on a function that is straight between knots, on the way out from a place. Signs
 * decide: of the values on the way none is made.
 */
enum PieceSearch {
  NEGATIVE {
    @Override
    boolean isMetBy(int sign) {
      return sign < 0;
    }

    @Override
    boolean isMetJustBeyond(int sign, int rise) {
      return sign < 0 || (sign == 0 && rise < 0);
    }

    @Override
    boolean isApproachedBy(int rise) {
      return rise < 0;
    }

    @Override
    boolean isPassedBy(int sign) {
      return sign < 0;
    }
  },
  NON_NEGATIVE {
    @Override
    boolean isMetBy(int sign) {
      return sign >= 0;
    }

    @Override
    boolean isMetJustBeyond(int sign, int rise) {
      return sign > 0 || (sign == 0 && rise >= 0);
    }

    @Override
    boolean isApproachedBy(int rise) {
      return rise > 0;
    }

    @Override
    boolean isPassedBy(int sign) {
      return sign > 0;
    }
  };

  private static final int UP = 1;
  private static final int DOWN = -1;

  /** Whether it is met at a place where the value has this sign. */
  abstract boolean isMetBy(int sign);

  /** Whether it is met on the line at once after a place where the value has this sign. */
  abstract boolean isMetJustBeyond(int sign, int rise);

  /** Whether a line that does not meet it yet will. */
  abstract boolean isApproachedBy(int rise);

  /** Whether a line that approaches it has met it before a place where it has this sign. */
  abstract boolean isPassedBy(int sign);

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
    int sign = line.signumAt(from);
    while (true) {
      int rise = direction * line.slope().signum();
      if (isMetJustBeyond(sign, rise)) {
        return Optional.of(from);
      }
      int end = direction == UP ? piece : piece - 1;
      if (end < 0 || end == function.size()) {
        return isApproachedBy(rise) ? Optional.of(root(line)) : Optional.empty();
      }
      Fraction place = function.place(end);
      int nearEnd = line.signumAt(place);
      if (isApproachedBy(rise) && isPassedBy(nearEnd)) {
        return Optional.of(root(line));
      }
      piece += direction;
      line = function.before(piece);
      from = place;
      sign = line.signumAt(from);
      if (isMetBy(signAtKnot(function, end, direction == UP ? sign : nearEnd))) {
        return Optional.of(place);
      }
    }
  }

  /**
   * @param fromAbove the sign of the line above the knot there
   */
  private static int signAtKnot(PiecewiseLinear function, int knot, int fromAbove) {
    return function.belongsAbove(knot)
        ? fromAbove
        : function.here(knot).signumAt(function.place(knot));
  }

  private static Fraction root(Line line) {
    return line.intercept().negated().dividedBy(line.slope());
  }
}
