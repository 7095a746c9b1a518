package io.crossguard.server.mapping;

import io.crossguard.margin.market.MarketSnapshot;

/**
 * What the accounts of a batch share.
 *
 * @param market the prices of all
 * @param rules the rules of all
 * @param isFull whether liquidation prices, distances and exposures are asked for
 */
public record BatchTerms(MarketSnapshot market, KnownRuleSet rules, boolean isFull) {}
