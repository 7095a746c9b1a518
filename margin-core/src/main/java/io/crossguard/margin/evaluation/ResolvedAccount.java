package io.crossguard.margin.evaluation;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Balance;
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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An account with its prices and rules looked up, divided into scopes: the only form that is
 * calculated with, so that calculators never meet an unknown instrument or a missing price.
 *
 * @param account as it was given
 * @param market as it was given, with the marks that it leaves to the models of its options
 * @param rules as they were given
 * @param scopes cross scopes first, then one for each isolated position in the account's order
 */
public record ResolvedAccount(
    Account account, MarketSnapshot market, RuleSet rules, List<MarginScope> scopes) {

  private static final String POOL = "cross";

  public ResolvedAccount {
    scopes = List.copyOf(scopes);
  }

  /**
   * @throws InconsistentInputException with everything that doesn't fit together
   */
  public static ResolvedAccount of(Account account, MarketSnapshot market, RuleSet rules) {
    List<Inconsistency> found =
        ConsistencyCheck.inconsistencies(account, market, rules, Untouched.NOTHING);
    if (!found.isEmpty()) {
      throw new InconsistentInputException(found);
    }
    return of(account, withModelledMarks(market, rules), rules, Untouched.NOTHING);
  }

  /**
   * Another account in the same market and under the same rules, such as this one after a change.
   * What a change leaves untouched is not calculated again.
   *
   * @throws InconsistentInputException with everything that doesn't fit together
   */
  public ResolvedAccount with(Account other) {
    Untouched untouched = Untouched.of(scopes);
    List<Inconsistency> found = ConsistencyCheck.inconsistencies(other, market, rules, untouched);
    if (!found.isEmpty()) {
      throw new InconsistentInputException(found);
    }
    return of(other, market, rules, untouched);
  }

  private static ResolvedAccount of(
      Account account, MarketSnapshot market, RuleSet rules, Untouched untouched) {
    return new ResolvedAccount(
        account, market, rules, new Resolution(account, market, rules, untouched).scopes());
  }

  /** The market with the marks that it leaves to the model of an option. */
  private static MarketSnapshot withModelledMarks(MarketSnapshot market, RuleSet rules) {
    Map<String, Price> marks = new HashMap<>(market.markPrices());
    for (String instrumentId : market.optionQuotes().keySet()) {
      if (!marks.containsKey(instrumentId)) {
        rules
            .instrument(instrumentId)
            .flatMap(instrument -> OptionModel.of(instrument, market, rules))
            .flatMap(OptionModel::mark)
            .ifPresent(mark -> marks.put(instrumentId, mark));
      }
    }
    return marks.size() == market.markPrices().size() ? market : market.withMarks(marks);
  }

  /** Figures and verdicts of the scopes, in their order. */
  public List<ScopeMargin> margins() {
    return scopes.stream().map(MarginScope::margin).toList();
  }

  /** A position by its id. */
  public Optional<Position> position(String positionId) {
    for (Position position : account.positions()) {
      if (position.positionId().equals(positionId)) {
        return Optional.of(position);
      }
    }
    return Optional.empty();
  }

  /** The name of the cross scope that what settles in an asset is, or would be, in. */
  public String crossScopeId(String settlementAsset) {
    return crossScopeId(settlementAsset, rules);
  }

  private static String crossScopeId(String settlementAsset, RuleSet rules) {
    return rules.conventions().collateralMode() == CollateralMode.MULTI_ASSET
        ? POOL
        : POOL + ":" + settlementAsset;
  }

  /** What is in the cross wallet of an asset; signed, and 0 where there is none. */
  public Decimal wallet(String asset) {
    return wallet(asset, account);
  }

  private static Decimal wallet(String asset, Account account) {
    Decimal held = Decimal.ZERO;
    for (Balance balance : account.balances()) {
      held = balance.asset().equals(asset) ? held.plus(balance.quantity()) : held;
    }
    return held;
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
  private record Resolution(
      Account account, MarketSnapshot market, RuleSet rules, Untouched untouched) {

    List<MarginScope> scopes() {
      List<MarginScope> scopes = new ArrayList<>();
      Map<String, CrossHoldings> cross = crossHoldings();
      if (rules.conventions().collateralMode() == CollateralMode.MULTI_ASSET) {
        List<ScopeAsset> pooled =
            cross.entrySet().stream().map(e -> pooled(e.getKey(), e.getValue())).toList();
        scopes.add(scope(POOL, ScopeKind.CROSS, Optional.empty(), pooled));
      } else {
        cross.forEach((asset, held) -> scopes.add(scope(
            crossScopeId(asset, rules),
            ScopeKind.CROSS,
            Optional.of(asset),
            List.of(alone(asset, wallet(asset, account), held.legs(this), held.orders)))));
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
                  instrument(position.instrumentId()).settlementAsset(),
                  asset -> new CrossHoldings())
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

    private MarginScope isolatedScope(Position position, Decimal margin) {
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
          .scope(scopeId, assets)
          .orElseGet(() -> new MarginScope(
              scopeId,
              kind,
              asset,
              asset.orElse(rules.quoteCurrency()),
              rules.conventions(),
              assets));
    }

    private ScopeAsset pooled(String asset, CrossHoldings held) {
      Price index = indexOf(asset, market, rules);
      return new ScopeAsset(
          rules.asset(asset), wallet(asset, account), index, index, held.legs(this), held.orders);
    }

    private ScopeAsset alone(
        String asset, Decimal wallet, List<Leg> legs, List<PricedOrder> orders) {
      Price index = indexOf(asset, market, rules);
      CollateralAsset plain = new CollateralAsset(asset, rules.root(asset), Haircut.NONE);
      return new ScopeAsset(plain, wallet, index, Price.ONE, legs, orders);
    }

    private Leg leg(List<Position> rows) {
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
      Fraction root = Fraction.of(indexOf(instrument.root(), market, rules).value());
      String asset = instrument.settlementAsset();
      boolean settlesInRoot = rules.root(asset).equals(instrument.root());
      return new ScenarioRequirement.Terms(
          rule,
          settlesInRoot
              ? root.dividedBy(Fraction.of(indexOf(asset, market, rules).value()))
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

    private Instrument instrument(String instrumentId) {
      return rules.instrument(instrumentId).orElseThrow();
    }
  }
}
