package io.crossguard.margin.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.evaluation.ScopeStatus;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a book says after any ticks and any changes is what the evaluator says of each account. */
class BookPropertyTest {
  private static final int BOOKS = 40;
  private static final int STEPS = 60;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void standings_areThoseOfTheEvaluatorToTheLastDigit(long seed) {
    Random random = new Random(seed);
    Set<ScopeStatus> seen = new TreeSet<>();
    for (int i = 0; i < BOOKS; i++) {
      RandomMarket market = new RandomMarket(random);
      Book book = new Book(market.market(), market.rules);
      Map<String, Account> accounts = new LinkedHashMap<>();
      for (int step = 0; step < STEPS; step++) {
        String accountId = "a" + random.nextInt(30);
        switch (random.nextInt(4)) {
          case 0 -> {
            accounts.remove(accountId);
            book.remove(accountId);
          }
          case 1 -> assertTicked(book, market, accounts, 1 + random.nextInt(4), seen);
          default -> {
            Account account = market.account(accountId);
            accounts.put(accountId, account);
            book.put(account);
          }
        }
        assertThat(book.size()).isEqualTo(accounts.size());
      }
      assertStandings(book, market, accounts);
    }
    assertThat(seen).containsExactly(ScopeStatus.values());
  }

  /** The columns are written anew where half of them is no longer held. */
  @Test
  void standings_afterManyReplacements_areThoseOfTheEvaluator() {
    Random random = new Random(6);
    RandomMarket market = new RandomMarket(random);
    Book book = new Book(market.market(), market.rules);
    Map<String, Account> accounts = new LinkedHashMap<>();
    for (int i = 0; i < 6_000; i++) {
      Account account = market.account("a" + random.nextInt(50));
      accounts.put(account.accountId(), account);
      book.put(account);
    }

    assertStandings(book, market, accounts);
    assertTicked(book, market, accounts, 1, new TreeSet<>());
    assertTicked(book, market, accounts, 12, new TreeSet<>());
  }

  private static void assertTicked(
      Book book,
      RandomMarket market,
      Map<String, Account> accounts,
      int contracts,
      Set<ScopeStatus> seen) {
    Map<String, ScopeStatus> before = statuses(book, accounts);

    List<VerdictChange> changes = book.marks(market.tick(contracts));

    Map<String, ScopeStatus> after = assertStandings(book, market, accounts);
    seen.addAll(after.values());
    Map<String, String> differences = new HashMap<>();
    after.forEach((scope, status) -> {
      if (before.get(scope) != status) {
        differences.put(scope, before.get(scope) + " to " + status);
      }
    });
    Map<String, String> told = new HashMap<>();
    changes.forEach(change -> assertThat(told.put(
            change.accountId() + "/" + change.scopeId(), change.before() + " to " + change.after()))
        .isNull());
    assertThat(told).isEqualTo(differences);
  }

  private static Map<String, ScopeStatus> statuses(Book book, Map<String, Account> accounts) {
    Map<String, ScopeStatus> statuses = new HashMap<>();
    accounts
        .keySet()
        .forEach(accountId -> book.standings(accountId)
            .orElseThrow()
            .forEach(scope -> statuses.put(accountId + "/" + scope.scopeId(), scope.status())));
    return statuses;
  }

  private static Map<String, ScopeStatus> assertStandings(
      Book book, RandomMarket market, Map<String, Account> accounts) {
    accounts
        .values()
        .forEach(account -> assertThat(book.standings(account.accountId()).orElseThrow())
            .isEqualTo(ResolvedAccount.of(account, market.market(), market.rules).margins().stream()
                .map(BookedScope::of)
                .toList()));
    return statuses(book, accounts);
  }
}
