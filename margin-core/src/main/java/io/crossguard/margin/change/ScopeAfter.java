package io.crossguard.margin.change;

import io.crossguard.margin.evaluation.InitialCover;
import io.crossguard.margin.evaluation.MarginScope;
import io.crossguard.margin.evaluation.ScopeMargin;
import io.crossguard.margin.rules.Release;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Money;
import java.util.Optional;
import java.util.function.Function;

/**
 * A scope after a change, and what it was before.
 *
 * @param scope its positions after the change
 * @param before the same before; absent where the change has made it
 */
record ScopeAfter(MarginScope scope, Optional<MarginScope> before) {

  /** Its figures after the change. */
  ScopeMargin margin() {
    return scope.margin();
  }

  String scopeId() {
    return scope.scopeId();
  }

  /** Whether anything in it is another; a scope is the same only as the same object. */
  private boolean isTouched() {
    return before.filter(scope::equals).isEmpty();
  }

  boolean stands() {
    return margin().status().stands();
  }

  boolean hasInitialMargin() {
    return InitialCover.isCovered(scope);
  }

  /** Initial and order margin. */
  Money requiredInitially() {
    return requiredInitially(margin());
  }

  /** Whether initial or order margin have risen. */
  boolean initialRequirementRises() {
    return wasBefore(ScopeAfter::requiredInitially).isLessThan(requiredInitially());
  }

  /** Whether anything that it requires has risen, or its initial balance has fallen. */
  boolean isBurdened() {
    return isTouched()
        && (initialRequirementRises()
            || wasBefore(ScopeMargin::maintenanceMargin).isLessThan(margin().maintenanceMargin())
            || margin()
                .initialMarginBalance()
                .isLessThan(wasBefore(ScopeMargin::initialMarginBalance)));
  }

  /** Whether it lacked maintenance margin before already, and lacks no more now. */
  boolean shortfallDoesNotGrow() {
    return before
        .map(MarginScope::margin)
        .filter(was -> !was.status().stands() && !shortfall(was).isLessThan(shortfall(margin())))
        .isPresent();
  }

  /** trigger × maintenance margin − balance; negative where there is more than needed. */
  private Money shortfall(ScopeMargin of) {
    Decimal trigger = scope.conventions().liquidationTrigger().fraction();
    return of.maintenanceMargin().times(trigger).minus(of.marginBalance());
  }

  /** What the formula gives before "at least 0". */
  Money releaseExcess() {
    return excess(scope.conventions().release());
  }

  /** The initial balance less the floor R of the release rule. */
  Money floorExcess() {
    Release rule = scope.conventions().release();
    return excess(
        new Release(Release.Kind.PROFIT_LEAVES, rule.notionalShare(), rule.maintenanceMultiple()),
        margin().initialMarginBalance().minus(margin().unrealizedPnl()));
  }

  private Money excess(Release rule) {
    return excess(
        rule,
        scope.asset().isPresent()
            ? margin().walletBalance()
            : margin().initialMarginBalance().minus(margin().unrealizedPnl()));
  }

  private Money excess(Release rule, Money wallet) {
    return rule.excess(
        wallet,
        margin().unrealizedPnl(),
        notional(),
        requiredInitially(),
        margin().maintenanceMargin());
  }

  private Money notional() {
    return new Money(scope.figures().notional().rounded(), scope.unit());
  }

  private Money wasBefore(Function<ScopeMargin, Money> figure) {
    return before.map(MarginScope::margin).map(figure).orElse(Money.zero(scope.unit()));
  }

  private static Money requiredInitially(ScopeMargin of) {
    return of.initialMargin().plus(of.orderMargin());
  }
}
