package io.crossguard.margin.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Balance;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.InconsistentInputException;
import io.crossguard.margin.evaluation.ScopeStatus;
import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.rules.CollateralMode;
import io.crossguard.margin.rules.Conventions;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.InstrumentKind;
import io.crossguard.margin.rules.MarginalTiers;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.rules.RuleSet;
import io.crossguard.margin.rules.Tier;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import io.crossguard.margin.value.Rate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Coins at 100, maintenance 5 %, and 10 % of what is above 1,000. Figures are worked by hand. */
class BookTest {
  private final Book book = new Book(
      new MarketSnapshot(
          Optional.empty(),
          Map.of("SOL-PERP", price("100"), "SOL-INVERSE", price("100")),
          Map.of("SOL", price("100"))),
      new RuleSet(
          "book",
          "1",
          "USD",
          Conventions.of(CollateralMode.SINGLE_ASSET),
          Map.of(),
          Map.of(
              "SOL-PERP", instrument("SOL-PERP", Payoff.LINEAR, "USD"),
              "SOL-INVERSE", instrument("SOL-INVERSE", Payoff.INVERSE, "SOL"))));

  /** 5 coins and 20 behind them: 5 M − 480 against 0.25 M, equal at 101.05…, 80 % at 102.4. */
  @ParameterizedTest
  @CsvSource({
    "110, 70, 27.5, HEALTHY",
    "102.5, 32.5, 25.625, HEALTHY",
    "102.4, 32, 25.6, WARNING",
    "101.06, 25.3, 25.265, WARNING",
    "101.05, 25.25, 25.2625, LIQUIDATABLE",
    "96, 0, 24, LIQUIDATABLE",
    "95.9, -0.5, 23.975, BANKRUPT"
  })
  void marks_oneLong_standsAsFarAsItsBalance(
      String mark, String balance, String maintenance, ScopeStatus status) {
    book.put(account("a", "20", "SOL-PERP", "5"));

    book.marks(Map.of("SOL-PERP", price(mark)));

    assertThat(book.standings("a").orElseThrow())
        .containsExactly(
            new BookedScope("cross:USD", decimal(balance), decimal(maintenance), status));
  }

  /** 12 coins: at 83.33333333 below 1,000, at 83.33333334 above; the margin is continuous. */
  @ParameterizedTest
  @CsvSource({"83.33333333, 49.999999998", "83.33333334, 50.000000008", "100, 70"})
  void marks_aroundAFloor_requireByTheTierReached(String mark, String maintenance) {
    book.put(account("a", "10000", "SOL-PERP", "-12"));

    book.marks(Map.of("SOL-PERP", price(mark)));

    assertThat(book.standings("a").orElseThrow().get(0).maintenanceMargin())
        .isEqualTo(decimal(maintenance));
  }

  @Test
  void marks_thatChangeAVerdict_tellSoOnce() {
    book.put(account("a", "20", "SOL-PERP", "5"));
    book.put(account("b", "2000", "SOL-PERP", "5"));

    assertThat(book.marks(Map.of("SOL-PERP", price("95"))))
        .containsExactly(
            new VerdictChange("a", "cross:USD", ScopeStatus.LIQUIDATABLE, ScopeStatus.BANKRUPT));
    assertThat(book.marks(Map.of("SOL-PERP", price("95")))).isEmpty();
  }

  /** −5,000 contracts of 1 at 100 owe 50 coins, as many as are held: no columns hold inverse ones. */
  @Test
  void marks_ofAnInverseContract_areFollowedToo() {
    book.put(new Account(
        "hedge",
        List.of(new Balance("SOL", decimal("50"))),
        List.of(position("SOL-INVERSE", "-5000"))));

    book.marks(Map.of("SOL-INVERSE", price("200")));

    // 5,000 · (1/200 − 1/100) = −25 coins; 25 coins of notional require 5 %.
    assertThat(book.standings("hedge").orElseThrow())
        .containsExactly(
            new BookedScope("cross:SOL", decimal("25"), decimal("1.25"), ScopeStatus.HEALTHY));
  }

  @Test
  void put_sameIdAgain_replaces() {
    book.put(account("a", "20", "SOL-PERP", "5"));
    book.put(account("a", "0", "SOL-PERP", "1"));

    assertThat(book.size()).isEqualTo(1);
    assertThat(book.standings("a").orElseThrow().get(0).maintenanceMargin())
        .isEqualTo(decimal("5"));
  }

  @Test
  void put_unknownInstrument_isRefusedAndChangesNothing() {
    book.put(account("a", "20", "SOL-PERP", "5"));

    assertThatThrownBy(() -> book.put(account("a", "0", "DOGE-PERP", "1")))
        .isInstanceOf(InconsistentInputException.class)
        .hasMessageContaining("DOGE-PERP");

    assertThat(book.standings("a").orElseThrow().get(0).maintenanceMargin())
        .isEqualTo(decimal("25"));
  }

  @Test
  void remove_unknownAccount_hasNoEffect() {
    book.remove("nobody");

    assertThat(book.size()).isZero();
    assertThat(book.standings("nobody")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DOGE-PERP | 1 | 'DOGE-PERP' must have a mark in the book",
        "SOL-PERP | 100.000000001 | mark must have at most 8 digits behind the point",
        // Five coins at 2^89 units of 10^-16 are some 12 billion each.
        "SOL-PERP | 12379400393 | mark of 'SOL-PERP' must not make a position larger than sixty billion"
      })
  void marks_thatDontFit_areRefusedWithAllThatComesWithThem(
      String instrumentId, String mark, String message) {
    book.put(account("a", "20", "SOL-PERP", "5"));

    assertThatThrownBy(
            () -> book.marks(Map.of("SOL-INVERSE", price("50"), instrumentId, price(mark))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);

    assertThat(book.standings("a").orElseThrow().get(0).marginBalance()).isEqualTo(decimal("20"));
  }

  /** 2^89 units of 10^-16 are 61,897,001,964.2690137449562112. */
  @Test
  void marks_atTheLargestValueThatFits_areExact() {
    book.put(account("a", "20", "SOL-PERP", "5"));

    book.marks(Map.of("SOL-PERP", price("12379400392")));

    // 20 + 5 · (12379400392 − 100) and 0.1 · 61897001960 − 50.
    BookedScope standing = book.standings("a").orElseThrow().get(0);
    assertThat(standing.marginBalance()).isEqualTo(decimal("61897001480"));
    assertThat(standing.maintenanceMargin()).isEqualTo(decimal("6189700146"));
  }

  @Test
  void indexes_ofAnAssetWithoutAPrice_areRefused() {
    assertThatThrownBy(() -> book.indexes(Map.of("DOGE", price("1"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'DOGE' must have an index price in the book");
  }

  private static Account account(
      String accountId, String balance, String instrumentId, String quantity) {
    return new Account(
        accountId,
        List.of(new Balance("USD", decimal(balance))),
        List.of(position(instrumentId, quantity)));
  }

  private static Position position(String instrumentId, String quantity) {
    return new Position(
        "p",
        instrumentId,
        new Quantity(decimal(quantity)),
        price("100"),
        Optional.empty(),
        new MarginMode.Cross());
  }

  private static Instrument instrument(String instrumentId, Payoff payoff, String settlementAsset) {
    return new Instrument(
        instrumentId,
        InstrumentKind.PERPETUAL,
        payoff,
        "SOL",
        settlementAsset,
        Decimal.ONE,
        Optional.empty(),
        Optional.empty(),
        new MarginalTiers(List.of(
            Tier.ofLeverage(Decimal.ZERO, new Rate(decimal("0.05")), decimal("10")),
            Tier.ofLeverage(decimal("1000"), new Rate(decimal("0.1")), decimal("5")))));
  }

  private static Price price(String digits) {
    return new Price(decimal(digits));
  }

  private static Decimal decimal(String digits) {
    return Decimal.parse(digits);
  }
}
