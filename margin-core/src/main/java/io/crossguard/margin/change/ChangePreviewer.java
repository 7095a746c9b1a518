package io.crossguard.margin.change;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.evaluation.AccountMargin;
import io.crossguard.margin.evaluation.Inconsistency;
import io.crossguard.margin.evaluation.InconsistentInputException;
import io.crossguard.margin.evaluation.MarginEvaluator;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.value.Fraction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
  private final MarginEvaluator evaluator = new MarginEvaluator();

  /** Where the next change goes on from. */
  private record Stage(
      ResolvedAccount account, AccountMargin margin, Map<String, Fraction> entries) {}

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
    AccountMargin before = evaluator.evaluate(account);
    Stage stage = new Stage(account, before, Map.of());
    List<ChangeOutcome> outcomes = new ArrayList<>(changes.size());
    for (Change change : changes) {
      Ledger ledger = new Ledger(stage.account(), stage.entries());
      ChangeOutcome outcome = outcome(change, stage, ledger);
      outcomes.add(outcome);
      if (!outcome.isAccepted()) {
        break;
      }
      stage = new Stage(outcome.after(), outcome.margin(), ledger.entries());
    }
    return new ChangePreview(account, before, outcomes);
  }

  private ChangeOutcome outcome(Change change, Stage stage, Ledger ledger) {
    List<RefusalReason> policy = PolicyCheck.reasons(ledger, change);
    if (!policy.isEmpty()) {
      return refused(change, stage, policy);
    }
    Optional<RefusalReason> unbookable = new ChangeBooking(ledger).book(change);
    if (unbookable.isPresent()) {
      return refused(change, stage, List.of(unbookable.get()));
    }
    ResolvedAccount after = resolved(ledger.account(), stage.account());
    AccountMargin margin = evaluator.evaluate(after);
    List<RefusalReason> reasons =
        Acceptance.reasons(change, stage.account(), stage.margin(), after, margin);
    return reasons.isEmpty()
        ? new ChangeOutcome(change, List.of(), ledger.cashFlows(), after, margin)
        : refused(change, stage, reasons);
  }

  private static ChangeOutcome refused(Change change, Stage stage, List<RefusalReason> reasons) {
    return new ChangeOutcome(change, reasons, List.of(), stage.account(), stage.margin());
  }

  private static ResolvedAccount resolved(Account account, ResolvedAccount before) {
    return ResolvedAccount.of(account, before.market(), before.rules());
  }
}
