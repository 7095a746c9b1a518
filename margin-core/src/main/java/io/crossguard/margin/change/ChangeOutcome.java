package io.crossguard.margin.change;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.evaluation.AccountMargin;
import io.crossguard.margin.evaluation.ResolvedAccount;
import java.util.List;

/**
 * What becomes of one change.
 *
 * @param change what was asked for
 * @param reasons why it is refused; empty where it is accepted
 * @param cashFlows what moves; empty where it is refused
 * @param after the account after it; as it was before where it is refused
 * @param margin figures and verdicts of {@code after}
 */
public record ChangeOutcome(
    Change change,
    List<RefusalReason> reasons,
    List<CashFlow> cashFlows,
    ResolvedAccount after,
    AccountMargin margin) {

  public ChangeOutcome {
    requireNonNull(change, "change");
    reasons = List.copyOf(reasons);
    cashFlows = List.copyOf(cashFlows);
    requireNonNull(after, "after");
    requireNonNull(margin, "margin");
  }

  public boolean isAccepted() {
    return reasons.isEmpty();
  }
}
