package io.crossguard.margin.evaluation;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.rules.CollateralMode;
import io.crossguard.margin.rules.Haircut;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.RuleSet;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An account with its prices and rules looked up, divided into scopes: the only form that is
 * calculated with, so that calculators never meet an unknown instrument or a missing price.
 *
 * @param account as it was given
 * @param market as it was given
 * @param rules as they were given
 * @param scopes cross scopes first, then one for each isolated position in the account's order
 */
public record ResolvedAccount(
    Account account, MarketSnapshot market, RuleSet rules, List<MarginScope> scopes) {

  public ResolvedAccount {
    scopes = List.copyOf(scopes);
  }

  /**
   * @throws InconsistentInputException with everything that doesn't fit together
   */
  public static ResolvedAccount of(Account account, MarketSnapshot market, RuleSet rules) {
    List<Inconsistency> found = ConsistencyCheck.inconsistencies(account, market, rules);
    if (!found.isEmpty()) {
      throw new InconsistentInputException(found);
    }
    return new ResolvedAccount(account, market, rules, new Resolution(account, market, rules).scopes());
  }

  /** The price of an asset in the quote currency. */
  public Price index(String asset) {
    return indexOf(asset, market, rules);
  }

  private static Price indexOf(String asset, MarketSnapshot market, RuleSet rules) {
    return asset.equals(rules.quoteCurrency())
        ? Price.ONE
        : market.indexPrice(asset).orElseThrow();
  }

  /** Divides a consistent account into scopes. */
  private record Resolution(Account account, MarketSnapshot market, RuleSet rules) {

    List<MarginScope> scopes() {
      List<MarginScope> scopes = new ArrayList<>();
      Map<String, List<Leg>> crossLegs = crossLegs();
      if (rules.conventions().collateralMode() == CollateralMode.MULTI_ASSET) {
        scopes.add(
            scope(
                "cross",
                ScopeKind.CROSS,
                Optional.empty(),
                crossLegs.entrySet().stream()
                    .map(e -> pooled(e.getKey(), wallet(e.getKey()), e.getValue()))
                    .toList()));
      } else {
        crossLegs.forEach(
            (asset, legs) ->
                scopes.add(
                    scope(
                        "cross:" + asset,
                        ScopeKind.CROSS,
                        Optional.of(asset),
                        List.of(alone(asset, wallet(asset), legs)))));
      }
      for (Position position : account.positions()) {
        if (position.mode() instanceof MarginMode.Isolated isolated) {
          scopes.add(isolatedScope(position, isolated.margin()));
        }
      }
      return scopes;
    }

    /** The cross legs by settlement asset; an asset that is only held has none. */
    private Map<String, List<Leg>> crossLegs() {
      Map<String, Map<List<Object>, List<Position>>> rows = new LinkedHashMap<>();
      account.balances().forEach(balance -> rows.put(balance.asset(), new LinkedHashMap<>()));
      for (Position position : account.positions()) {
        if (position.isCross()) {
          rows.computeIfAbsent(
                  instrument(position).settlementAsset(), asset -> new LinkedHashMap<>())
              .computeIfAbsent(
                  List.of(position.instrumentId(), position.side()), key -> new ArrayList<>())
              .add(position);
        }
      }
      Map<String, List<Leg>> legs = new LinkedHashMap<>();
      rows.forEach(
          (asset, byLeg) -> legs.put(asset, byLeg.values().stream().map(this::leg).toList()));
      return legs;
    }

    private MarginScope isolatedScope(Position position, Decimal margin) {
      String asset = instrument(position).settlementAsset();
      return scope(
          "isolated:" + position.positionId(),
          ScopeKind.ISOLATED,
          Optional.of(asset),
          List.of(alone(asset, margin, List.of(leg(List.of(position))))));
    }

    private MarginScope scope(
        String scopeId, ScopeKind kind, Optional<String> asset, List<ScopeAsset> assets) {
      return new MarginScope(
          scopeId,
          kind,
          asset,
          asset.orElse(rules.quoteCurrency()),
          rules.conventions().warningLevel().fraction(),
          rules.conventions().liquidationTrigger().fraction(),
          assets);
    }

    private ScopeAsset pooled(String asset, Decimal wallet, List<Leg> legs) {
      Price index = indexOf(asset, market, rules);
      return new ScopeAsset(
          asset, rules.root(asset), wallet, index, index, rules.haircut(asset), legs);
    }

    private ScopeAsset alone(String asset, Decimal wallet, List<Leg> legs) {
      Price index = indexOf(asset, market, rules);
      return new ScopeAsset(
          asset, rules.root(asset), wallet, index, Price.ONE, Haircut.NONE, legs);
    }

    private Decimal wallet(String asset) {
      return account.balances().stream()
          .filter(balance -> balance.asset().equals(asset))
          .map(balance -> balance.quantity())
          .reduce(Decimal.ZERO, Decimal::plus);
    }

    private Leg leg(List<Position> rows) {
      Position first = rows.get(0);
      return new Leg(
          instrument(first),
          market.markPrice(first.instrumentId()).orElseThrow(),
          rows);
    }

    private Instrument instrument(Position position) {
      return rules.instrument(position.instrumentId()).orElseThrow();
    }
  }
}
