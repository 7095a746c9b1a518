package io.crossguard.client;

import io.crossguard.v1.Account;
import io.crossguard.v1.AccountClasses;
import io.crossguard.v1.AccountDelta;
import io.crossguard.v1.Balance;
import io.crossguard.v1.IndexPrice;
import io.crossguard.v1.MarkPrice;
import io.crossguard.v1.Market;
import io.crossguard.v1.MonitorMarginRequest.Snapshot;
import io.crossguard.v1.MonitorMarginResponse.MonitoredAccount;
import io.crossguard.v1.MonitorUpdate;
import io.crossguard.v1.OptionQuote;
import io.crossguard.v1.Order;
import io.crossguard.v1.Position;
import io.crossguard.v1.PreviousClass;
import io.crossguard.v1.RecommendMarginModesResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What the service is known to watch: the snapshot and every update that it has accepted. Of it a
 * snapshot can be made that starts another stream at the same state.
 */
final class MonitoredState {
  private final Snapshot terms;
  private final Map<String, Account> accounts = new LinkedHashMap<>();
  private final Map<String, MarkPrice> marks = new LinkedHashMap<>();
  private final Map<String, IndexPrice> indexes = new LinkedHashMap<>();
  private final Map<String, OptionQuote> quotes = new LinkedHashMap<>();
  private final Map<String, AccountClasses> classes = new LinkedHashMap<>();
  private Market market;

  MonitoredState(Snapshot snapshot) {
    this.terms = snapshot.toBuilder().clearAccounts().clearMarket().build();
    this.market = snapshot.getMarket().toBuilder()
        .clearMarkPrices()
        .clearIndexPrices()
        .clearOptionQuotes()
        .build();
    applyPrices(snapshot.getMarket());
    snapshot.getAccountsList().forEach(account -> accounts.put(account.getAccountId(), account));
    snapshot.getAdvice().getPreviousClassesList().forEach(of -> classes.put(of.getAccountId(), of));
  }

  /** Applies an update that the service has accepted. */
  void apply(MonitorUpdate update) {
    applyPrices(update.getMarket());
    update.getRemovedAccountIdsList().forEach(accountId -> {
      accounts.remove(accountId);
      classes.remove(accountId);
    });
    update.getAccountsList().forEach(account -> accounts.put(account.getAccountId(), account));
    for (AccountDelta delta : update.getDeltasList()) {
      accounts.computeIfPresent(delta.getAccountId(), (id, account) -> applied(account, delta));
    }
  }

  private void applyPrices(Market news) {
    news.getMarkPricesList().forEach(price -> marks.put(price.getInstrumentId(), price));
    news.getIndexPricesList().forEach(price -> indexes.put(price.getAsset(), price));
    news.getOptionQuotesList().forEach(quote -> quotes.put(quote.getInstrumentId(), quote));
    if (news.hasAsOf()) {
      market = market.toBuilder().setAsOf(news.getAsOf()).build();
    }
  }

  private static Account applied(Account account, AccountDelta delta) {
    return account.toBuilder()
        .clearBalances()
        .addAllBalances(merged(
            account.getBalancesList(),
            delta.getBalancesList(),
            delta.getRemovedAssetsList(),
            Balance::getAsset))
        .clearPositions()
        .addAllPositions(merged(
            account.getPositionsList(),
            delta.getPositionsList(),
            delta.getRemovedPositionIdsList(),
            Position::getPositionId))
        .clearOrders()
        .addAllOrders(merged(
            account.getOrdersList(),
            delta.getOrdersList(),
            delta.getRemovedOrderIdsList(),
            Order::getOrderId))
        .build();
  }

  private static <T> List<T> merged(
      List<T> before, List<T> changed, List<String> removed, Function<T, String> name) {
    Map<String, T> rows = new LinkedHashMap<>();
    before.forEach(row -> rows.put(name.apply(row), row));
    removed.forEach(rows::remove);
    changed.forEach(row -> rows.put(name.apply(row), row));
    return new ArrayList<>(rows.values());
  }

  /** Remembers the classes of an advice, so that another stream goes on from them. */
  void remember(MonitoredAccount told) {
    if (!told.hasAdvice()) {
      return;
    }
    RecommendMarginModesResponse advice = told.getAdvice();
    AccountClasses.Builder of = AccountClasses.newBuilder().setAccountId(advice.getAccountId());
    advice
        .getHedgeGroupsList()
        .forEach(group -> of.addClasses(PreviousClass.newBuilder()
            .setHedgeGroupId(group.getHedgeGroupId())
            .setClassification(group.getClassification())));
    classes.put(advice.getAccountId(), of.build());
  }

  /** What starts a stream at this state. */
  Snapshot snapshot() {
    Snapshot.Builder snapshot = terms.toBuilder()
        .addAllAccounts(accounts.values())
        .setMarket(market.toBuilder()
            .addAllMarkPrices(marks.values())
            .addAllIndexPrices(indexes.values())
            .addAllOptionQuotes(quotes.values()));
    if (terms.hasAdvice()) {
      snapshot
          .getAdviceBuilder()
          .clearPreviousClasses()
          .addAllPreviousClasses(classes.values().stream()
              .filter(of -> accounts.containsKey(of.getAccountId()))
              .toList());
    }
    return snapshot.build();
  }
}
