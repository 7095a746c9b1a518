package io.crossguard.margin.rules;

import static java.util.Objects.requireNonNull;

/**
 * Which changes of an account a venue accepts, beyond what the margin figures say.
 *
 * @param modeSwitch whether the margin mode of an open position may be switched
 * @param reduction what must hold after a reduction that is no flip
 * @param payout what a partial reduction pays out of an isolated margin
 * @param isolationSource what the cross scope must keep after margin has left for an isolated scope
 * @param refusesBothModesOfInstrument whether cross and isolated positions in one instrument
 *     exclude each other
 * @param refusesIsolatedBesidePool whether isolated positions and multi-asset collateral exclude
 *     each other
 */
public record ChangePolicy(
    ModeSwitch modeSwitch,
    Reduction reduction,
    Payout payout,
    IsolationSource isolationSource,
    boolean refusesBothModesOfInstrument,
    boolean refusesIsolatedBesidePool) {

  /** How a venue switches between cross and isolated. */
  public enum ModeSwitch {
    /** At any time, position by position. */
    ALLOWED,
    /** Not while a position or order is open: close, switch, open again. */
    REFUSED,
    /** For all positions of the account at once: they share one mode. */
    ACCOUNT_WIDE,
    /** Not at all: isolation is a sub-account of its own. */
    BY_SUB_ACCOUNT
  }

  /** What must hold after a reduction that is no flip. */
  public enum Reduction {
    /**
     * Every scope that it touches has maintenance margin or, where one lacked it before, lacks no
     * more than before.
     */
    SHORTFALL_NOT_GROWING,
    /** Every scope of the account has maintenance margin. */
    MAINTENANCE,
    /** The initial requirement does not rise; where it does, the margin of any other change. */
    REQUIREMENT_NOT_RISING
  }

  /** What a partial reduction pays out of an isolated margin. */
  public enum Payout {
    /** The closed share of the margin, with what the closing realized. */
    PRO_RATA,
    /** Nothing: all stays until the position is closed. */
    KEEP
  }

  /** What a cross scope must keep when margin leaves it for an isolated scope. */
  public enum IsolationSource {
    /** An initial balance of at least the floor R of {@link Release}. */
    FLOOR,
    /** What the formula of {@link Release} asks for. */
    FORMULA
  }

  /** Everything allowed, by the first-named values. */
  public static final ChangePolicy DEFAULT = new ChangePolicy(
      ModeSwitch.ALLOWED,
      Reduction.SHORTFALL_NOT_GROWING,
      Payout.PRO_RATA,
      IsolationSource.FLOOR,
      false,
      false);

  public ChangePolicy {
    requireNonNull(modeSwitch, "modeSwitch");
    requireNonNull(reduction, "reduction");
    requireNonNull(payout, "payout");
    requireNonNull(isolationSource, "isolationSource");
  }
}
