package io.crossguard.margin.book;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Balance;
import io.crossguard.margin.evaluation.MarginScope;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.rules.Conventions;
import io.crossguard.margin.rules.Netting;
import io.crossguard.margin.rules.RequirementBasis;
import io.crossguard.margin.rules.RuleSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An account as columns hold it: what {@link Book#fit} makes of one, and {@link Book#put} takes. */
public final class BookedAccount {
  private final String accountId;
  private final Set<String> assets;
  private final List<PlainScope> scopes;

  /**
   * @param assets those that it has wallets of, and their roots
   * @param scopes in the order of an evaluation
   */
  private BookedAccount(String accountId, Set<String> assets, List<PlainScope> scopes) {
    this.accountId = accountId;
    this.assets = Set.copyOf(assets);
    this.scopes = List.copyOf(scopes);
  }

  /** Absent where columns can't hold it. */
  static Optional<BookedAccount> of(ResolvedAccount account, RuleSet rules, ContractTable table) {
    if (!isPlain(rules.conventions()) || account.scopes().isEmpty()) {
      return Optional.empty();
    }
    List<PlainScope> scopes = new ArrayList<>(account.scopes().size());
    for (MarginScope scope : account.scopes()) {
      Optional<PlainScope> plain = PlainScope.of(scope, table);
      if (plain.isEmpty()) {
        return Optional.empty();
      }
      scopes.add(plain.get());
    }
    return Optional.of(
        new BookedAccount(account.account().accountId(), assets(account.account(), rules), scopes));
  }

  /** Whether each position requires by itself, at the mark. */
  private static boolean isPlain(Conventions conventions) {
    return conventions.netting() == Netting.GROSS
        && conventions.scenarioMargin().isEmpty()
        && conventions.bases().crossMaintenance() == RequirementBasis.MARK
        && conventions.bases().isolatedMaintenance() == RequirementBasis.MARK;
  }

  private static Set<String> assets(Account account, RuleSet rules) {
    Set<String> assets = new HashSet<>();
    for (Balance balance : account.balances()) {
      assets.add(balance.asset());
      assets.add(rules.root(balance.asset()));
    }
    assets.remove(rules.quoteCurrency());
    return assets;
  }

  public String accountId() {
    return accountId;
  }

  Set<String> assets() {
    return assets;
  }

  List<PlainScope> scopes() {
    return scopes;
  }
}
