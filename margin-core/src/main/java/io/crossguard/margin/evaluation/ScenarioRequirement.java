package io.crossguard.margin.evaluation;

import io.crossguard.margin.account.Position;
import io.crossguard.margin.option.OptionModel;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.rules.RateSchedule;
import io.crossguard.margin.rules.ScenarioMargin;
import io.crossguard.margin.rules.ScenarioMargin.Shock;
import io.crossguard.margin.value.Curve;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Line;
import io.crossguard.margin.value.Price;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What rows would require alone under portfolio margin; together with the other legs of the root
 * they require what {@link ScenarioGroup} says.
 *
 * <pre>
 *   gain(x, y)  = U(mark·x)·(x where the settlement asset moves with the root in a pool) − U(mark)
 *   contingency = rate × size × index of the root, in the settlement asset
 * </pre>
 */
final class ScenarioRequirement implements LegRequirement {
  private final LegSize size;
  private final Optional<OptionModel> option;
  private final Terms terms;
  // An option is valued anew in each shock, which is dear.
  private final Map<Shock, Fraction> gains = new HashMap<>();

  /**
   * @param rule of the venue
   * @param underlying the index of the root, in the settlement asset
   * @param settlesInRoot whether the settlement asset is of the root itself
   * @param isPooled whether the scope values that asset at its index
   */
  record Terms(ScenarioMargin rule, Fraction underlying, boolean settlesInRoot, boolean isPooled) {

    /** What a shock multiplies the worth of the settlement asset by, in the unit of the scope. */
    Decimal assetFactor(Shock shock) {
      return settlesInRoot && isPooled ? shock.priceFactor() : Decimal.ONE;
    }
  }

  /**
   * @param size how much the rows amount to
   * @param option what moves the mark of an option
   * @param terms the rule, and what the market adds to it
   */
  ScenarioRequirement(LegSize size, Optional<OptionModel> option, Terms terms) {
    this.size = size;
    this.option = option;
    this.terms = terms;
    terms.rule().shocks().forEach(shock -> gains.put(shock, gainIn(shock)));
  }

  Terms terms() {
    return terms;
  }

  @Override
  public Fraction maintenanceMargin() {
    Fraction worst = terms.rule().shocks().stream()
        .map(shock -> gain(shock).negated().times(shock.weight().fraction()))
        .reduce(Fraction::max)
        .orElseThrow();
    return worst.plus(contingency()).max(Fraction.ZERO);
  }

  @Override
  public Fraction maintenanceMarginAt(Price mark) {
    return new ScenarioRequirement(size.markedAt(mark), option, terms).maintenanceMargin();
  }

  @Override
  public Fraction initialMargin() {
    return maintenanceMargin().times(terms.rule().initialFactor());
  }

  @Override
  public Fraction initialMargin(Position row) {
    return initialMargin().times(size.notional(row).dividedBy(size.notional()));
  }

  @Override
  public List<Fraction> initialMargins() {
    return size.ofRows(this::initialMargin);
  }

  /** What was set or the schedule admits; it decides nothing here. */
  @Override
  public Fraction leverage(Position row) {
    return option.isPresent() ? Fraction.ONE : limits().leverage(row.leverage());
  }

  @Override
  public int tier() {
    return option.isPresent() ? 1 : limits().tier();
  }

  private RateSchedule.Limits limits() {
    return size.instrument().schedule().limits(size.notional(), size.coins());
  }

  @Override
  public Curve maintenanceCurve() {
    Line pnl = size.pnlLine();
    Curve worst = terms.rule().shocks().stream()
        .map(shock -> Curve.sum(List.of(
                Curve.straight(pnl),
                shockedPnlCurve(shock).times(terms.assetFactor(shock).negated())))
            .times(shock.weight().fraction()))
        .reduce(Curve::max)
        .orElseThrow();
    return Curve.max(Curve.constant(Fraction.ZERO), Curve.sum(List.of(worst, contingencyCurve())));
  }

  /** What the rows gain in a shock, in the settlement asset at its worth before it. */
  Fraction gain(Shock shock) {
    return Optional.ofNullable(gains.get(shock)).orElseThrow();
  }

  private Fraction gainIn(Shock shock) {
    Price there = shockedMark(shock);
    return pnl(there).times(terms.assetFactor(shock)).minus(pnl(size.markPrice()));
  }

  /** What joins the worst loss, in the settlement asset. */
  Fraction contingency() {
    return contingentSize().times(contingencyRate());
  }

  /** Whether the contingency follows the index of the root alone, and not the mark. */
  boolean isContingencyAtIndex() {
    return size.instrument().payoff() == Payoff.LINEAR;
  }

  private Fraction contingentSize() {
    return isContingencyAtIndex() ? size.coins().times(terms.underlying()) : size.notional();
  }

  /** The contingency over the price variable. */
  Curve contingencyCurve() {
    return isContingencyAtIndex()
        ? Curve.constant(Fraction.of(contingency().rounded()))
        : Curve.straight(size.notionalLine()).times(contingencyRate());
  }

  private Decimal contingencyRate() {
    return terms
        .rule()
        .contingencies()
        .of(size.instrument().kind(), size.quantity().isNegative())
        .fraction();
  }

  /** The unrealized P&amp;L after a shock, over the price variable now. */
  Curve shockedPnlCurve(Shock shock) {
    Instrument instrument = size.instrument();
    Curve straight = Curve.straight(size.pnlLine());
    if (option.isPresent()) {
      return Curve.composed(straight, option.get().shockedMarkCurve(shock));
    }
    Fraction factor = Fraction.of(shock.priceFactor());
    return straight.compose(
        Line.proportional(instrument.payoff() == Payoff.INVERSE ? factor.reciprocal() : factor));
  }

  private Price shockedMark(Shock shock) {
    Price mark = size.markPrice();
    return option
        .map(model -> model.moved(mark, Fraction.of(shock.priceFactor()), shock.volatilityFactor()))
        .orElseGet(() -> new Price(mark.value().times(shock.priceFactor())));
  }

  private Fraction pnl(Price mark) {
    return size.rows().stream()
        .map(row -> size.instrument().unrealizedPnl(row.quantity(), row.entryPrice(), mark))
        .reduce(Fraction.ZERO, Fraction::plus);
  }
}
