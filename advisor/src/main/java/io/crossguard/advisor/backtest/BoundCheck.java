package io.crossguard.advisor.backtest;

import io.crossguard.margin.value.Decimal;
import java.util.List;

/**
 * The losses of accounts with bets of one size that followed the advice, against the bounds that it
 * stated for each of them.
 *
 * @param leverage notional of the bets over the equity
 * @param windows how many accounts; positive
 * @param worstLoss the largest loss of all; negative if none lost
 * @param largestBound the largest isolated margin and basis reserve of all
 * @param beyondMarginAndReserve how many lost more than isolated margin and basis reserve
 * @param beyondWorstCase how many lost more than in the advisor's worst scenario, of which each
 *     moves one thing
 */
public record BoundCheck(
    Decimal leverage,
    int windows,
    Decimal worstLoss,
    Decimal largestBound,
    int beyondMarginAndReserve,
    int beyondWorstCase) {

  /**
   * @param results of all coins, sides and starts with bets of one size; at least one
   */
  static BoundCheck of(List<WindowResult> results) {
    Decimal worst = loss(results.get(0));
    Decimal bound = Decimal.ZERO;
    int beyondMargin = 0;
    int beyondWorstCase = 0;
    for (WindowResult result : results) {
      Decimal loss = loss(result);
      Statement stated = result.statement();
      worst = worst.max(loss);
      bound = bound.max(stated.marginAndReserve());
      beyondMargin += loss.isGreaterThan(stated.marginAndReserve()) ? 1 : 0;
      beyondWorstCase += loss.isGreaterThan(stated.worstCaseLoss()) ? 1 : 0;
    }
    return new BoundCheck(
        results.get(0).leverage(), results.size(), worst, bound, beyondMargin, beyondWorstCase);
  }

  private static Decimal loss(WindowResult result) {
    return BookAndBet.EQUITY.minus(result.outcome(ModeRule.ADVICE).endEquity());
  }
}
