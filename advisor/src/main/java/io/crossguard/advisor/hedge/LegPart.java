package io.crossguard.advisor.hedge;

import static java.util.Objects.requireNonNull;

import io.crossguard.advisor.exposure.ExposureLeg;
import io.crossguard.margin.account.Side;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Require;

/**
 * A leg, or a part of one.
 *
 * @param leg the leg
 * @param coins signed amount of the root, with the sign of the leg and at most as large
 */
public record LegPart(ExposureLeg leg, Decimal coins) {

  public LegPart {
    requireNonNull(leg, "leg");
    Require.that(coins.signum() == leg.coins().signum(), "a part must have the leg's side");
    Require.that(!coins.abs().isGreaterThan(leg.coins().abs()), "a part must not exceed its leg");
  }

  public static LegPart whole(ExposureLeg leg) {
    return new LegPart(leg, leg.coins());
  }

  /**
   * Another part of the same leg.
   *
   * @param size in coins of the root; positive, and at most the size of the leg
   */
  public LegPart withCoins(Decimal size) {
    return new LegPart(leg, coins.isNegative() ? size.negated() : size);
  }

  public boolean isWhole() {
    return coins.equals(leg.coins());
  }

  public Side side() {
    return leg.side();
  }
}
