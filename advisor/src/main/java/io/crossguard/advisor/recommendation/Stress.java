package io.crossguard.advisor.recommendation;

import io.crossguard.advisor.classification.AccountStructure;
import io.crossguard.advisor.classification.Convexity;
import io.crossguard.advisor.classification.RootMoves;
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
  private final RootMoves rootMoves;

  Stress(RootMoves rootMoves) {
    this.portfolio = rootMoves.portfolio();
    this.policy = rootMoves.policy();
    this.rootMoves = rootMoves;
  }

  /** The same moves for another account. */
  Stress of(Portfolio other) {
    return new Stress(rootMoves.in(other));
  }

  AdverseMoves moves() {
    return rootMoves.moves();
  }

  AdvisorPolicy policy() {
    return policy;
  }

  /** The volatility of a root; absent where it or the root's price is unknown. */
  Optional<Rate> volatility(String root) {
    return rootMoves.volatility(root);
  }

  /** The move that is exceeded with the target probability. */
  Optional<Decimal> targetMove(String root, Side side) {
    return rootMoves.targetMove(root, side);
  }

  /** What the target move costs an exposure, in the quote currency; not negative. */
  Optional<Decimal> loss(String root, Decimal signedCoins) {
    Side side = signedCoins.isNegative() ? Side.SHORT : Side.LONG;
    return targetMove(root, side).map(move -> move.times(portfolio.value(root, signedCoins.abs())));
  }

  /** What moves up to the target move cost a group: its net, or with options all of it revalued. */
  Optional<Decimal> loss(AccountStructure structure, NettedGroup group) {
    return structure
        .convexity(group)
        .map(convexity -> convexity.shocks().map(Convexity.Shocks::stressLoss))
        .orElseGet(() -> loss(group.root(), group.net()));
  }

  /** Whether an exposure is too small to act on. */
  boolean isDust(String root, Decimal signedCoins, Decimal equity) {
    return isDust(loss(root, signedCoins), equity);
  }

  /** Whether a group is too small to act on. */
  boolean isDust(AccountStructure structure, NettedGroup group) {
    return isDust(loss(structure, group), portfolio.poolOf(group.scopeId()).equity());
  }

  private boolean isDust(Optional<Decimal> loss, Decimal equity) {
    Decimal limit = equity.max(Decimal.ZERO).times(policy.dust().fraction());
    return loss.filter(lost -> !lost.isGreaterThan(limit)).isPresent();
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
