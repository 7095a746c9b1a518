package io.crossguard.margin;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Balance;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.evaluation.ScopeMargin;
import io.crossguard.margin.liquidation.Distance;
import io.crossguard.margin.liquidation.LiquidationPrice;
import io.crossguard.margin.liquidation.RootDistance;
import io.crossguard.margin.value.Decimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A deposit never brings liquidation nearer, on accounts with options and under portfolio margin. A
 * coin that comes in counts as at least 1 − 0.19 of its price, and raises a requirement by no more
 * than the worst shock of 0.2 and a contingency of 0.04.
 */
class PortfolioDepositPropertyTest {
  private static final int ACCOUNTS = 6;
  private static final int BOOKS = 10;
  private static final Decimal ROUNDING = Decimal.parse("0.000000000000000001");

  private final MarginEngine engine = new MarginEngine();

  static LongStream seeds() {
    return LongStream.range(0, 10);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void deposit_intoAnAccountWithOptions_neverBringsLiquidationNearer(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < ACCOUNTS; i++) {
      RandomPortfolio portfolio = RandomPortfolio.next(random);
      Account after = deposited(portfolio.account(), random);
      RandomBlock.named(
          seed,
          i,
          () -> portfolio + " then " + after,
          () -> assertNowhereNearer(portfolio.resolved(), portfolio.with(after).resolved()));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void deposit_underPortfolioMarginOfTwoCoins_neverBringsLiquidationNearer(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < BOOKS; i++) {
      RandomScenarioBook book = RandomScenarioBook.next(random, false);
      Account after = deposited(book.account(), random);
      RandomBlock.named(
          seed,
          i,
          () -> book + " then " + after,
          () -> assertNowhereNearer(book.resolved(), book.with(after).resolved()));
    }
  }

  /** Into one balance, and into the margin of each position that has its own. */
  private static Account deposited(Account account, Random random) {
    List<Balance> balances = new ArrayList<>(account.balances());
    int chosen = random.nextInt(balances.size());
    Balance held = balances.get(chosen);
    int most = held.asset().equals("USD") ? 5_000_000 : 1_000;
    balances.set(chosen, new Balance(held.asset(), held.quantity().plus(amount(random, most))));
    List<Position> positions = new ArrayList<>();
    for (Position position : account.positions()) {
      positions.add(
          position.mode() instanceof MarginMode.Isolated isolated
              ? new Position(
                  position.positionId(),
                  position.instrumentId(),
                  position.quantity(),
                  position.entryPrice(),
                  position.leverage(),
                  new MarginMode.Isolated(isolated.margin().plus(amount(random, 1_000))))
              : position);
    }
    return new Account(account.accountId(), balances, positions);
  }

  private static Decimal amount(Random random, int most) {
    return Decimal.of(random.nextInt(most)).times(Decimal.parse("0.001"));
  }

  private void assertNowhereNearer(ResolvedAccount given, ResolvedAccount richer) {
    Evaluation before = engine.evaluate(given);
    Evaluation after = engine.evaluate(richer);
    for (int i = 0; i < before.margin().scopes().size(); i++) {
      ScopeMargin scope = before.margin().scopes().get(i);
      assertThat(after.margin().scopes().get(i).scopeId()).isEqualTo(scope.scopeId());
      if (scope.status().stands()) {
        assertThat(after.margin().scopes().get(i).status().stands()).isTrue();
        assertNotNearer(before.distances().get(i), after.distances().get(i));
      }
    }
    for (int i = 0; i < before.liquidations().size(); i++) {
      String instrumentId = given.account().positions().get(i).instrumentId();
      assertNotNearer(
          before.liquidations().get(i).liquidationPrice(),
          after.liquidations().get(i).liquidationPrice(),
          given.market().markPrice(instrumentId).orElseThrow().value());
    }
  }

  private static void assertNotNearer(List<RootDistance> before, List<RootDistance> after) {
    for (RootDistance was : before) {
      after.stream().filter(is -> is.root().equals(was.root())).forEach(is -> {
        assertNotNearer(was.down(), is.down());
        assertNotNearer(was.up(), is.up());
      });
    }
  }

  private static void assertNotNearer(Distance was, Distance is) {
    if (was instanceof Distance.None) {
      assertThat(is).isEqualTo(was);
    } else if (was instanceof Distance.By before && is instanceof Distance.By after) {
      assertThat(after.move().abs().plus(ROUNDING))
          .isGreaterThanOrEqualTo(before.move().abs());
    }
  }

  private static void assertNotNearer(LiquidationPrice was, LiquidationPrice is, Decimal mark) {
    if (was instanceof LiquidationPrice.None) {
      assertThat(is).isEqualTo(was);
    } else if (was instanceof LiquidationPrice.At before) {
      assertThat(is).isNotInstanceOf(LiquidationPrice.AlreadyLiquidatable.class);
      if (is instanceof LiquidationPrice.At after) {
        Decimal distance = after.price().value().minus(mark).abs();
        assertThat(distance.plus(after.price().value().times(ROUNDING)))
            .isGreaterThanOrEqualTo(before.price().value().minus(mark).abs());
      }
    }
  }
}
