package io.crossguard.server.monitor;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.evaluation.ScopeStatus;
import java.util.List;
import java.util.Set;

/**
 * What is to be told of one account.
 *
 * @param account where it stands, with the prices that its margin depends on
 * @param causes why it is told; at least one
 * @param statusChanges scopes whose verdict has changed since the last answer
 * @param crossings levels that were crossed since the last answer
 * @param worst the worst verdict of all scopes since the last answer, both ends included
 * @param updates messages since the last answer that have changed the account or a price of it
 * @param folded answers that were withheld and are folded into this one
 */
public record AccountAnswer(
    ResolvedAccount account,
    Set<Cause> causes,
    List<StatusChange> statusChanges,
    List<LevelCrossing> crossings,
    ScopeStatus worst,
    int updates,
    int folded) {

  public AccountAnswer {
    requireNonNull(account, "account");
    requireNonNull(worst, "worst");
    causes = Set.copyOf(causes);
    statusChanges = List.copyOf(statusChanges);
    crossings = List.copyOf(crossings);
  }
}
