package io.crossguard.margin.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Where functions that are not straight change their sign, against roots worked by hand. */
class BentCurveTest {

  /** 4 − u²: positive below 2. */
  private static final BentCurve FALLING = bent(u -> of("4").minus(u.times(u)));

  /** u² − 4: negative below 2. */
  private static final BentCurve RISING = bent(u -> u.times(u).minus(of("4")));

  /** 1, but for a spike down to −2 at 10, which is negative from 9.99 + 0.01/3 to 10.01 − 0.01/3. */
  private static final BentCurve SPIKE = spikeAt("10");

  @Test
  void firstNegative_upAndDown_isTheRoot() {
    assertIsNear(FALLING.firstNegativeAbove(of("1")), "2");
    assertIsNear(RISING.firstNegativeBelow(of("3")), "2");
    assertThat(RISING.firstNegativeAbove(of("3"))).isEmpty();
    assertThat(FALLING.firstNegativeBelow(of("1"))).isEmpty();
  }

  @Test
  void firstNonNegative_upAndDown_isTheRoot() {
    assertIsNear(RISING.firstNonNegativeAbove(of("1")), "2");
    assertIsNear(FALLING.firstNonNegativeBelow(of("3")), "2");
    assertThat(FALLING.firstNonNegativeAbove(of("3"))).isEmpty();
    assertThat(RISING.firstNonNegativeBelow(of("1"))).isEmpty();
  }

  @Test
  void first_whereItIsMetAtTheStart_isTheStart() {
    assertThat(FALLING.firstNegativeAbove(of("3"))).contains(of("3"));
    assertThat(RISING.firstNegativeBelow(of("1"))).contains(of("1"));
    assertThat(FALLING.firstNonNegativeAbove(of("2"))).contains(of("2"));
    assertThat(RISING.firstNonNegativeBelow(of("2"))).contains(of("2"));
  }

  @Test
  void firstNegative_ofAFunctionThatTouchesZero_isNone() {
    BentCurve touching = bent(u -> u.minus(of("2")).times(u.minus(of("2"))));

    assertThat(touching.firstNegativeAbove(of("1"))).isEmpty();
    assertThat(touching.firstNegativeBelow(of("3"))).isEmpty();
  }

  @Test
  void first_inADipBetweenThePlacesLookedAt_isWhereTheDipBegins() {
    // (u − 1.1)² − 0.0001 is negative from 1.09 to 1.11; from 1 on every 0.0625 is looked at.
    BentCurve dip = bent(u -> squareOfDistance(u, "1.1").minus(of("0.0001")));
    BentCurve peak = bent(u -> of("0.0001").minus(squareOfDistance(u, "1.1")));

    assertIsNear(dip.firstNegativeAbove(of("1")), "1.09");
    assertIsNear(dip.firstNegativeBelow(of("1.2")), "1.11");
    assertIsNear(peak.firstNonNegativeAbove(of("1")), "1.09");
    assertIsNear(peak.firstNonNegativeBelow(of("1.2")), "1.11");
  }

  @Test
  void first_inADipThatEndsAboveZero_isNone() {
    BentCurve dip = bent(u -> squareOfDistance(u, "1.1").plus(of("0.0001")));
    BentCurve peak = bent(u -> of("-0.0001").minus(squareOfDistance(u, "1.1")));

    assertThat(dip.firstNegativeAbove(of("1"))).isEmpty();
    assertThat(dip.firstNegativeBelow(of("2"))).isEmpty();
    assertThat(peak.firstNonNegativeAbove(of("1"))).isEmpty();
    assertThat(peak.firstNonNegativeBelow(of("2"))).isEmpty();
  }

  @Test
  void firstNegative_inASpikeBetweenBreakpoints_isWhereItBegins() {
    Fraction begin = of("9.99").plus(of("0.01").dividedBy(of("3")));
    Fraction end = of("10.01").minus(of("0.01").dividedBy(of("3")));

    assertIsNear(SPIKE.firstNegativeAbove(of("1")), begin);
    assertIsNear(SPIKE.firstNegativeBelow(of("20")), end);
    assertIsNear(SPIKE.times(Decimal.ONE.negated()).firstNonNegativeAbove(of("1")), begin);
    assertIsNear(SPIKE.times(Decimal.ONE.negated()).firstNonNegativeBelow(of("20")), end);
  }

  @Test
  void firstNegative_ofASpikeBehindTheStart_isNone() {
    assertThat(SPIKE.firstNegativeAbove(of("10.01"))).isEmpty();
    assertThat(SPIKE.firstNegativeAbove(of("11"))).isEmpty();
    assertThat(SPIKE.firstNegativeBelow(of("9.99"))).isEmpty();
    assertThat(SPIKE.firstNegativeBelow(of("9"))).isEmpty();
  }

  @Test
  void firstNegativeBelow_ofASpikeBelowZero_isNone() {
    assertThat(spikeAt("-10").firstNegativeBelow(of("20"))).isEmpty();
  }

  @Test
  void compose_withALine_movesTheFunctionAndItsBreakpoints() {
    // The spike at 10 of 2 × u − 4 is at 7; of 4 − 2 × u it is at −3.
    Curve moved = SPIKE.compose(line("-4", "2"));
    Curve turned = SPIKE.compose(line("4", "-2"));

    assertThat(moved.at(of("7"))).isEqualTo(of("-2"));
    assertThat(moved.breakpoints()).containsExactly(of("6.995"), of("7"), of("7.005"));
    assertThat(turned.at(of("-3"))).isEqualTo(of("-2"));
    assertThat(turned.breakpoints()).containsExactly(of("-3.005"), of("-3"), of("-2.995"));
    assertThat(moved.isStraight()).isFalse();
  }

  @Test
  void compose_withAConstant_isStraight() {
    Curve constant = FALLING.compose(line("1", "0"));

    assertThat(constant.isStraight()).isTrue();
    assertThat(constant.at(of("100"))).isEqualTo(of("3"));
  }

  @Test
  void perspective_ofAnAmount_isTheAmountValuedAtTheFactor() {
    // x × (4 − (6/x)²) = 4x − 36/x
    Curve perspective = FALLING.perspective(of("6"));

    assertThat(perspective.at(of("1"))).isEqualTo(of("-32"));
    assertThat(perspective.at(of("3"))).isEqualTo(of("0"));
    assertThat(perspective.at(of("6"))).isEqualTo(of("18"));
  }

  @Test
  void perspective_ofBreakpoints_keepsThePositiveOnesTurnedAround() {
    BentCurve curve =
        new BentCurve(u -> u, List.of(of("-2"), Fraction.ZERO, of("2"), of("3"), of("12")));

    assertThat(curve.perspective(of("6")).breakpoints())
        .containsExactly(of("0.5"), of("2"), of("3"));
  }

  private static BentCurve bent(UnaryOperator<Fraction> function) {
    return new BentCurve(function, List.of());
  }

  /** 1 − 300 × max(0, 0.01 − |u − place|). */
  private static BentCurve spikeAt(String place) {
    Fraction tip = of(place);
    return new BentCurve(
        u -> Fraction.ONE.minus(
            of("0.01").minus(u.minus(tip).abs()).max(Fraction.ZERO).times(Decimal.of(300))),
        List.of(tip.minus(of("0.01")), tip, tip.plus(of("0.01"))));
  }

  private static Fraction squareOfDistance(Fraction u, String place) {
    return u.minus(of(place)).times(u.minus(of(place)));
  }

  private static void assertIsNear(Optional<Fraction> found, String expected) {
    assertIsNear(found, of(expected));
  }

  /** Within the tolerance of the class, as a share of the place itself. */
  private static void assertIsNear(Optional<Fraction> found, Fraction expected) {
    assertThat(found).isPresent();
    assertThat(found.orElseThrow().minus(expected).abs())
        .as("%s near %s", found.orElseThrow().rounded(), expected.rounded())
        .isLessThanOrEqualTo(expected.times(Curve.TOLERANCE));
  }

  private static Line line(String intercept, String slope) {
    return new Line(of(intercept), of(slope));
  }

  private static Fraction of(String digits) {
    return Fraction.of(Decimal.parse(digits));
  }
}
