package io.crossguard.advisor.recommendation;

import static java.util.Objects.requireNonNull;

import io.crossguard.advisor.classification.CorrelatedHedge;
import io.crossguard.advisor.classification.HedgeGroup;
import io.crossguard.advisor.classification.Reason;
import io.crossguard.advisor.plan.PlanStep;
import io.crossguard.advisor.sizing.UsedVolatility;
import java.util.List;
import java.util.Optional;

/**
 * The margin modes that are recommended for one account.
 *
 * @param accountId the account
 * @param policyVersion version of the method, its default limits and tables
 * @param summary the advice in one sentence
 * @param positions in the order of the account
 * @param plan how to carry the recommendations out, in order; every step was accepted by the
 *     margin engine
 * @param hedgeGroups by id
 * @param before the account today
 * @param after the account after all recommendations are carried out
 * @param reasons what holds for the account as a whole, most important first
 * @param correlatedHedges groups that hedge each other through a correlation, the strongest first
 * @param volatilities what the advice rests on, by root, of the coins that the account holds
 * @param multiplesOrigin what the multiples of these volatilities were measured on, in words
 */
public record MarginModeAdvice(
    String accountId,
    String policyVersion,
    String summary,
    List<PositionAdvice> positions,
    List<PlanStep> plan,
    List<HedgeGroup> hedgeGroups,
    AccountOutlook before,
    AccountOutlook after,
    List<Reason> reasons,
    List<CorrelatedHedge> correlatedHedges,
    List<UsedVolatility> volatilities,
    String multiplesOrigin) {

  public MarginModeAdvice {
    requireNonNull(accountId, "accountId");
    requireNonNull(policyVersion, "policyVersion");
    requireNonNull(summary, "summary");
    positions = List.copyOf(positions);
    plan = List.copyOf(plan);
    hedgeGroups = List.copyOf(hedgeGroups);
    requireNonNull(before, "before");
    requireNonNull(after, "after");
    reasons = List.copyOf(reasons);
    correlatedHedges = List.copyOf(correlatedHedges);
    volatilities = List.copyOf(volatilities);
    requireNonNull(multiplesOrigin, "multiplesOrigin");
  }

  /** What is said of a position. */
  public Optional<PositionAdvice> position(String positionId) {
    return positions.stream()
        .filter(position -> position.positionId().equals(positionId))
        .findFirst();
  }
}
