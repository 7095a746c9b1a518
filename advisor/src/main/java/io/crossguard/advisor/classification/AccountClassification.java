package io.crossguard.advisor.classification;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What hedges what in one account.
 *
 * @param accountId the account
 * @param positions in the order of the account
 * @param hedgeGroups by id
 * @param correlatedHedges groups that hedge each other through a correlation, the strongest first
 */
public record AccountClassification(
    String accountId,
    List<PositionClassification> positions,
    List<HedgeGroup> hedgeGroups,
    List<CorrelatedHedge> correlatedHedges) {

  public AccountClassification {
    requireNonNull(accountId, "accountId");
    positions = List.copyOf(positions);
    hedgeGroups = List.copyOf(hedgeGroups);
    correlatedHedges = List.copyOf(correlatedHedges);
  }
}
