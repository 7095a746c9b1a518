package io.crossguard.client.bench;

/** Which calls are made. */
public enum CallMix {
  /** {@code EvaluateMargin} alone. */
  EVALUATE,
  /** {@code RecommendMarginModes} alone. */
  ADVISE,
  /** Ten of the first to one of the second. */
  MIXED,
  /**
   * Health checks that carry the bytes of an evaluation, which the server passes over: what it costs
   * to bring a request there and an answer back, before anything is worked out.
   */
  ACKNOWLEDGE;

  // No number of connections is likely to divide it: each of them gets some of the advice.
  private static final int ONE_IN = 11;

  /** Whether the call of this number is one for advice. */
  boolean isAdvice(long number) {
    return this == ADVISE || (this == MIXED && number % ONE_IN == 0);
  }
}
