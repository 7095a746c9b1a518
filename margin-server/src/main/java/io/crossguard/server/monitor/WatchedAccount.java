package io.crossguard.server.monitor;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.value.Decimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** One account of a stream: where it stands, and what has not been told of it yet. */
final class WatchedAccount {
  private EvaluatedAccount evaluated;
  private PriceNeeds needs;
  private final Untold untold;
  private AdviceMemory advised;
  private boolean hasAdvice;

  /**
   * @param advised the classes from before
   */
  WatchedAccount(EvaluatedAccount evaluated, PriceNeeds needs, AdviceMemory advised) {
    this.evaluated = requireNonNull(evaluated, "evaluated");
    this.needs = requireNonNull(needs, "needs");
    this.advised = requireNonNull(advised, "advised");
    this.untold = new Untold(evaluated.status());
    untold.add(EnumSet.of(Cause.STARTED));
  }

  EvaluatedAccount evaluated() {
    return evaluated;
  }

  PriceNeeds needs() {
    return needs;
  }

  Untold untold() {
    return untold;
  }

  String accountId() {
    return evaluated.account().accountId();
  }

  int rows() {
    return EvaluatedAccount.rows(evaluated.account());
  }

  /** It now stands elsewhere. */
  void move(EvaluatedAccount after, PriceNeeds needsAfter, boolean isStart, int levels) {
    Set<Cause> causes = untold.observe(evaluated, after, levels);
    if (isStart) {
      causes.add(Cause.STARTED);
    }
    untold.add(causes);
    evaluated = after;
    needs = needsAfter;
  }

  AdviceMemory advised() {
    return advised;
  }

  /**
   * Remembers an advice.
   *
   * @return whether it is news
   */
  boolean remember(AdviceMemory advice) {
    boolean isNews = !hasAdvice || !advice.lines().equals(advised.lines());
    advised = advice;
    hasAdvice = true;
    return isNews;
  }

  AccountAnswer tell(List<Decimal> levels) {
    return untold.tell(evaluated, levels);
  }
}
