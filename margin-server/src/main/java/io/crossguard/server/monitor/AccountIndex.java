package io.crossguard.server.monitor;

import io.crossguard.margin.market.MarketSnapshot;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Which of the accounts that are evaluated whole depend on which price. */
final class AccountIndex {
  private final Map<String, Set<WatchedAccount>> byInstrument = new HashMap<>();
  private final Map<String, Set<WatchedAccount>> byAsset = new HashMap<>();
  private final Set<WatchedAccount> ofTime = new LinkedHashSet<>();

  void add(WatchedAccount account, PriceNeeds needs) {
    needs.instruments().forEach(id -> set(byInstrument, id).add(account));
    needs.assets().forEach(asset -> set(byAsset, asset).add(account));
    if (needs.ofTime()) {
      ofTime.add(account);
    }
  }

  void remove(WatchedAccount account, PriceNeeds needs) {
    needs.instruments().forEach(id -> remove(byInstrument, id, account));
    needs.assets().forEach(asset -> remove(byAsset, asset, account));
    ofTime.remove(account);
  }

  /** The accounts that new prices change something for. */
  Set<WatchedAccount> touched(MarketSnapshot news, WatchedPrices prices) {
    Set<WatchedAccount> touched = new LinkedHashSet<>();
    for (String instrumentId : news.markPrices().keySet()) {
      addTouched(
          touched, byInstrument, instrumentId, prices.differsForInstrument(instrumentId, news));
    }
    for (String instrumentId : news.optionQuotes().keySet()) {
      addTouched(
          touched, byInstrument, instrumentId, prices.differsForInstrument(instrumentId, news));
    }
    for (String asset : news.indexPrices().keySet()) {
      addTouched(touched, byAsset, asset, prices.differsForAsset(asset, news));
    }
    if (prices.differsInTime(news)) {
      touched.addAll(ofTime);
    }
    return touched;
  }

  private static void addTouched(
      Set<WatchedAccount> touched,
      Map<String, Set<WatchedAccount>> index,
      String name,
      boolean differs) {
    if (differs) {
      touched.addAll(index.getOrDefault(name, Set.of()));
    }
  }

  private static Set<WatchedAccount> set(Map<String, Set<WatchedAccount>> index, String name) {
    return index.computeIfAbsent(name, key -> new LinkedHashSet<>());
  }

  private static void remove(
      Map<String, Set<WatchedAccount>> index, String name, WatchedAccount account) {
    index.computeIfPresent(name, (key, accounts) -> {
      accounts.remove(account);
      return accounts.isEmpty() ? null : accounts;
    });
  }
}
