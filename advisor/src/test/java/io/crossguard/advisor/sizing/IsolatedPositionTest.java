package io.crossguard.advisor.sizing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.crossguard.margin.account.Side;
import io.crossguard.margin.rules.MarginalTiers;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.rules.Tier;
import io.crossguard.margin.rules.WholePositionTiers;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Rate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class IsolatedPositionTest {
  private static final MarginalTiers TIERS = new MarginalTiers(
      List.of(tier("0", "0.01"), tier("500000", "0.025"), tier("2000000", "0.05")));

  static LongStream seeds() {
    return LongStream.range(0, 1_000);
  }

  // long: 100·0.2 + 80·0.015; short: 100·0.2 + 120·0.015; inverse long after a fall of 20 %:
  // notional 125, loss 25; inverse short after a rise of 25 %: notional 80, loss 20.
  @ParameterizedTest(name = "{0} {1} {2}: {3}")
  @CsvSource({
    "LINEAR, LONG, 0.2, 21.2",
    "LINEAR, SHORT, 0.2, 21.8",
    "QUANTO, LONG, 0.2, 21.2",
    "INVERSE, LONG, 0.2, 26.875",
    "INVERSE, SHORT, 0.25, 21.2"
  })
  void marginFor_aMove_coversTheLossAndWhatIsRequiredThen(
      Payoff payoff, Side side, String move, String margin) {
    IsolatedPosition position = position(payoff, side, "100");

    assertThat(position.marginFor(Decimal.parse(move)).rounded()).isEqualTo(Decimal.parse(margin));
    assertThat(position.moveSurvivedWith(Fraction.of(Decimal.parse(margin))))
        .contains(Decimal.parse(move));
  }

  @Test
  void marginFor_aFallIntoALowerTier_usesTheTierOfTheLiquidationNotional() {
    IsolatedPosition position = position(Payoff.LINEAR, Side.LONG, "1500000");

    assertThat(position.marginFor(Decimal.parse("0.21")).rounded())
        .isEqualTo(Decimal.parse("343050"));
  }

  @Test
  void moveSurvivedWith_noMoreThanTheRequirement_isNone() {
    IsolatedPosition position = position(Payoff.LINEAR, Side.LONG, "100");

    assertThat(position.moveSurvivedWith(fraction("1.5"))).contains(Decimal.ZERO);
    assertThat(position.moveSurvivedWith(fraction("1.4"))).contains(Decimal.ZERO);
    assertThat(position.moveSurvivedWith(fraction("1.6")).orElseThrow().isPositive())
        .isTrue();
  }

  @Test
  void moveSurvivedWith_theWholeNotional_isTheMostThatALongCanLose() {
    assertThat(position(Payoff.LINEAR, Side.LONG, "100").moveSurvivedWith(fraction("100")))
        .contains(Decimal.ONE);
    assertThat(position(Payoff.INVERSE, Side.SHORT, "100").moveSurvivedWith(fraction("100")))
        .isEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void moveSurvivedWith_theMarginForAMove_isThatMove(long seed) {
    Random random = new Random(seed);
    Payoff payoff = List.of(Payoff.LINEAR, Payoff.INVERSE, Payoff.QUANTO).get(random.nextInt(3));
    Side side = anySide(random);
    Decimal notional = Decimal.of(1 + random.nextInt(5_000_000));
    IsolatedPosition position = position(payoff, side, notional.toString());
    Decimal move = Decimal.of(1 + random.nextInt(900)).times(Decimal.parse("0.001"));

    Decimal survived = position.moveSurvivedWith(position.marginFor(move)).orElseThrow();

    assertThat(survived.minus(move).abs()).isLessThan(Decimal.parse("0.000000000000001"));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void marginFor_moreOfAnything_isNeverLess(long seed) {
    Random random = new Random(seed);
    Side side = anySide(random);
    Rate volatility = rate(10 + random.nextInt(80));
    Rate probability = rate(2 + random.nextInt(400));
    int hours = 1 + random.nextInt(160);
    Decimal notional = Decimal.of(1 + random.nextInt(3_000_000));
    Decimal move = move(side, volatility, probability, hours);
    IsolatedPosition position = position(Payoff.LINEAR, side, notional.toString());
    Fraction margin = position.marginFor(move);

    assertThat(move(side, rate(95), probability, hours)).isGreaterThanOrEqualTo(move);
    assertThat(move(side, volatility, rate(1), hours)).isGreaterThanOrEqualTo(move);
    assertThat(move(side, volatility, probability, hours + 8)).isGreaterThanOrEqualTo(move);
    assertThat(position.marginFor(move.plus(Decimal.parse("0.001")).min(Decimal.parse("0.95"))))
        .isGreaterThanOrEqualTo(move.isLessThan(Decimal.parse("0.949")) ? margin : Fraction.ZERO);
    assertThat(
            position(Payoff.LINEAR, side, notional.plus(Decimal.ONE).toString()).marginFor(move))
        .isGreaterThanOrEqualTo(margin);
    assertThat(position(Payoff.LINEAR, side, notional.toString(), "0.006").marginFor(move))
        .isGreaterThanOrEqualTo(margin);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void probability_ofTheMarginForATarget_isTheTarget(long seed) {
    Random random = new Random(seed);
    Side side = anySide(random);
    Rate volatility = rate(5 + random.nextInt(90));
    Rate target = rate(1 + random.nextInt(500));
    AdverseMoves moves = new AdverseMoves(Duration.ofHours(1 + random.nextInt(168)));
    Decimal move = moves.move(side, volatility, target);
    IsolatedPosition position = position(Payoff.LINEAR, side, "700000");

    Rate probability =
        moves.probability(side, volatility, position.moveSurvivedWith(position.marginFor(move)));

    if (move.isLessThan(Decimal.parse("0.95"))) {
      double wished = target.fraction().toStatistic();
      assertThat(probability.fraction().toStatistic()).isCloseTo(wished, within(wished * 0.01));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void notionalWantedWith_aMargin_wantsThatMargin(long seed) {
    Random random = new Random(seed);
    IsolatedPosition position = position(Payoff.LINEAR, anySide(random), "3000000");
    Decimal move = Decimal.of(20 + random.nextInt(400)).times(Decimal.parse("0.001"));
    Fraction margin = fraction("1000").times(Decimal.of(1 + random.nextInt(900)));

    Fraction notional = position.notionalWantedWith(margin, move);

    IsolatedPosition smaller = position.part(notional.dividedBy(position.notional()));
    Decimal wanted = smaller.marginWanted(move).rounded();
    assertThat(wanted.minus(margin.rounded()).abs()).isLessThan(Decimal.parse("0.000000000000001"));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void marginFor_ratesOfTheWholePosition_lastsUntilTheMove(long seed) {
    Random random = new Random(seed);
    Payoff payoff = random.nextBoolean() ? Payoff.LINEAR : Payoff.INVERSE;
    IsolatedPosition position = wholePosition(
        payoff, anySide(random), Integer.toString(400_000 + random.nextInt(2_600_000)));
    Decimal move = Decimal.of(20 + random.nextInt(400)).times(Decimal.parse("0.001"));

    Decimal survived = position.moveSurvivedWith(position.marginFor(move)).orElseThrow();

    assertThat(survived).isGreaterThanOrEqualTo(move.minus(Decimal.parse("0.000000000001")));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void notionalWantedWith_ratesOfTheWholePosition_isTheLargest(long seed) {
    Random random = new Random(seed);
    IsolatedPosition position = wholePosition(Payoff.LINEAR, anySide(random), "3000000");
    Decimal move = Decimal.of(20 + random.nextInt(400)).times(Decimal.parse("0.001"));
    Fraction margin = fraction("1000").times(Decimal.of(1 + random.nextInt(900)));

    Fraction share = position.notionalWantedWith(margin, move).dividedBy(position.notional());

    Fraction hair = fraction("0.00000001");
    assertThat(position.part(share.minus(share.times(hair))).marginWanted(move))
        .isLessThanOrEqualTo(margin);
    assertThat(position.part(share.plus(share.times(hair))).marginWanted(move))
        .isGreaterThan(margin);
  }

  @Test
  void probability_withoutVolatility_isZeroWhileItStands() {
    AdverseMoves moves = new AdverseMoves(Duration.ofHours(24));

    assertThat(moves.move(Side.LONG, Rate.ZERO, rate(10))).isEqualTo(Decimal.ZERO);
    assertThat(moves.probability(Side.LONG, Rate.ZERO, Optional.of(Decimal.parse("0.1"))))
        .isEqualTo(Rate.ZERO);
    assertThat(moves.probability(Side.LONG, Rate.ZERO, Optional.of(Decimal.ZERO)))
        .isEqualTo(Rate.ONE);
  }

  @Test
  void move_ofALong_isAtMostNineteenTwentieths() {
    AdverseMoves moves = new AdverseMoves(Duration.ofDays(7));

    assertThat(moves.move(Side.LONG, rate(200), rate(10))).isEqualTo(Decimal.parse("0.95"));
    assertThat(moves.move(Side.SHORT, rate(200), rate(10)).isGreaterThan(Decimal.ONE))
        .isTrue();
  }

  private static Side anySide(Random random) {
    return random.nextBoolean() ? Side.LONG : Side.SHORT;
  }

  private static Decimal move(Side side, Rate volatility, Rate probability, int hours) {
    return new AdverseMoves(Duration.ofHours(hours)).move(side, volatility, probability);
  }

  private static IsolatedPosition position(Payoff payoff, Side side, String notional) {
    return position(payoff, side, notional, "0.005");
  }

  private static IsolatedPosition position(Payoff payoff, Side side, String notional, String fee) {
    return new IsolatedPosition(
        side,
        payoff,
        fraction(notional),
        fraction(notional),
        new MaintenanceRule.BySchedule(TIERS),
        new Rate(Decimal.parse(fee)),
        Fraction.ZERO,
        Fraction.ZERO,
        List.of());
  }

  /** Of tiers whose rates hold for the whole of it, for the initial margin too. */
  private static IsolatedPosition wholePosition(Payoff payoff, Side side, String notional) {
    WholePositionTiers tiers = new WholePositionTiers(TIERS.tiers().stream()
        .map(tier -> Tier.ofLeverage(
            tier.notionalFloor(),
            tier.maintenanceRate(),
            Decimal.parse("0.4").dividedBy(tier.maintenanceRate().fraction())))
        .toList());
    Fraction of = fraction(notional);
    return new IsolatedPosition(
        side,
        payoff,
        of,
        of,
        new MaintenanceRule.BySchedule(tiers),
        new Rate(Decimal.parse("0.005")),
        of.times(tiers.limits(of, of).initialRate()),
        Fraction.ZERO,
        SmallerTier.below(of, tiers, Optional.empty()));
  }

  private static Tier tier(String floor, String rate) {
    return Tier.ofLeverage(Decimal.parse(floor), new Rate(Decimal.parse(rate)), Decimal.of(10));
  }

  private static Fraction fraction(String value) {
    return Fraction.of(Decimal.parse(value));
  }

  private static Rate rate(int thousandths) {
    return new Rate(Decimal.of(thousandths).times(Decimal.parse("0.001")));
  }
}
