/**
 * Exact numbers and what they mean: money, prices, quantities, rates. Nothing outside this package
 * knows how a decimal is stored.
 */
package io.crossguard.margin.value;
