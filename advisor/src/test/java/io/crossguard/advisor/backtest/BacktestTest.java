package io.crossguard.advisor.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.crossguard.advisor.recommendation.Recommendation;
import io.crossguard.margin.account.Side;
import io.crossguard.margin.value.Decimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One window of made-up prices, worked by hand. The account: 0.006 bitcoin of 10,000 (57 after the
 * haircut) hedged with a short, 40 cash, and 3 ether of 100. Liquidations happen a millionth beyond
 * the liquidation price and cost 0.6 % of the notional.
 */
class BacktestTest {
  private static final Decimal THREE = Decimal.of(3);

  /**
   * With a margin M behind it the bet falls where M + 3 (p − 100) = 0.03 p: p = (300 − M) / 2.97. In
   * cross M is 57 + 40, less the 0.3 that the hedge requires. What is left is M − 3 (100 − p') less
   * the fee of 0.018 p', with p' = 0.999999 p.
   *
   * <ul>
   *   <li>all cross: p' = 68.451110; 100 − 94.646671 − 1.232120
   *   <li>all isolated: M = 34, p' = 89.562200; 66 + 2.686601 − 1.612120
   *   <li>5 % rule: M = 30, p' = 90.909000; 70 + 2.727000 − 1.636362
   *   <li>delta over equity: 0.2 ether are left, which lose 8
   *   <li>advice: M is the budget of 20 % of 97, p' = 94.478020; 80.6 + 2.834059 − 1.700604
   * </ul>
   */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "ALL_CROSS, 4.121209, 31",
    "ALL_ISOLATED, 67.074481, 31",
    "FIVE_PERCENT, 71.090638, 31",
    "DELTA_TO_EQUITY, 92, 0",
    "ADVICE, 81.733455, 31"
  })
  void run_crashOfTheBet_endsAsWorkedByHand(ModeRule rule, double endEquity, int hours) {
    Outcome outcome = crash().outcome(rule);

    assertThat(Double.parseDouble(outcome.endEquity().toString()))
        .isCloseTo(endEquity, within(0.000002));
    assertThat(outcome.betLiquidatedAfter().map(Duration::toHours).orElse(0L)).isEqualTo(hours);
    assertThat(outcome.isRefused()).isFalse();
  }

  @Test
  void run_crashOfTheBet_takesThePoolOfTheHedgeAlongOnlyInCross() {
    WindowResult result = crash();

    assertThat(result.outcomes())
        .filteredOn(Outcome::hedgePoolFell)
        .extracting(Outcome::rule)
        .containsExactly(ModeRule.ALL_CROSS);
  }

  @Test
  void run_advice_statesItsBounds() {
    Statement stated = crash().statement();

    assertThat(stated.action()).isEqualTo(Recommendation.Action.MOVE_TO_ISOLATED);
    assertThat(stated.marginAndReserve()).isEqualTo(Decimal.parse("21.2"));
    assertThat(stated.liquidationProbability()).isPresent();
  }

  /** The isolated short of 60 on 6 falls where 66 − 0.006 p = 0.00003 p, at 10,945.27. */
  @ParameterizedTest(name = "bitcoin touches {0}")
  @CsvSource({"10945.2, false", "10945.3, true"})
  void run_spikeOfBitcoin_liquidatesOnlyAnIsolatedHedge(String price, boolean isClosed) {
    WindowResult result = longBet(new MadeUpPrices().bitcoinTouches(10, price));

    assertThat(result.outcome(ModeRule.ALL_ISOLATED).hedgeClosed()).isEqualTo(isClosed);
    assertThat(result.outcome(ModeRule.ALL_CROSS).hedgeClosed()).isFalse();
    assertThat(result.outcome(ModeRule.ADVICE).hedgeClosed()).isFalse();
  }

  /** In cross the bet falls at 203.3 / 2.97 = 68.4511: a low of that survives, a lower one doesn't. */
  @ParameterizedTest(name = "ether falls to {0}")
  @CsvSource({"68.4512, false", "68.4511, true"})
  void run_lowAtTheLiquidationPrice_isTheEngines(String low, boolean isLiquidated) {
    WindowResult result = longBet(new MadeUpPrices().etherFallsTo(30, low));

    assertThat(result.outcome(ModeRule.ALL_CROSS).isBetLiquidated()).isEqualTo(isLiquidated);
  }

  @Test
  void run_calmWindow_changesNothingUnderAnyRule() {
    WindowResult result = longBet(new MadeUpPrices());

    assertThat(result.outcomes()).extracting(Outcome::endEquity).containsOnly(Decimal.of(100));
  }

  @Test
  void run_shortBet_isLiquidatedByNoFall() {
    WindowBatch batch = backtest(new MadeUpPrices().etherFallsTo(30, "60"))
        .run(MadeUpPrices.START, THREE, Side.SHORT);

    assertThat(batch.results().get(0).outcomes()).noneMatch(Outcome::isBetLiquidated);
    assertThat(batch.results().get(0).outcome(ModeRule.ALL_CROSS).endEquity())
        .isEqualTo(Decimal.of(220));
  }

  @Test
  void run_allSizesAndSides_isOneAccountEach() {
    WindowBatch batch = backtest(new MadeUpPrices()).run(MadeUpPrices.START);

    assertThat(batch.results()).hasSize(8);
    assertThat(batch.skipped()).isEmpty();
  }

  @Test
  void run_gapInTheWindow_isSkippedAndCounted() {
    WindowBatch batch = backtest(new MadeUpPrices().etherLacks(50)).run(MadeUpPrices.START);

    assertThat(batch.results()).isEmpty();
    assertThat(batch.skipped()).containsExactly(Map.entry(WindowBatch.Skip.GAP, 1));
  }

  @Test
  void run_gapShortlyBeforeTheWindow_leavesTooLittleHistory() {
    WindowBatch batch = backtest(new MadeUpPrices().etherLacks(-24)).run(MadeUpPrices.START);

    assertThat(batch.skipped()).containsExactly(Map.entry(WindowBatch.Skip.SHORT_HISTORY, 1));
  }

  @Test
  void run_windowBeyondTheLastPrice_isOutside() {
    WindowBatch batch =
        backtest(new MadeUpPrices()).run(MadeUpPrices.START.plus(Duration.ofHours(1)));

    assertThat(batch.skipped()).containsExactly(Map.entry(WindowBatch.Skip.OUTSIDE_PRICES, 1));
  }

  @Test
  void result_ofOneWindow_holdsItsFigures() {
    Experiment experiment =
        new Experiment(Duration.ofDays(7), List.of(THREE), Experiment.policyOfTheVenue());
    WindowBatch batch = backtest(new MadeUpPrices().etherFallsTo(30, "60"))
        .run(MadeUpPrices.START, THREE, Side.LONG);

    BacktestResult result = BacktestResult.of(experiment, List.of(batch), List.of(), THREE);

    assertThat(result.rules()).hasSize(ModeRule.values().length);
    assertThat(result.bounds().get(0).beyondMarginAndReserve()).isZero();
    assertThat(result.probabilities()).hasSize(1);
    // It was liquidated in the 31st hour, after the advisor's horizon of 24.
    assertThat(result.probabilities().get(0).realized().fraction()).isEqualTo(Decimal.ZERO);
    assertThat(result.endEquities().get(ModeRule.ALL_CROSS)).hasSize(1);
  }

  private static WindowResult crash() {
    return longBet(new MadeUpPrices().etherFallsTo(30, "60"));
  }

  private static WindowResult longBet(MadeUpPrices prices) {
    return backtest(prices).run(MadeUpPrices.START, THREE, Side.LONG).results().get(0);
  }

  private static Backtest backtest(MadeUpPrices prices) {
    return new Backtest(prices.history(), Experiment.defaults());
  }
}
