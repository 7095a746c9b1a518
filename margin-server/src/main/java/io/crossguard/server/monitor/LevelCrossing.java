package io.crossguard.server.monitor;

import io.crossguard.margin.value.Decimal;

/**
 * How a scope has crossed a level of the margin ratio since the last answer about its account.
 *
 * @param scopeId the scope
 * @param level the margin ratio
 * @param isReached whether the ratio is now at the level or above
 * @param crossings how often it was crossed; at least 1
 */
public record LevelCrossing(String scopeId, Decimal level, boolean isReached, int crossings) {}
