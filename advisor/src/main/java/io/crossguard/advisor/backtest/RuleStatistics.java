package io.crossguard.advisor.backtest;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Rate;
import io.crossguard.margin.value.Require;
import java.util.List;
import java.util.function.Predicate;

/**
 * What became of all accounts with bets of one size under one rule. Equities are those at the end of
 * the window, of accounts that began with 100. Windows overlap and share crashes: the figures
 * describe, they are no independent trials.
 *
 * @param leverage notional of the bets over the equity
 * @param rule how margin modes were chosen
 * @param windows how many accounts; positive
 * @param mean mean equity
 * @param givenUp mean equity of the same accounts all in cross, less the mean; negative where the
 *     rule ends with more
 * @param fivePercent equity that 5 % of the accounts don't exceed
 * @param onePercent equity that 1 % don't exceed
 * @param worst the lowest equity
 * @param meanOfWorst mean of the lowest 1 %
 * @param lostMost share of the accounts that lost more than 80
 * @param lostMuch share of the accounts that lost more than 30
 * @param betLiquidated share in which the bet was liquidated
 * @param hedgePoolFell share in which the scope of the hedge was liquidated
 * @param hedgeClosed share in which the hedge itself was closed
 * @param refused how many accounts the rule could not be carried out in full in
 */
public record RuleStatistics(
    Decimal leverage,
    ModeRule rule,
    int windows,
    Decimal mean,
    Decimal givenUp,
    Decimal fivePercent,
    Decimal onePercent,
    Decimal worst,
    Decimal meanOfWorst,
    Rate lostMost,
    Rate lostMuch,
    Rate betLiquidated,
    Rate hedgePoolFell,
    Rate hedgeClosed,
    int refused) {

  private static final Decimal MOST_LOST = BookAndBet.EQUITY.minus(Decimal.of(80));
  private static final Decimal MUCH_LOST = BookAndBet.EQUITY.minus(Decimal.of(30));

  public RuleStatistics {
    requireNonNull(leverage, "leverage");
    requireNonNull(rule, "rule");
  }

  /**
   * @param results of all coins, sides and starts with bets of one size; at least one
   */
  static RuleStatistics of(ModeRule rule, List<WindowResult> results) {
    Require.that(!results.isEmpty(), "statistics need a window");
    List<Outcome> outcomes =
        results.stream().map(result -> result.outcome(rule)).toList();
    List<Decimal> ascending = outcomes.stream().map(Outcome::endEquity).sorted().toList();
    List<Decimal> inCross = results.stream()
        .map(result -> result.outcome(ModeRule.ALL_CROSS).endEquity())
        .toList();
    Decimal mean = mean(ascending);
    int worst = (ascending.size() + 99) / 100;
    return new RuleStatistics(
        results.get(0).leverage(),
        rule,
        results.size(),
        mean,
        mean(inCross).minus(mean),
        quantile(ascending, 5),
        quantile(ascending, 1),
        ascending.get(0),
        mean(ascending.subList(0, worst)),
        share(outcomes, outcome -> outcome.endEquity().isLessThan(MOST_LOST)),
        share(outcomes, outcome -> outcome.endEquity().isLessThan(MUCH_LOST)),
        share(outcomes, Outcome::isBetLiquidated),
        share(outcomes, Outcome::hedgePoolFell),
        share(outcomes, Outcome::hedgeClosed),
        (int) outcomes.stream().filter(Outcome::isRefused).count());
  }

  /** The least value that a percentage of all don't exceed. */
  private static Decimal quantile(List<Decimal> ascending, int percent) {
    int count = (int) (((long) ascending.size() * percent + 99) / 100);
    return ascending.get(count - 1);
  }

  private static Decimal mean(List<Decimal> values) {
    return values.stream().reduce(Decimal.ZERO, Decimal::plus).dividedBy(Decimal.of(values.size()));
  }

  private static Rate share(List<Outcome> outcomes, Predicate<Outcome> holds) {
    long count = outcomes.stream().filter(holds).count();
    return new Rate(Decimal.of(count).dividedBy(Decimal.of(outcomes.size())));
  }
}
