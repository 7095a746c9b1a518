package io.crossguard.margin.change;

import io.crossguard.margin.evaluation.AccountMargin;
import io.crossguard.margin.evaluation.Inconsistency;
import io.crossguard.margin.evaluation.InconsistentInputException;
import io.crossguard.margin.evaluation.ResolvedAccount;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes changes to a copy of an account, one after the other, and says of each whether the venue
 * would accept it. Value is conserved:
 *
 * <pre>
 *   equity after = equity before − fees + deposits − withdrawals + Σ trades Δq·c·(M − P)
 *                  inverse: Δq·c·(1/P − 1/M)
 * </pre>
 *
 * in the quote currency at the index: to the last digit where nothing was divided, else to 34 digits.
 */
public final class ChangePreviewer {

  /**
   * Previews changes in their order; the first refused one ends the preview and changes nothing.
   *
   * @throws InconsistentInputException with everything in the changes that doesn't fit the account,
   *     its market and its rules; then none is applied
   */
  public ChangePreview preview(ResolvedAccount account, List<Change> changes) {
    List<Inconsistency> found = ChangeCheck.inconsistencies(account, changes);
    if (!found.isEmpty()) {
      throw new InconsistentInputException(found);
    }
    ChangeTrial trial = ChangeTrial.of(account);
    AccountMargin before = trial.margin();
    AccountMargin margin = before;
    List<ChangeOutcome> outcomes = new ArrayList<>(changes.size());
    for (Change change : changes) {
      ChangeTrial.Attempt attempt = trial.attemptConsistent(change);
      if (attempt.isAccepted()) {
        trial = attempt.then();
        margin = trial.margin();
      }
      outcomes.add(new ChangeOutcome(
          change, attempt.reasons(), attempt.cashFlows(), trial.account(), margin));
      if (!attempt.isAccepted()) {
        break;
      }
    }
    return new ChangePreview(account, before, outcomes);
  }
}
