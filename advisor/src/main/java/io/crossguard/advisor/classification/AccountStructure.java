package io.crossguard.advisor.classification;

import io.crossguard.advisor.exposure.ExposureLeg;
import io.crossguard.advisor.exposure.ExposureLeg.PositionLeg;
import io.crossguard.advisor.exposure.Portfolio;
import io.crossguard.advisor.hedge.LegPart;
import io.crossguard.advisor.hedge.MatchedPair;
import io.crossguard.advisor.hedge.NettedGroup;
import io.crossguard.advisor.hedge.Roundoff;
import io.crossguard.advisor.policy.AdvisorPolicy;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.value.Decimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What hedges what in an account: netted by root in each scope, then across scopes, and classified.
 */
public final class AccountStructure {
  private final Portfolio portfolio;
  private final GroupClassifier classifier;
  private final RootMoves rootMoves;
  private final List<NettedGroup> today = new ArrayList<>();
  private final List<NettedGroup> groups = new ArrayList<>();
  private final List<MatchedPair> acrossPairs = new ArrayList<>();
  private final Map<ExposureLeg.Key, Reunion.Returning> returning = new HashMap<>();
  private final Map<String, Classification> classes = new LinkedHashMap<>();
  // Empty until somebody asks: of the account after a plan nobody does.
  private final List<PositionStructure> positions = new ArrayList<>();
  private final Map<String, Convexity> convexities = new HashMap<>();
  private final CorrelationFinder correlations;
  private final PaymentClassifier payments;

  private AccountStructure(RootMoves rootMoves, Map<String, Classification> previousClasses) {
    AdvisorPolicy policy = rootMoves.policy();
    this.portfolio = rootMoves.portfolio();
    this.classifier = new GroupClassifier(portfolio, policy, previousClasses);
    this.rootMoves = rootMoves;
    net();
    groups.sort(Comparator.comparing(NettedGroup::groupId));
    ConvexityCalculator calculator = new ConvexityCalculator(portfolio, policy, rootMoves);
    for (NettedGroup group : groups) {
      calculator.of(group).ifPresent(found -> convexities.put(group.groupId(), found));
      classes.put(
          group.groupId(),
          isUnstable(group) ? Classification.GAMMA_UNSTABLE : classifier.classify(group));
    }
    this.payments = new PaymentClassifier(portfolio, classifier, groups);
    this.correlations = new CorrelationFinder(portfolio, policy, rootMoves, groups, this::isOpen);
  }

  private boolean isUnstable(NettedGroup group) {
    return convexity(group)
        .flatMap(Convexity::shape)
        .filter(shape -> shape == Convexity.Shape.UNSTABLE)
        .isPresent();
  }

  /** Whether a group has a net of its own, no options, and none of its legs joins or leaves it. */
  private boolean isOpen(NettedGroup group) {
    return !classOf(group).isHedged()
        && !group.hasOptions()
        && group.parts().stream()
            .noneMatch(part -> returning.containsKey(part.leg().key()));
  }

  public static AccountStructure of(
      Portfolio portfolio, AdvisorPolicy policy, Map<String, Classification> previousClasses) {
    return new AccountStructure(RootMoves.of(portfolio, policy), previousClasses);
  }

  /** The account after a change, by the same limits and moves, and without a past. */
  public AccountStructure after(ResolvedAccount changed) {
    return new AccountStructure(
        rootMoves.in(Portfolio.of(changed, portfolio.riskInputs())), Map.of());
  }

  public Portfolio portfolio() {
    return portfolio;
  }

  /** How far its coins may move. */
  public RootMoves rootMoves() {
    return rootMoves;
  }

  public GroupClassifier classifier() {
    return classifier;
  }

  /** The groups as they are margined today, by root, then scope. */
  public List<NettedGroup> groupsToday() {
    return Collections.unmodifiableList(today);
  }

  /** The groups once all legs have come back, by id. */
  public List<NettedGroup> groups() {
    return Collections.unmodifiableList(groups);
  }

  /** The pairs whose legs are in different scopes today. */
  public List<MatchedPair> acrossPairs() {
    return Collections.unmodifiableList(acrossPairs);
  }

  /** The positions in the order of the account. */
  public List<PositionStructure> positions() {
    if (positions.isEmpty()) {
      classifyPositions();
    }
    return Collections.unmodifiableList(positions);
  }

  /** Groups that hedge each other through a correlation, the strongest first. */
  public List<CorrelatedHedge> correlatedHedges() {
    return correlations.hedges();
  }

  /** The correlated hedge that a group is in. */
  public Optional<CorrelatedHedge> correlatedHedge(NettedGroup group) {
    return correlations.hedgeOf(group);
  }

  /** What is wrong with the correlations of a group, in words; absent where it is hedged. */
  public Optional<String> correlationTooWeak(NettedGroup group) {
    return correlations.tooWeak(group);
  }

  /** How the options of a group bend what it is worth; absent where it has none. */
  public Optional<Convexity> convexity(NettedGroup group) {
    return Optional.ofNullable(convexities.get(group.groupId()));
  }

  public Classification classOf(NettedGroup group) {
    return Optional.ofNullable(classes.get(group.groupId())).orElseThrow();
  }

  private void net() {
    Map<String, Map<String, List<LegPart>>> byRootAndScope = new TreeMap<>();
    for (ExposureLeg leg : portfolio.legs()) {
      byRootAndScope
          .computeIfAbsent(leg.root(), root -> new LinkedHashMap<>())
          .computeIfAbsent(leg.scopeId(), scopeId -> new ArrayList<>())
          .add(LegPart.whole(leg));
    }
    byRootAndScope.forEach((root, byScope) -> {
      List<NettedGroup> ofRoot = new ArrayList<>();
      byScope.forEach((scopeId, parts) -> ofRoot.add(new NettedGroup(scopeId, root, parts)));
      Reunion reunion = new Reunion(portfolio, classifier, ofRoot);
      today.addAll(ofRoot);
      groups.addAll(reunion.groups());
      acrossPairs.addAll(reunion.pairs());
      returning.putAll(reunion.returning());
    });
  }

  private void classifyPositions() {
    Map<ExposureLeg.Key, List<NettedGroup>> groupsOfLeg = new HashMap<>();
    for (NettedGroup group : groups) {
      for (LegPart part : group.parts()) {
        groupsOfLeg.computeIfAbsent(part.leg().key(), key -> new ArrayList<>()).add(group);
      }
    }
    Set<ExposureLeg.Key> across = new HashSet<>();
    acrossPairs.forEach(pair -> pair.legs().forEach(leg -> across.add(leg.key())));
    for (ExposureLeg leg : portfolio.legs()) {
      if (leg instanceof PositionLeg position) {
        Collection<NettedGroup> of = groupsOfLeg.getOrDefault(leg.key(), List.of());
        positions.add(structure(position, of, across.contains(leg.key())));
      }
    }
  }

  private PositionStructure structure(
      PositionLeg leg, Collection<NettedGroup> of, boolean isMatchedAcross) {
    Decimal own = leg.coins().abs();
    Decimal matched =
        of.stream().map(group -> group.matchedOf(leg)).reduce(Decimal.ZERO, Decimal::plus);
    Optional<Reunion.Returning> how = Optional.ofNullable(returning.get(leg.key()));
    String scopeId = how.map(Reunion.Returning::scopeId).orElse(leg.scopeId());
    NettedGroup group =
        of.stream().filter(g -> g.scopeId().equals(scopeId)).findFirst().orElseThrow();
    Decimal residual = Roundoff.without(own.minus(matched), group.largerSide());
    NettedGroup judge = of.size() > 1 ? how.map(Reunion.Returning::judgedBy).orElse(group) : group;
    return new PositionStructure(
        leg,
        group,
        classify(leg, residual, own, group, judge),
        own.minus(residual),
        residual,
        isMatchedAcross,
        how.map(returned ->
            new PositionStructure.ComesBack(returned.scopeId(), returned.part().isWhole())));
  }

  /** Options and correlations say more than nets do. */
  private Classification classify(
      PositionLeg leg, Decimal residual, Decimal own, NettedGroup group, NettedGroup judge) {
    if (isUnstable(group)) {
      return Classification.GAMMA_UNSTABLE;
    }
    return residual.isPositive() && correlatedHedge(group).isPresent()
        ? Classification.CORRELATED_HEDGE
        : byNets(leg, classifier.classify(residual, own, judge));
  }

  /** Of the coin of a contract and of those that it is paid in the worse counts. */
  private Classification byNets(PositionLeg leg, Classification ofRoot) {
    return classOfPayment(leg).map(ofRoot::worse).orElse(ofRoot);
  }

  /** What the coins that a contract is paid in make of it; absent where nothing of them is open. */
  Optional<Classification> classOfPayment(PositionLeg leg) {
    return payments.of(leg);
  }
}
