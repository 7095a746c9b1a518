package io.crossguard.server.monitor;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.book.ScopeChange;
import io.crossguard.margin.evaluation.ScopeStatus;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** One account of a stream: what it holds, and what has not been told of it yet. */
final class WatchedAccount {
  private Account account;
  private Optional<Whole> whole = Optional.empty();
  private final Untold untold;
  private int toldTouches;
  private AdviceMemory advised;
  private boolean hasAdvice;

  /**
   * What is known of an account that the book can't hold.
   *
   * @param evaluated where it stands
   * @param needs the prices that it depends on
   */
  record Whole(EvaluatedAccount evaluated, PriceNeeds needs) {}

  /**
   * @param worst its verdict
   * @param advised the classes from before
   */
  WatchedAccount(Account account, ScopeStatus worst, AdviceMemory advised) {
    this.account = requireNonNull(account, "account");
    this.advised = requireNonNull(advised, "advised");
    this.untold = new Untold(worst);
    untold.add(EnumSet.of(Cause.STARTED));
  }

  Account account() {
    return account;
  }

  /** Absent where the book holds it. */
  Optional<Whole> whole() {
    return whole;
  }

  Untold untold() {
    return untold;
  }

  String accountId() {
    return account.accountId();
  }

  int rows() {
    return EvaluatedAccount.rows(account);
  }

  /** From now on the book holds it. */
  void isBooked(Account booked) {
    account = booked;
    whole = Optional.empty();
    toldTouches = 0;
  }

  /** From now on it is evaluated whole. */
  void isWhole(Whole evaluated) {
    account = evaluated.evaluated().account();
    whole = Optional.of(evaluated);
    toldTouches = 0;
  }

  /** A message has changed it, or a price of what is evaluated whole. */
  void move(Standings before, Standings after, boolean isStart, int levels) {
    Set<Cause> causes = untold.observe(before, after, levels);
    if (isStart) {
      causes.add(Cause.STARTED);
    }
    untold.add(causes);
  }

  /** A price has moved scopes of it in the book. */
  void move(Iterable<ScopeChange> changes, int levels) {
    Set<Cause> causes = EnumSet.noneOf(Cause.class);
    changes.forEach(change -> causes.addAll(untold.observe(change, levels)));
    untold.add(causes);
  }

  /**
   * Takes note of the messages that have touched it in the book.
   *
   * @param touches how many have since it was put in
   */
  void touched(int touches) {
    untold.addUpdates(touches - toldTouches);
    toldTouches = touches;
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
}
