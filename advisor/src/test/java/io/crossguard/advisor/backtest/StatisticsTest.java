package io.crossguard.advisor.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.advisor.recommendation.Recommendation;
import io.crossguard.margin.account.Side;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Rate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Figures of many windows, counted by hand. */
class StatisticsTest {

  /** End equities 1 to 200 under the advice, and always 100 in cross. */
  private final List<WindowResult> results = IntStream.rangeClosed(1, 200)
      .mapToObj(i -> result(Integer.toString(i), "0.01", i <= 3 ? 24 : 25))
      .toList();

  @Test
  void rule_quantilesAndMeans_areThoseOfTheRanks() {
    RuleStatistics advice = RuleStatistics.of(ModeRule.ADVICE, results);

    assertThat(advice.mean()).isEqualTo(decimal("100.5"));
    assertThat(advice.givenUp()).isEqualTo(decimal("-0.5"));
    assertThat(advice.fivePercent()).isEqualTo(decimal("10"));
    assertThat(advice.onePercent()).isEqualTo(decimal("2"));
    assertThat(advice.worst()).isEqualTo(decimal("1"));
    assertThat(advice.meanOfWorst()).isEqualTo(decimal("1.5"));
  }

  /** Below 20 are 19 of 200, below 70 are 69: an equity of just 20 or 70 has lost no more. */
  @Test
  void rule_shares_excludeTheLimit() {
    RuleStatistics advice = RuleStatistics.of(ModeRule.ADVICE, results);

    assertThat(advice.lostMost()).isEqualTo(rate("0.095"));
    assertThat(advice.lostMuch()).isEqualTo(rate("0.345"));
    assertThat(advice.betLiquidated()).isEqualTo(Rate.ONE);
    assertThat(advice.hedgePoolFell()).isEqualTo(Rate.ZERO);
  }

  /** Losses are 0 to 99 and gains; each states a bound of 90 and a worst case of 80. */
  @Test
  void bounds_countLossesBeyondThem() {
    BoundCheck check = BoundCheck.of(results);

    assertThat(check.worstLoss()).isEqualTo(decimal("99"));
    assertThat(check.beyondMarginAndReserve()).isEqualTo(9);
    assertThat(check.beyondWorstCase()).isEqualTo(19);
  }

  @Test
  void probabilities_countLiquidationsWithinTheHorizon() {
    List<StatedAndRealized> rows = StatedAndRealized.of(results, Duration.ofHours(24));

    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).stated()).isEqualTo(rate("0.01"));
    assertThat(rows.get(0).realized()).isEqualTo(rate("0.015"));
  }

  @Test
  void probabilities_atAnEdge_belongToTheRangeAboveIt() {
    List<StatedAndRealized> rows = StatedAndRealized.of(
        List.of(result("100", "0.0199", 1), result("100", "0.02", 1), result("100", "1", 1)),
        Duration.ofHours(24));

    assertThat(rows)
        .extracting(StatedAndRealized::from)
        .containsExactly(rate("0.005"), rate("0.02"), rate("0.5"));
  }

  private static WindowResult result(String endEquity, String stated, int hours) {
    return new WindowResult(
        MadeUpPrices.START,
        "ETH",
        Side.LONG,
        Decimal.of(3),
        List.of(
            outcome(ModeRule.ALL_CROSS, "100", Optional.empty()),
            outcome(ModeRule.ADVICE, endEquity, Optional.of(Duration.ofHours(hours)))),
        new Statement(
            Recommendation.Action.MOVE_TO_ISOLATED,
            Optional.of(rate(stated)),
            decimal("80"),
            decimal("90")));
  }

  private static Outcome outcome(ModeRule rule, String endEquity, Optional<Duration> liquidated) {
    return new Outcome(rule, decimal(endEquity), liquidated, false, false, false);
  }

  private static Decimal decimal(String figure) {
    return Decimal.parse(figure);
  }

  private static Rate rate(String fraction) {
    return new Rate(decimal(fraction));
  }
}
