package io.crossguard.advisor.backtest;

/** A way to choose margin modes, carried out once, at the start of a window. */
public enum ModeRule {
  /** Everything stays in cross. */
  ALL_CROSS,
  /** The hedge is isolated at ten times its margin, the bet with all the cash that is left. */
  ALL_ISOLATED,
  /**
   * The rule of delta-neutral accounts at Binance and Bybit: a coin whose sides differ by less than
   * 5 % stays in cross, any other is isolated at ten times its margin.
   */
  FIVE_PERCENT,
  /**
   * The rule of delta-neutral accounts at OKX, which know no isolated margin: a coin's net delta is
   * at most 20 % of the equity, what exceeds it is closed, and all stays in cross.
   */
  DELTA_TO_EQUITY,
  /** What the advisor recommends. */
  ADVICE
}
