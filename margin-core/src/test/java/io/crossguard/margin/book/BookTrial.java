package io.crossguard.margin.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.evaluation.ScopeStatus;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * A book of random accounts beside the evaluator: prices and accounts change at random, and what the
 * book says is compared with an evaluation of each account.
 */
public final class BookTrial {
  private static final List<Decimal> LEVELS = List.of(
      Decimal.parse("0.0003"),
      Decimal.parse("0.5"),
      Decimal.parse("0.8125"),
      Decimal.parse("0.99999"),
      Decimal.parse("1"),
      Decimal.parse("12.345"),
      Decimal.parse("100000"));

  private final Random random;
  private final RandomMarket market;
  private final Book book;
  private final int accountsMax;
  private final Map<String, Account> accounts = new LinkedHashMap<>();
  private final Set<ScopeStatus> seen = new TreeSet<>();
  private final Set<Integer> levelsSeen = new TreeSet<>();

  /**
   * @param accountsMax how many accounts there may be
   */
  public BookTrial(Random random, int accountsMax) {
    this.random = random;
    this.accountsMax = accountsMax;
    this.market = new RandomMarket(random);
    this.book = new Book(market.rules, LEVELS);
  }

  /** Verdicts that scopes of the book have had. */
  public Set<ScopeStatus> seen() {
    return seen;
  }

  /** Numbers of levels that scopes of the book had reached. */
  Set<Integer> levelsSeen() {
    return levelsSeen;
  }

  /** Something happens: an account comes, changes or goes, or prices move. */
  public void step() {
    String accountId = "a" + random.nextInt(accountsMax);
    switch (random.nextInt(4)) {
      case 0 -> remove(accountId);
      case 1 -> tick(1 + random.nextInt(4));
      default -> put(accountId);
    }
  }

  /** An account comes, or takes the place of that of the same name. */
  public void put(String accountId) {
    Account account = market.account(accountId);
    remove(accountId);
    put(account);
  }

  /** Those that do not fit are not in the book. */
  private void put(Account account) {
    book.fit(resolved(account)).ifPresent(fitting -> {
      book.put(fitting);
      accounts.put(account.accountId(), account);
    });
  }

  private void remove(String accountId) {
    accounts.remove(accountId);
    book.remove(accountId);
  }

  /** Prices move; whatever says that it stands elsewhere does, and nothing else. */
  public void tick(int contracts) {
    Map<String, Standing> before = standings();
    Map<String, Integer> touches = touches();
    Map<String, Price> marks = market.tick(contracts);
    for (String accountId : book.misfits(marks)) {
      Account account = accounts.get(accountId);
      remove(accountId);
      before.keySet().removeIf(scope -> scope.startsWith(accountId + "/"));
      touches.remove(accountId);
      assertThat(account).isNotNull();
    }

    List<ScopeChange> changes = book.tick(marks, Set.of());

    Map<String, String> differences = new HashMap<>();
    standings().forEach((scope, standing) -> {
      if (!standing.equals(before.get(scope))) {
        differences.put(scope, before.get(scope) + " to " + standing);
      }
    });
    Map<String, String> told = new HashMap<>();
    changes.forEach(change -> assertThat(told.put(
            change.accountId() + "/" + change.scopeId(), change.before() + " to " + change.after()))
        .isNull());
    assertThat(told).isEqualTo(differences);
    touches.forEach((accountId, count) -> assertThat(book.touches(accountId))
        .as("touches of %s by %s", accountId, marks.keySet())
        .isEqualTo(count + (isTouched(accounts.get(accountId), marks.keySet()) ? 1 : 0)));
  }

  private static boolean isTouched(Account account, Set<String> instrumentIds) {
    return account.positions().stream()
            .anyMatch(position -> instrumentIds.contains(position.instrumentId()))
        || account.orders().stream()
            .anyMatch(order -> instrumentIds.contains(order.instrumentId()));
  }

  private Map<String, Integer> touches() {
    Map<String, Integer> touches = new HashMap<>();
    accounts.keySet().forEach(accountId -> touches.put(accountId, book.touches(accountId)));
    return touches;
  }

  private Map<String, Standing> standings() {
    Map<String, Standing> standings = new HashMap<>();
    accounts
        .keySet()
        .forEach(accountId -> book.scopes(accountId)
            .orElseThrow()
            .forEach(scope -> standings.put(accountId + "/" + scope.scopeId(), scope.standing())));
    return standings;
  }

  /** Compares every account of the book with its evaluation. */
  public void compare() {
    assertThat(book.size()).isEqualTo(accounts.size());
    for (Account account : accounts.values()) {
      List<BookedScope> scopes = book.scopes(account.accountId()).orElseThrow();
      assertThat(scopes)
          .as("%s", account)
          .isEqualTo(resolved(account).margins().stream()
              .map(margin -> BookedScope.of(margin, LEVELS))
              .toList());
      scopes.forEach(scope -> {
        seen.add(scope.standing().status());
        levelsSeen.add(scope.standing().levelsReached());
      });
    }
  }

  private ResolvedAccount resolved(Account account) {
    return ResolvedAccount.of(account, market.market(), market.rules);
  }
}
