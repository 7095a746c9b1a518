package io.crossguard.advisor.classification;

import io.crossguard.advisor.exposure.Portfolio;
import io.crossguard.advisor.policy.AdvisorPolicy;
import io.crossguard.advisor.sizing.AdverseMoves;
import io.crossguard.margin.account.Side;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Rate;
import java.util.Optional;

/**
 * How far the coins of an account may move against a side. Nothing is known of a root without a
 * volatility and a price.
 *
 * @param portfolio the account, with what is known of its coins
 * @param policy the limits to decide by
 * @param moves by volatility
 */
public record RootMoves(Portfolio portfolio, AdvisorPolicy policy, AdverseMoves moves) {

  public static RootMoves of(Portfolio portfolio, AdvisorPolicy policy) {
    return new RootMoves(
        portfolio, policy, new AdverseMoves(policy.horizon(), policy.riskModel().multiples()));
  }

  /** The same moves in another account with the same coins. */
  public RootMoves in(Portfolio other) {
    return new RootMoves(other, policy, moves);
  }

  /**
   * The volatility of a root, for a small coin times its factor: so every multiple of it is wider.
   * Absent where it or the root's price is unknown.
   */
  public Optional<Rate> volatility(String root) {
    Decimal factor = policy.riskModel().smallCoins().factor(root);
    return portfolio
        .riskInputs()
        .dailyVolatility(root)
        .filter(volatility -> portfolio.price(root).isKnown())
        .map(volatility -> new Rate(volatility.fraction().times(factor)));
  }

  /** The move that is exceeded with the target probability. */
  public Optional<Decimal> targetMove(String root, Side side) {
    return volatility(root)
        .map(volatility -> moves.move(side, volatility, policy.targetLiquidationProbability()));
  }
}
