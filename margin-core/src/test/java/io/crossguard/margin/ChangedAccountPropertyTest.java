package io.crossguard.margin;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Balance;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.InconsistentInputException;
import io.crossguard.margin.evaluation.Leg;
import io.crossguard.margin.evaluation.MarginScope;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.value.Decimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An account after any changes is the same whether it is resolved from the one before, or afresh. */
class ChangedAccountPropertyTest {
  private static final int ACCOUNTS = 400;
  private static final int CHANGES = 6;

  private final MarginEngine engine = new MarginEngine();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void with_isWhatIsResolvedAfresh(long seed) {
    Random random = new Random(seed);
    int fitting = 0;
    int refused = 0;
    for (int i = 0; i < ACCOUNTS; i++) {
      RandomAccount account = RandomAccount.next(random);
      ResolvedAccount resolved = account.resolved();
      for (int change = 0; change < CHANGES; change++) {
        Account after = changed(account, resolved.account(), random);
        String expected = refusal(() -> account.with(after).resolved());
        ResolvedAccount before = resolved;
        assertThat(refusal(() -> before.with(after))).isEqualTo(expected);
        if (expected.isEmpty()) {
          resolved = before.with(after);
          assertSame(resolved, account.with(after).resolved());
          fitting++;
        } else {
          refused++;
        }
      }
    }
    assertThat(fitting).isGreaterThan(ACCOUNTS);
    assertThat(refused).isGreaterThan(ACCOUNTS / 20);
  }

  private void assertSame(ResolvedAccount changed, ResolvedAccount afresh) {
    assertThat(changed.account()).isEqualTo(afresh.account());
    assertThat(changed.scopes().stream().map(ChangedAccountPropertyTest::rows).toList())
        .isEqualTo(
            afresh.scopes().stream().map(ChangedAccountPropertyTest::rows).toList());
    assertThat(changed.margins()).isEqualTo(afresh.margins());
    assertThat(engine.evaluateMargin(changed)).isEqualTo(engine.evaluateMargin(afresh));
  }

  private static List<Object> rows(MarginScope scope) {
    return List.of(scope.scopeId(), scope.legs().stream().map(Leg::rows).toList());
  }

  private static String refusal(Runnable resolving) {
    try {
      resolving.run();
      return "";
    } catch (InconsistentInputException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** One to three rows changed, added, taken out or repeated, and often another wallet. */
  private static Account changed(RandomAccount random, Account account, Random choice) {
    List<Position> rows = new ArrayList<>(account.positions());
    for (int i = 0; i <= choice.nextInt(3); i++) {
      int place = choice.nextInt(rows.size() + 1);
      String added = "added-" + choice.nextInt(1_000);
      if (place == rows.size() || choice.nextInt(4) == 0) {
        rows.add(place, random.nextPosition(choice, added, mode(choice)));
      } else {
        Position row = rows.get(place);
        switch (choice.nextInt(5)) {
          case 0 -> rows.remove(place);
          case 1 -> rows.set(place, row.withMode(mode(choice)));
          case 2 -> rows.set(place, random.nextPosition(choice, row.positionId(), row.mode()));
          case 3 -> rows.add(choice.nextInt(rows.size()), row.withMode(mode(choice)));
          default -> rows.set(place, row.withQuantity(row.quantity().plus(row.quantity())));
        }
      }
    }
    List<Balance> balances = new ArrayList<>(account.balances());
    if (!balances.isEmpty() && choice.nextBoolean()) {
      Balance first = balances.get(0);
      balances.set(0, new Balance(first.asset(), first.quantity().plus(Decimal.ONE)));
    }
    return new Account(account.accountId(), balances, rows);
  }

  private static MarginMode mode(Random random) {
    return random.nextBoolean()
        ? new MarginMode.Cross()
        : new MarginMode.Isolated(Decimal.of(1 + random.nextInt(1_000)));
  }
}
