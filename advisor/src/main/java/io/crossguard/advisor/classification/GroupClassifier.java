package io.crossguard.advisor.classification;

import io.crossguard.advisor.exposure.Portfolio;
import io.crossguard.advisor.hedge.NettedGroup;
import io.crossguard.advisor.hedge.Roundoff;
import io.crossguard.advisor.policy.AdvisorPolicy;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Rate;
import java.util.Map;
import java.util.Optional;

/**
 * Names what a group is, by its relative difference and by what its net means to the equity:
 *
 * <pre>
 *   relativeDifference = |long − short| / max(long, short)
 *   netToEquity        = |long − short| / E
 * </pre>
 *
 * Limits are inclusive, but for the directional one, which belongs to the directional groups.
 * Nothing is divided to decide, and coins that are quotients count as equal where they are but for
 * their rounding. A group that was neutral stays so up to the exit band.
 */
public final class GroupClassifier {
  private final Portfolio portfolio;
  private final AdvisorPolicy policy;
  private final Map<String, Classification> previousClasses;

  public GroupClassifier(
      Portfolio portfolio, AdvisorPolicy policy, Map<String, Classification> previousClasses) {
    this.portfolio = portfolio;
    this.policy = policy;
    this.previousClasses = Map.copyOf(previousClasses);
  }

  public Classification classify(NettedGroup group) {
    Rate neutral = previousClasses.get(group.groupId()) == Classification.DELTA_NEUTRAL
        ? policy.bands().exit()
        : policy.bands().neutral();
    Classification byBand = classify(group.net().abs(), group.largerSide(), neutral);
    return byBand.isHedged() && isMaterial(group) ? Classification.PARTIALLY_HEDGED : byBand;
  }

  /** The share of a leg that is residual decides, within what its group allows. */
  Classification classify(Decimal residual, Decimal own, NettedGroup group) {
    if (residual.isZero()) {
      return Classification.DELTA_NEUTRAL;
    }
    Classification byShare = classify(residual, own, policy.bands().neutral());
    Classification ofGroup = classify(group);
    if (ofGroup.isHedged()) {
      return byShare.better(ofGroup);
    }
    return isMaterial(group) ? byShare.worse(ofGroup) : byShare;
  }

  private Classification classify(Decimal difference, Decimal whole, Rate neutral) {
    if (isWithin(difference, whole, neutral)) {
      return Classification.DELTA_NEUTRAL;
    }
    if (isWithin(difference, whole, policy.bands().hedged())) {
      return Classification.HEDGED_WITH_RESIDUAL;
    }
    return exceeds(whole.times(policy.bands().directional().fraction()), difference)
        ? Classification.PARTIALLY_HEDGED
        : Classification.DIRECTIONAL;
  }

  private static boolean isWithin(Decimal difference, Decimal whole, Rate band) {
    return !exceeds(difference, whole.times(band.fraction()));
  }

  private static boolean exceeds(Decimal amount, Decimal limit) {
    return Roundoff.without(amount.minus(limit), limit).isPositive();
  }

  /** Whether the sides differ by more than the neutral band. */
  public boolean isOutOfBalance(NettedGroup group) {
    return !isWithin(group.net().abs(), group.largerSide(), policy.bands().neutral());
  }

  /** Whether the net is more of the equity than a neutral or hedged group may have. */
  public boolean isMaterial(NettedGroup group) {
    Decimal equity = portfolio.poolOf(group.scopeId()).equity().max(Decimal.ZERO);
    return exceeds(netNotional(group), equity.times(policy.netToEquityMax().fraction()));
  }

  /** The net in the quote currency; not negative. */
  public Decimal netNotional(NettedGroup group) {
    return portfolio.value(group.root(), group.net().abs());
  }

  /** The net over the equity of the pool; absent while that is not positive. */
  public Optional<Decimal> netToEquity(NettedGroup group) {
    Decimal equity = portfolio.poolOf(group.scopeId()).equity();
    return equity.isPositive()
        ? Optional.of(netNotional(group).dividedBy(equity))
        : Optional.empty();
  }
}
