package io.crossguard.margin.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PiecewiseLinearTest {

  @Test
  void at_belowAtAndAboveAKnot_followsTheLineThere() {
    PiecewiseLinear jump =
        new PiecewiseLinear(line(0, 1), List.of(knot(10, line(7, 0), line(-5, 2))));

    assertThat(jump.at(of("9"))).isEqualTo(of("9"));
    assertThat(jump.at(of("10"))).isEqualTo(of("7"));
    assertThat(jump.at(of("11"))).isEqualTo(of("17"));
  }

  @Test
  void piecewiseLinear_knotsThatDoNotAscend_areRefused() {
    PiecewiseLinear.Knot knot = knot(1, line(0, 0), line(0, 0));
    assertThatThrownBy(() -> new PiecewiseLinear(line(0, 0), List.of(knot, knot)))
        .hasMessage("knots must strictly ascend");
  }

  @Test
  void sum_ofTwoBends_bendsAtBoth() {
    PiecewiseLinear sum = PiecewiseLinear.sum(List.of(bend(1), bend(2), bend(2)));

    assertThat(sum.size()).isEqualTo(2);
    assertThat(sum.at(of("1"))).isEqualTo(of("0"));
    assertThat(sum.at(of("1.5"))).isEqualTo(of("0.5"));
    assertThat(sum.at(of("3"))).isEqualTo(of("4"));
  }

  @Test
  void compose_withAFallingLine_turnsTheKnotsAround() {
    PiecewiseLinear mirrored = PiecewiseLinear.sum(List.of(bend(1), bend(2))).compose(line(0, -1));

    assertThat(mirrored.at(of("-3"))).isEqualTo(of("3"));
    assertThat(mirrored.at(of("-1.5"))).isEqualTo(of("0.5"));
    assertThat(mirrored.at(of("0"))).isEqualTo(of("0"));
    assertThat(bend(1).compose(line(3, 0)).at(of("100"))).isEqualTo(of("2"));
  }

  @Test
  void perspective_ofABend_isTheAmountValuedAtTheFactor() {
    // x × max(0, 6/x − 2) = max(0, 6 − 2x)
    PiecewiseLinear perspective = bend(2).perspective(of("6"));

    assertThat(perspective.at(of("1"))).isEqualTo(of("4"));
    assertThat(perspective.at(of("3"))).isEqualTo(of("0"));
    assertThat(perspective.at(of("4"))).isEqualTo(of("0"));
  }

  @Test
  void firstNegative_onALineThroughZero_isTheZero() {
    PiecewiseLinear falling = PiecewiseLinear.of(line(5, -1));

    assertThat(falling.firstNegativeAbove(of("1"))).contains(of("5"));
    assertThat(falling.firstNegativeBelow(of("1"))).isEmpty();
    assertThat(falling.firstNegativeAbove(of("5"))).contains(of("5"));
    assertThat(PiecewiseLinear.of(line(-1, 1)).firstNegativeBelow(of("4"))).contains(of("1"));
  }

  @Test
  void firstNegative_thatLiesAtZeroOrBelow_isNone() {
    assertThat(PiecewiseLinear.of(line(0, 1)).firstNegativeBelow(of("4"))).isEmpty();
    assertThat(PiecewiseLinear.of(line(1, 1)).firstNegativeBelow(of("4"))).isEmpty();
    assertThat(PiecewiseLinear.of(line(0, 0)).firstNegativeAbove(of("4"))).isEmpty();
  }

  @Test
  void firstNegative_atAJump_isTheKnot() {
    PiecewiseLinear jump =
        new PiecewiseLinear(line(1, 0), List.of(knot(3, line(1, 0), line(-1, 0))));

    assertThat(jump.firstNegativeAbove(of("1"))).contains(of("3"));
    assertThat(jump.firstNonNegativeBelow(of("9"))).contains(of("3"));
  }

  @Test
  void firstNonNegative_fromANegativePlace_isWhereItReachesZero() {
    PiecewiseLinear rising = PiecewiseLinear.of(line(-5, 1));

    assertThat(rising.firstNonNegativeAbove(of("1"))).contains(of("5"));
    assertThat(rising.firstNonNegativeBelow(of("1"))).isEmpty();
    assertThat(PiecewiseLinear.of(line(5, -1)).firstNonNegativeBelow(of("9"))).contains(of("5"));
  }

  @Test
  void times_aFactor_scalesEveryPiece() {
    assertThat(bend(1).times(Decimal.of(-3)).at(of("3"))).isEqualTo(of("-6"));
  }

  @Test
  void max_ofFunctionsThatCrossAndJump_isTheLargerEverywhere() {
    PiecewiseLinear jump =
        new PiecewiseLinear(line(1, 0), List.of(knot(3, line(9, 0), line(-1, 1))));
    PiecewiseLinear larger = PiecewiseLinear.max(bend(1), jump);

    for (String u : List.of("-5", "0", "1", "1.5", "2", "2.5", "3", "4", "50")) {
      assertThat(larger.at(of(u))).isEqualTo(bend(1).at(of(u)).max(jump.at(of(u))));
    }
    // They cross at 2, and run on together from 3, where one of them jumps.
    assertThat(larger.breakpoints()).contains(of("2"), of("3"));
  }

  @Test
  void max_ofManyLines_hasNoLongerDigitsThanTheyHave() {
    PiecewiseLinear envelope = PiecewiseLinear.of(Line.ZERO);
    for (int i = 1; i <= 60; i++) {
      Fraction slope = Fraction.of(Decimal.of(i), Decimal.of(i + 7));
      envelope = PiecewiseLinear.max(
          envelope, PiecewiseLinear.of(new Line(slope.times(slope).negated(), slope)));
    }

    assertThat(envelope.at(of("1000")).toString().length()).isLessThan(40);
  }

  /** max(0, u − at). */
  private static PiecewiseLinear bend(long at) {
    return new PiecewiseLinear(line(0, 0), List.of(knot(at, line(-at, 1), line(-at, 1))));
  }

  private static PiecewiseLinear.Knot knot(long at, Line here, Line beyond) {
    return new PiecewiseLinear.Knot(Fraction.of(Decimal.of(at)), here, beyond);
  }

  private static Line line(long intercept, long slope) {
    return new Line(Fraction.of(Decimal.of(intercept)), Fraction.of(Decimal.of(slope)));
  }

  private static Fraction of(String digits) {
    return Fraction.of(Decimal.parse(digits));
  }
}
