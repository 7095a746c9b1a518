package io.crossguard.margin.evaluation;

import io.crossguard.margin.account.Position;
import io.crossguard.margin.option.OptionModel;
import io.crossguard.margin.rules.OptionRequirement;
import io.crossguard.margin.value.BentCurve;
import io.crossguard.margin.value.Curve;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Price;
import java.util.List;

/**
 * What options require, always at the mark.
 *
 * <pre>
 *   short  maintenanceMargin = |q|·c·shortMaintenance(S, M)   initialMargin = |q|·c·shortInitial(S, M)
 *   long   maintenanceMargin = 0                              initialMargin = share × |q|·c·M
 * </pre>
 */
record OptionLegRequirement(LegSize size, OptionModel model, OptionRequirement rule)
    implements LegRequirement {

  @Override
  public Fraction maintenanceMargin() {
    return isLong() ? Fraction.ZERO : shortMaintenance(model.underlyingInUnit(), mark());
  }

  @Override
  public Fraction maintenanceMarginAt(Price mark) {
    return new OptionLegRequirement(size.markedAt(mark), model, rule).maintenanceMargin();
  }

  @Override
  public Fraction initialMargin() {
    return unitInitial().times(coins());
  }

  @Override
  public Fraction initialMargin(Position row) {
    Decimal contracts = row.quantity().contracts().abs();
    return unitInitial().times(contracts.times(size.instrument().multiplier()));
  }

  @Override
  public List<Fraction> initialMargins() {
    return size.ofRows(this::initialMargin);
  }

  /** An option has no leverage: what is paid for it or required of it is all there is. */
  @Override
  public Fraction leverage(Position row) {
    return Fraction.ONE;
  }

  @Override
  public int tier() {
    return 1;
  }

  @Override
  public Curve maintenanceCurve() {
    // Over the mark u: the price variable of a linear payoff is the price.
    return isLong()
        ? Curve.constant(Fraction.ZERO)
        : rule.shortMaintenanceCurve(Fraction.of(model.underlyingInUnit().rounded()))
            .times(coins());
  }

  /** The maintenance margin over a common factor of all prices of the root. */
  Curve maintenanceOverRoot() {
    if (isLong()) {
      return Curve.constant(Fraction.ZERO);
    }
    Price now = size.markPrice();
    return new BentCurve(
        factor -> shortMaintenance(
            model.underlyingInUnit(factor),
            Fraction.of(model.moved(now, factor, Decimal.ONE).value())),
        model.breakpoints());
  }

  private Fraction shortMaintenance(Fraction underlying, Fraction mark) {
    return rule.shortMaintenance(underlying, mark).times(coins());
  }

  private Fraction unitInitial() {
    return isLong()
        ? rule.longInitialShare().times(mark())
        : rule.shortInitial(model.underlyingInUnit(), model.outOfTheMoney(), mark());
  }

  private boolean isLong() {
    return !size.quantity().isNegative();
  }

  private Fraction mark() {
    return Fraction.of(size.markPrice().value());
  }

  private Decimal coins() {
    return size.quantity().contracts().abs().times(size.instrument().multiplier());
  }
}
