package io.crossguard.server;

import com.google.protobuf.Timestamp;
import io.crossguard.v1.Account;
import io.crossguard.v1.AccountDelta;
import io.crossguard.v1.Balance;
import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.IndexPrice;
import io.crossguard.v1.Instrument;
import io.crossguard.v1.MarkPrice;
import io.crossguard.v1.Market;
import io.crossguard.v1.MonitorUpdate;
import io.crossguard.v1.OptionQuote;
import io.crossguard.v1.Order;
import io.crossguard.v1.Position;
import io.crossguard.v1.RuleSet;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

/**
 * Accounts with their prices under a rule set, made up, and what a stream says about them. It applies
 * updates by itself, as simply as the proto comments describe them: what a server should do.
 */
final class RandomBook {
  private static final long TEN_DAYS = 864_000;

  private final Random random;
  private final RuleSet rules;
  private final Map<String, Account> accounts = new LinkedHashMap<>();
  private final Map<String, String> marks = new LinkedHashMap<>();
  private final Map<String, String> indexes = new LinkedHashMap<>();
  private final Map<String, String> volatilities = new LinkedHashMap<>();
  private long asOf;
  private int names;

  RandomBook(Random random, RuleSet rules) {
    this.random = random;
    this.rules = rules;
    this.asOf = rules.getInstrumentsList().stream()
            .filter(Instrument::hasExpiry)
            .mapToLong(instrument -> instrument.getExpiry().getSeconds())
            .min()
            .orElse(10 * TEN_DAYS)
        - TEN_DAYS;
    TreeSet<String> assets = new TreeSet<>();
    for (Instrument instrument : rules.getInstrumentsList()) {
      assets.add(instrument.getRoot());
      assets.add(instrument.getSettlementAsset());
      if (isOption(instrument)) {
        volatilities.put(instrument.getInstrumentId(), decimal(20, 150, 2));
      }
    }
    rules.getAssetsList().forEach(asset -> {
      assets.add(asset.getAsset());
      assets.add(asset.getRoot());
    });
    assets.remove("");
    assets.remove(rules.getQuoteCurrency());
    assets.forEach(asset -> indexes.put(asset, price()));
    for (Instrument instrument : rules.getInstrumentsList()) {
      if (!isOption(instrument)) {
        marks.put(instrument.getInstrumentId(), price());
      }
    }
  }

  private RandomBook(RandomBook other) {
    this.random = other.random;
    this.rules = other.rules;
    this.accounts.putAll(other.accounts);
    this.marks.putAll(other.marks);
    this.indexes.putAll(other.indexes);
    this.volatilities.putAll(other.volatilities);
    this.asOf = other.asOf;
    this.names = other.names;
  }

  private static boolean isOption(Instrument instrument) {
    return instrument.getKind() == Instrument.Kind.OPTION;
  }

  List<Account> accounts() {
    return List.copyOf(accounts.values());
  }

  void add(Account account) {
    accounts.put(account.getAccountId(), account);
  }

  /** The call that answers what a stream should. */
  EvaluateMarginRequest call(Account account) {
    return EvaluateMarginRequest.newBuilder()
        .setAccount(account)
        .setMarket(market())
        .setRuleSetId(rules.getRuleSetId())
        .build();
  }

  Market market() {
    Market.Builder market = Market.newBuilder().setAsOf(Timestamp.newBuilder().setSeconds(asOf));
    marks.forEach((id, price) ->
        market.addMarkPrices(MarkPrice.newBuilder().setInstrumentId(id).setPrice(price)));
    indexes.forEach((asset, price) ->
        market.addIndexPrices(IndexPrice.newBuilder().setAsset(asset).setPrice(price)));
    volatilities.forEach((id, volatility) -> market.addOptionQuotes(
        OptionQuote.newBuilder().setInstrumentId(id).setImpliedVolatility(volatility)));
    return market.build();
  }

  Account newAccount() {
    Account.Builder account = Account.newBuilder().setAccountId(name("account"));
    List<String> assets = new ArrayList<>(indexes.keySet());
    assets.add(rules.getQuoteCurrency());
    for (int i = random.nextInt(3); i >= 0; i--) {
      String asset = assets.remove(random.nextInt(assets.size()));
      account.addBalances(balance(asset));
      if (assets.isEmpty()) {
        break;
      }
    }
    for (int i = random.nextInt(5); i > 0; i--) {
      account.addPositions(position(name("p")));
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      account.addOrders(order(name("o")));
    }
    return account.build();
  }

  /** Something that may have happened; not everything that it says needs to be right. */
  MonitorUpdate update() {
    MonitorUpdate.Builder update = MonitorUpdate.newBuilder();
    if (random.nextInt(10) < 7) {
      update.setMarket(tick());
    }
    for (Account account : accounts.values()) {
      int dice = random.nextInt(20);
      if (dice < 8) {
        update.addDeltas(delta(account));
      } else if (dice == 8) {
        update.addAccounts(newAccount().toBuilder().setAccountId(account.getAccountId()));
      } else if (dice == 9 && accounts.size() > 1 && update.getRemovedAccountIdsCount() == 0) {
        update.addRemovedAccountIds(account.getAccountId());
      }
    }
    if (random.nextInt(6) == 0 && accounts.size() < 5) {
      update.addAccounts(newAccount());
    }
    return update.build();
  }

  private Market tick() {
    Market.Builder market = Market.newBuilder();
    marks.forEach((id, price) -> {
      if (random.nextInt(3) == 0) {
        market.addMarkPrices(MarkPrice.newBuilder().setInstrumentId(id).setPrice(moved(price)));
      }
    });
    indexes.forEach((asset, price) -> {
      if (random.nextInt(4) == 0) {
        market.addIndexPrices(IndexPrice.newBuilder().setAsset(asset).setPrice(moved(price)));
      }
    });
    volatilities.forEach((id, volatility) -> {
      if (random.nextInt(4) == 0) {
        market.addOptionQuotes(
            OptionQuote.newBuilder().setInstrumentId(id).setImpliedVolatility(decimal(20, 150, 2)));
      }
    });
    if (random.nextInt(3) == 0) {
      market.setAsOf(Timestamp.newBuilder().setSeconds(asOf + 1 + random.nextInt(3_600)));
    }
    return market.build();
  }

  private AccountDelta delta(Account account) {
    AccountDelta.Builder delta = AccountDelta.newBuilder().setAccountId(account.getAccountId());
    for (Balance balance : account.getBalancesList()) {
      int dice = random.nextInt(6);
      if (dice == 0) {
        delta.addRemovedAssets(balance.getAsset());
      } else if (dice == 1) {
        delta.addBalances(balance(balance.getAsset()));
      }
    }
    for (Position position : account.getPositionsList()) {
      int dice = random.nextInt(6);
      if (dice == 0) {
        delta.addRemovedPositionIds(position.getPositionId());
      } else if (dice == 1) {
        delta.addPositions(position(position.getPositionId()));
      }
    }
    for (Order order : account.getOrdersList()) {
      int dice = random.nextInt(4);
      if (dice == 0) {
        delta.addRemovedOrderIds(order.getOrderId());
      } else if (dice == 1) {
        delta.addOrders(order(order.getOrderId()));
      }
    }
    if (random.nextInt(3) == 0) {
      delta.addPositions(position(name("p")));
    }
    if (random.nextInt(6) == 0) {
      delta.addOrders(order(name("o")));
    }
    return delta.build();
  }

  /** The book after an update. */
  RandomBook after(MonitorUpdate update) {
    RandomBook after = new RandomBook(this);
    Market news = update.getMarket();
    news.getMarkPricesList()
        .forEach(price -> after.marks.put(price.getInstrumentId(), price.getPrice()));
    news.getIndexPricesList()
        .forEach(price -> after.indexes.put(price.getAsset(), price.getPrice()));
    news.getOptionQuotesList()
        .forEach(
            quote -> after.volatilities.put(quote.getInstrumentId(), quote.getImpliedVolatility()));
    if (news.hasAsOf()) {
      after.asOf = news.getAsOf().getSeconds();
    }
    update.getAccountsList().forEach(after::add);
    update.getRemovedAccountIdsList().forEach(after.accounts::remove);
    update
        .getDeltasList()
        .forEach(delta -> after.accounts.computeIfPresent(
            delta.getAccountId(), (id, account) -> applied(account, delta)));
    return after;
  }

  private static Account applied(Account account, AccountDelta delta) {
    Map<String, Balance> balances = new LinkedHashMap<>();
    account.getBalancesList().forEach(row -> balances.put(row.getAsset(), row));
    delta.getBalancesList().forEach(row -> balances.put(row.getAsset(), row));
    balances.keySet().removeAll(delta.getRemovedAssetsList());
    Map<String, Position> positions = new LinkedHashMap<>();
    account.getPositionsList().forEach(row -> positions.put(row.getPositionId(), row));
    delta.getPositionsList().forEach(row -> positions.put(row.getPositionId(), row));
    positions.keySet().removeAll(delta.getRemovedPositionIdsList());
    Map<String, Order> orders = new LinkedHashMap<>();
    account.getOrdersList().forEach(row -> orders.put(row.getOrderId(), row));
    delta.getOrdersList().forEach(row -> orders.put(row.getOrderId(), row));
    orders.keySet().removeAll(delta.getRemovedOrderIdsList());
    return Account.newBuilder()
        .setAccountId(account.getAccountId())
        .addAllBalances(balances.values())
        .addAllPositions(positions.values())
        .addAllOrders(orders.values())
        .build();
  }

  private Balance balance(String asset) {
    String worth = decimal(-20, 2_000, 0);
    BigDecimal units = new BigDecimal(worth)
        .multiply(BigDecimal.valueOf(1_000))
        .divide(new BigDecimal(indexes.getOrDefault(asset, "1")), 6, RoundingMode.DOWN);
    return Balance.newBuilder()
        .setAsset(asset)
        .setQuantity(units.toPlainString())
        .build();
  }

  private Position position(String positionId) {
    Instrument instrument = instrument();
    Position.Builder position = Position.newBuilder()
        .setPositionId(positionId)
        .setInstrumentId(instrument.getInstrumentId())
        .setQuantity(quantity())
        .setEntryPrice(moved(marks.getOrDefault(instrument.getInstrumentId(), "0.05")));
    return (random.nextInt(4) == 0
            ? position.setIsolated(Position.Isolated.newBuilder().setMargin(decimal(10, 5_000, 1)))
            : position.setCross(Position.Cross.getDefaultInstance()))
        .build();
  }

  private Order order(String orderId) {
    Instrument instrument = instrument();
    return Order.newBuilder()
        .setOrderId(orderId)
        .setInstrumentId(instrument.getInstrumentId())
        .setQuantity(quantity())
        .setPrice(moved(marks.getOrDefault(instrument.getInstrumentId(), "0.05")))
        .setReduceOnly(random.nextInt(4) == 0)
        .build();
  }

  private Instrument instrument() {
    return rules.getInstruments(random.nextInt(rules.getInstrumentsCount()));
  }

  private String quantity() {
    return decimal(1, 300, 1) + (random.nextBoolean() ? "5" : "1");
  }

  private String price() {
    return decimal(1, 5_000, 3);
  }

  private String moved(String price) {
    BigDecimal factor = BigDecimal.valueOf(70 + random.nextInt(61), 2);
    return new BigDecimal(price).multiply(factor).setScale(6, RoundingMode.UP).toPlainString();
  }

  private String decimal(int least, int most, int digits) {
    return BigDecimal.valueOf(least + (long) random.nextInt(most - least))
        .add(BigDecimal.valueOf(random.nextInt((int) Math.pow(10, digits)), digits))
        .toPlainString();
  }

  private String name(String prefix) {
    return prefix + names++;
  }
}
