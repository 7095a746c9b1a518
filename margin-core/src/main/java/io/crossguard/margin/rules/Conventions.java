package io.crossguard.margin.rules;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Rate;
import io.crossguard.margin.value.Require;
import java.util.List;
import java.util.Optional;

/**
 * How a venue reads the figures of a scope.
 *
 * @param collateralMode what backs cross positions
 * @param positionMode whether both sides of an instrument may stand in one scope
 * @param warningLevel the share of the margin balance from which the maintenance margin is a
 *     warning; above 0, at most 1
 * @param liquidationTrigger the multiple of the maintenance margin below which the margin balance
 *     is liquidated; at least 1
 * @param liquidatesAtTrigger whether a balance exactly at the trigger is liquidated too
 * @param backstopLevel the multiple of the maintenance margin below which the venue takes over;
 *     above 0; absent where it has none
 * @param bases the price basis of each requirement
 * @param netting how the requirements of positions add up
 * @param orderMargin what open orders require
 * @param release what may leave a scope
 * @param bands the venue's own names for where a scope stands
 * @param changePolicy which changes the venue accepts
 * @param liquidationPolicy how the venue liquidates a scope that no longer stands
 */
public record Conventions(
    CollateralMode collateralMode,
    PositionMode positionMode,
    Rate warningLevel,
    Rate liquidationTrigger,
    boolean liquidatesAtTrigger,
    Optional<Rate> backstopLevel,
    RequirementBases bases,
    Netting netting,
    OrderMargin orderMargin,
    Release release,
    List<Band> bands,
    ChangePolicy changePolicy,
    LiquidationPolicy liquidationPolicy) {

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
    backstopLevel.ifPresent(
        level -> Require.that(level.fraction().isPositive(), "backstop level must be above 0"));
    requireNonNull(bases, "bases");
    requireNonNull(netting, "netting");
    requireNonNull(orderMargin, "orderMargin");
    requireNonNull(release, "release");
    bands = List.copyOf(bands);
    requireNonNull(changePolicy, "changePolicy");
    requireNonNull(liquidationPolicy, "liquidationPolicy");
  }

  /** The default policy of liquidations. */
  public Conventions(
      CollateralMode collateralMode,
      PositionMode positionMode,
      Rate warningLevel,
      Rate liquidationTrigger,
      boolean liquidatesAtTrigger,
      Optional<Rate> backstopLevel,
      RequirementBases bases,
      Netting netting,
      OrderMargin orderMargin,
      Release release,
      List<Band> bands,
      ChangePolicy changePolicy) {
    this(
        collateralMode,
        positionMode,
        warningLevel,
        liquidationTrigger,
        liquidatesAtTrigger,
        backstopLevel,
        bases,
        netting,
        orderMargin,
        release,
        bands,
        changePolicy,
        LiquidationPolicy.DEFAULT);
  }

  /** The default policies of changes and liquidations. */
  public Conventions(
      CollateralMode collateralMode,
      PositionMode positionMode,
      Rate warningLevel,
      Rate liquidationTrigger,
      boolean liquidatesAtTrigger,
      Optional<Rate> backstopLevel,
      RequirementBases bases,
      Netting netting,
      OrderMargin orderMargin,
      Release release,
      List<Band> bands) {
    this(
        collateralMode,
        positionMode,
        warningLevel,
        liquidationTrigger,
        liquidatesAtTrigger,
        backstopLevel,
        bases,
        netting,
        orderMargin,
        release,
        bands,
        ChangePolicy.DEFAULT);
  }

  /** The defaults of everything that is not named. */
  public Conventions(
      CollateralMode collateralMode,
      PositionMode positionMode,
      Rate warningLevel,
      Rate liquidationTrigger) {
    this(
        collateralMode,
        positionMode,
        warningLevel,
        liquidationTrigger,
        false,
        Optional.empty(),
        RequirementBases.MARK,
        Netting.GROSS,
        OrderMargin.NONE,
        Release.LOSS_COUNTS,
        List.of());
  }

  /** Warning at 0.8, liquidation below 1, both sides of an instrument side by side. */
  public static Conventions of(CollateralMode collateralMode) {
    return new Conventions(collateralMode, PositionMode.HEDGE, WARNING_LEVEL_DEFAULT, Rate.ONE);
  }
}
