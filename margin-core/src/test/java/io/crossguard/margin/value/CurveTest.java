package io.crossguard.margin.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Functions that are made of others, straight and bent, and places where they jump or touch 0. */
class CurveTest {

  private static final Curve SQUARE = new BentCurve(u -> u.times(u), List.of(of("2")));

  @Test
  void max_ofStraightFunctions_isStraightWithAKnotWhereTheyCross() {
    // u and 6 − u cross at 3.
    Curve max = Curve.max(straight("0", "1"), straight("6", "-1"));

    assertThat(max.isStraight()).isTrue();
    assertThat(max.breakpoints()).containsExactly(of("3"));
    assertThat(max.at(of("2"))).isEqualTo(of("4"));
    assertThat(max.at(of("3"))).isEqualTo(of("3"));
    assertThat(max.at(of("5"))).isEqualTo(of("5"));
  }

  @Test
  void max_withABentFunction_isBentAndTheLargerOfTheTwo() {
    assertIsSquareOrTwo(Curve.max(SQUARE, straight("2", "0")));
    assertIsSquareOrTwo(Curve.max(straight("2", "0"), SQUARE));
  }

  @Test
  void sum_withABentFunction_isBentAndAddsEachOnce() {
    Curve sum = Curve.sum(List.of(straight("1", "0"), SQUARE, straight("0", "1"), SQUARE));

    assertThat(sum.isStraight()).isFalse();
    assertThat(sum.breakpoints()).containsExactly(of("2"));
    assertThat(sum.at(of("3"))).isEqualTo(of("22"));
  }

  @Test
  void composed_withABentFunctionOnEitherSide_isOneAfterTheOther() {
    assertThat(Curve.composed(SQUARE, straight("1", "1")).at(of("2"))).isEqualTo(of("9"));
    assertThat(Curve.composed(straight("1", "1"), SQUARE).at(of("2"))).isEqualTo(of("5"));
    assertThat(Curve.composed(straight("1", "1"), straight("0", "2")).isStraight())
        .isTrue();
  }

  @Test
  void timesVariable_ofALine_isItsSquareRule() {
    Curve area = straight("3", "2").timesVariable();

    assertThat(area.at(of("4"))).isEqualTo(of("44"));
    assertThat(area.isStraight()).isFalse();
  }

  @Test
  void compose_ofAJumpAfterABend_jumpsWhereTheBendReachesIt() {
    // The step is 0 up to 1, 5 at 1 and 7 beyond; the bend is 0 up to 2, then u − 2.
    PiecewiseLinear step =
        new PiecewiseLinear(line("0", "0"), List.of(knot("1", line("5", "0"), line("7", "0"))));
    PiecewiseLinear bend =
        new PiecewiseLinear(line("0", "0"), List.of(knot("2", line("-2", "1"), line("-2", "1"))));

    PiecewiseLinear composed = step.compose(bend);

    assertThat(composed.at(of("2"))).isEqualTo(of("0"));
    assertThat(composed.at(of("2.9"))).isEqualTo(of("0"));
    assertThat(composed.at(of("3"))).isEqualTo(of("5"));
    assertThat(composed.at(of("3.1"))).isEqualTo(of("7"));
  }

  @Test
  void compose_ofAJumpAfterAJump_followsEachPieceOnItsOwnSide() {
    // The inner function is u up to 2, 10 at 2, and u − 1 beyond; the outer steps from 0 to 1 at
    // 1 and from 1 to 2 at 3.
    PiecewiseLinear inner =
        new PiecewiseLinear(line("0", "1"), List.of(knot("2", line("10", "0"), line("-1", "1"))));
    PiecewiseLinear outer = new PiecewiseLinear(
        line("0", "0"),
        List.of(
            knot("1", line("1", "0"), line("1", "0")), knot("3", line("2", "0"), line("2", "0"))));

    PiecewiseLinear composed = outer.compose(inner);

    assertThat(composed.at(of("0.5"))).isEqualTo(of("0"));
    assertThat(composed.at(of("1"))).isEqualTo(of("1"));
    assertThat(composed.at(of("1.9"))).isEqualTo(of("1"));
    assertThat(composed.at(of("2"))).isEqualTo(of("2"));
    assertThat(composed.at(of("2.1"))).isEqualTo(of("1"));
    assertThat(composed.at(of("3.9"))).isEqualTo(of("1"));
    assertThat(composed.at(of("4"))).isEqualTo(of("2"));
  }

  @Test
  void compose_withALineThatFallsAwayFromAKnot_followsThePieceBelowIt() {
    // The outer function is 1 up to 0 and 2 from 0 on; the inner falls from 1 to 0 at 1 and stays.
    PiecewiseLinear outer =
        new PiecewiseLinear(line("1", "0"), List.of(knot("0", line("2", "0"), line("2", "0"))));
    PiecewiseLinear inner =
        new PiecewiseLinear(line("1", "-1"), List.of(knot("1", line("0", "0"), line("0", "0"))));

    PiecewiseLinear composed = outer.compose(inner);

    assertThat(composed.at(of("0.5"))).isEqualTo(of("2"));
    assertThat(composed.at(of("1"))).isEqualTo(of("2"));
    assertThat(composed.at(of("2"))).isEqualTo(of("2"));
  }

  @Test
  void firstNegativeAbove_whereOnlyTheKnotItselfIsNegative_isTheKnotUnlessItIsTheStart() {
    PiecewiseLinear spike =
        new PiecewiseLinear(line("1", "0"), List.of(knot("3", line("-1", "0"), line("1", "0"))));

    assertThat(spike.firstNegativeAbove(of("1"))).contains(of("3"));
    assertThat(spike.firstNegativeAbove(of("3"))).isEmpty();
    assertThat(spike.firstNegativeAbove(of("4"))).isEmpty();
    assertThat(spike.firstNegativeBelow(of("4"))).contains(of("3"));
  }

  @Test
  void firstNegativeAbove_whereTheFunctionTouchesZeroAndTurns_isNone() {
    PiecewiseLinear touching =
        new PiecewiseLinear(line("5", "-1"), List.of(knot("5", line("-5", "1"), line("-5", "1"))));

    assertThat(touching.firstNegativeAbove(of("1"))).isEmpty();
    assertThat(touching.firstNegativeBelow(of("9"))).isEmpty();
  }

  @Test
  void firstNonNegativeAbove_whereItJumpsToZero_dependsOnWhatFollows() {
    assertThat(jumpToZeroAt("3", "0").firstNonNegativeAbove(of("1"))).contains(of("3"));
    assertThat(jumpToZeroAt("3", "1").firstNonNegativeAbove(of("1"))).contains(of("3"));
    assertThat(jumpToZeroAt("3", "-1").firstNonNegativeAbove(of("1"))).isEmpty();
  }

  @Test
  void breakpoints_ofAStraightFunction_areItsKnots() {
    assertThat(jumpToZeroAt("3", "0").breakpoints()).containsExactly(of("3"));
    assertThat(straight("3", "1").breakpoints()).isEmpty();
  }

  private static void assertIsSquareOrTwo(Curve max) {
    assertThat(max.isStraight()).isFalse();
    assertThat(max.breakpoints()).containsExactly(of("2"));
    assertThat(max.at(of("1"))).isEqualTo(of("2"));
    assertThat(max.at(of("3"))).isEqualTo(of("9"));
  }

  /** −1 up to and at the place, and beyond it a line that is 0 there. */
  private static PiecewiseLinear jumpToZeroAt(String place, String slope) {
    Fraction rise = of(slope);
    Line beyond = new Line(of(place).times(rise).negated(), rise);
    return new PiecewiseLinear(line("-1", "0"), List.of(knot(place, line("-1", "0"), beyond)));
  }

  private static Curve straight(String intercept, String slope) {
    return Curve.straight(line(intercept, slope));
  }

  private static PiecewiseLinear.Knot knot(String at, Line here, Line beyond) {
    return new PiecewiseLinear.Knot(of(at), here, beyond);
  }

  private static Line line(String intercept, String slope) {
    return new Line(of(intercept), of(slope));
  }

  private static Fraction of(String digits) {
    return Fraction.of(Decimal.parse(digits));
  }
}
