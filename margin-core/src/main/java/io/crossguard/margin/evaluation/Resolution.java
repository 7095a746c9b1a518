package io.crossguard.margin.evaluation;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Order;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.account.Side;
import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.option.OptionModel;
import io.crossguard.margin.rules.CollateralAsset;
import io.crossguard.margin.rules.CollateralMode;
import io.crossguard.margin.rules.Haircut;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.RuleSet;
import io.crossguard.margin.rules.ScenarioMargin;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Price;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Divides a consistent account into scopes. */
record Resolution(Account account, MarketSnapshot market, RuleSet rules, Untouched untouched) {

  List<MarginScope> scopes() {
    List<MarginScope> scopes = new ArrayList<>();
    Map<String, CrossHoldings> cross = crossHoldings();
    if (rules.conventions().collateralMode() == CollateralMode.MULTI_ASSET) {
      List<ScopeAsset> pooled =
          cross.entrySet().stream().map(e -> pooled(e.getKey(), e.getValue())).toList();
      scopes.add(scope(ResolvedAccount.POOL, ScopeKind.CROSS, Optional.empty(), pooled));
    } else {
      cross.forEach((asset, held) -> scopes.add(scope(
          ResolvedAccount.crossScopeId(asset, rules),
          ScopeKind.CROSS,
          Optional.of(asset),
          List.of(alone(
              asset, ResolvedAccount.wallet(asset, account), held.legs(this), held.orders)))));
    }
    for (Position position : account.positions()) {
      if (position.mode() instanceof MarginMode.Isolated isolated) {
        scopes.add(isolatedScope(position, isolated.margin()));
      }
    }
    return scopes;
  }

  /** What is held in cross margin, by settlement asset. */
  private Map<String, CrossHoldings> crossHoldings() {
    Map<String, CrossHoldings> holdings = new LinkedHashMap<>();
    account.balances().forEach(balance -> holdings.put(balance.asset(), new CrossHoldings()));
    for (Position position : account.positions()) {
      if (position.isCross()) {
        holdings
            .computeIfAbsent(
                instrument(position.instrumentId()).settlementAsset(), asset -> new CrossHoldings())
            .add(position);
      }
    }
    for (Order order : account.orders()) {
      if (isolatedPosition(order).isEmpty()) {
        holdings
            .computeIfAbsent(
                instrument(order.instrumentId()).settlementAsset(), asset -> new CrossHoldings())
            .orders
            .add(priced(order));
      }
    }
    return holdings;
  }

  /** The cross positions and orders that settle in one asset. */
  private static final class CrossHoldings {
    private final Map<LegKey, List<Position>> rows = new LinkedHashMap<>();
    private final List<PricedOrder> orders = new ArrayList<>();

    private record LegKey(String instrumentId, Side side) {}

    void add(Position position) {
      rows.computeIfAbsent(
              new LegKey(position.instrumentId(), position.side()), key -> new ArrayList<>(1))
          .add(position);
    }

    List<Leg> legs(Resolution resolution) {
      List<Leg> legs = new ArrayList<>(rows.size());
      rows.values().forEach(ofLeg -> legs.add(resolution.leg(ofLeg)));
      return legs;
    }
  }

  /** The isolated position whose scope an order belongs to; else its cost is the cross scope's. */
  private Optional<Position> isolatedPosition(Order order) {
    return account.positions().stream()
        .filter(position -> order.isIsolated()
            && !position.isCross()
            && position.instrumentId().equals(order.instrumentId()))
        .findFirst();
  }

  MarginScope isolatedScope(Position position, Decimal margin) {
    String asset = instrument(position.instrumentId()).settlementAsset();
    List<PricedOrder> orders = new ArrayList<>();
    for (Order order : account.orders()) {
      if (isolatedPosition(order).equals(Optional.of(position))) {
        orders.add(priced(order));
      }
    }
    return scope(
        MarginScope.isolatedId(position.positionId()),
        ScopeKind.ISOLATED,
        Optional.of(asset),
        List.of(alone(asset, margin, List.of(leg(List.of(position))), orders)));
  }

  private MarginScope scope(
      String scopeId, ScopeKind kind, Optional<String> asset, List<ScopeAsset> assets) {
    return untouched
        .scope(scopeId, asset, assets)
        .orElseGet(() -> new MarginScope(
            scopeId,
            kind,
            asset,
            asset.orElse(rules.quoteCurrency()),
            rules.conventions(),
            assets));
  }

  private ScopeAsset pooled(String asset, CrossHoldings held) {
    Price index = ResolvedAccount.indexOf(asset, market, rules);
    return new ScopeAsset(
        rules.asset(asset),
        ResolvedAccount.wallet(asset, account),
        index,
        index,
        held.legs(this),
        held.orders);
  }

  private ScopeAsset alone(String asset, Decimal wallet, List<Leg> legs, List<PricedOrder> orders) {
    Price index = ResolvedAccount.indexOf(asset, market, rules);
    CollateralAsset plain = new CollateralAsset(asset, rules.root(asset), Haircut.NONE);
    return new ScopeAsset(plain, wallet, index, Price.ONE, legs, orders);
  }

  Leg leg(List<Position> rows) {
    return untouched.leg(rows).orElseGet(() -> newLeg(rows));
  }

  private Leg newLeg(List<Position> rows) {
    String instrumentId = rows.get(0).instrumentId();
    return new Leg(
        instrument(instrumentId),
        mark(instrumentId),
        OptionModel.of(instrument(instrumentId), market, rules),
        rows,
        rules.conventions().bases(),
        rules.conventions().scenarioMargin().map(rule -> scenario(rule, rows.get(0))));
  }

  private ScenarioRequirement.Terms scenario(ScenarioMargin rule, Position row) {
    Instrument instrument = instrument(row.instrumentId());
    Fraction root =
        Fraction.of(ResolvedAccount.indexOf(instrument.root(), market, rules).value());
    String asset = instrument.settlementAsset();
    boolean settlesInRoot = rules.root(asset).equals(instrument.root());
    return new ScenarioRequirement.Terms(
        rule,
        settlesInRoot
            ? root.dividedBy(
                Fraction.of(ResolvedAccount.indexOf(asset, market, rules).value()))
            : root,
        settlesInRoot,
        row.isCross()
            && rules.conventions().collateralMode() == CollateralMode.MULTI_ASSET
            && !asset.equals(rules.quoteCurrency()));
  }

  private PricedOrder priced(Order order) {
    return new PricedOrder(order, instrument(order.instrumentId()), mark(order.instrumentId()));
  }

  private Price mark(String instrumentId) {
    return market.markPrice(instrumentId).orElseThrow();
  }

  Instrument instrument(String instrumentId) {
    return rules.instrument(instrumentId).orElseThrow();
  }
}
