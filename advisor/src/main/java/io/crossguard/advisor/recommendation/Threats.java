package io.crossguard.advisor.recommendation;

import io.crossguard.advisor.classification.AccountStructure;
import io.crossguard.advisor.exposure.ExposureLeg.PositionLeg;
import io.crossguard.advisor.exposure.Pool;
import io.crossguard.advisor.exposure.Portfolio;
import io.crossguard.advisor.hedge.NettedGroup;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Rate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The groups whose residual lies on cross positions, and what their stress loss does to the pool.
 *
 * <pre>
 *   threatRatio = stressLoss / (C − MM)
 * </pre>
 */
final class Threats {
  /** One without any margin left in its pool before all others, then by ratio. */
  static final Comparator<Threat> GREATEST_FIRST = Comparator.<Threat, Boolean>comparing(
          threat -> threat.unbound().isPositive())
      .thenComparing(threat -> threat.ratio().orElse(threat.stressLoss()).negated())
      .thenComparing(threat -> threat.group().groupId());

  private final Rate limit;
  private final Map<String, Threat> threats = new LinkedHashMap<>();

  /**
   * @param group whose residual it is
   * @param stressLoss in the quote currency; positive
   * @param unbound C − MM of the pool; signed
   */
  record Threat(NettedGroup group, Decimal stressLoss, Decimal unbound) {

    boolean reaches(Rate limit) {
      return reaches(stressLoss, unbound, limit);
    }

    private static boolean reaches(Decimal loss, Decimal unbound, Rate limit) {
      return !loss.isLessThan(unbound.max(Decimal.ZERO).times(limit.fraction()));
    }

    /** Absent where no margin is left. */
    Optional<Decimal> ratio() {
      return unbound.isPositive() ? Optional.of(stressLoss.dividedBy(unbound)) : Optional.empty();
    }
  }

  Threats(AccountStructure structure, Stress stress) {
    this.limit = stress.policy().threatRatio();
    Portfolio portfolio = structure.portfolio();
    for (NettedGroup group : structure.groups()) {
      boolean lies = group.residualParts().stream()
          .anyMatch(part -> part.leg() instanceof PositionLeg p && p.position().isCross());
      if (lies) {
        Pool pool = portfolio.poolOf(group.scopeId());
        stress
            .loss(structure, group)
            .filter(Decimal::isPositive)
            .ifPresent(
                loss -> threats.put(group.groupId(), new Threat(group, loss, pool.unbound())));
      }
    }
  }

  /** The threat of a group that endangers its pool by itself. */
  Optional<Threat> single(NettedGroup group) {
    return Optional.ofNullable(threats.get(group.groupId()))
        .filter(threat -> threat.reaches(limit));
  }

  /** The threats of one pool. */
  List<Threat> of(Pool pool) {
    return threats.values().stream()
        .filter(threat -> threat.group().scopeId().equals(pool.poolId()))
        .toList();
  }

  /** The sum of the stress losses of a pool where several together endanger it. */
  Optional<Decimal> aggregate(Pool pool) {
    List<Threat> ofPool = of(pool);
    Decimal sum = ofPool.stream().map(Threat::stressLoss).reduce(Decimal.ZERO, Decimal::plus);
    return ofPool.size() > 1 && Threat.reaches(sum, pool.unbound(), limit)
        ? Optional.of(sum)
        : Optional.empty();
  }

  /** The greatest for its pool. */
  Optional<Threat> largest() {
    return threats.values().stream().min(GREATEST_FIRST);
  }
}
