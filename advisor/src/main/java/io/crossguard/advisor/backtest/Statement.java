package io.crossguard.advisor.backtest;

import static java.util.Objects.requireNonNull;

import io.crossguard.advisor.recommendation.Recommendation;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Rate;
import java.util.Optional;

/**
 * What the advisor said at the start of a window, to be held against what happened. Amounts are in
 * the quote currency.
 *
 * @param action what to do with the bet
 * @param liquidationProbability that the bet loses its margin within the advisor's horizon; absent
 *     where it is not isolated
 * @param worstCaseLoss of the account after the advice, over the advisor's scenarios one at a time;
 *     not negative
 * @param marginAndReserve the isolated margin, and the reserve for the basis of the book: what is
 *     lost if the bet is liquidated and the basis moves by its reserve; not negative
 */
public record Statement(
    Recommendation.Action action,
    Optional<Rate> liquidationProbability,
    Decimal worstCaseLoss,
    Decimal marginAndReserve) {

  public Statement {
    requireNonNull(action, "action");
    requireNonNull(liquidationProbability, "liquidationProbability");
    requireNonNull(worstCaseLoss, "worstCaseLoss");
    requireNonNull(marginAndReserve, "marginAndReserve");
  }
}
