package io.crossguard.margin.evaluation;

import io.crossguard.margin.account.Position;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Line;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * How much the rows of a leg amount to.
 *
 * @param instrument the contract
 * @param markPrice what the rows are valued at
 * @param rows at least one, all of this instrument, side and mode
 * @param quantity the signed sum of the rows
 * @param notional of all rows at the mark
 * @param coins of all rows at the mark
 */
record LegSize(
    Instrument instrument,
    Price markPrice,
    List<Position> rows,
    Quantity quantity,
    Fraction notional,
    Fraction coins) {

  static LegSize of(Instrument instrument, Price markPrice, List<Position> rows) {
    Quantity quantity = rows.get(0).quantity();
    for (Position row : rows.subList(1, rows.size())) {
      quantity = quantity.plus(row.quantity());
    }
    Payoff payoff = instrument.payoff();
    Fraction variable = payoff.priceVariable(markPrice);
    return new LegSize(
        instrument,
        markPrice,
        List.copyOf(rows),
        quantity,
        payoff.notionalLine(quantity, instrument.multiplier()).at(variable),
        payoff.sizeLine(quantity, instrument.multiplier()).at(variable));
  }

  LegSize markedAt(Price otherMark) {
    return of(instrument, otherMark, rows);
  }

  /** The notional of one row at the mark. */
  Fraction notional(Position row) {
    return rows.size() == 1 ? notional : notionalAt(row, markPrice);
  }

  Fraction entryNotional(Position row) {
    return notionalAt(row, row.entryPrice());
  }

  Fraction entryCoins(Position row) {
    Payoff payoff = instrument.payoff();
    return payoff
        .sizeLine(row.quantity(), instrument.multiplier())
        .at(payoff.priceVariable(row.entryPrice()));
  }

  /** The notional of all rows over the price variable. */
  Line notionalLine() {
    return instrument.payoff().notionalLine(quantity, instrument.multiplier());
  }

  /** The size of all rows in coins over the price variable. */
  Line coinsLine() {
    return instrument.payoff().sizeLine(quantity, instrument.multiplier());
  }

  /** The unrealized P&amp;L over the price variable; the constant is rounded where it is divided. */
  Line pnlLine() {
    Line sum = Line.ZERO;
    for (Position row : rows) {
      Line line = instrument.unrealizedPnlLine(row.quantity(), row.entryPrice());
      sum = sum.plus(new Line(Fraction.of(line.intercept().rounded()), line.slope()));
    }
    return sum;
  }

  /** A figure of every row, in their order. */
  List<Fraction> ofRows(Function<Position, Fraction> figure) {
    List<Fraction> figures = new ArrayList<>(rows.size());
    for (Position row : rows) {
      figures.add(figure.apply(row));
    }
    return figures;
  }

  private Fraction notionalAt(Position row, Price price) {
    return instrument.payoff().notional(row.quantity(), instrument.multiplier(), price);
  }
}
