package io.crossguard.margin.change;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.evaluation.AccountMargin;
import io.crossguard.margin.evaluation.ResolvedAccount;
import java.util.List;

/**
 * What becomes of changes that are made one after the other.
 *
 * @param before the account as given
 * @param marginBefore its figures and verdicts
 * @param outcomes of each change in its order; nothing follows a refused one
 */
public record ChangePreview(
    ResolvedAccount before, AccountMargin marginBefore, List<ChangeOutcome> outcomes) {

  public ChangePreview {
    requireNonNull(before, "before");
    requireNonNull(marginBefore, "marginBefore");
    outcomes = List.copyOf(outcomes);
  }

  /** Whether every change is accepted. */
  public boolean isAccepted() {
    return outcomes.stream().allMatch(ChangeOutcome::isAccepted);
  }

  /** The account after the accepted changes. */
  public ResolvedAccount after() {
    return outcomes.isEmpty() ? before : outcomes.get(outcomes.size() - 1).after();
  }

  /** The figures and verdicts of {@link #after}. */
  public AccountMargin marginAfter() {
    return outcomes.isEmpty() ? marginBefore : outcomes.get(outcomes.size() - 1).margin();
  }
}
