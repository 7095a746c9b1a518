package io.crossguard.margin.book;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;

/** Which accounts have wallets of which assets, but for those that have them of the quote currency alone. */
final class WalletIndex {
  private final Map<String, Set<Integer>> accountsOf = new HashMap<>();
  private final Map<Integer, Set<String>> assetsOf = new HashMap<>();

  void add(int account, Set<String> assets) {
    if (assets.isEmpty()) {
      return;
    }
    assetsOf.put(account, assets);
    for (String asset : assets) {
      accountsOf.computeIfAbsent(asset, name -> new LinkedHashSet<>()).add(account);
    }
  }

  void remove(int account) {
    for (String asset : Optional.ofNullable(assetsOf.remove(account)).orElse(Set.of())) {
      accountsOf.computeIfPresent(asset, (name, accounts) -> {
        accounts.remove(account);
        return accounts.isEmpty() ? null : accounts;
      });
    }
  }

  void having(String asset, IntConsumer account) {
    accountsOf.getOrDefault(asset, Set.of()).forEach(account::accept);
  }
}
