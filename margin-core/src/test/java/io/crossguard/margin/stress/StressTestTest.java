package io.crossguard.margin.stress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Balance;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.InconsistentInputException;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.evaluation.ScopeStatus;
import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.rules.CollateralAsset;
import io.crossguard.margin.rules.CollateralMode;
import io.crossguard.margin.rules.Conventions;
import io.crossguard.margin.rules.Haircut;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.InstrumentKind;
import io.crossguard.margin.rules.LiquidationPolicy;
import io.crossguard.margin.rules.MarginalTiers;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.rules.RuleSet;
import io.crossguard.margin.rules.Tier;
import io.crossguard.margin.simulation.LiquidationOutcome;
import io.crossguard.margin.stress.Scenario.Basis;
import io.crossguard.margin.stress.Scenario.Peg;
import io.crossguard.margin.stress.Scenario.RootFactor;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import io.crossguard.margin.value.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stress worked by hand: 5 % maintenance, coins at 100, weights of collateral 0.9. */
class StressTestTest {
  private final StressTest stressTest = new StressTest();

  @ParameterizedTest
  @CsvSource({"7.99, WARNING", "8, WARNING", "8.01, LIQUIDATABLE", "1, HEALTHY", "0.5, HEALTHY"})
  void run_hedgeWithAHaircut_standsUntilEightTimesThePrice(String factor, ScopeStatus status) {
    // 20 + 90 x + 100 − 100 x = 5 x at x = 8.
    StressResult result = run(hedge(), new Scenario("s", List.of(sol(factor))));

    assertThat(result.scopes().get(0).status()).isEqualTo(status);
    assertThat(result.loss().amount().isZero()).isTrue();
  }

  @Test
  void run_pegAndBasis_moveAssetAndInstrumentBesideTheirRoot() {
    Scenario scenario = new Scenario(
        "s",
        List.of(sol("1.1")),
        List.of(new Peg("SOL", decimal("0.5"))),
        List.of(new Basis("SOL-PERP", decimal("1.02"))));

    StressResult result = run(hedge(), scenario);

    // The coin is worth 55, the short has lost 12.2 at 112.2.
    assertThat(result.equity().amount()).isEqualTo(decimal("62.8"));
    assertThat(result.loss().amount()).isEqualTo(decimal("57.2"));
    assertThat(result.scopes().get(0).marginBalance().amount()).isEqualTo(decimal("57.3"));
    assertThat(result.scopes().get(0).maintenanceMargin().amount()).isEqualTo(decimal("5.61"));
  }

  @ParameterizedTest
  @CsvSource({"0.9, 10, 0", "0.8, 20, 0", "0.7, 20, 0", "1.2, -20, 0"})
  void run_isolated_losesAtMostItsMargin(String factor, String loss, String shortfall) {
    ResolvedAccount account =
        account("500", position("a", "1", new MarginMode.Isolated(Decimal.of(20))));

    StressResult result = run(account, new Scenario("s", List.of(sol(factor))));

    assertThat(result.loss().amount()).isEqualTo(decimal(loss));
    assertThat(result.shortfall().amount()).isEqualTo(decimal(shortfall));
  }

  @ParameterizedTest
  @CsvSource({"0.9, 10, 0", "0.8, 20, 0", "0.7, 30, 10"})
  void run_cross_countsInFullAndNamesItsShortfall(String factor, String loss, String shortfall) {
    StressResult result = run(
        account("20", position("a", "1", new MarginMode.Cross())),
        new Scenario("s", List.of(sol(factor))));

    assertThat(result.loss().amount()).isEqualTo(decimal(loss));
    assertThat(result.shortfall().amount()).isEqualTo(decimal(shortfall));
  }

  @Test
  void run_withLiquidation_countsItsFeesAndWhatIsLeftOfAnIsolatedMargin() {
    LiquidationPolicy policy = new LiquidationPolicy(
        LiquidationPolicy.CancelledOrders.ITS_OWN,
        false,
        LiquidationPolicy.ClosingOrder.LARGEST_NOTIONAL,
        new LiquidationPolicy.Portion.Whole(),
        new LiquidationPolicy.StopCondition.Maintenance(),
        new LiquidationPolicy.ClosingPrice.Mark(Rate.ZERO),
        new Rate(decimal("0.01")));
    ResolvedAccount account =
        account("500", position("a", "1", new MarginMode.Isolated(Decimal.of(20))));
    Scenario scenario = new Scenario("s", List.of(sol("0.84")));

    StressResult result =
        stressTest.run(account, List.of(scenario), Optional.of(policy)).get(0);

    // 4 of 4.2 are left: 0.84 go to the fee, 3.16 stay the owner's.
    assertThat(result.scopes().get(1).status()).isEqualTo(ScopeStatus.LIQUIDATABLE);
    assertThat(result.liquidation().orElseThrow().scopes().get(1).outcome())
        .isEqualTo(new LiquidationOutcome.ClosedOut());
    assertThat(result.equity().amount()).isEqualTo(decimal("503.16"));
    assertThat(result.loss().amount()).isEqualTo(decimal("16.84"));
  }

  @Test
  void run_unknownNames_namesEachPlace() {
    List<Scenario> scenarios = List.of(
        new Scenario("same", List.of(sol("1"), sol("2"))),
        new Scenario(
            "same",
            List.of(new RootFactor("DOGE", Decimal.ONE), new RootFactor("USD", Decimal.ONE)),
            List.of(new Peg("DOGE", Decimal.ONE)),
            List.of(new Basis("DOGE-PERP", Decimal.ONE))));

    assertThatThrownBy(() -> stressTest.run(hedge(), scenarios, Optional.empty()))
        .isInstanceOfSatisfying(
            InconsistentInputException.class,
            e -> assertThat(e.inconsistencies().stream().map(found -> found.path()))
                .containsExactly(
                    "scenarios[0].rootFactors[1].root",
                    "scenarios[1].scenarioId",
                    "scenarios[1].rootFactors[0].root",
                    "scenarios[1].rootFactors[1].root",
                    "scenarios[1].pegs[0].asset",
                    "scenarios[1].bases[0].instrumentId"));
    assertThatThrownBy(() -> sol("0")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void grids_nameWhatMoves() {
    List<Decimal> factors = List.of(decimal("0.9"), decimal("1.1"));

    assertThat(ScenarioGrid.roots(hedge())).containsExactly("SOL");
    assertThat(ids(ScenarioGrid.ofOneRoot("BTC", factors))).containsExactly("BTC 0.9", "BTC 1.1");
    assertThat(ids(ScenarioGrid.ofAllRoots(List.of("BTC", "ETH", "SOL"), factors)))
        .containsExactly("all 0.9", "all 1.1");
    assertThat(ids(ScenarioGrid.ofPairs(List.of("BTC", "ETH", "SOL"), factors)))
        .hasSize(12)
        .startsWith("BTC 0.9, ETH 0.9", "BTC 0.9, ETH 1.1")
        .endsWith("ETH 1.1, SOL 1.1")
        .doesNotHaveDuplicates();
  }

  @Test
  void path_profitableInTheMorning_saysWhenAndHowFastItFell() {
    ResolvedAccount account = account("20", position("a", "1", new MarginMode.Cross()));

    // 5 x of x − 80: a warning from 85.333…, liquidated below 84.210…
    PathResult result = new PathReplay()
        .run(
            account,
            new Path(List.of(
                at(8, "110"),
                at(9, "90"),
                at(10, "85"),
                at(11, "90"),
                at(12, "85.4"),
                at(13, "84"),
                at(14, "79"))));

    assertThat(result.crossings())
        .containsExactly(
            new Crossing("cross", Crossing.Level.WARNING, hour(10), hours(1)),
            new Crossing("cross", Crossing.Level.WARNING, hour(13), hours(1)),
            new Crossing("cross", Crossing.Level.TRIGGER, hour(13), hours(1)));
    assertThat(result.results().stream().map(StressResult::loss).map(loss -> loss.amount()))
        .startsWith(decimal("-10"))
        .endsWith(decimal("21"));
    assertThat(result.results().get(0).scenarioId()).isEqualTo("2026-01-01T08:00:00Z");
  }

  @Test
  void path_thatStartsBeyondALevel_crossesItAtOnce() {
    ResolvedAccount account = account("20", position("a", "1", new MarginMode.Cross()));

    assertThat(new PathReplay().run(account, new Path(List.of(at(8, "85")))).crossings())
        .containsExactly(new Crossing("cross", Crossing.Level.WARNING, hour(8), Optional.empty()));
  }

  @Test
  void path_interruptedBeforeItsThirdSnapshot_endsWithWhatWasThrown() {
    Path path = new Path(List.of(at(8, "100"), at(9, "90"), at(10, "80")));

    assertThatThrownBy(() -> new PathReplay().run(hedge(), path, throwingAt(3)))
        .hasMessage("enough");
    assertThat(new PathReplay().run(hedge(), path, throwingAt(4)))
        .isEqualTo(new PathReplay().run(hedge(), path));
  }

  @Test
  void scenarios_interruptedBeforeTheSecond_endWithWhatWasThrown() {
    List<Scenario> scenarios =
        List.of(new Scenario("a", List.of(sol("0.9"))), new Scenario("b", List.of(sol("1.1"))));

    assertThatThrownBy(() -> stressTest.run(hedge(), scenarios, Optional.empty(), throwingAt(2)))
        .hasMessage("enough");
    assertThat(stressTest.run(hedge(), scenarios, Optional.empty(), throwingAt(3)))
        .isEqualTo(stressTest.run(hedge(), scenarios, Optional.empty()));
  }

  private static Runnable throwingAt(int time) {
    AtomicInteger times = new AtomicInteger();
    return () -> {
      if (times.incrementAndGet() == time) {
        throw new IllegalStateException("enough");
      }
    };
  }

  @Test
  void path_outOfOrderOrWithoutAPrice_isRefused() {
    assertThatThrownBy(() -> new Path(List.of(at(9, "90"), at(9, "90"))))
        .hasMessage("snapshots[1] must be later than the one before it");
    assertThatThrownBy(() -> new Path(List.of())).isInstanceOf(IllegalArgumentException.class);
    MarketSnapshot empty = new MarketSnapshot(Optional.of(hour(10)), Map.of(), Map.of());
    assertThatThrownBy(() -> new PathReplay().run(hedge(), new Path(List.of(at(9, "90"), empty))))
        .isInstanceOfSatisfying(
            InconsistentInputException.class,
            e -> assertThat(e.inconsistencies().get(0).path()).isEqualTo("path.snapshots[1]"));
  }

  private StressResult run(ResolvedAccount account, Scenario scenario) {
    return stressTest.run(account, List.of(scenario), Optional.empty()).get(0);
  }

  private static List<String> ids(List<Scenario> scenarios) {
    return scenarios.stream().map(Scenario::scenarioId).toList();
  }

  /** 20 USD, a coin and one short of it. */
  private static ResolvedAccount hedge() {
    return resolved(
        List.of(new Balance("USD", Decimal.of(20)), new Balance("SOL", Decimal.ONE)),
        position("short", "-1", new MarginMode.Cross()));
  }

  private static ResolvedAccount account(String balance, Position position) {
    return resolved(List.of(new Balance("USD", decimal(balance))), position);
  }

  private static ResolvedAccount resolved(List<Balance> balances, Position position) {
    Instrument perpetual = new Instrument(
        "SOL-PERP",
        InstrumentKind.PERPETUAL,
        Payoff.LINEAR,
        "SOL",
        "USD",
        Decimal.ONE,
        Optional.empty(),
        Optional.empty(),
        new MarginalTiers(
            List.of(Tier.ofLeverage(Decimal.ZERO, new Rate(decimal("0.05")), Decimal.of(10)))));
    CollateralAsset sol =
        new CollateralAsset("SOL", "SOL", new Haircut.Flat(new Rate(decimal("0.1"))));
    return ResolvedAccount.of(
        new Account("test", balances, List.of(position)),
        at(0, "100"),
        new RuleSet(
            "test",
            "1",
            "USD",
            Conventions.of(CollateralMode.MULTI_ASSET),
            Map.of("SOL", sol),
            Map.of("SOL-PERP", perpetual)));
  }

  private static Position position(String id, String quantity, MarginMode mode) {
    return new Position(
        id,
        "SOL-PERP",
        new Quantity(decimal(quantity)),
        new Price(Decimal.of(100)),
        Optional.empty(),
        mode);
  }

  private static MarketSnapshot at(int hour, String price) {
    Price sol = new Price(decimal(price));
    return new MarketSnapshot(Optional.of(hour(hour)), Map.of("SOL-PERP", sol), Map.of("SOL", sol));
  }

  private static Instant hour(int hour) {
    return Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofHours(hour));
  }

  private static Optional<Duration> hours(int hours) {
    return Optional.of(Duration.ofHours(hours));
  }

  private static RootFactor sol(String factor) {
    return new RootFactor("SOL", decimal(factor));
  }

  private static Decimal decimal(String digits) {
    return Decimal.parse(digits);
  }
}
