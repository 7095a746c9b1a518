package io.crossguard.advisor.classification;

import io.crossguard.advisor.exposure.ExposureLeg;
import io.crossguard.advisor.exposure.ExposureLeg.CollateralLeg;
import io.crossguard.advisor.exposure.ExposureLeg.PositionLeg;
import io.crossguard.advisor.exposure.Pool;
import io.crossguard.advisor.exposure.Portfolio;
import io.crossguard.advisor.hedge.LegMatcher;
import io.crossguard.advisor.hedge.LegPart;
import io.crossguard.advisor.hedge.MatchedPair;
import io.crossguard.advisor.hedge.NettedGroup;
import io.crossguard.advisor.hedge.Roundoff;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Side;
import io.crossguard.margin.value.Decimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Nets what is left of one root over its scopes: legs that hedge each other economically and not in
 * margin, since the profit of one does not reach the other. They are brought together in the pool
 * that holds the coin, else in the one with the most equity.
 *
 * <p>A leg comes back whole where all of it matches, or where its group is neutral or hedged then or
 * has options; else the matched part alone comes back. Balances don't move. Others come to a cross position
 * that has a partner where it is; itself it leaves that only for coins, as a whole, and where less of them
 * is left over then. Else what it offsets elsewhere is only said.
 */
final class Reunion {
  private final Portfolio portfolio;
  private final GroupClassifier classifier;
  private final List<NettedGroup> today;
  private final String root;
  private final Map<ExposureLeg.Key, Decimal> matched = new HashMap<>();
  private final Map<ExposureLeg.Key, Returning> returning = new HashMap<>();
  // Netted as if they came back, and left where they are beside a partner.
  private final Set<ExposureLeg.Key> bound = new HashSet<>();
  private List<MatchedPair> pairs = List.of();
  private List<NettedGroup> groups;

  /**
   * How a leg comes back.
   *
   * @param scopeId the pool that it joins
   * @param part what of it
   * @param judgedBy the group that it would be in as a whole
   */
  record Returning(String scopeId, LegPart part, NettedGroup judgedBy) {}

  /**
   * @param today the groups of one root, one a scope
   */
  Reunion(Portfolio portfolio, GroupClassifier classifier, List<NettedGroup> today) {
    this.portfolio = portfolio;
    this.classifier = classifier;
    this.today = today;
    this.groups = today;
    this.root = today.get(0).root();
    if (today.size() > 1) {
      target().ifPresent(this::reuniteIn);
    }
  }

  /** The pairs whose legs are in different scopes today. */
  List<MatchedPair> pairs() {
    return pairs;
  }

  /** The groups once all legs have come back. */
  List<NettedGroup> groups() {
    return groups;
  }

  /** The legs that come back. */
  Map<ExposureLeg.Key, Returning> returning() {
    return returning;
  }

  private void reuniteIn(Pool target) {
    Comparator<ExposureLeg> order = Comparator.<ExposureLeg, Boolean>comparing(
            leg -> !isIn(leg, target))
        .thenComparing(ExposureLeg.MATCHING_ORDER);
    pairs = LegMatcher.match(open(part -> mayMatch(part, target)), order);
    if (pairs.isEmpty()) {
      return;
    }
    for (MatchedPair pair : pairs) {
      pair.legs().forEach(leg -> matched.merge(leg.key(), pair.coins(), Decimal::plus));
    }
    List<LegPart> together = new ArrayList<>(partsOf(target.poolId()));
    List<LegPart> partial = new ArrayList<>();
    for (NettedGroup group : today) {
      for (LegPart part : group.parts()) {
        if (matched.containsKey(part.leg().key()) && !isIn(part.leg(), target)) {
          if (isAllMatched(part, group) && !isBound(part, group)) {
            together.addAll(movingWith(part, group));
            returning.put(part.leg().key(), new Returning(target.poolId(), part, group));
          } else {
            partial.add(part);
          }
        }
      }
    }
    partial.forEach(part -> returnPartOf(part, target, together));
    NettedGroup reunited = new NettedGroup(target.poolId(), root, together);
    returning.replaceAll((key, how) -> how.part().isWhole() ? judgedBy(how, reunited) : how);
    groups = withLeftOvers(reunited);
    returning.keySet().removeAll(bound);
  }

  private boolean isAllMatched(LegPart part, NettedGroup group) {
    Decimal rest = group.residualOf(part).minus(matchedAcross(part));
    return Roundoff.without(rest, group.largerSide()).isZero();
  }

  private Decimal matchedAcross(LegPart part) {
    return matched.getOrDefault(part.leg().key(), Decimal.ZERO);
  }

  /** Whether a cross position has a partner where it is. */
  private static boolean isBound(LegPart part, NettedGroup group) {
    return !isIsolated(part.leg())
        && part.leg() instanceof PositionLeg
        && group.matchedOf(part.leg()).isPositive();
  }

  private static Returning judgedBy(Returning how, NettedGroup group) {
    return new Returning(how.scopeId(), how.part(), group);
  }

  private void returnPartOf(LegPart part, Pool target, List<LegPart> together) {
    NettedGroup from = groupOf(part.leg().scopeId());
    List<LegPart> moving = movingWith(part, from);
    LegPart matching = part.withCoins(matchedAcross(part));
    NettedGroup whole = grown(target, together, moving);
    boolean isBound = isBound(part, from);
    boolean mayLeave = !isBound
        || (hasCoins(together) && isLessOpen(whole, grown(target, together, List.of(matching))));
    if (mayLeave && (classifier.classify(whole).isHedged() || whole.hasOptions())) {
      together.addAll(moving);
      returning.put(part.leg().key(), new Returning(target.poolId(), part, whole));
      return;
    }
    together.add(matching);
    returning.put(part.leg().key(), new Returning(target.poolId(), matching, whole));
    if (isBound) {
      bound.add(part.leg().key());
    }
  }

  private static boolean hasCoins(List<LegPart> parts) {
    return parts.stream().anyMatch(part -> part.leg() instanceof CollateralLeg);
  }

  private static boolean isLessOpen(NettedGroup group, NettedGroup than) {
    return group.net().abs().isLessThan(than.net().abs());
  }

  private NettedGroup grown(Pool target, List<LegPart> together, List<LegPart> by) {
    List<LegPart> all = new ArrayList<>(together);
    all.addAll(by);
    return new NettedGroup(target.poolId(), root, all);
  }

  /** An isolated position takes along the coins of its own margin. */
  private static List<LegPart> movingWith(LegPart part, NettedGroup from) {
    return isIsolated(part.leg()) ? from.parts() : List.of(part);
  }

  private List<NettedGroup> withLeftOvers(NettedGroup reunited) {
    List<NettedGroup> all = new ArrayList<>();
    all.add(reunited);
    for (NettedGroup group : today) {
      if (!group.scopeId().equals(reunited.scopeId())) {
        List<LegPart> left = leftOf(group);
        if (!left.isEmpty()) {
          all.add(new NettedGroup(group.scopeId(), root, left));
        }
      }
    }
    return List.copyOf(all);
  }

  private List<LegPart> leftOf(NettedGroup group) {
    boolean emptied = group.parts().stream()
        .map(part -> returning.get(part.leg().key()))
        .anyMatch(
            how -> how != null && how.part().isWhole() && isIsolated(how.part().leg()));
    if (emptied) {
      return List.of();
    }
    List<LegPart> left = new ArrayList<>();
    for (LegPart part : group.parts()) {
      Returning how = returning.get(part.leg().key());
      Decimal coins = how == null ? part.coins() : part.coins().minus(how.part().coins());
      if (!coins.isZero()) {
        left.add(new LegPart(part.leg(), coins));
      }
    }
    return left;
  }

  /** The pool to come together in; absent where nothing faces anything in another scope. */
  private Optional<Pool> target() {
    List<LegPart> open = open(part -> true);
    return richest(open.stream()
            .filter(part -> part.leg() instanceof CollateralLeg)
            .filter(part -> open.stream()
                .anyMatch(o -> o.side() != part.side() && o.leg() instanceof PositionLeg)))
        .or(() -> richest(
            open.stream().filter(part -> isBound(part, groupOf(part.leg().scopeId())))))
        .or(() -> richest(open.stream()));
  }

  private Optional<Pool> richest(Stream<LegPart> parts) {
    return parts
        .map(part -> portfolio.poolOf(part.leg().scopeId()))
        .min(Comparator.comparing(Pool::equity).reversed().thenComparing(Pool::poolId));
  }

  private List<LegPart> open(Predicate<LegPart> filter) {
    List<LegPart> open = new ArrayList<>();
    for (NettedGroup group : today) {
      for (LegPart part : group.residualParts()) {
        Decimal coins = group.residualOf(part).minus(lent(part));
        if (coins.isPositive() && filter.test(part) && !isIsolatedMargin(part.leg())) {
          open.add(part.withCoins(coins));
        }
      }
    }
    return open;
  }

  private boolean mayMatch(LegPart part, Pool target) {
    return isIn(part.leg(), target) || part.leg() instanceof PositionLeg;
  }

  private static boolean isIn(ExposureLeg leg, Pool pool) {
    return leg.scopeId().equals(pool.poolId());
  }

  private static boolean isIsolated(ExposureLeg leg) {
    return leg instanceof PositionLeg position && Portfolio.isIsolated(position.position());
  }

  /** The coins of an isolated margin are no hedge of anything outside. */
  private boolean isIsolatedMargin(ExposureLeg leg) {
    return leg instanceof CollateralLeg
        && !portfolio.poolOf(leg.scopeId()).poolId().equals(leg.scopeId());
  }

  /** What a pool owes of a coin for the margins of isolated positions, which have as much of it. */
  private Decimal lent(LegPart part) {
    if (!(part.leg() instanceof CollateralLeg coin) || part.side() == Side.LONG) {
      return Decimal.ZERO;
    }
    Decimal lent = Decimal.ZERO;
    for (ExposureLeg leg : portfolio.legs()) {
      if (leg instanceof PositionLeg position
          && position.position().mode() instanceof MarginMode.Isolated isolated
          && position.instrument().settlementAsset().equals(coin.asset())
          && portfolio.poolOf(leg.scopeId()).poolId().equals(coin.scopeId())) {
        lent = lent.plus(isolated.margin());
      }
    }
    return lent.times(coin.rate());
  }

  private List<LegPart> partsOf(String scopeId) {
    return today.stream()
        .filter(group -> group.scopeId().equals(scopeId))
        .flatMap(group -> group.parts().stream())
        .toList();
  }

  private NettedGroup groupOf(String scopeId) {
    return today.stream()
        .filter(group -> group.scopeId().equals(scopeId))
        .findFirst()
        .orElseThrow();
  }
}
