package io.crossguard.server.mapping;

/** How long the lists of a request may be. A longer one is refused before it is looked into. */
public final class RequestLimits {

  /** Positions of an account. */
  public static final int POSITIONS_MAX = 1_000;

  /** Balances of an account. */
  public static final int BALANCES_MAX = 200;

  /** Open orders of an account. */
  public static final int ORDERS_MAX = 1_000;

  /** Accounts of a batch. */
  public static final int ACCOUNTS_MAX = 1_000;

  /** Levels of the margin ratio that a stream watches. */
  public static final int LEVELS_MAX = 20;

  /** Instruments of an inline rule set: several times what the largest venue lists. */
  public static final int INSTRUMENTS_MAX = 5_000;

  /** Assets of an inline rule set. */
  public static final int ASSETS_MAX = 2_000;

  /** Tiers of one schedule: several times the longest table of a venue. */
  public static final int TIERS_MAX = 100;

  /** Slices of one haircut. */
  public static final int SLICES_MAX = 100;

  /** Names that a venue has for where a scope stands. */
  public static final int BANDS_MAX = 100;

  /** Roots of portfolio margin. */
  public static final int ROOTS_MAX = 2_000;

  /** Shocks of portfolio margin. */
  public static final int SHOCKS_MAX = 100;

  /** Changes of a preview. */
  public static final int CHANGES_MAX = 1_000;

  /**
   * Positions that the account has and opens, counted anew for each change of a preview: each is a
   * row of the answer, which has to fit into a message.
   */
  public static final int PREVIEW_ROWS_MAX = 20_000;

  /** Closings of one scope in a simulated liquidation. */
  public static final int LIQUIDATION_STEPS_MAX = 10_000;

  /** Scenarios of a stress, those of its grids and the snapshots of its path included. */
  public static final int SCENARIOS_MAX = 10_000;

  /** Grids of a stress. */
  public static final int GRIDS_MAX = 1_000;

  /** Roots of one grid. */
  public static final int GRID_ROOTS_MAX = 2_000;

  /** Mark prices of a market, and likewise its index prices. */
  public static final int PRICES_MAX = 10_000;

  /** Rows of each list about roots, assets or hedge groups that comes with an advisor request. */
  public static final int RISK_ROWS_MAX = 2_000;

  /** Probabilities of a table of multiples, and likewise its horizons. */
  public static final int MULTIPLES_MAX = 100;

  /** Hourly closes of one root: a year and some weeks. */
  public static final int CLOSES_MAX = 10_000;

  /** Bytes of a message; gRPC refuses a longer one by itself. */
  public static final int MESSAGE_BYTES_MAX = 4 * 1024 * 1024;

  private RequestLimits() {}
}
