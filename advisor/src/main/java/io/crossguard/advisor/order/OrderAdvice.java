package io.crossguard.advisor.order;

import static java.util.Objects.requireNonNull;

import io.crossguard.advisor.classification.PositionClassification;
import io.crossguard.advisor.classification.Reason;
import io.crossguard.advisor.plan.PlanStep;
import io.crossguard.advisor.sizing.UsedVolatility;
import java.util.List;
import java.util.Optional;

/**
 * What to do with an order.
 *
 * @param accountId the account
 * @param policyVersion version of the method, its default limits and tables
 * @param summary the advice in one sentence
 * @param action what to do
 * @param parts what of the order is opened, where, and what it closes
 * @param classification what the whole of what it would open is, and what of it hedges; absent where
 *     it opens nothing
 * @param reasons why, most important first
 * @param plan the steps in order; every one was accepted by the margin engine
 * @param effect what it does to the account
 * @param volatilities what the advice rests on, by root
 * @param multiplesOrigin what the multiples of these volatilities were measured on, in words
 */
public record OrderAdvice(
    String accountId,
    String policyVersion,
    String summary,
    OrderAction action,
    OrderParts parts,
    Optional<PositionClassification> classification,
    List<Reason> reasons,
    List<PlanStep> plan,
    OrderEffect effect,
    List<UsedVolatility> volatilities,
    String multiplesOrigin) {

  public OrderAdvice {
    requireNonNull(accountId, "accountId");
    requireNonNull(policyVersion, "policyVersion");
    requireNonNull(summary, "summary");
    requireNonNull(action, "action");
    requireNonNull(parts, "parts");
    requireNonNull(classification, "classification");
    reasons = List.copyOf(reasons);
    plan = List.copyOf(plan);
    requireNonNull(effect, "effect");
    volatilities = List.copyOf(volatilities);
    requireNonNull(multiplesOrigin, "multiplesOrigin");
  }
}
