/**
 * What an account would be worth, and which of its scopes would stand, at other prices: scenarios,
 * grids of them, and paths of prices in time.
 */
package io.crossguard.margin.stress;
