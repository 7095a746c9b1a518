package io.crossguard.advisor.classification;

import io.crossguard.advisor.exposure.ExposureLeg;
import io.crossguard.advisor.exposure.ExposureLeg.PositionLeg;
import io.crossguard.advisor.exposure.Portfolio;
import io.crossguard.advisor.hedge.LegPart;
import io.crossguard.advisor.hedge.NettedGroup;
import io.crossguard.advisor.policy.AdvisorPolicy;
import io.crossguard.margin.evaluation.MarginScope;
import io.crossguard.margin.liquidation.DistanceSolver;
import io.crossguard.margin.liquidation.RootDistance;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Money;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells the structure of an account: a row for each position, and one for each group. */
public final class StructureReport {
  private final AccountStructure structure;
  private final Portfolio portfolio;
  private final StructureReasons reasons;
  private final DistanceSolver distanceSolver = new DistanceSolver();

  public StructureReport(AccountStructure structure, AdvisorPolicy policy, List<PositionTag> tags) {
    this.structure = structure;
    this.portfolio = structure.portfolio();
    this.reasons = new StructureReasons(structure, policy, tags);
  }

  /** In the order of the account. */
  public List<PositionClassification> positions() {
    return structure.positions().stream().map(this::classification).toList();
  }

  /** By id. */
  public List<HedgeGroup> hedgeGroups() {
    Map<String, RootDistance> distances = distances();
    return structure.groups().stream()
        .map(group -> hedgeGroup(group, Optional.ofNullable(distances.get(group.groupId()))))
        .toList();
  }

  private PositionClassification classification(PositionStructure position) {
    String root = position.leg().root();
    return new PositionClassification(
        position.leg().legId(),
        position.classification(),
        position.group().groupId(),
        position.matchedQuantity(),
        position.residualQuantity(),
        inQuote(root, position.matched()),
        inQuote(root, position.residual()),
        position.isMatched() ? Optional.of(!position.isMatchedAcross()) : Optional.empty(),
        reasons.of(position));
  }

  private HedgeGroup hedgeGroup(NettedGroup group, Optional<RootDistance> distance) {
    Decimal larger = group.largerSide();
    return new HedgeGroup(
        group.groupId(),
        List.of(group.root()),
        structure.classOf(group),
        inQuote(group.root(), group.longCoins()),
        inQuote(group.root(), group.shortCoins()),
        ratio(group.net().abs(), larger),
        ratio(group.smallerSide(), larger),
        structure.classifier().netToEquity(group),
        distance.stream().toList(),
        exposureIfLegLost(group).map(coins -> inQuote(group.root(), coins.abs())),
        structure.convexity(group));
  }

  /** Of a group that the root doesn't move, since all its options are far from the money, 0. */
  private static Decimal ratio(Decimal part, Decimal larger) {
    return larger.isZero() ? Decimal.ZERO : part.dividedBy(larger);
  }

  /** The distance of each group, by its id, in the scope that it is or shall be in. */
  private Map<String, RootDistance> distances() {
    Map<String, RootDistance> distances = new HashMap<>();
    Map<String, Set<String>> rootsByScope = structure.groups().stream()
        .collect(Collectors.groupingBy(
            NettedGroup::scopeId, Collectors.mapping(NettedGroup::root, Collectors.toSet())));
    String quote = portfolio.account().rules().quoteCurrency();
    for (MarginScope scope : portfolio.account().scopes()) {
      Set<String> roots = rootsByScope.getOrDefault(scope.scopeId(), Set.of());
      if (!roots.isEmpty()) {
        distanceSolver
            .solve(scope, quote, roots)
            .forEach(distance ->
                distances.put(NettedGroup.groupId(scope.scopeId(), distance.root()), distance));
      }
    }
    return distances;
  }

  /**
   * The net that is furthest from zero when one position of a group vanishes, in coins, signed;
   * absent where nothing is matched.
   */
  public static Optional<Decimal> exposureIfLegLost(NettedGroup group) {
    if (!group.isMatched()) {
      return Optional.empty();
    }
    return group.parts().stream()
        .filter(part -> part.leg() instanceof PositionLeg)
        .map(LegPart::coins)
        .map(coins -> group.net().minus(coins))
        .max((a, b) -> a.abs().compareTo(b.abs()));
  }

  /** Whether a leg settles before the horizon ends; unknown where the market has no time. */
  public static boolean expiresWithinHorizon(
      ExposureLeg leg, Portfolio portfolio, AdvisorPolicy policy) {
    Optional<Instant> asOf = portfolio.account().market().asOf();
    return leg instanceof PositionLeg position
        && position
            .instrument()
            .expiry()
            .filter(expiry ->
                asOf.filter(now -> !expiry.isAfter(now.plus(policy.horizon()))).isPresent())
            .isPresent();
  }

  private Money inQuote(String root, Decimal coins) {
    return new Money(portfolio.value(root, coins), portfolio.account().rules().quoteCurrency());
  }
}
