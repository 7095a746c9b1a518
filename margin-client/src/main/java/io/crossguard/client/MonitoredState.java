package io.crossguard.client;

import io.crossguard.v1.Account;
import io.crossguard.v1.AccountClasses;
import io.crossguard.v1.AccountDelta;
import io.crossguard.v1.Balance;
import io.crossguard.v1.IndexPrice;
import io.crossguard.v1.MarkPrice;
import io.crossguard.v1.Market;
import io.crossguard.v1.MonitorMarginRequest;
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
import java.util.Optional;
import java.util.function.Function;

/**
 * What the service is known to watch: the snapshot and every update that it has accepted. Of it a
 * snapshot can be made that starts another stream at the same state.
 */
final class MonitoredState {
  /** The most accounts that the service takes in one message. */
  static final int ACCOUNTS_OF_A_MESSAGE = 1000;

  // Half of what the service takes: names and prices are in the message as well.
  private static final int BYTES_OF_A_MESSAGE = 2 * 1024 * 1024;

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

  /**
   * What starts a stream at this state: a snapshot, and updates with the accounts that are too many
   * for it.
   */
  List<MonitorMarginRequest> messages() {
    List<List<Account>> parts = parts();
    List<MonitorMarginRequest> messages = new ArrayList<>();
    messages.add(
        MonitorMarginRequest.newBuilder().setSnapshot(snapshot(parts.get(0))).build());
    parts
        .subList(1, parts.size())
        .forEach(part -> messages.add(UnsentMessages.message(
            MonitorUpdate.newBuilder().addAllAccounts(part).build())));
    return messages;
  }

  /** The latest prices. */
  Market market() {
    return market.toBuilder()
        .addAllMarkPrices(marks.values())
        .addAllIndexPrices(indexes.values())
        .addAllOptionQuotes(quotes.values())
        .build();
  }

  private List<List<Account>> parts() {
    List<List<Account>> parts = new ArrayList<>(List.of(new ArrayList<>()));
    int bytes = 0;
    for (Account account : accounts.values()) {
      List<Account> part = parts.get(parts.size() - 1);
      int own = account.getSerializedSize();
      if (part.size() == ACCOUNTS_OF_A_MESSAGE
          || (!part.isEmpty() && bytes + own > BYTES_OF_A_MESSAGE)) {
        part = new ArrayList<>();
        parts.add(part);
        bytes = 0;
      }
      part.add(account);
      bytes += own;
    }
    return parts;
  }

  private Snapshot snapshot(List<Account> part) {
    Snapshot.Builder snapshot = terms.toBuilder().addAllAccounts(part).setMarket(market());
    if (terms.hasAdvice()) {
      snapshot
          .getAdviceBuilder()
          .clearPreviousClasses()
          .addAllPreviousClasses(part.stream()
              .map(account -> Optional.ofNullable(classes.get(account.getAccountId())))
              .flatMap(Optional::stream)
              .toList());
    }
    return snapshot.build();
  }
}
