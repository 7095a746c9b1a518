package io.crossguard.client.report;

import io.crossguard.v1.ScopeLiquidation;

/**
 * How a scope would be liquidated at the smallest move of the grid that does that.
 *
 * @param root the coin that moves
 * @param move in per cent; 0 where it is liquidated at today's prices
 * @param liquidation what the venue would do
 */
record Waterfall(String root, int move, ScopeLiquidation liquidation) {}
