/**
 * What a liquidation would do: which orders fall, which positions are closed in which order, and
 * where each scope stands after it.
 */
package io.crossguard.margin.simulation;
