package io.crossguard.server.monitor;

/**
 * How much may be watched on one stream.
 *
 * @param accounts accounts
 * @param rows balances, positions and orders of all accounts
 * @param wholeRows balances, positions and orders of those accounts that a book can't hold: each of
 *     them costs as much at every tick as thousands of positions of the book
 */
public record StreamLimits(int accounts, int rows, int wholeRows) {

  /** Those of the protocol. */
  public static final StreamLimits OF_THE_PROTOCOL = new StreamLimits(100_000, 2_000_000, 20_000);
}
