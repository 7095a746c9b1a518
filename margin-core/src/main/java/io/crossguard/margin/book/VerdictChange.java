package io.crossguard.margin.book;

import io.crossguard.margin.evaluation.ScopeStatus;

/**
 * A scope that a tick has given another verdict.
 *
 * @param accountId whose scope it is
 * @param scopeId {@code cross}, {@code cross:USDT} or {@code isolated:<positionId>}
 * @param before the verdict before the tick
 * @param after the verdict after it
 */
public record VerdictChange(
    String accountId, String scopeId, ScopeStatus before, ScopeStatus after) {}
