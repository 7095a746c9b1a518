package io.crossguard.margin.evaluation;

import io.crossguard.margin.account.Position;
import io.crossguard.margin.account.Side;
import io.crossguard.margin.rules.ClosingFee;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.rules.ProfitWeight;
import io.crossguard.margin.rules.RequirementBases;
import io.crossguard.margin.rules.RequirementBasis;
import io.crossguard.margin.rules.RequirementTerms;
import io.crossguard.margin.value.Curve;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Line;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import java.util.List;
import java.util.function.Function;

/**
 * What the rate schedule sees as one position: all cross rows of one instrument and one side, or
 * one isolated row. Amounts are in the settlement asset and exact.
 *
 * <pre>
 *   maintenanceMargin = max(schedule(N), least) + added + closing fee
 *   initialMargin     = max(Σ N_row × max(1/leverage_row, initialRate(N)), least) + added
 *                       + closing fee
 * </pre>
 *
 * with the notionals N at the mark, or at entry where the rules say so.
 */
public final class Leg {
  private final Instrument instrument;
  private final Price markPrice;
  private final List<Position> rows;
  private final RequirementBases bases;
  private final RequirementBasis initialBasis;
  private final RequirementBasis maintenanceBasis;
  private final Quantity quantity;
  private final Amounts atMark;
  private final Amounts atEntry;
  private final Fraction scheduledInitialMargin;

  /** The notional and the size in coins at some prices. */
  private record Amounts(Fraction notional, Fraction size) {}

  /**
   * @param instrument the contract
   * @param markPrice what the rows are valued at
   * @param rows at least one, all of this instrument, side and mode
   * @param bases the price basis of each requirement
   */
  public Leg(Instrument instrument, Price markPrice, List<Position> rows, RequirementBases bases) {
    this.instrument = instrument;
    this.markPrice = markPrice;
    this.rows = List.copyOf(rows);
    this.bases = bases;
    boolean isCross = rows.get(0).isCross();
    this.initialBasis = bases.initial(isCross);
    this.maintenanceBasis = bases.maintenance(isCross);
    this.quantity = rows.stream().map(Position::quantity).reduce(Quantity.ZERO, Quantity::plus);
    this.atMark = new Amounts(notionalLine().at(priceVariable()), sizeLine().at(priceVariable()));
    this.atEntry = new Amounts(sum(this::entryNotional), sum(this::entrySize));
    this.scheduledInitialMargin = sum(this::scheduledInitialMargin);
  }

  /** The same rows at another mark. */
  public Leg markedAt(Price otherMark) {
    return new Leg(instrument, otherMark, rows, bases);
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

  /** The size of all rows in coins at the mark. */
  public Fraction size() {
    return atMark.size();
  }

  /** The notional of all rows at the mark. */
  public Fraction notional() {
    return atMark.notional();
  }

  /** The notional of one row at the mark. */
  public Fraction notional(Position row) {
    return rows.size() == 1 ? atMark.notional() : notionalAt(row, markPrice);
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

  /** The maintenance margin of all rows. */
  public Fraction maintenanceMargin() {
    Amounts amounts = amounts(maintenanceBasis);
    RequirementTerms terms = instrument.terms();
    return instrument
        .requirement()
        .maintenanceMargin(amounts.notional(), amounts.size())
        .max(Fraction.of(terms.maintenanceLeast()))
        .plus(Fraction.of(terms.maintenanceAdded()))
        .plus(terms.closingFee().joinsMaintenance() ? closingFee() : Fraction.ZERO);
  }

  /** One row's share of the maintenance margin, by notional. */
  public Fraction maintenanceMargin(Position row) {
    return rows.size() == 1
        ? maintenanceMargin()
        : maintenanceMargin().times(notional(row).dividedBy(notional()));
  }

  /** The initial margin of all rows, each at its own leverage, at the tier of all together. */
  public Fraction initialMargin() {
    RequirementTerms terms = instrument.terms();
    return scheduledInitialMargin
        .max(Fraction.of(terms.initialLeast()))
        .plus(Fraction.of(terms.initialAdded()))
        .plus(terms.closingFee().joinsInitial() ? closingFee() : Fraction.ZERO);
  }

  /** One row's part of the initial margin; what joins the schedule is shared by notional. */
  public Fraction initialMargin(Position row) {
    if (rows.size() == 1) {
      return initialMargin();
    }
    Fraction scheduled = scheduledInitialMargin(row);
    Fraction joined = initialMargin().minus(scheduledInitialMargin);
    return joined.isZero()
        ? scheduled
        : scheduled.plus(joined.times(notional(row).dividedBy(notional())));
  }

  /** The leverage in use: what was set, or the maximum of the tier where that is lower. */
  public Fraction leverage(Position row) {
    return leverage(row, amounts(initialBasis));
  }

  private Fraction leverage(Position row, Amounts amounts) {
    Fraction most = instrument.requirement().leverageMax(amounts.notional(), amounts.size());
    return row.leverage().map(Fraction::of).map(set -> set.min(most)).orElse(most);
  }

  /** Number of the tier that the rows reach together at the mark, from 1. */
  public int tier() {
    return instrument.requirement().tier(atMark.notional());
  }

  /** The mark as the variable in which the payoff is straight. */
  public Fraction priceVariable() {
    return instrument.payoff().priceVariable(markPrice);
  }

  /** The maintenance margin over the price variable; the constant part is rounded. */
  public Curve maintenanceCurve() {
    if (maintenanceBasis == RequirementBasis.ENTRY) {
      return closingFeeCurve(Curve.constant(
          Fraction.of(maintenanceMargin().minus(closingFeeInMaintenance()).rounded())));
    }
    RequirementTerms terms = instrument.terms();
    Curve scheduled = instrument.requirement().maintenanceCurve(notionalLine(), sizeLine());
    Curve atLeast = terms.maintenanceLeast().isZero()
        ? scheduled
        : Curve.max(scheduled, Curve.constant(Fraction.of(terms.maintenanceLeast())));
    return closingFeeCurve(
        terms.maintenanceAdded().isZero()
            ? atLeast
            : Curve.sum(List.of(atLeast, Curve.constant(Fraction.of(terms.maintenanceAdded())))));
  }

  /** What counts of the unrealized P&amp;L over the price variable. */
  public Curve countedPnlCurve(ProfitWeight weight) {
    return Curve.composed(weight.curve(), Curve.straight(unrealizedPnlLine()));
  }

  /** The unrealized P&amp;L over the price variable; the constant is rounded where it is divided. */
  public Line unrealizedPnlLine() {
    return rows.stream()
        .map(row -> instrument
            .payoff()
            .unrealizedPnlLine(row.quantity(), instrument.multiplier(), row.entryPrice()))
        .map(line -> new Line(Fraction.of(line.intercept().rounded()), line.slope()))
        .reduce(Line.ZERO, Line::plus);
  }

  private Curve closingFeeCurve(Curve requirement) {
    ClosingFee fee = instrument.terms().closingFee();
    if (!fee.joinsMaintenance() || fee.rate().fraction().isZero()) {
      return requirement;
    }
    Curve feeCurve = fee.basis() == ClosingFee.Basis.MARK
        ? Curve.straight(notionalLine()).times(fee.rate().fraction())
        : Curve.constant(Fraction.of(closingFee().rounded()));
    return Curve.sum(List.of(requirement, feeCurve));
  }

  private Fraction closingFeeInMaintenance() {
    return instrument.terms().closingFee().joinsMaintenance() ? closingFee() : Fraction.ZERO;
  }

  private Fraction closingFee() {
    ClosingFee fee = instrument.terms().closingFee();
    Fraction notional = switch (fee.basis()) {
      case MARK -> atMark.notional();
      case ENTRY -> atEntry.notional();
      case BANKRUPTCY ->
        sum(row -> instrument
            .payoff()
            .bankruptcyNotional(
                row.quantity(), instrument.multiplier(), row.entryPrice(), leverage(row, atEntry)));
    };
    return notional.times(fee.rate().fraction());
  }

  private Fraction scheduledInitialMargin(Position row) {
    Amounts amounts = amounts(initialBasis);
    Fraction part = initialBasis == RequirementBasis.ENTRY ? entryNotional(row) : notional(row);
    return instrument
        .requirement()
        .initialMargin(part, amounts.notional(), amounts.size(), leverage(row));
  }

  private Amounts amounts(RequirementBasis basis) {
    return basis == RequirementBasis.ENTRY ? atEntry : atMark;
  }

  private Fraction entryNotional(Position row) {
    return notionalAt(row, row.entryPrice());
  }

  private Fraction entrySize(Position row) {
    Payoff payoff = instrument.payoff();
    return payoff
        .sizeLine(row.quantity(), instrument.multiplier())
        .at(payoff.priceVariable(row.entryPrice()));
  }

  private Fraction notionalAt(Position row, Price price) {
    return instrument.payoff().notional(row.quantity(), instrument.multiplier(), price);
  }

  private Line notionalLine() {
    return instrument.payoff().notionalLine(quantity, instrument.multiplier());
  }

  private Line sizeLine() {
    return instrument.payoff().sizeLine(quantity, instrument.multiplier());
  }

  private Fraction sum(Function<Position, Fraction> figure) {
    return rows.stream().map(figure).reduce(Fraction.ZERO, Fraction::plus);
  }
}
