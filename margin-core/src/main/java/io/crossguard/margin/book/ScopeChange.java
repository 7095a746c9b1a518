package io.crossguard.margin.book;

import static java.util.Objects.requireNonNull;

/**
 * A scope that new prices have given another verdict, or moved over a level of the margin ratio.
 *
 * @param accountId whose scope it is
 * @param scopeId {@code cross}, {@code cross:USDT} or {@code isolated:<positionId>}
 * @param before where it stood before the prices
 * @param after where it stands; another than before
 */
public record ScopeChange(String accountId, String scopeId, Standing before, Standing after) {

  public ScopeChange {
    requireNonNull(accountId, "accountId");
    requireNonNull(scopeId, "scopeId");
    requireNonNull(before, "before");
    requireNonNull(after, "after");
  }
}
