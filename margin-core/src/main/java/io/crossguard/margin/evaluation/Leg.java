package io.crossguard.margin.evaluation;

import io.crossguard.margin.account.Position;
import io.crossguard.margin.account.Side;
import io.crossguard.margin.option.OptionModel;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.OptionRequirement;
import io.crossguard.margin.rules.ProfitWeight;
import io.crossguard.margin.rules.RequirementBases;
import io.crossguard.margin.rules.ScenarioMargin.Shock;
import io.crossguard.margin.value.Curve;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Line;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import java.util.List;
import java.util.Optional;

/**
 * What a requirement sees as one position: all cross rows of one instrument and one side, or one
 * isolated row. Amounts are in the settlement asset and exact.
 */
public final class Leg {
  private final LegSize size;
  private final Optional<OptionModel> option;
  private final RequirementBases bases;
  private final Optional<ScenarioRequirement.Terms> scenario;
  private final LegRequirement requirement;
  private final LegFigures figures;

  /**
   * @param instrument the contract
   * @param markPrice what the rows are valued at
   * @param option what moves the mark of an option; absent for any other instrument
   * @param rows at least one, all of this instrument, side and mode
   * @param bases the price basis of each requirement
   * @param scenario the terms of portfolio margin; absent where the leg requires by itself
   */
  Leg(
      Instrument instrument,
      Price markPrice,
      Optional<OptionModel> option,
      List<Position> rows,
      RequirementBases bases,
      Optional<ScenarioRequirement.Terms> scenario) {
    this.size = LegSize.of(instrument, markPrice, rows);
    this.option = option;
    this.bases = bases;
    this.scenario = scenario;
    this.requirement = scenario
        .<LegRequirement>map(terms -> new ScenarioRequirement(size, option, terms))
        .orElseGet(() -> ofItself(size, option, bases));
    this.figures = LegFigures.of(this, ScopeFigures.ROUNDED);
  }

  private static LegRequirement ofItself(
      LegSize size, Optional<OptionModel> option, RequirementBases bases) {
    return size.instrument().requirement() instanceof OptionRequirement rule
        ? new OptionLegRequirement(size, option.orElseThrow(), rule)
        : new ScheduledRequirement(size, bases);
  }

  /** The unrealized P&amp;L of all rows at another mark, each rounded where it is divided. */
  public Decimal unrealizedPnlAt(Price mark) {
    Decimal sum = Decimal.ZERO;
    for (Position row : rows()) {
      sum = sum.plus(
          instrument().unrealizedPnl(row.quantity(), row.entryPrice(), mark).rounded());
    }
    return sum;
  }

  /** The maintenance margin of all rows at another mark; what moves the mark stays as it is. */
  public Fraction maintenanceMarginAt(Price mark) {
    return requirement.maintenanceMarginAt(mark);
  }

  /** Other rows of the same instrument, side and mode. */
  public Leg withRows(List<Position> otherRows) {
    return new Leg(instrument(), markPrice(), option, otherRows, bases, scenario);
  }

  public Instrument instrument() {
    return size.instrument();
  }

  public Price markPrice() {
    return size.markPrice();
  }

  /** What moves the mark of an option; absent for any other instrument. */
  public Optional<OptionModel> option() {
    return option;
  }

  public List<Position> rows() {
    return size.rows();
  }

  public Side side() {
    return rows().get(0).side();
  }

  /** The signed sum of the rows. */
  public Quantity quantity() {
    return size.quantity();
  }

  /** The size of all rows in coins at the mark. */
  public Fraction size() {
    return size.coins();
  }

  /** The notional of all rows at the mark. */
  public Fraction notional() {
    return size.notional();
  }

  /** The notional of one row at the mark. */
  public Fraction notional(Position row) {
    return size.notional(row);
  }

  /** The unrealized P&amp;L of one row at the mark. */
  public Fraction unrealizedPnl(Position row) {
    return instrument().unrealizedPnl(row.quantity(), row.entryPrice(), markPrice());
  }

  /** The unrealized P&amp;L of all rows, each rounded where it is divided. */
  public Decimal unrealizedPnl() {
    return figures.unrealizedPnl().rounded();
  }

  /** What it brings into the sums of its scope, rounded where it is divided. */
  LegFigures figures() {
    return figures;
  }

  /** The maintenance margin of all rows. */
  public Fraction maintenanceMargin() {
    return requirement.maintenanceMargin();
  }

  /** One row's share of the maintenance margin, by notional. */
  public Fraction maintenanceMargin(Position row) {
    return maintenanceShare(notional(row));
  }

  /** The share of a row with this notional. */
  Fraction maintenanceShare(Fraction notionalOfRow) {
    return rows().size() == 1
        ? maintenanceMargin()
        : maintenanceMargin().times(notionalOfRow.dividedBy(notional()));
  }

  /** The initial margin of all rows. */
  public Fraction initialMargin() {
    return requirement.initialMargin();
  }

  /** One row's part of the initial margin. */
  public Fraction initialMargin(Position row) {
    return requirement.initialMargin(row);
  }

  /** Those of all rows, in their order. */
  List<Fraction> initialMargins() {
    return requirement.initialMargins();
  }

  /** The leverage in use: what was set, or the maximum of the tier; 1 for an option. */
  public Fraction leverage(Position row) {
    return requirement.leverage(row);
  }

  /** Number of the tier that the rows reach together at the mark, from 1; 1 for an option. */
  public int tier() {
    return requirement.tier();
  }

  /** The mark as the variable in which the payoff is straight. */
  public Fraction priceVariable() {
    return instrument().payoff().priceVariable(markPrice());
  }

  /** The maintenance margin over the price variable; the constant part is rounded. */
  public Curve maintenanceCurve() {
    return requirement.maintenanceCurve();
  }

  /**
   * The maintenance margin of an option over a common factor of all prices of its root; absent for
   * any other instrument, whose requirement follows its price alone.
   */
  public Optional<Curve> maintenanceOverRoot() {
    return requirement instanceof OptionLegRequirement ofOption
        ? Optional.of(ofOption.maintenanceOverRoot())
        : Optional.empty();
  }

  /** What the leg gains in a shock; only under portfolio margin. */
  public Fraction shockedGain(Shock shock) {
    return scenarioRequirement().gain(shock);
  }

  /** The unrealized P&amp;L after a shock, over the price variable; only under portfolio margin. */
  public Curve shockedPnlCurve(Shock shock) {
    return scenarioRequirement().shockedPnlCurve(shock);
  }

  /** What a shock multiplies the worth of the settlement asset by; only under portfolio margin. */
  public Decimal shockedAssetFactor(Shock shock) {
    return scenarioRequirement().terms().assetFactor(shock);
  }

  /** What joins the worst loss; only under portfolio margin. */
  public Fraction contingency() {
    return scenarioRequirement().contingency();
  }

  /** {@link #contingency} over the price variable, where it follows the mark. */
  public Optional<Curve> contingencyOverPrice() {
    ScenarioRequirement required = scenarioRequirement();
    return required.isContingencyAtIndex()
        ? Optional.empty()
        : Optional.of(required.contingencyCurve());
  }

  /** Whether the settlement asset is of the root itself; only under portfolio margin. */
  public boolean settlesInRoot() {
    return scenarioRequirement().terms().settlesInRoot();
  }

  private ScenarioRequirement scenarioRequirement() {
    if (requirement instanceof ScenarioRequirement required) {
      return required;
    }
    throw new IllegalStateException("the leg requires by itself");
  }

  /** What counts of the unrealized P&amp;L over the price variable. */
  public Curve countedPnlCurve(ProfitWeight weight) {
    return Curve.composed(weight.curve(), Curve.straight(unrealizedPnlLine()));
  }

  /** The unrealized P&amp;L over the price variable; the constant is rounded where it is divided. */
  public Line unrealizedPnlLine() {
    return size.pnlLine();
  }
}
