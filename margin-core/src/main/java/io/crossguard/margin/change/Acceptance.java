package io.crossguard.margin.change;

import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.Leg;
import io.crossguard.margin.evaluation.MarginScope;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.evaluation.ScopeKind;
import io.crossguard.margin.rules.ChangePolicy;
import io.crossguard.margin.rules.Release;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Money;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Judges a change by the margin that every scope has after it.
 *
 * <pre>
 *   a scope whose requirement it raises, or which it takes value from:
 *     initialBalance ≥ initialMargin + orderMargin, and it stands
 *   every other scope: it stands
 *   withdrawal, margin taken from an isolated position: the release formula is at least 0 after it
 *   new isolated scope by a switch: the same formula is at least 0
 *   cross scope from which margin is isolated: initialBalance ≥ R, or the formula is at least 0
 *   reduction without flip: see {@link ChangePolicy.Reduction}
 *   deposit: passes
 * </pre>
 */
final class Acceptance {
  private final Change change;
  private final ResolvedAccount before;
  private final ResolvedAccount after;
  private final ChangePolicy policy;
  private final List<ScopeAfter> scopes = new ArrayList<>();
  // By what it is about: the first reason of a scope stands for those that follow from it.
  private final Map<String, RefusalReason> reasons = new LinkedHashMap<>();

  private Acceptance(Change change, ResolvedAccount before, ResolvedAccount after) {
    this.change = change;
    this.before = before;
    this.after = after;
    this.policy = after.rules().conventions().changePolicy();
    Map<String, MarginScope> byId = new HashMap<>();
    before.scopes().forEach(scope -> byId.put(scope.scopeId(), scope));
    for (MarginScope scope : after.scopes()) {
      scopes.add(new ScopeAfter(scope, Optional.ofNullable(byId.get(scope.scopeId()))));
    }
  }

  /** All reasons against a change that is booked in {@code after}; empty where it passes. */
  static List<RefusalReason> reasons(Change change, ResolvedAccount before, ResolvedAccount after) {
    Acceptance acceptance = new Acceptance(change, before, after);
    acceptance.judge();
    return List.copyOf(acceptance.reasons.values());
  }

  private void judge() {
    if (change instanceof Change.Deposit) {
      return;
    }
    if (change instanceof Change.Trade trade) {
      trade(trade);
      return;
    }
    if (change instanceof Change.SetLeverage set) {
      leverage(set.positionId());
    } else if (change instanceof Change.ToIsolated switched) {
      isolated(MarginScope.isolatedId(switched.positionId()));
      isolationSource(switched.positionId());
    } else if (change instanceof Change.AdjustIsolatedMargin adjusted) {
      adjusted(adjusted);
    } else if (change instanceof Change.Withdraw withdrawal) {
      withdrawn(withdrawal);
    }
    everyScope();
  }

  private void trade(Change.Trade trade) {
    if (TradeBooking.isReduction(before.position(trade.positionId()), trade)) {
      reduction(trade);
    } else {
      leverage(trade.positionId());
      everyScope();
    }
  }

  private void everyScope() {
    for (ScopeAfter scope : scopes) {
      if (scope.isBurdened() && !scope.hasInitialMargin()) {
        initialMargin(scope);
      } else if (!scope.stands()) {
        maintenanceMargin(scope);
      }
    }
  }

  private void reduction(Change.Trade trade) {
    switch (policy.reduction()) {
      case SHORTFALL_NOT_GROWING ->
        scopes.stream()
            .filter(touchedBy(trade.positionId()))
            .filter(scope -> !scope.stands())
            .filter(scope -> !scope.shortfallDoesNotGrow())
            .forEach(this::shortfall);
      case MAINTENANCE ->
        scopes.stream().filter(scope -> !scope.stands()).forEach(this::maintenanceMargin);
      case REQUIREMENT_NOT_RISING -> {
        if (scopes.stream().anyMatch(ScopeAfter::initialRequirementRises)) {
          everyScope();
        }
      }
    }
  }

  /** The scope of a position, and the cross wallet that it settles in. */
  private Predicate<ScopeAfter> touchedBy(String positionId) {
    String isolated = MarginScope.isolatedId(positionId);
    return crossScopeOf(positionId).or(scope -> scope.scopeId().equals(isolated));
  }

  /** The cross wallet that a position settles in. */
  private Predicate<ScopeAfter> crossScopeOf(String positionId) {
    Optional<String> settlement = before
        .position(positionId)
        .flatMap(p -> after.rules().instrument(p.instrumentId()))
        .map(instrument -> instrument.settlementAsset());
    return scope -> scope.margin().kind() == ScopeKind.CROSS
        && (scope.scope().asset().isEmpty() || scope.scope().asset().equals(settlement));
  }

  private void leverage(String positionId) {
    for (ScopeAfter scope : scopes) {
      for (Leg leg : scope.scope().legs()) {
        leg.rows().stream()
            .filter(row -> row.positionId().equals(positionId))
            .findFirst()
            .ifPresent(row -> leverage(leg, row));
      }
    }
  }

  private void leverage(Leg leg, Position row) {
    Fraction most = leg.leverage(row);
    row.leverage()
        .filter(set -> Fraction.of(set).compareTo(most) > 0)
        .ifPresent(set -> refuse(
            row.positionId(),
            RefusalReason.Code.LEVERAGE,
            "'" + row.positionId() + "' has a leverage of " + set + ", above the " + most.rounded()
                + " of tier " + leg.tier() + ", which it reaches"));
  }

  private void isolated(String scopeId) {
    scope(scopeId)
        .filter(scope -> scope.releaseExcess().isNegative())
        .ifPresent(scope -> refuse(
            scopeId,
            RefusalReason.Code.ISOLATED_MARGIN,
            scopeId + " would have a margin of " + scope.margin().walletBalance()
                + ", too little by " + scope.releaseExcess().negated()
                + " for its initial margin of " + scope.requiredInitially()
                + " at an unrealized result of " + scope.margin().unrealizedPnl()));
  }

  private void isolationSource(String positionId) {
    scopes.stream().filter(crossScopeOf(positionId)).forEach(scope -> {
      Money excess = policy.isolationSource() == ChangePolicy.IsolationSource.FORMULA
          ? scope.releaseExcess()
          : scope.floorExcess();
      if (excess.isNegative()) {
        refuse(
            scope.scopeId(),
            RefusalReason.Code.CROSS_FLOOR,
            scope.scopeId() + " would keep " + excess.negated()
                + " less than it must when margin leaves it for an isolated position");
      }
    });
  }

  private void adjusted(Change.AdjustIsolatedMargin adjusted) {
    if (adjusted.amount().isPositive()) {
      isolationSource(adjusted.positionId());
    } else {
      scope(MarginScope.isolatedId(adjusted.positionId())).ifPresent(this::released);
    }
  }

  private void withdrawn(Change.Withdraw withdrawal) {
    boolean isPooled = scopes.stream()
        .anyMatch(s -> s.margin().kind() == ScopeKind.CROSS && s.scope().asset().isEmpty());
    if (isPooled && after.wallet(withdrawal.asset()).isNegative()) {
      refuse(
          "wallet",
          RefusalReason.Code.BALANCE,
          "there are " + before.wallet(withdrawal.asset()) + " " + withdrawal.asset()
              + ", less than the " + withdrawal.amount() + " to be withdrawn");
    }
    scopes.stream()
        .filter(scope -> scope.margin().kind() == ScopeKind.CROSS)
        .filter(scope -> isPooled || scope.scope().asset().equals(Optional.of(withdrawal.asset())))
        .forEach(this::released);
  }

  private void released(ScopeAfter scope) {
    Money excess = scope.releaseExcess();
    boolean isStrict = scope.scope().conventions().release().kind() == Release.Kind.STRICT;
    if (isStrict || excess.isNegative()) {
      refuse(
          scope.scopeId(),
          RefusalReason.Code.NOT_RELEASABLE,
          scope.scopeId()
              + (isStrict
                  ? " lets nothing leave"
                  : " would lack " + excess.negated() + " of what may not leave it"));
    }
  }

  private void initialMargin(ScopeAfter scope) {
    refuse(
        scope.scopeId(),
        RefusalReason.Code.INITIAL_MARGIN,
        scope.scopeId() + " would have an initial balance of "
            + scope.margin().initialMarginBalance()
            + ", below its initial and order margin of " + scope.requiredInitially());
  }

  private void maintenanceMargin(ScopeAfter scope) {
    refuse(scope.scopeId(), RefusalReason.Code.MAINTENANCE_MARGIN, lacksMaintenance(scope));
  }

  private void shortfall(ScopeAfter scope) {
    boolean lackedBefore =
        scope.before().filter(was -> !was.margin().status().stands()).isPresent();
    refuse(
        scope.scopeId(),
        lackedBefore ? RefusalReason.Code.SHORTFALL_GROWS : RefusalReason.Code.MAINTENANCE_MARGIN,
        lacksMaintenance(scope) + (lackedBefore ? ", more than it lacks already" : ""));
  }

  private static String lacksMaintenance(ScopeAfter scope) {
    return scope.scopeId() + " would be " + scope.margin().status() + " with a margin balance of "
        + scope.margin().marginBalance() + " against a maintenance margin of "
        + scope.margin().maintenanceMargin();
  }

  private Optional<ScopeAfter> scope(String scopeId) {
    return scopes.stream().filter(scope -> scope.scopeId().equals(scopeId)).findFirst();
  }

  private void refuse(String about, RefusalReason.Code code, String message) {
    reasons.putIfAbsent(about, new RefusalReason(code, message));
  }
}
