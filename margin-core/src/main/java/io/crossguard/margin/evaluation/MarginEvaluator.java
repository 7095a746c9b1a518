package io.crossguard.margin.evaluation;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.account.Position;
import io.crossguard.margin.option.OptionModel;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Money;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Evaluates every scope and every position of an account, and sums them up. */
public final class MarginEvaluator {
  public AccountMargin evaluate(ResolvedAccount account) {
    List<ScopeMargin> scopes = account.margins();
    List<PositionMargin> positions = positions(account);
    return new AccountMargin(
        account.account().accountId(),
        scopes.stream().map(ScopeMargin::status).reduce(ScopeStatus.HEALTHY, ScopeStatus::worse),
        new TotalsCalculator(account, scopes, positions).totals(),
        scopes,
        positions);
  }

  private static List<PositionMargin> positions(ResolvedAccount account) {
    Map<String, PositionMargin> byId = new HashMap<>();
    for (MarginScope scope : account.scopes()) {
      for (Leg leg : scope.legs()) {
        for (int i = 0; i < leg.rows().size(); i++) {
          byId.put(leg.rows().get(i).positionId(), positionMargin(scope, leg, i));
        }
      }
    }
    List<PositionMargin> positions = new ArrayList<>(byId.size());
    for (Position position : account.account().positions()) {
      positions.add(requireNonNull(byId.get(position.positionId())));
    }
    return positions;
  }

  private static PositionMargin positionMargin(MarginScope scope, Leg leg, int number) {
    Position row = leg.rows().get(number);
    LegFigures.OfRow figures = leg.figures().rows().get(number);
    Fraction notional = leg.notional(row);
    String asset = leg.instrument().settlementAsset();
    return new PositionMargin(
        row.positionId(),
        scope.scopeId(),
        leg.side(),
        money(notional, asset),
        money(figures.unrealizedPnl(), asset),
        money(figures.initialMargin(), asset),
        money(leg.maintenanceShare(notional), asset),
        leg.leverage(row).rounded(),
        leg.tier(),
        leg.option().map(model -> option(leg, row, model)));
  }

  private static PositionMargin.OptionFigures option(Leg leg, Position row, OptionModel model) {
    Decimal value = row.quantity()
        .contracts()
        .times(leg.instrument().multiplier())
        .times(leg.markPrice().value());
    return new PositionMargin.OptionFigures(
        new Money(value, leg.instrument().settlementAsset()), leg.markPrice(), model.greeks());
  }

  private static Money money(Fraction amount, String asset) {
    return new Money(amount.rounded(), asset);
  }
}
