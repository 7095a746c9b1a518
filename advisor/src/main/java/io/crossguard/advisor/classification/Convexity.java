package io.crossguard.advisor.classification;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.value.Decimal;
import java.util.Optional;

/**
 * How the options of a group bend what it is worth.
 *
 * @param gamma change of its net exposure, in coins, as the root rises by 1 of the quote currency;
 *     signed
 * @param premium what the options held are worth, in the quote currency; not negative
 * @param shocks what moves of the root do to it; absent where too little is known of the root
 */
public record Convexity(Decimal gamma, Decimal premium, Optional<Shocks> shocks) {

  public Convexity {
    requireNonNull(gamma, "gamma");
    requireNonNull(premium, "premium");
    requireNonNull(shocks, "shocks");
  }

  /** Whether it loses more, the further the root moves either way. */
  public boolean isShort() {
    return gamma.isNegative();
  }

  /** What it amounts to; absent where too little is known of the root. */
  public Optional<Shape> shape() {
    return shocks.map(Shocks::shape);
  }

  /** What convexity may amount to. */
  public enum Shape {
    /** Short gamma, and after a move the net is too large. */
    UNSTABLE,
    /** Short gamma, and after a move the net is as small as it may be. */
    SHORT,
    /** Long gamma, and nothing on the grid costs more than the options held are worth. */
    LIMITED_TO_PREMIUM,
    /** Long gamma, and after a large adverse move the net and the loss are small. */
    TAIL_PROTECTED,
    /** Long gamma, and neither. */
    OPEN
  }

  /**
   * The group revalued at moves of the root and of its implied volatility. Losses are in the quote
   * currency and not negative; nets are in coins and signed.
   *
   * @param fall the move down that is exceeded with the target probability; 0.126 is 12.6 %
   * @param rise the same up
   * @param netAfterFall net exposure after the fall
   * @param netAfterRise net exposure after the rise
   * @param stressLoss largest loss within the fall and the rise
   * @param worstLoss largest loss within three times the two
   * @param netAtWorst net exposure after three times the one that costs more
   * @param shape what all that amounts to
   */
  public record Shocks(
      Decimal fall,
      Decimal rise,
      Decimal netAfterFall,
      Decimal netAfterRise,
      Decimal stressLoss,
      Decimal worstLoss,
      Decimal netAtWorst,
      Shape shape) {

    static final Decimal WORST = Decimal.of(3);
    static final Decimal FALL_MAX = Decimal.parse("0.95");

    /** The deepest fall looked at: three times the fall, at most 95 %. */
    public Decimal worstFall() {
      return WORST.times(fall).min(FALL_MAX);
    }

    /** The highest rise looked at: three times the rise. */
    public Decimal worstRise() {
      return WORST.times(rise);
    }
  }
}
