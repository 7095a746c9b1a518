package io.crossguard.server.monitor;

import io.crossguard.margin.evaluation.ScopeStatus;
import java.util.Optional;

/**
 * How the verdict of a scope has changed since the last answer about its account.
 *
 * @param scopeId the scope
 * @param before the verdict in that answer; absent where the scope is new
 * @param worst the worst since then, both ends included
 * @param now the verdict now; absent where the scope is gone
 * @param changes how often it has changed; at least 1
 */
public record StatusChange(
    String scopeId,
    Optional<ScopeStatus> before,
    ScopeStatus worst,
    Optional<ScopeStatus> now,
    int changes) {}
