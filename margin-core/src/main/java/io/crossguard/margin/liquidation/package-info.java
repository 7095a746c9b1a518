/**
 * How far a scope is from liquidation: the price of one instrument with all else still, and the
 * common move of a root with all its legs and collateral.
 */
package io.crossguard.margin.liquidation;
