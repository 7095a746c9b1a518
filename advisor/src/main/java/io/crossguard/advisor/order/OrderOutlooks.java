package io.crossguard.advisor.order;

import io.crossguard.advisor.classification.HedgeGroup;
import io.crossguard.advisor.hedge.NettedGroup;
import io.crossguard.advisor.plan.ScopeState;
import io.crossguard.advisor.recommendation.MarginModeAdvice;
import io.crossguard.margin.MarginEngine;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.liquidation.RootDistance;
import io.crossguard.margin.rules.Instrument;
import java.util.List;
import java.util.Optional;

/** The account around an order at one instant, from what the advisor says of it then. */
final class OrderOutlooks {
  private final String poolId;
  private final String root;

  /**
   * @param poolId the pool that the order goes to or draws its margin from
   * @param instrument what is ordered
   */
  OrderOutlooks(String poolId, Instrument instrument) {
    this.poolId = poolId;
    this.root = instrument.root();
  }

  /**
   * @param account at that instant
   * @param advice what is said of it
   * @param groupId the group that the order belongs to then
   */
  OrderOutlook of(ResolvedAccount account, MarginModeAdvice advice, String groupId) {
    return new OrderOutlook(
        advice.before(), pool(account), distances(advice), group(advice, groupId));
  }

  /** The group of the coin in the pool. */
  String groupInPool() {
    return NettedGroup.groupId(poolId, root);
  }

  static Optional<HedgeGroup> group(MarginModeAdvice advice, String groupId) {
    return advice.hedgeGroups().stream()
        .filter(group -> group.hedgeGroupId().equals(groupId))
        .findFirst();
  }

  private Optional<ScopeState> pool(ResolvedAccount account) {
    return new MarginEngine()
        .evaluateMargin(account).scopes().stream()
            .filter(scope -> scope.scopeId().equals(poolId))
            .findFirst()
            .map(ScopeState::of);
  }

  private List<RootDistance> distances(MarginModeAdvice advice) {
    return advice.hedgeGroups().stream()
        .filter(this::isInPool)
        .flatMap(group -> group.distances().stream())
        .toList();
  }

  private boolean isInPool(HedgeGroup group) {
    return group.roots().stream()
        .anyMatch(of -> group.hedgeGroupId().equals(NettedGroup.groupId(poolId, of)));
  }
}
