package io.crossguard.margin.change;

import io.crossguard.margin.evaluation.AccountMargin;
import io.crossguard.margin.evaluation.Inconsistency;
import io.crossguard.margin.evaluation.InconsistentInputException;
import io.crossguard.margin.evaluation.MarginEvaluator;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.value.Fraction;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An account on which changes are tried one after the other. It never changes itself: an accepted
 * change makes another trial, so that one can go back to what was before a refused one.
 */
public final class ChangeTrial {
  private static final MarginEvaluator EVALUATOR = new MarginEvaluator();

  private final ResolvedAccount account;
  private final Map<String, Fraction> entries;

  /**
   * What becomes of a change.
   *
   * @param reasons why it is refused; empty where it is accepted
   * @param cashFlows what moves; empty where it is refused
   * @param then where the next change goes on from: unchanged where it is refused
   */
  public record Attempt(List<RefusalReason> reasons, List<CashFlow> cashFlows, ChangeTrial then) {
    public Attempt {
      reasons = List.copyOf(reasons);
      cashFlows = List.copyOf(cashFlows);
    }

    public boolean isAccepted() {
      return reasons.isEmpty();
    }
  }

  private ChangeTrial(ResolvedAccount account, Map<String, Fraction> entries) {
    this.account = account;
    this.entries = entries;
  }

  public static ChangeTrial of(ResolvedAccount account) {
    return new ChangeTrial(account, Map.of());
  }

  /** The account after all accepted changes. */
  public ResolvedAccount account() {
    return account;
  }

  /** All its figures and verdicts. */
  public AccountMargin margin() {
    return EVALUATOR.evaluate(account);
  }

  /**
   * Tries a change.
   *
   * @throws InconsistentInputException where it doesn't fit the account, its market and its rules
   */
  public Attempt attempt(Change change) {
    List<Inconsistency> found = ChangeCheck.inconsistencies(account, List.of(change));
    if (!found.isEmpty()) {
      throw new InconsistentInputException(found);
    }
    return attemptConsistent(change);
  }

  /** Tries a change that is known to fit. */
  Attempt attemptConsistent(Change change) {
    Ledger ledger = new Ledger(account, entries);
    List<RefusalReason> policy = PolicyCheck.reasons(ledger, change);
    if (!policy.isEmpty()) {
      return refused(policy);
    }
    Optional<RefusalReason> unbookable = new ChangeBooking(ledger).book(change);
    if (unbookable.isPresent()) {
      return refused(List.of(unbookable.get()));
    }
    ResolvedAccount after = account.with(ledger.account());
    List<RefusalReason> reasons = Acceptance.reasons(change, account, after);
    if (!reasons.isEmpty()) {
      return refused(reasons);
    }
    return new Attempt(List.of(), ledger.cashFlows(), new ChangeTrial(after, ledger.entries()));
  }

  private Attempt refused(List<RefusalReason> reasons) {
    return new Attempt(reasons, List.of(), this);
  }
}
