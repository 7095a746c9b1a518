package io.crossguard.margin.change;

import io.crossguard.margin.evaluation.Leg;
import io.crossguard.margin.evaluation.MarginScope;
import io.crossguard.margin.evaluation.ScopeAsset;
import io.crossguard.margin.evaluation.ScopeFigures;
import io.crossguard.margin.evaluation.ScopeMargin;
import io.crossguard.margin.rules.Conventions;
import io.crossguard.margin.rules.Release;
import io.crossguard.margin.rules.ScenarioMargin;
import io.crossguard.margin.value.Curve;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Line;
import io.crossguard.margin.value.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The figures of a scope as functions of an amount of one asset that leaves it. With v the value of
 * what the scope has of that asset, at the unit price p:
 *
 * <pre>
 *   balance(amount)  = balance + balanceCurve(v − amount × p) − balanceCurve(v)
 *   required(amount) = required + liabilityCurve(v − amount × p) − liabilityCurve(v)
 * </pre>
 *
 * for the initial balance and requirement with their own v and curves. None of the balances rises
 * with the amount, and no requirement falls, so there is one largest amount that a rule allows.
 */
final class Drain {
  // The most that a request can state.
  private static final Decimal AMOUNT_MAX = Decimal.parse("999999999999999999.999999999999999999");
  // A place on a bent function may lie this much beyond the true one.
  private static final Decimal CERTAIN_SHARE =
      Decimal.ONE.minus(Curve.TOLERANCE.plus(Curve.TOLERANCE));

  private final MarginScope scope;
  private final ScopeMargin margin;
  private final Curve balance;
  private final Curve maintenance;
  private final Curve initialBalance;
  private final Curve requiredInitially;
  private final Curve wallet;

  /**
   * @param scope what the amount leaves
   * @param asset what leaves it; one that the scope does not hold is borrowed
   */
  Drain(MarginScope scope, ScopeAsset asset) {
    this.scope = scope;
    this.margin = scope.margin();
    boolean isHeld = scope.assets().contains(asset);
    ScopeFigures figures = scope.figures();
    Line value = value(isHeld ? figures.asset(asset).netValue() : Fraction.ZERO, asset);
    Line initialValue = value(isHeld ? initialNetValue(figures, asset) : Fraction.ZERO, asset);
    balance = shifted(asset.balanceCurve(), value, margin.marginBalance());
    initialBalance =
        shifted(asset.initialBalanceCurve(), initialValue, margin.initialMarginBalance());
    Optional<ScenarioMargin> rule = scope.conventions().scenarioMargin();
    Curve atRisk = isHeld ? atRisk(figures, asset) : Curve.constant(Fraction.ZERO);
    maintenance = Curve.sum(
        List.of(shifted(asset.liabilityCurve(), value, margin.maintenanceMargin()), atRisk));
    requiredInitially = Curve.sum(List.of(
        shifted(
            asset.initialLiabilityCurve(),
            initialValue,
            margin.initialMargin().plus(margin.orderMargin())),
        rule.map(scenarios -> atRisk.times(scenarios.initialFactor())).orElse(atRisk)));
    wallet = scope.asset().isPresent()
        ? Curve.straight(new Line(
            Fraction.of(margin.walletBalance().amount()),
            Fraction.of(asset.unitPrice().value().negated())))
        : less(initialBalance, constant(margin.unrealizedPnl()));
  }

  /** By how much portfolio margin rises as the asset leaves: it is at risk itself, or a hedge. */
  private static Curve atRisk(ScopeFigures figures, ScopeAsset asset) {
    Decimal unitPrice = asset.unitPrice().value();
    return figures
        .scenarioGroup(asset)
        .map(group -> Curve.sum(List.of(
            group.drainedMaintenanceCurve(
                asset.asset(), figures.asset(asset).stillNet().times(unitPrice), unitPrice),
            Curve.constant(group.maintenanceMargin().negated()))))
        .orElse(Curve.constant(Fraction.ZERO));
  }

  private static Line value(Fraction netValue, ScopeAsset asset) {
    return new Line(netValue, Fraction.of(asset.unitPrice().value().negated()));
  }

  private static Fraction initialNetValue(ScopeFigures figures, ScopeAsset asset) {
    Fraction net = figures.asset(asset).stillNet();
    for (Leg leg : asset.legs()) {
      Fraction counted =
          leg.instrument().profitWeights().initial().curve().at(Fraction.of(leg.unrealizedPnl()));
      net = net.plus(Fraction.of(counted.rounded()));
    }
    return net.times(asset.unitPrice().value());
  }

  /** A figure that follows a curve of the value, and is what it is while nothing has left. */
  private static Curve shifted(Curve curve, Line value, Money now) {
    Fraction rest = Fraction.of(now.amount()).minus(curve.at(value.intercept()));
    return Curve.sum(List.of(curve.compose(value), Curve.constant(rest)));
  }

  /** The largest amount after which the scope has initial margin and stands. */
  Decimal mostWithInitialMargin() {
    return most(List.of(less(initialBalance, requiredInitially))).min(mostStanding());
  }

  /** The largest amount after which the scope stands. */
  Decimal mostStanding() {
    Conventions conventions = scope.conventions();
    Curve excess = excessOverTrigger();
    Decimal most = most(List.of(excess, balance));
    boolean isAtTrigger = excess.at(Fraction.of(most)).isZero()
        && maintenance.at(Fraction.of(most)).isPositive();
    return conventions.liquidatesAtTrigger() && isAtTrigger ? most.minus(Amounts.UNIT) : most;
  }

  /** Whether the scope stands once it has received an amount. */
  boolean standsWith(Decimal received) {
    Fraction amount = Fraction.of(received.negated());
    int excess = excessOverTrigger().at(amount).signum();
    return !balance.at(amount).isNegative()
        && (maintenance.at(amount).isZero()
            || excess > 0
            || (excess == 0 && !scope.conventions().liquidatesAtTrigger()));
  }

  private Curve excessOverTrigger() {
    return less(
        balance, maintenance.times(scope.conventions().liquidationTrigger().fraction()));
  }

  /** The largest amount after which the release formula is at least 0. */
  Decimal mostReleasable() {
    Release rule = scope.conventions().release();
    return rule.kind() == Release.Kind.STRICT ? Decimal.ZERO : most(releaseTerms(rule));
  }

  /** The largest amount that may leave for an isolated scope by the formula. */
  Decimal mostByFormula() {
    return most(releaseTerms(scope.conventions().release()));
  }

  /** The largest amount after which the initial balance is at least the floor R. */
  Decimal mostAboveFloor() {
    return most(lessFloor(initialBalance, scope.conventions().release()));
  }

  /** What must not be negative for the formula of {@link Release} not to be. */
  private List<Curve> releaseTerms(Release rule) {
    Curve pnl = constant(margin.unrealizedPnl());
    Curve loss = constant(margin.unrealizedPnl().atMostZero());
    return switch (rule.kind()) {
      case LOSS_COUNTS -> {
        Curve covered = Curve.sum(List.of(wallet, loss));
        yield with(lessFloor(covered, rule), less(covered, maintenance));
      }
      case PROFIT_COVERS ->
        with(lessFloor(Curve.sum(List.of(wallet, pnl)), rule), less(wallet, maintenance));
      case PROFIT_LEAVES -> lessFloor(Curve.sum(List.of(wallet, pnl)), rule);
      case STRICT -> List.of();
    };
  }

  private List<Curve> lessFloor(Curve figure, Release rule) {
    Fraction share = scope.figures().notional().times(rule.notionalShare());
    return List.of(
        less(figure, requiredInitially),
        less(figure, Curve.constant(share)),
        less(figure, maintenance.times(rule.maintenanceMultiple())));
  }

  private static List<Curve> with(List<Curve> terms, Curve term) {
    List<Curve> all = new ArrayList<>(terms);
    all.add(term);
    return all;
  }

  /** The largest amount, to the 18th digit, at which no term is negative; -1 where one is at 0. */
  private static Decimal most(List<Curve> terms) {
    Decimal most = AMOUNT_MAX;
    for (Curve term : terms) {
      if (term.at(Fraction.ZERO).isNegative()) {
        return Decimal.ONE.negated();
      }
      Optional<Fraction> end = term.firstNegativeAbove(Fraction.ZERO);
      if (end.isPresent()) {
        Fraction certain = term.isStraight() ? end.get() : end.get().times(CERTAIN_SHARE);
        most = most.min(certain.rounded().roundedDownTo(Amounts.UNIT));
      }
    }
    return most;
  }

  private static Curve less(Curve figure, Curve subtrahend) {
    return Curve.sum(List.of(figure, subtrahend.times(Decimal.ONE.negated())));
  }

  private static Curve constant(Money amount) {
    return Curve.constant(Fraction.of(amount.amount()));
  }
}
