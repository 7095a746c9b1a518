package io.crossguard.margin.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Balance;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.evaluation.ScopeStatus;
import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.rules.CollateralMode;
import io.crossguard.margin.rules.Conventions;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.InstrumentKind;
import io.crossguard.margin.rules.MarginalTiers;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.rules.RateSchedule;
import io.crossguard.margin.rules.RuleSet;
import io.crossguard.margin.rules.Tier;
import io.crossguard.margin.rules.WholePositionTiers;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import io.crossguard.margin.value.Rate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Coins at 100, maintenance 5 %, and 10 % of what is above 1,000. Figures are worked by hand. */
class BookTest {
  private static final RuleSet RULES = new RuleSet(
      "book",
      "1",
      "USD",
      Conventions.of(CollateralMode.SINGLE_ASSET),
      Map.of(),
      Map.of(
          "SOL-PERP", instrument("SOL-PERP", Payoff.LINEAR, "USD"),
          "SOL-INVERSE", instrument("SOL-INVERSE", Payoff.INVERSE, "SOL")));

  private final Book book = new Book(RULES, List.of(decimal("0.5"), decimal("0.8125")));

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
  void tick_oneLong_standsAsFarAsItsBalance(
      String mark, String balance, String maintenance, ScopeStatus status) {
    put(account("a", "20", "SOL-PERP", "5"));

    tick(mark);

    assertThat(scope("a").scopeId()).isEqualTo("cross:USD");
    assertThat(scope("a").marginBalance()).isEqualTo(decimal(balance));
    assertThat(scope("a").maintenanceMargin()).isEqualTo(decimal(maintenance));
    assertThat(scope("a").standing().status()).isEqualTo(status);
  }

  /** 12 coins: at 83.33333333 below 1,000, at 83.33333334 above; the margin is continuous. */
  @ParameterizedTest
  @CsvSource({"83.33333333, 49.999999998", "83.33333334, 50.000000008", "100, 70"})
  void tick_aroundAFloor_requireByTheTierReached(String mark, String maintenance) {
    put(account("a", "10000", "SOL-PERP", "-12"));

    tick(mark);

    assertThat(scope("a").maintenanceMargin()).isEqualTo(decimal(maintenance));
  }

  /**
   * 5 coins and 20 behind them: 5 M − 480 against 0.25 M. The ratio is 0.5 at M = 106.666…, and
   * 13 / 16 at 3.8125 M = 390, which is 102.295….
   */
  @ParameterizedTest
  @CsvSource({"106.66666667, 0", "106.66666666, 1", "102.29508197, 1", "102.29508196, 2", "95.9, 2"
  })
  void tick_aroundALevel_reachesItOrNot(String mark, int reached) {
    put(account("a", "20", "SOL-PERP", "5"));

    tick("110");
    tick(mark);

    assertThat(scope("a").standing().levelsReached()).isEqualTo(reached);
  }

  /** 10 behind a coin from 100: at 95 a balance of 5 against 4.75; 0.95 is reached, and no more. */
  @ParameterizedTest
  @CsvSource({"0.95, 1", "0.9500000000000001, 0", "0.9499999999999999, 1", "0.0001, 1", "5000, 0"})
  void tick_toALevelOfManyDigits_comparesThemAll(String level, int reached) {
    Book ofLevel = new Book(RULES, List.of(decimal(level)));
    Account account = account("a", "10", "SOL-PERP", "1");
    ofLevel.put(ofLevel.fit(resolved(account, "100")).orElseThrow());

    ofLevel.tick(Map.of("SOL-PERP", price("95")), Set.of());

    assertThat(ofLevel.scopes("a").orElseThrow().get(0).standing().levelsReached())
        .isEqualTo(reached);
  }

  /**
   * A floor of 2^32 with a jump, which is a whole number of the parts that values are compared by: one
   * coin is at the floor, or 0.00000001 beside it, with either sign and from either side.
   */
  @ParameterizedTest
  @CsvSource({
    "1, 4294967295.99999999, 214748364.7999999995",
    "-1, 4294967295.99999999, 214748364.7999999995",
    "1, 4294967296, 429496729.6",
    "-1, 4294967296, 429496729.6",
    "1, 4294967296.00000001, 429496729.600000001",
    "-1, 4294967296.00000001, 429496729.600000001"
  })
  void tick_aroundAFloorWithAJump_requireByTheTierReached(
      String size, String mark, String maintenance) {
    Instrument instrument = instrument(
        "JUMP",
        Payoff.LINEAR,
        "USD",
        new WholePositionTiers(List.of(
            Tier.ofLeverage(Decimal.ZERO, new Rate(decimal("0.05")), decimal("10")),
            Tier.ofLeverage(decimal("4294967296"), new Rate(decimal("0.1")), decimal("5")))));
    RuleSet rules = new RuleSet(
        "jump",
        "1",
        "USD",
        Conventions.of(CollateralMode.SINGLE_ASSET),
        Map.of(),
        Map.of("JUMP", instrument, "SOL-PERP", instrument("SOL-PERP", Payoff.LINEAR, "USD")));
    for (String before : List.of("4294967290", "4294967300")) {
      // Alone it is computed afresh, beside others by the difference.
      for (int others : List.of(0, 5)) {
        Book ofJump = new Book(rules, List.of());
        MarketSnapshot market = new MarketSnapshot(
            Optional.empty(), Map.of("JUMP", price(before), "SOL-PERP", price("100")), Map.of());
        List<Account> accounts = new ArrayList<>(List.of(account("a", "1", "JUMP", size)));
        for (int i = 0; i < others; i++) {
          accounts.add(account("other-" + i, "20", "SOL-PERP", "1"));
        }
        accounts.forEach(account ->
            ofJump.put(ofJump.fit(ResolvedAccount.of(account, market, rules)).orElseThrow()));

        ofJump.tick(Map.of("JUMP", price(mark)), Set.of());

        assertThat(ofJump.scopes("a").orElseThrow().get(0).maintenanceMargin())
            .isEqualTo(decimal(maintenance));
      }
    }
  }

  @Test
  void tick_thatChangesAVerdict_tellsSoOnce() {
    put(account("a", "20", "SOL-PERP", "5"));
    put(account("b", "2000", "SOL-PERP", "5"));

    assertThat(tick("95"))
        .containsExactly(new ScopeChange(
            "a",
            "cross:USD",
            new Standing(ScopeStatus.LIQUIDATABLE, 2),
            new Standing(ScopeStatus.BANKRUPT, 2)));
    assertThat(tick("95")).isEmpty();
  }

  @Test
  void touches_countTicksOfWhatIsHeld_andIndexesOfItsAssets() {
    put(account("a", "20", "SOL-PERP", "5"));

    book.tick(Map.of("SOL-PERP", price("101")), Set.of("SOL"));
    book.tick(Map.of(), Set.of("SOL"));
    book.tick(Map.of(), Set.of("DOGE", "USD"));
    book.tick(Map.of("SOL-INVERSE", price("101")), Set.of());

    assertThat(book.touches("a")).isEqualTo(2);
    assertThat(book.touches("nobody")).isZero();
  }

  /** The columns are written anew where more than some thousand rows and positions are gone. */
  @Test
  void touches_afterManyReplacements_goOn() {
    put(account("a", "20", "SOL-PERP", "5"));
    tick("100");
    for (int i = 0; i < 3_000; i++) {
      put(account("b", "20", "SOL-PERP", "1"));
    }

    tick("100");

    assertThat(book.touches("a")).isEqualTo(2);
    assertThat(book.touches("b")).isEqualTo(1);
    assertThat(scope("a").maintenanceMargin()).isEqualTo(decimal("25"));
  }

  @Test
  void fit_inverseContract_isAbsent() {
    Account hedge = new Account(
        "hedge",
        List.of(new Balance("SOL", decimal("50"))),
        List.of(position("SOL-INVERSE", "-5000")));

    assertThat(book.fit(resolved(hedge, "100"))).isEmpty();
  }

  @Test
  void put_sameIdAgain_replaces() {
    put(account("a", "20", "SOL-PERP", "5"));
    put(account("a", "0", "SOL-PERP", "1"));

    assertThat(book.size()).isEqualTo(1);
    assertThat(scope("a").maintenanceMargin()).isEqualTo(decimal("5"));
  }

  @Test
  void put_atAnotherMark_isRefusedAndChangesNothing() {
    put(account("a", "20", "SOL-PERP", "5"));
    BookedAccount other =
        book.fit(resolved(account("a", "20", "SOL-PERP", "1"), "101")).orElseThrow();

    assertThatThrownBy(() -> book.put(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("account must be at the marks of the book: 'SOL-PERP' is not");

    assertThat(scope("a").maintenanceMargin()).isEqualTo(decimal("25"));
  }

  /** More contracts than the book has had positions in: accounts that fit need not be put in. */
  @Test
  void tick_ofContractsThatNobodyHolds_hasNoEffect() {
    Map<String, Instrument> instruments = new HashMap<>();
    Map<String, Price> marks = new HashMap<>();
    List<Position> positions = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      instruments.put("C" + i, instrument("C" + i, Payoff.LINEAR, "USD"));
      marks.put("C" + i, price("100"));
      positions.add(new Position(
          "p" + i,
          "C" + i,
          new Quantity(Decimal.ONE),
          price("100"),
          Optional.empty(),
          new MarginMode.Cross()));
    }
    RuleSet rules = new RuleSet(
        "many", "1", "USD", Conventions.of(CollateralMode.SINGLE_ASSET), Map.of(), instruments);
    Book many = new Book(rules, List.of());
    Account account = new Account("a", List.of(new Balance("USD", decimal("20"))), positions);
    assertThat(many.fit(ResolvedAccount.of(
            account, new MarketSnapshot(Optional.empty(), marks, Map.of()), rules)))
        .isPresent();

    assertThat(many.misfits(marks)).isEmpty();
    assertThat(many.tick(marks, Set.of("SOL"))).isEmpty();
    assertThat(many.tick(Map.of("C39", price("101")), Set.of())).isEmpty();
  }

  @Test
  void remove_unknownAccount_hasNoEffect() {
    book.remove("nobody");

    assertThat(book.size()).isZero();
    assertThat(book.scopes("nobody")).isEmpty();
  }

  /** A ninth digit; and 5 coins of 2^89 units of 10^-16, which are some 12 billion each. */
  @ParameterizedTest
  @CsvSource({"100.000000001", "12379400393"})
  void tick_thatDoesntFit_isRefusedAndChangesNothing(String mark) {
    put(account("a", "20", "SOL-PERP", "5"));
    assertThat(book.misfits(Map.of("SOL-PERP", price(mark)))).containsExactly("a");

    assertThatThrownBy(() -> tick(mark))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("marks must fit what these accounts hold: [a]");

    assertThat(scope("a").marginBalance()).isEqualTo(decimal("20"));
  }

  /** Out of the book, and in again with its mark, an account is held with more digits. */
  @Test
  void put_afterAMarkOfMoreDigits_holdsThem() {
    Account account = account("a", "20", "SOL-PERP", "5");
    put(account);
    book.remove("a");
    tick("100.000000001");

    book.put(book.fit(resolved(account, "100.000000001")).orElseThrow());

    assertThat(scope("a").marginBalance()).isEqualTo(decimal("20.000000005"));
    tick("100.1");
    assertThat(scope("a").marginBalance()).isEqualTo(decimal("20.5"));
  }

  /** 2^89 units of 10^-16 are 61,897,001,964.2690137449562112. */
  @Test
  void tick_toTheLargestValueThatFits_isExact() {
    put(account("a", "20", "SOL-PERP", "5"));

    tick("12379400392");

    // 20 + 5 · (12379400392 − 100) and 0.1 · 61897001960 − 50.
    assertThat(scope("a").marginBalance()).isEqualTo(decimal("61897001480"));
    assertThat(scope("a").maintenanceMargin()).isEqualTo(decimal("6189700146"));
  }

  private List<ScopeChange> tick(String mark) {
    return book.tick(Map.of("SOL-PERP", price(mark)), Set.of());
  }

  private BookedScope scope(String accountId) {
    return book.scopes(accountId).orElseThrow().get(0);
  }

  private void put(Account account) {
    book.put(book.fit(resolved(account, "100")).orElseThrow());
  }

  private static ResolvedAccount resolved(Account account, String mark) {
    return ResolvedAccount.of(
        account,
        new MarketSnapshot(
            Optional.empty(),
            Map.of("SOL-PERP", price(mark), "SOL-INVERSE", price("100")),
            Map.of("SOL", price("100"))),
        RULES);
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
    return instrument(
        instrumentId,
        payoff,
        settlementAsset,
        new MarginalTiers(List.of(
            Tier.ofLeverage(Decimal.ZERO, new Rate(decimal("0.05")), decimal("10")),
            Tier.ofLeverage(decimal("1000"), new Rate(decimal("0.1")), decimal("5")))));
  }

  private static Instrument instrument(
      String instrumentId, Payoff payoff, String settlementAsset, RateSchedule schedule) {
    return new Instrument(
        instrumentId,
        InstrumentKind.PERPETUAL,
        payoff,
        "SOL",
        settlementAsset,
        Decimal.ONE,
        Optional.empty(),
        Optional.empty(),
        schedule);
  }

  private static Price price(String digits) {
    return new Price(decimal(digits));
  }

  private static Decimal decimal(String digits) {
    return Decimal.parse(digits);
  }
}
