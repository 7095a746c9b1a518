/**
 * The margin that an isolated position needs to last, and the probability that a margin does not.
 * Volatility, quantiles and probabilities are statistics, so this is the one place with binary
 * floating point; money stays decimal.
 */
package io.crossguard.advisor.sizing;
