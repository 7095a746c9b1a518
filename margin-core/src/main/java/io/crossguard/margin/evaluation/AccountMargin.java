package io.crossguard.margin.evaluation;

import java.util.List;

/**
 * Where an account stands.
 *
 * @param accountId the account
 * @param status the worst of its scopes; HEALTHY without scopes
 * @param totals sums over the scopes
 * @param scopes cross scopes first, then isolated ones in the order of the account
 * @param positions in the order of the account
 */
public record AccountMargin(
    String accountId,
    ScopeStatus status,
    AccountTotals totals,
    List<ScopeMargin> scopes,
    List<PositionMargin> positions) {

  public AccountMargin {
    scopes = List.copyOf(scopes);
    positions = List.copyOf(positions);
  }
}
