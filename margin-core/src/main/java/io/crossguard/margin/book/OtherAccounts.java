package io.crossguard.margin.book;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.evaluation.ScopeMargin;
import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.rules.RuleSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Accounts that columns can't hold, evaluated whole. */
final class OtherAccounts {
  private final Map<String, ResolvedAccount> accounts = new LinkedHashMap<>();

  void put(ResolvedAccount account) {
    accounts.put(account.account().accountId(), account);
  }

  void remove(String accountId) {
    accounts.remove(accountId);
  }

  int size() {
    return accounts.size();
  }

  Optional<List<BookedScope>> standings(String accountId) {
    return Optional.ofNullable(accounts.get(accountId))
        .map(account -> account.margins().stream().map(BookedScope::of).toList());
  }

  /** Evaluates those that hold or order one of these. */
  List<VerdictChange> evaluate(
      Set<String> instrumentIds, Supplier<MarketSnapshot> market, RuleSet rules) {
    List<VerdictChange> changes = new ArrayList<>();
    accounts.replaceAll((accountId, account) -> isTouched(account.account(), instrumentIds)
        ? evaluated(account, market.get(), rules, changes)
        : account);
    return changes;
  }

  List<VerdictChange> evaluateAll(Supplier<MarketSnapshot> market, RuleSet rules) {
    List<VerdictChange> changes = new ArrayList<>();
    accounts.replaceAll((accountId, account) -> evaluated(account, market.get(), rules, changes));
    return changes;
  }

  private static boolean isTouched(Account account, Set<String> instrumentIds) {
    return account.positions().stream()
            .anyMatch(position -> instrumentIds.contains(position.instrumentId()))
        || account.orders().stream()
            .anyMatch(order -> instrumentIds.contains(order.instrumentId()));
  }

  private static ResolvedAccount evaluated(
      ResolvedAccount before, MarketSnapshot market, RuleSet rules, List<VerdictChange> changes) {
    ResolvedAccount after = ResolvedAccount.of(before.account(), market, rules);
    List<ScopeMargin> was = before.margins();
    List<ScopeMargin> is = after.margins();
    for (int i = 0; i < is.size(); i++) {
      if (is.get(i).status() != was.get(i).status()) {
        changes.add(new VerdictChange(
            before.account().accountId(),
            is.get(i).scopeId(),
            was.get(i).status(),
            is.get(i).status()));
      }
    }
    return after;
  }
}
