package io.crossguard.advisor.classification;

import io.crossguard.advisor.exposure.ExposureLeg.PositionLeg;
import io.crossguard.advisor.exposure.Portfolio;
import io.crossguard.advisor.hedge.NettedGroup;
import io.crossguard.advisor.policy.AdvisorPolicy;
import io.crossguard.advisor.policy.Correlation;
import io.crossguard.advisor.policy.CorrelationLimits;
import io.crossguard.margin.account.Side;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds groups whose nets offset each other through a correlation that was given. The highest square
 * of a correlation comes first, of equals the first by name, and each group is taken once.
 *
 * <p>Only nets that lie in the pool today count: what is isolated or still has to come back is not
 * there. Coins that serve as collateral hedge what positions are left over, and not each other: so
 * coins that a position leaves behind in the pool take no other one's partner.
 */
final class CorrelationFinder {
  private static final Decimal TWO = Decimal.of(2);
  private static final Comparator<Correlation> STRONGEST_FIRST =
      Comparator.<Correlation, Decimal>comparing(
              correlation -> correlation.coefficient().abs().negated())
          .thenComparing(
              correlation -> correlation.roots().stream().sorted().toList().toString());

  private final Portfolio portfolio;
  private final AdvisorPolicy policy;
  private final CorrelationLimits limits;
  private final RootMoves rootMoves;
  private final List<CorrelatedHedge> hedges = new ArrayList<>();
  private final Map<String, CorrelatedHedge> hedgesByGroup = new HashMap<>();
  private final Map<String, String> tooWeak = new HashMap<>();

  /**
   * @param isOpen whether a group is to be hedged and may be: neither neutral nor hedged by itself,
   *     with its net where it stays
   */
  CorrelationFinder(
      Portfolio portfolio,
      AdvisorPolicy policy,
      RootMoves rootMoves,
      List<NettedGroup> groups,
      Predicate<NettedGroup> isOpen) {
    this.portfolio = portfolio;
    this.policy = policy;
    this.limits = policy.riskModel().correlation();
    this.rootMoves = rootMoves;
    if (!portfolio.riskInputs().correlations().isEmpty()) {
      findAll(groups, isOpen);
    }
  }

  private void findAll(List<NettedGroup> groups, Predicate<NettedGroup> isOpen) {
    List<NettedGroup> open = groups.stream()
        .filter(isOpen)
        .filter(group -> liesInPool(group) && risk(group).isPresent() && !isDust(group))
        .toList();
    List<NettedGroup> onPositions =
        open.stream().filter(CorrelationFinder::liesOnPosition).toList();
    List<NettedGroup> onCoins =
        open.stream().filter(group -> !liesOnPosition(group)).toList();
    List<Correlation> correlations =
        portfolio.riskInputs().correlations().stream().sorted(STRONGEST_FIRST).toList();
    correlations.forEach(correlation -> find(correlation, onPositions, onPositions));
    for (Correlation correlation : correlations) {
      find(correlation, onPositions, onCoins);
      find(correlation, onCoins, onPositions);
    }
  }

  List<CorrelatedHedge> hedges() {
    return Collections.unmodifiableList(hedges);
  }

  /** The hedge that a group is in. */
  Optional<CorrelatedHedge> hedgeOf(NettedGroup group) {
    return Optional.ofNullable(hedgesByGroup.get(group.groupId()));
  }

  /** What is wrong with the correlations of a group that none hedges. */
  Optional<String> tooWeak(NettedGroup group) {
    return hedgesByGroup.containsKey(group.groupId())
        ? Optional.empty()
        : Optional.ofNullable(tooWeak.get(group.groupId()));
  }

  private void find(Correlation correlation, List<NettedGroup> firsts, List<NettedGroup> seconds) {
    for (NettedGroup first : of(correlation.firstRoot(), firsts)) {
      for (NettedGroup second : of(correlation.secondRoot(), seconds)) {
        if (first.scopeId().equals(second.scopeId())
            && offset(first, second, correlation)
            && hedgeOf(first).isEmpty()
            && hedgeOf(second).isEmpty()) {
          Optional<String> weakness = weakness(first, second, correlation);
          if (weakness.isEmpty()) {
            add(hedge(first, second, correlation));
          } else {
            tooWeak.putIfAbsent(first.groupId(), with(second) + weakness.get());
            tooWeak.putIfAbsent(second.groupId(), with(first) + weakness.get());
          }
        }
      }
    }
  }

  private static String with(NettedGroup other) {
    return "with " + other.root() + " is given, but ";
  }

  private void add(CorrelatedHedge hedge) {
    hedges.add(hedge);
    hedge.groups().forEach(group -> hedgesByGroup.put(group.groupId(), hedge));
  }

  private static List<NettedGroup> of(String root, List<NettedGroup> groups) {
    return groups.stream().filter(group -> group.root().equals(root)).toList();
  }

  private static boolean offset(NettedGroup first, NettedGroup second, Correlation correlation) {
    int sign = correlation.coefficient().signum();
    return first.net().signum() * second.net().signum() * sign < 0;
  }

  /** Whether the net is where the group is: in a pool, on what is there today. */
  private boolean liesInPool(NettedGroup group) {
    return portfolio.poolOf(group.scopeId()).poolId().equals(group.scopeId())
        && group.residualParts().stream()
            .allMatch(part -> part.leg().scopeId().equals(group.scopeId()));
  }

  private static boolean liesOnPosition(NettedGroup group) {
    return group.residualParts().stream().anyMatch(part -> part.leg() instanceof PositionLeg);
  }

  /** |net| · daily volatility, wider for a small coin; absent where little is known of the coin. */
  private Optional<Decimal> risk(NettedGroup group) {
    return rootMoves
        .volatility(group.root())
        .map(volatility -> volatility.fraction().times(value(group)));
  }

  private Decimal value(NettedGroup group) {
    return portfolio.value(group.root(), group.net().abs());
  }

  /** |net| · daily volatility as it is: two sizes fit or don't, whatever is known of the coins. */
  private Decimal size(NettedGroup group) {
    return volatility(group).times(value(group));
  }

  private Decimal knownRisk(NettedGroup group) {
    return risk(group).orElseThrow();
  }

  private boolean isDust(NettedGroup group) {
    Decimal loss = rootMoves
        .targetMove(group.root(), group.netSide())
        .orElse(Decimal.ZERO)
        .times(value(group));
    return !loss.isGreaterThan(equity(group).times(policy.dust().fraction()));
  }

  private Decimal equity(NettedGroup group) {
    return portfolio.poolOf(group.scopeId()).equity().max(Decimal.ZERO);
  }

  /** The first condition that does not hold, in words. */
  private Optional<String> weakness(
      NettedGroup first, NettedGroup second, Correlation correlation) {
    Decimal squared = correlation.coefficient().times(correlation.coefficient());
    if (squared.isLessThan(limits.rSquaredMin().fraction())) {
      return Optional.of("its square is " + Figures.number(squared) + ", and "
          + limits.rSquaredMin() + " are needed");
    }
    if (correlation.sample().filter(s -> s.compareTo(limits.sampleMin()) >= 0).isEmpty()) {
      return Optional.of(
          "it was not measured over " + limits.sampleMin().toDays() + " days at least");
    }
    if (!correlation.betas().agreeWithin(limits.betaBand().fraction())) {
      return Optional.of(
          "the betas of 30 and 90 days differ by more than " + Figures.percent(limits.betaBand()));
    }
    Decimal a = size(first);
    Decimal b = size(second);
    if (a.minus(b).abs().isGreaterThan(a.max(b).times(limits.sizeBand().fraction()))) {
      return Optional.of("the risks a day of " + Figures.number(a) + " and " + Figures.number(b)
          + " differ by more than " + Figures.percent(limits.sizeBand()));
    }
    return Optional.empty();
  }

  private CorrelatedHedge hedge(NettedGroup first, NettedGroup second, Correlation correlation) {
    int difference = size(first).compareTo(size(second));
    boolean isFirstLarger =
        difference > 0 || (difference == 0 && first.groupId().compareTo(second.groupId()) < 0);
    NettedGroup larger = isFirstLarger ? first : second;
    NettedGroup smaller = isFirstLarger ? second : first;
    Decimal stressed = correlation.coefficient().abs().times(limits.stress().fraction());
    Decimal tail = tail(larger, smaller, stressed);
    return new CorrelatedHedge(
        larger,
        smaller,
        correlation.coefficient(),
        stressed,
        beta(larger, smaller, correlation.coefficient()),
        tail,
        tail.isGreaterThan(equity(larger).times(limits.tailMax().fraction())));
  }

  /** Of the volatilities as they are: a small coin's factor widens its tail, not its slope. */
  private Decimal beta(NettedGroup larger, NettedGroup smaller, Decimal coefficient) {
    Fraction ratio = Fraction.of(volatility(larger)).dividedBy(Fraction.of(volatility(smaller)));
    return Fraction.of(coefficient).times(ratio).rounded();
  }

  private Decimal volatility(NettedGroup group) {
    return portfolio.riskInputs().dailyVolatility(group.root()).orElseThrow().fraction();
  }

  private Decimal tail(NettedGroup larger, NettedGroup smaller, Decimal stressed) {
    Decimal a = knownRisk(larger);
    Decimal b = knownRisk(smaller);
    Decimal common = TWO.times(stressed).times(a).times(b);
    Decimal together = a.times(a).plus(b.times(b)).minus(common).squareRoot();
    Decimal least = limits.reliefMax().complement().fraction().times(a.plus(b));
    boolean isTie = size(larger).equals(size(smaller));
    return scale(larger, smaller, isTie).times(together.max(least));
  }

  /** Of the side of the larger size; of two equal ones the wider, so that the order is no matter. */
  private Decimal scale(NettedGroup larger, NettedGroup smaller, boolean isTie) {
    Decimal ofLarger = scale(larger.netSide());
    return isTie ? ofLarger.max(scale(smaller.netSide())) : ofLarger;
  }

  private Decimal scale(Side side) {
    return rootMoves.moves().scale(side, policy.targetLiquidationProbability());
  }
}
