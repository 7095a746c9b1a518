package io.crossguard.margin.evaluation;

import io.crossguard.margin.account.Position;
import io.crossguard.margin.rules.ClosingFee;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.RateSchedule;
import io.crossguard.margin.rules.RequirementBases;
import io.crossguard.margin.rules.RequirementBasis;
import io.crossguard.margin.rules.RequirementTerms;
import io.crossguard.margin.value.Curve;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Price;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What rows require by their notional.
 *
 * <pre>
 *   maintenanceMargin = max(schedule(N), least) + added + closing fee
 *   initialMargin     = max(Σ N_row × max(1/leverage_row, initialRate(N)), least) + added
 *                       + closing fee
 * </pre>
 *
 * with the notionals N at the mark, or at entry where the rules say so.
 */
final class ScheduledRequirement implements LegRequirement {
  private final LegSize size;
  private final Instrument instrument;
  private final RateSchedule schedule;
  private final RequirementBasis initialBasis;
  private final RequirementBasis maintenanceBasis;
  private final Amounts atMark;
  private final RateSchedule.Limits limits;
  private final List<Fraction> scheduledOfRows;
  private final Fraction scheduledInitialMargin;
  private final Fraction initialMargin;
  // What joins the schedule.
  private final Fraction joinedInitially;
  private final Fraction maintenanceMargin;

  /** The notional and the size in coins at some prices. */
  private record Amounts(Fraction notional, Fraction coins) {}

  ScheduledRequirement(LegSize size, RequirementBases bases) {
    this.size = size;
    this.instrument = size.instrument();
    this.schedule = instrument.schedule();
    boolean isCross = size.rows().get(0).isCross();
    this.initialBasis = bases.initial(isCross);
    this.maintenanceBasis = bases.maintenance(isCross);
    this.atMark = new Amounts(size.notional(), size.coins());
    this.limits = limits(amounts(initialBasis));
    this.scheduledOfRows = size.ofRows(this::scheduledInitialMargin);
    this.scheduledInitialMargin = sum(scheduledOfRows);
    this.initialMargin = joinedInitialMargin();
    this.joinedInitially = initialMargin.minus(scheduledInitialMargin);
    this.maintenanceMargin = joinedMaintenanceMargin(atMark);
  }

  @Override
  public Fraction maintenanceMargin() {
    return maintenanceMargin;
  }

  @Override
  public Fraction maintenanceMarginAt(Price mark) {
    Fraction variable = instrument.payoff().priceVariable(mark);
    return joinedMaintenanceMargin(
        new Amounts(size.notionalLine().at(variable), size.coinsLine().at(variable)));
  }

  private Fraction joinedMaintenanceMargin(Amounts atPrice) {
    Amounts amounts = maintenanceBasis == RequirementBasis.ENTRY ? atEntry() : atPrice;
    RequirementTerms terms = instrument.terms();
    return schedule
        .maintenanceMargin(amounts.notional(), amounts.coins())
        .max(Fraction.of(terms.maintenanceLeast()))
        .plus(Fraction.of(terms.maintenanceAdded()))
        .plus(closingFeeInMaintenance(atPrice));
  }

  /** Each row at its own leverage, at the tier of all together. */
  @Override
  public Fraction initialMargin() {
    return initialMargin;
  }

  private Fraction joinedInitialMargin() {
    RequirementTerms terms = instrument.terms();
    return scheduledInitialMargin
        .max(Fraction.of(terms.initialLeast()))
        .plus(Fraction.of(terms.initialAdded()))
        .plus(terms.closingFee().joinsInitial() ? closingFee(atMark) : Fraction.ZERO);
  }

  /** What joins the schedule is shared by notional. */
  @Override
  public Fraction initialMargin(Position row) {
    return size.rows().size() == 1
        ? initialMargin()
        : joinedInitialMargin(row, scheduledInitialMargin(row));
  }

  @Override
  public List<Fraction> initialMargins() {
    if (size.rows().size() == 1) {
      return List.of(initialMargin());
    }
    List<Fraction> margins = new ArrayList<>(scheduledOfRows.size());
    for (int i = 0; i < scheduledOfRows.size(); i++) {
      margins.add(joinedInitialMargin(size.rows().get(i), scheduledOfRows.get(i)));
    }
    return margins;
  }

  private Fraction joinedInitialMargin(Position row, Fraction scheduled) {
    return joinedInitially.isZero()
        ? scheduled
        : scheduled.plus(joinedInitially.times(size.notional(row).dividedBy(size.notional())));
  }

  /** What was set, or the maximum of the tier where that is lower. */
  @Override
  public Fraction leverage(Position row) {
    return limits.leverage(row.leverage());
  }

  @Override
  public int tier() {
    return initialBasis == RequirementBasis.MARK
        ? limits.tier()
        : limits(atMark).tier();
  }

  @Override
  public Curve maintenanceCurve() {
    if (maintenanceBasis == RequirementBasis.ENTRY) {
      return closingFeeCurve(Curve.constant(
          Fraction.of(maintenanceMargin.minus(closingFeeInMaintenance(atMark)).rounded())));
    }
    RequirementTerms terms = instrument.terms();
    Curve scheduled = schedule.maintenanceCurve(size.notionalLine(), size.coinsLine());
    Curve atLeast = terms.maintenanceLeast().isZero()
        ? scheduled
        : Curve.max(scheduled, Curve.constant(Fraction.of(terms.maintenanceLeast())));
    return closingFeeCurve(
        terms.maintenanceAdded().isZero()
            ? atLeast
            : Curve.sum(List.of(atLeast, Curve.constant(Fraction.of(terms.maintenanceAdded())))));
  }

  private Curve closingFeeCurve(Curve requirement) {
    ClosingFee fee = instrument.terms().closingFee();
    if (!fee.joinsMaintenance() || fee.rate().fraction().isZero()) {
      return requirement;
    }
    Curve feeCurve = fee.basis() == ClosingFee.Basis.MARK
        ? Curve.straight(size.notionalLine()).times(fee.rate().fraction())
        : Curve.constant(Fraction.of(closingFee(atMark).rounded()));
    return Curve.sum(List.of(requirement, feeCurve));
  }

  private Fraction closingFeeInMaintenance(Amounts atPrice) {
    return instrument.terms().closingFee().joinsMaintenance() ? closingFee(atPrice) : Fraction.ZERO;
  }

  private Fraction closingFee(Amounts atPrice) {
    ClosingFee fee = instrument.terms().closingFee();
    if (fee.rate().fraction().isZero()) {
      return Fraction.ZERO;
    }
    Fraction notional = switch (fee.basis()) {
      case MARK -> atPrice.notional();
      case ENTRY -> atEntry().notional();
      case BANKRUPTCY -> bankruptcyNotional();
    };
    return notional.times(fee.rate().fraction());
  }

  private Fraction bankruptcyNotional() {
    RateSchedule.Limits atEntry = limits(atEntry());
    return sumOfRows(row -> instrument
        .payoff()
        .bankruptcyNotional(
            row.quantity(),
            instrument.multiplier(),
            row.entryPrice(),
            atEntry.leverage(row.leverage())));
  }

  private Fraction scheduledInitialMargin(Position row) {
    Fraction part =
        initialBasis == RequirementBasis.ENTRY ? size.entryNotional(row) : size.notional(row);
    return limits.initialMargin(part, leverage(row));
  }

  private RateSchedule.Limits limits(Amounts amounts) {
    return schedule.limits(amounts.notional(), amounts.coins());
  }

  private Amounts amounts(RequirementBasis basis) {
    return basis == RequirementBasis.ENTRY ? atEntry() : atMark;
  }

  private Amounts atEntry() {
    return new Amounts(sumOfRows(size::entryNotional), sumOfRows(size::entryCoins));
  }

  private Fraction sumOfRows(Function<Position, Fraction> figure) {
    return sum(size.ofRows(figure));
  }

  private static Fraction sum(List<Fraction> figures) {
    Fraction sum = Fraction.ZERO;
    for (Fraction figure : figures) {
      sum = sum.plus(figure);
    }
    return sum;
  }
}
