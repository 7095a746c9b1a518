package io.crossguard.advisor.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.margin.MarginEngine;
import io.crossguard.margin.account.Side;
import io.crossguard.margin.change.Change;
import io.crossguard.margin.change.ChangePreviewer;
import io.crossguard.margin.evaluation.AccountMargin;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The hours that are not looked at hide no fall: the engine, asked in every hour of a random window,
 * finds the same first one.
 */
class FallSearchPropertyTest {
  private static final int HOURS = 72;
  private static final int PARTS = 1_000_000;
  private static final Set<ModeRule> FALLEN = EnumSet.noneOf(ModeRule.class);

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @BeforeAll
  static void forget() {
    FALLEN.clear();
  }

  /** Windows in which nothing falls would show little. */
  @AfterAll
  static void someAccountsFell() {
    assertThat(FALLEN).contains(ModeRule.ALL_CROSS, ModeRule.ALL_ISOLATED, ModeRule.FIVE_PERCENT);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void firstFall_isThatOfTheEngineAskedInEveryHour(long seed) {
    Random random = new Random(seed);
    WindowPrices prices = prices(random);
    Decimal leverage = Decimal.of(1 + random.nextInt(8));
    ResolvedAccount opened = BookAndBet.open(
        prices.coin(),
        prices.side(),
        leverage,
        prices.book().spot(0).open(),
        prices.book().hedge(0).open(),
        prices.bet(0).open());
    for (ModeRule rule :
        List.of(ModeRule.ALL_CROSS, ModeRule.ALL_ISOLATED, ModeRule.FIVE_PERCENT)) {
      List<Change> changes = new ModeChanges(opened).of(rule);
      ResolvedAccount account = new ChangePreviewer().preview(opened, changes).after();
      int from = random.nextInt(HOURS / 2);

      Optional<Integer> fall = new FallSearch(prices).firstFall(account, from);

      assertThat(fall).as(rule.name()).isEqualTo(firstFall(account, prices, from));
      fall.ifPresent(hour -> {
        FALLEN.add(rule);
        ResolvedAccount falling =
            FallSearch.at(account, new FallSearch(prices).fallingMarket(account, hour));
        assertThat(falls(falling)).as("falls at the prices found").isTrue();
      });
    }
  }

  private static Optional<Integer> firstFall(
      ResolvedAccount account, WindowPrices prices, int from) {
    for (int hour = from; hour < HOURS; hour++) {
      if (falls(FallSearch.at(account, prices.worst(hour)))) {
        return Optional.of(hour);
      }
    }
    return Optional.empty();
  }

  private static boolean falls(ResolvedAccount account) {
    AccountMargin margin = new MarginEngine().evaluateMargin(account);
    for (int i = 0; i < account.scopes().size(); i++) {
      if (!account.scopes().get(i).legs().isEmpty()
          && !margin.scopes().get(i).status().stands()) {
        return true;
      }
    }
    return false;
  }

  /** A book whose basis moves by up to 2 %, and a bet that moves by up to 4 % an hour. */
  private static WindowPrices prices(Random random) {
    List<Bar> spot = walk(random, 20_000, 15_000);
    List<Bar> hedge = new ArrayList<>();
    for (Bar bar : spot) {
      Decimal basis = share(random, 20_000);
      hedge.add(new Bar(
          bar.start(),
          moved(bar.open(), basis),
          moved(bar.high(), basis),
          moved(bar.low(), basis),
          moved(bar.close(), basis)));
    }
    Side side = random.nextBoolean() ? Side.LONG : Side.SHORT;
    return new WindowPrices(new BookPrices(spot, hedge), "ETH", side, walk(random, 1_500, 40_000));
  }

  private static List<Bar> walk(Random random, long first, int parts) {
    List<Bar> bars = new ArrayList<>();
    Price open = new Price(Decimal.of(first));
    for (int hour = 0; hour < HOURS; hour++) {
      Price close = moved(open, share(random, parts));
      Price high = open.compareTo(close) > 0 ? open : close;
      Price low = open.compareTo(close) > 0 ? close : open;
      bars.add(new Bar(
          MadeUpPrices.FIRST.plus(Duration.ofHours(hour)),
          open,
          moved(high, Decimal.of(random.nextInt(parts)).dividedBy(Decimal.of(PARTS))),
          moved(low, Decimal.of(-random.nextInt(parts)).dividedBy(Decimal.of(PARTS))),
          close));
      open = close;
    }
    return bars;
  }

  private static Decimal share(Random random, int parts) {
    return Decimal.of(random.nextInt(2 * parts + 1) - parts).dividedBy(Decimal.of(PARTS));
  }

  /** A price after a move, in hundredths. */
  private static Price moved(Price price, Decimal move) {
    Decimal value = price.value().times(Decimal.ONE.plus(move));
    return new Price(value.roundedDownTo(Decimal.parse("0.01")));
  }
}
