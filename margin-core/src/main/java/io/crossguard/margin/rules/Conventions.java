package io.crossguard.margin.rules;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Rate;
import io.crossguard.margin.value.Require;

/**
 * How a venue reads the figures of a scope.
 *
 * @param collateralMode what backs cross positions
 * @param positionMode whether both sides of an instrument may stand in one scope
 * @param warningLevel the share of the margin balance from which the maintenance margin is a
 *     warning; above 0, at most 1
 * @param liquidationTrigger the multiple of the maintenance margin below which the margin balance
 *     is liquidated; at least 1
 */
public record Conventions(
    CollateralMode collateralMode,
    PositionMode positionMode,
    Rate warningLevel,
    Rate liquidationTrigger) {

  /** The warning level of a rule set that names none: 0.8. */
  public static final Rate WARNING_LEVEL_DEFAULT = new Rate(Decimal.parse("0.8"));

  public Conventions {
    requireNonNull(collateralMode, "collateralMode");
    requireNonNull(positionMode, "positionMode");
    Require.that(
        warningLevel.fraction().isPositive() && warningLevel.compareTo(Rate.ONE) <= 0,
        "warning level must be above 0 and at most 1");
    Require.that(
        liquidationTrigger.compareTo(Rate.ONE) >= 0, "liquidation trigger must be at least 1");
  }

  /** Warning at 0.8, liquidation below 1, both sides of an instrument side by side. */
  public static Conventions of(CollateralMode collateralMode) {
    return new Conventions(
        collateralMode, PositionMode.HEDGE, WARNING_LEVEL_DEFAULT, Rate.ONE);
  }
}
