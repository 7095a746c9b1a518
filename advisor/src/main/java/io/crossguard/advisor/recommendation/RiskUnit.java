package io.crossguard.advisor.recommendation;

import io.crossguard.advisor.exposure.ExposureLeg.PositionLeg;
import io.crossguard.advisor.hedge.NettedGroup;
import io.crossguard.margin.value.Decimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Groups of one pool that stay, leave or shrink together: one group by itself, with or without
 * options, or the two of a correlated hedge.
 *
 * @param unitId its name: that of the group, or one that no group has
 * @param budgetRoot what its margin counts to within the budgets: the coin, or the hedge itself
 * @param groups at least one
 * @param stressLoss what it loses with the target probability, in the quote currency; not negative;
 *     absent where too little is known of the market
 * @param mayStay whether it belongs in its pool as it is
 * @param restsOnCoins whether coins that serve as collateral are what would have to move
 */
record RiskUnit(
    String unitId,
    String budgetRoot,
    List<NettedGroup> groups,
    Optional<Decimal> stressLoss,
    boolean mayStay,
    boolean restsOnCoins) {

  RiskUnit {
    groups = List.copyOf(groups);
  }

  boolean includes(NettedGroup group) {
    return groups.stream().anyMatch(each -> each.groupId().equals(group.groupId()));
  }

  boolean hasOptions() {
    return groups.stream().anyMatch(NettedGroup::hasOptions);
  }

  /** The pool that all of it is in. */
  String scopeId() {
    return groups.get(0).scopeId();
  }

  /** The positions of all groups. */
  Stream<PositionLeg> positions() {
    return groups.stream()
        .flatMap(group -> group.parts().stream())
        .flatMap(part ->
            part.leg() instanceof PositionLeg leg ? Stream.of(leg) : Stream.<PositionLeg>empty());
  }
}
