package io.crossguard.advisor.recommendation;

import io.crossguard.advisor.exposure.Portfolio;
import io.crossguard.advisor.hedge.MatchedPair;
import io.crossguard.advisor.hedge.NettedGroup;
import io.crossguard.advisor.policy.AdvisorPolicy;
import io.crossguard.advisor.sizing.AdverseMoves;
import io.crossguard.margin.account.Side;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Rate;
import java.util.Optional;

/**
 * What the move of the target probability does to an exposure. Nothing is known of a root without
 * a volatility and a price.
 *
 * <pre>
 *   stressLoss = d · |coins| · price
 * </pre>
 */
final class Stress {
  private final Portfolio portfolio;
  private final AdvisorPolicy policy;
  private final AdverseMoves moves;

  Stress(Portfolio portfolio, AdvisorPolicy policy) {
    this(
        portfolio, policy, new AdverseMoves(policy.horizon(), policy.riskModel().multiples()));
  }

  private Stress(Portfolio portfolio, AdvisorPolicy policy, AdverseMoves moves) {
    this.portfolio = portfolio;
    this.policy = policy;
    this.moves = moves;
  }

  /** The same moves for another account. */
  Stress of(Portfolio other) {
    return new Stress(other, policy, moves);
  }

  AdverseMoves moves() {
    return moves;
  }

  AdvisorPolicy policy() {
    return policy;
  }

  /**
   * The volatility of a root, for a small coin times its factor: so every multiple of it is wider.
   * Absent where it or the root's price is unknown.
   */
  Optional<Rate> volatility(String root) {
    Decimal factor = policy.riskModel().smallCoins().factor(root);
    return portfolio
        .riskInputs()
        .dailyVolatility(root)
        .filter(volatility -> portfolio.price(root).isKnown())
        .map(volatility -> new Rate(volatility.fraction().times(factor)));
  }

  /** The move that is exceeded with the target probability. */
  Optional<Decimal> targetMove(String root, Side side) {
    return volatility(root)
        .map(volatility -> moves.move(side, volatility, policy.targetLiquidationProbability()));
  }

  /** What the target move costs an exposure, in the quote currency; not negative. */
  Optional<Decimal> loss(String root, Decimal signedCoins) {
    Side side = signedCoins.isNegative() ? Side.SHORT : Side.LONG;
    return targetMove(root, side).map(move -> move.times(portfolio.value(root, signedCoins.abs())));
  }

  /** Whether an exposure is too small to act on. */
  boolean isDust(String root, Decimal signedCoins, Decimal equity) {
    Decimal limit = equity.max(Decimal.ZERO).times(policy.dust().fraction());
    return loss(root, signedCoins).filter(loss -> !loss.isGreaterThan(limit)).isPresent();
  }

  boolean isDust(NettedGroup group) {
    return isDust(group.root(), group.net(), portfolio.poolOf(group.scopeId()).equity());
  }

  /** What the matched notional of a group should keep for a moving basis; in the quote currency. */
  Decimal basisReserve(NettedGroup group) {
    Decimal coins = group.pairs().stream()
        .filter(pair -> !pair.isOneInstrument())
        .map(MatchedPair::coins)
        .reduce(Decimal.ZERO, Decimal::plus);
    return portfolio
        .value(group.root(), coins)
        .times(policy.basisReserve(group.root()).fraction());
  }
}
