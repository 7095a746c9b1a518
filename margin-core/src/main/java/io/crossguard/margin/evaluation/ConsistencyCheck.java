package io.crossguard.margin.evaluation;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Balance;
import io.crossguard.margin.account.Order;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.account.Side;
import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.OrderMargin;
import io.crossguard.margin.rules.PositionMode;
import io.crossguard.margin.rules.RuleSet;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Price;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds every place where an account, a market and a rule set don't fit together: unknown
 * instruments and assets, duplicates, missing prices, both sides under ONE_WAY, leverage above the
 * highest maximum.
 */
public final class ConsistencyCheck {
  private final Account account;
  private final MarketSnapshot market;
  private final RuleSet rules;
  private final Untouched untouched;
  private final List<Inconsistency> found = new ArrayList<>();

  private ConsistencyCheck(
      Account account, MarketSnapshot market, RuleSet rules, Untouched untouched) {
    this.untouched = untouched;
    this.account = account;
    this.market = market;
    this.rules = rules;
  }

  /** All that is found, in the order of the account; empty where everything fits. */
  public static List<Inconsistency> inconsistencies(
      Account account, MarketSnapshot market, RuleSet rules) {
    return inconsistencies(account, market, rules, Untouched.NOTHING);
  }

  /** The same for an account of which some positions have fitted this market and rules before. */
  static List<Inconsistency> inconsistencies(
      Account account, MarketSnapshot market, RuleSet rules, Untouched untouched) {
    ConsistencyCheck check = new ConsistencyCheck(account, market, rules, untouched);
    check.quoteIndex();
    check.balances();
    check.positions();
    check.orders();
    return List.copyOf(check.found);
  }

  /** Whether a row that has not been looked at before fits, beside those of other names that do. */
  static boolean fits(Position position, Account account, MarketSnapshot market, RuleSet rules) {
    ConsistencyCheck check = new ConsistencyCheck(account, market, rules, Untouched.NOTHING);
    check.position(position, new Row("positions", 0), check.otherSides(position));
    return check.found.isEmpty();
  }

  /** The side of another cross position in the same instrument, where only one may be held. */
  private Map<String, Side> otherSides(Position position) {
    Map<String, Side> sides = new HashMap<>();
    if (!isOneWay()) {
      return sides;
    }
    for (Position other : account.positions()) {
      if (other.isCross()
          && !other.positionId().equals(position.positionId())
          && other.instrumentId().equals(position.instrumentId())) {
        sides.put(other.instrumentId(), other.side());
      }
    }
    return sides;
  }

  private void quoteIndex() {
    Optional<Price> index = market.indexPrice(rules.quoteCurrency());
    if (index.isPresent() && !index.get().equals(Price.ONE)) {
      found.add(new Inconsistency(
          "market.indexPrices",
          "must give the quote currency '" + rules.quoteCurrency() + "' the price 1, or none"));
    }
  }

  private void balances() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < account.balances().size(); i++) {
      Balance balance = account.balances().get(i);
      Row row = new Row("balances", i);
      if (!seen.add(balance.asset())) {
        add(row, "asset", "must not repeat the asset '" + balance.asset() + "'");
      }
      if (!rules.acceptsBalanceIn(balance.asset())) {
        add(row, "asset", "must be an asset of the rule set: '" + balance.asset() + "' is not");
      }
      requireIndex(balance.asset(), row, "asset");
    }
  }

  private void positions() {
    Set<String> ids = new HashSet<>();
    Map<String, Side> sides = new HashMap<>();
    for (int i = 0; i < account.positions().size(); i++) {
      Position position = account.positions().get(i);
      Row row = new Row("positions", i);
      if (!ids.add(position.positionId())) {
        add(row, "positionId", "must not repeat '" + position.positionId() + "'");
      }
      if (untouched.holds(position)) {
        oneWay(position, row, sides);
      } else {
        position(position, row, sides);
      }
    }
  }

  private void position(Position position, Row row, Map<String, Side> sides) {
    Optional<Instrument> instrument = instrument(position.instrumentId(), row);
    if (instrument.isPresent()) {
      leverage(position.leverage(), instrument.get(), row);
      pooledSettlement(position, instrument.get(), row);
      oneWay(position, row, sides);
      isolatedPremium(position, instrument.get(), row);
    }
  }

  private void orders() {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < account.orders().size(); i++) {
      Order order = account.orders().get(i);
      Row row = new Row("orders", i);
      if (!ids.add(order.orderId())) {
        add(row, "orderId", "must not repeat '" + order.orderId() + "'");
      }
      instrument(order.instrumentId(), row).ifPresent(instrument -> {
        leverage(order.leverage(), instrument, row);
        optionOrder(instrument, row);
      });
    }
  }

  /** What an order on an option requires has no rule yet, and nothing would be too little. */
  private void optionOrder(Instrument instrument, Row row) {
    if (instrument.option().isPresent()
        && rules.conventions().orderMargin().kind() != OrderMargin.Kind.NONE) {
      add(
          row,
          "instrumentId",
          "must not be an option: the order margin of the rule set has no rule for '"
              + instrument.instrumentId()
              + "'");
    }
  }

  /** A premium is paid from a wallet, and an isolated position has none but its margin. */
  private void isolatedPremium(Position position, Instrument instrument, Row row) {
    if (!position.isCross() && instrument.isPaidUpFront()) {
      add(
          row,
          "isolated",
          "must not be set: the premium of '"
              + instrument.instrumentId()
              + "' is paid up front, from the cross wallet");
    }
  }

  /** The instrument of a row, if the rule set has it; its prices are looked for too. */
  private Optional<Instrument> instrument(String instrumentId, Row row) {
    Optional<Instrument> instrument = rules.instrument(instrumentId);
    if (instrument.isEmpty()) {
      add(
          row,
          "instrumentId",
          "must be an instrument of the rule set: '" + instrumentId + "' is not");
      return instrument;
    }
    OptionCheck option = new OptionCheck(instrument.get(), market, rules);
    if (market.markPrice(instrumentId).isEmpty() && !option.givesMark()) {
      add(row, "instrumentId", "needs a mark price of '" + instrumentId + "' in market.markPrices");
    }
    requireIndex(instrument.get().settlementAsset(), row, "instrumentId");
    if (rules.conventions().scenarioMargin().isPresent()) {
      requireIndex(instrument.get().root(), row, "instrumentId");
    }
    option.rules().forEach(rule -> add(row, "instrumentId", rule));
    return instrument;
  }

  private void leverage(Optional<Decimal> leverage, Instrument instrument, Row row) {
    if (leverage.isEmpty()) {
      return;
    }
    if (instrument.option().isPresent()) {
      add(row, "leverage", "must not be set: '" + instrument.instrumentId() + "' is an option");
      return;
    }
    Fraction highest = instrument.schedule().leverageMax();
    if (Fraction.of(leverage.get()).compareTo(highest) > 0) {
      add(
          row,
          "leverage",
          "must be at most "
              + highest.rounded()
              + ", the highest of '"
              + instrument.instrumentId()
              + "'");
    }
  }

  /** What a closing realizes becomes a balance: the rules must say how it counts in the pool. */
  private void pooledSettlement(Position position, Instrument instrument, Row row) {
    if (position.isCross() && !rules.acceptsBalanceIn(instrument.settlementAsset())) {
      add(
          row,
          "instrumentId",
          "must settle in an asset of the rule set: '" + instrument.settlementAsset() + "' is not");
    }
  }

  private void oneWay(Position position, Row row, Map<String, Side> sides) {
    if (!isOneWay() || !position.isCross()) {
      return;
    }
    Side first = sides.putIfAbsent(position.instrumentId(), position.side());
    if (first != null && first != position.side()) {
      add(
          row,
          "quantity",
          "must be on the same side as the other cross positions in '"
              + position.instrumentId()
              + "': the rule set is ONE_WAY");
    }
  }

  private boolean isOneWay() {
    return rules.conventions().positionMode() == PositionMode.ONE_WAY;
  }

  private void requireIndex(String asset, Row row, String field) {
    if (!asset.equals(rules.quoteCurrency()) && market.indexPrice(asset).isEmpty()) {
      add(row, field, "needs an index price of '" + asset + "' in market.indexPrices");
    }
  }

  private void add(Row row, String field, String rule) {
    found.add(new Inconsistency(row.path(field), rule));
  }

  /** A row of the account; its name is put together only where something is found. */
  private record Row(String rows, int index) {
    String path(String field) {
      return "account." + rows + "[" + index + "]." + field;
    }
  }
}
