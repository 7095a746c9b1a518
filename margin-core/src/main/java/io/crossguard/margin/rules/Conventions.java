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
 * @param scenarioMargin portfolio margin in the place of what positions require by themselves; absent
 *     where there is none. It nets by itself, and knows no open orders
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
    LiquidationPolicy liquidationPolicy,
    Optional<ScenarioMargin> scenarioMargin) {

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
    Require.that(
        scenarioMargin.isEmpty()
            || (netting == Netting.GROSS && orderMargin.kind() == OrderMargin.Kind.NONE),
        "scenario margin must be without netting and order margin: it nets by itself, and has no"
            + " rule for open orders");
  }

  /** Warning at 0.8, liquidation below 1, both sides of an instrument side by side. */
  public static Conventions of(CollateralMode collateralMode) {
    return builder(collateralMode).build();
  }

  /** A builder in which everything but the collateral mode has its default. */
  public static Builder builder(CollateralMode collateralMode) {
    return new Builder(collateralMode);
  }

  /** A builder that starts from these conventions. */
  public Builder toBuilder() {
    return new Builder(collateralMode)
        .positionMode(positionMode)
        .warningLevel(warningLevel)
        .liquidationTrigger(liquidationTrigger)
        .liquidatesAtTrigger(liquidatesAtTrigger)
        .backstopLevel(backstopLevel)
        .bases(bases)
        .netting(netting)
        .orderMargin(orderMargin)
        .release(release)
        .bands(bands)
        .changePolicy(changePolicy)
        .liquidationPolicy(liquidationPolicy)
        .scenarioMargin(scenarioMargin);
  }

  /** Names what differs from the defaults. */
  public static final class Builder {
    private final CollateralMode collateralMode;
    private PositionMode positionMode = PositionMode.HEDGE;
    private Rate warningLevel = WARNING_LEVEL_DEFAULT;
    private Rate liquidationTrigger = Rate.ONE;
    private boolean liquidatesAtTrigger;
    private Optional<Rate> backstopLevel = Optional.empty();
    private RequirementBases bases = RequirementBases.MARK;
    private Netting netting = Netting.GROSS;
    private OrderMargin orderMargin = OrderMargin.NONE;
    private Release release = Release.LOSS_COUNTS;
    private List<Band> bands = List.of();
    private ChangePolicy changePolicy = ChangePolicy.DEFAULT;
    private LiquidationPolicy liquidationPolicy = LiquidationPolicy.DEFAULT;
    private Optional<ScenarioMargin> scenarioMargin = Optional.empty();

    private Builder(CollateralMode collateralMode) {
      this.collateralMode = collateralMode;
    }

    public Builder scenarioMargin(Optional<ScenarioMargin> value) {
      scenarioMargin = value;
      return this;
    }

    public Builder positionMode(PositionMode value) {
      positionMode = value;
      return this;
    }

    public Builder warningLevel(Rate value) {
      warningLevel = value;
      return this;
    }

    public Builder liquidationTrigger(Rate value) {
      liquidationTrigger = value;
      return this;
    }

    public Builder liquidatesAtTrigger(boolean value) {
      liquidatesAtTrigger = value;
      return this;
    }

    public Builder backstopLevel(Optional<Rate> value) {
      backstopLevel = value;
      return this;
    }

    public Builder bases(RequirementBases value) {
      bases = value;
      return this;
    }

    public Builder netting(Netting value) {
      netting = value;
      return this;
    }

    public Builder orderMargin(OrderMargin value) {
      orderMargin = value;
      return this;
    }

    public Builder release(Release value) {
      release = value;
      return this;
    }

    public Builder bands(List<Band> value) {
      bands = value;
      return this;
    }

    public Builder changePolicy(ChangePolicy value) {
      changePolicy = value;
      return this;
    }

    public Builder liquidationPolicy(LiquidationPolicy value) {
      liquidationPolicy = value;
      return this;
    }

    /**
     * @throws IllegalArgumentException if a level is out of its range
     */
    public Conventions build() {
      return new Conventions(
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
          liquidationPolicy,
          scenarioMargin);
    }
  }
}
