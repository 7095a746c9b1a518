package io.crossguard.margin.evaluation;

import io.crossguard.margin.account.Position;
import io.crossguard.margin.account.Side;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Line;
import io.crossguard.margin.value.PiecewiseLinear;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import java.util.List;

/**
 * What the rate schedule sees as one position: all cross rows of one instrument and one side, or
 * one isolated row. Amounts are in the settlement asset and exact.
 */
public final class Leg {
  private final Instrument instrument;
  private final Price markPrice;
  private final List<Position> rows;
  private final Quantity quantity;
  private final Fraction notional;

  /**
   * @param instrument the contract
   * @param markPrice what the rows are valued at
   * @param rows at least one, all of this instrument and of one side
   */
  Leg(Instrument instrument, Price markPrice, List<Position> rows) {
    this.instrument = instrument;
    this.markPrice = markPrice;
    this.rows = List.copyOf(rows);
    this.quantity = rows.stream().map(Position::quantity).reduce(Quantity.ZERO, Quantity::plus);
    this.notional =
        instrument.payoff().notional(quantity, instrument.multiplier(), markPrice);
  }

  public Instrument instrument() {
    return instrument;
  }

  public Price markPrice() {
    return markPrice;
  }

  public List<Position> rows() {
    return rows;
  }

  public Side side() {
    return rows.get(0).side();
  }

  /** The signed sum of the rows. */
  public Quantity quantity() {
    return quantity;
  }

  /** The notional of all rows at the mark. */
  public Fraction notional() {
    return notional;
  }

  /** The notional of one row at the mark. */
  public Fraction notional(Position row) {
    return rows.size() == 1
        ? notional
        : instrument.payoff().notional(row.quantity(), instrument.multiplier(), markPrice);
  }

  /** The unrealized P&amp;L of one row at the mark. */
  public Fraction unrealizedPnl(Position row) {
    return instrument
        .payoff()
        .unrealizedPnl(row.quantity(), instrument.multiplier(), row.entryPrice(), markPrice);
  }

  /** The unrealized P&amp;L of all rows, each rounded where it is divided. */
  public Decimal unrealizedPnl() {
    return rows.stream()
        .map(row -> unrealizedPnl(row).rounded())
        .reduce(Decimal.ZERO, Decimal::plus);
  }

  /** The maintenance margin of all rows at the mark. */
  public Fraction maintenanceMargin() {
    return instrument.requirement().maintenanceMargin(notional);
  }

  /** One row's share of the maintenance margin, by notional. */
  public Fraction maintenanceMargin(Position row) {
    return rows.size() == 1
        ? maintenanceMargin()
        : maintenanceMargin().times(notional(row).dividedBy(notional));
  }

  /** The initial margin of one row at its leverage, at the tier of all rows together. */
  public Fraction initialMargin(Position row) {
    return instrument.requirement().initialMargin(notional(row), notional, leverage(row));
  }

  /** The leverage in use: what was set, or the maximum of the tier where that is lower. */
  public Fraction leverage(Position row) {
    Fraction tierMax = instrument.requirement().leverageMax(notional);
    return row.leverage().map(Fraction::of).map(set -> set.min(tierMax)).orElse(tierMax);
  }

  /** Number of the tier that the rows reach together, from 1. */
  public int tier() {
    return instrument.requirement().tier(notional);
  }

  /** The mark as the variable in which the payoff is straight. */
  public Fraction priceVariable() {
    return instrument.payoff().priceVariable(markPrice);
  }

  /** The maintenance margin over the price variable. */
  public PiecewiseLinear maintenanceCurve() {
    return instrument
        .requirement()
        .maintenanceCurve()
        .compose(instrument.payoff().notionalLine(quantity, instrument.multiplier()));
  }

  /** The unrealized P&amp;L over the price variable; the constant is rounded where it is divided. */
  public Line unrealizedPnlLine() {
    return rows.stream()
        .map(
            row ->
                instrument
                    .payoff()
                    .unrealizedPnlLine(
                        row.quantity(), instrument.multiplier(), row.entryPrice()))
        .map(line -> new Line(Fraction.of(line.intercept().rounded()), line.slope()))
        .reduce(Line.ZERO, Line::plus);
  }
}
