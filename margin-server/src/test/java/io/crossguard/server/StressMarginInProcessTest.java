package io.crossguard.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Status;
import io.crossguard.server.mapping.Violation;
import io.crossguard.v1.MarginScope;
import io.crossguard.v1.MarginServiceGrpc;
import io.crossguard.v1.Position;
import io.crossguard.v1.Scenario;
import io.crossguard.v1.ScenarioGrid;
import io.crossguard.v1.ScopeLiquidation.Outcome;
import io.crossguard.v1.StressMarginRequest;
import io.crossguard.v1.StressMarginResponse;
import io.crossguard.v1.StressResult;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stress worked by hand: 20 USD behind a long coin at 100 of which 5 % have to stand. */
class StressMarginInProcessTest extends InProcessTest {
  private final StressMarginRequest.Builder request =
      Requests.ofJson("""
      {"account": {"accountId": "a", "balances": [{"asset": "USD", "quantity": "20"}],
        "positions": [{"positionId": "p", "instrumentId": "SOL-PERP", "quantity": "1",
          "entryPrice": "100", "cross": {}}]},
       "market": {"markPrices": [{"instrumentId": "SOL-PERP", "price": "100"}],
                  "indexPrices": [{"asset": "SOL", "price": "100"}]},
       "ruleSet": {"ruleSetId": "stress", "version": "1", "quoteCurrency": "USD",
        "liquidationPolicy": {"feeRate": "0.01"},
        "instruments": [{"instrumentId": "SOL-PERP", "kind": "PERPETUAL", "payoff": "LINEAR",
          "root": "SOL", "settlementAsset": "USD", "multiplier": "1",
          "requirement": {"marginalTiers": {"tiers": [
            {"notionalFloor": "0", "maintenanceRate": "0.05", "maxLeverage": "10"}]}}}]}}
      """, StressMarginRequest.newBuilder());

  private StressMarginResponse stress() {
    return margin().stressMargin(request.build());
  }

  private static Scenario.Builder scenario(String scenarioId, String root, String factor) {
    Scenario.Builder scenario = Scenario.newBuilder().setScenarioId(scenarioId);
    scenario.addRootFactorsBuilder().setRoot(root).setFactor(factor);
    return scenario;
  }

  private void snapshot(Instant asOf, String price) {
    request
        .getPathBuilder()
        .addSnapshotsBuilder()
        .setAsOf(com.google.protobuf.Timestamp.newBuilder().setSeconds(asOf.getEpochSecond()))
        .addMarkPricesBuilder()
        .setInstrumentId("SOL-PERP")
        .setPrice(price);
  }

  private static void assertSame(String actual, String expected) {
    assertThat(new BigDecimal(actual)).isEqualByComparingTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 20, 0, 0, HEALTHY",
    "0.9, 10, 10, 0, HEALTHY",
    "0.8, 0, 20, 0, LIQUIDATABLE",
    "0.7, -10, 30, 10, BANKRUPT",
    "1.2, 40, -20, 0, HEALTHY"
  })
  void cross_countsInFullAndNamesItsShortfall(
      String factor, String equity, String loss, String shortfall, MarginScope.Status status) {
    StressMarginResponse response =
        margin().stressMargin(request.addScenarios(scenario("s", "SOL", factor)).build());

    StressResult result = response.getResults(0);
    assertThat(result.getScenarioId()).isEqualTo("s");
    assertSame(result.getEquity(), equity);
    assertSame(result.getLoss(), loss);
    assertSame(result.getShortfall(), shortfall);
    assertThat(result.getScopes(0).getScopeId()).isEqualTo("cross:USD");
    assertThat(result.getScopes(0).getStatus()).isEqualTo(status);
    assertSame(result.getScopes(0).getMarginBalance(), equity);
    assertSame(
        result.getScopes(0).getMaintenanceMargin(),
        new BigDecimal(factor).multiply(BigDecimal.valueOf(5)).toString());
    assertThat(result.getLiquidationsList()).isEmpty();
    assertThat(response.getRuleSet().getRuleSetId()).isEqualTo("stress");
    assertThat(response.getEngineVersion()).isNotEmpty();
  }

  @Test
  void pegAndBasis_moveAssetAndInstrumentBesideTheirRoot() {
    request
        .getAccountBuilder()
        .addBalances(Requests.balance("SOL", "1"))
        .getPositionsBuilder(0)
        .setQuantity("-1");
    Scenario.Builder scenario = scenario("s", "SOL", "1.1");
    scenario.addPegsBuilder().setAsset("SOL").setFactor("0.5");
    scenario.addBasesBuilder().setInstrumentId("SOL-PERP").setFactor("1.02");

    StressResult result =
        margin().stressMargin(request.addScenarios(scenario).build()).getResults(0);

    // The coin is worth 55, the short has lost 12.2 at 112.2.
    assertSame(result.getEquity(), "62.8");
    assertSame(result.getLoss(), "57.2");
  }

  @Test
  void isolated_withLiquidation_losesAtMostItsMarginAndPaysTheFee() {
    request
        .addScenarios(scenario("worse", "SOL", "0.84"))
        .addScenarios(scenario("worst", "SOL", "0.7"))
        .setLiquidate(true)
        .getAccountBuilder()
        .setPositions(
            0,
            Requests.position("p", "SOL-PERP", "1")
                .setIsolated(Position.Isolated.newBuilder().setMargin("20")));

    StressMarginResponse response = stress();

    // 4 of 4.2 are left: 0.84 go to the fee.
    assertSame(response.getResults(0).getLoss(), "16.84");
    assertThat(response.getResults(0).getLiquidations(1).getOutcome())
        .isEqualTo(Outcome.CLOSED_OUT);
    assertSame(response.getResults(1).getLoss(), "20");
    assertSame(response.getResults(1).getShortfall(), "0");
    assertThat(response.getResults(1).getLiquidations(1).getOutcome()).isEqualTo(Outcome.BANKRUPT);
    assertSame(response.getResults(1).getLiquidations(1).getShortfall(), "10");
  }

  @Test
  void grids_followTheScenariosInOrder() {
    request
        .addScenarios(scenario("mine", "SOL", "1"))
        .addGrids(ScenarioGrid.newBuilder()
            .setKind(ScenarioGrid.Kind.ONE_ROOT)
            .addFactors("0.9")
            .addFactors("1.1"))
        .addGrids(ScenarioGrid.newBuilder()
            .setKind(ScenarioGrid.Kind.ALL_ROOTS)
            .addRoots("SOL")
            .addFactors("0.5"))
        .addGrids(ScenarioGrid.newBuilder().setKind(ScenarioGrid.Kind.PAIRS).addFactors("2"));

    assertThat(stress().getResultsList())
        .extracting(result -> result.getScenarioId() + " loses " + result.getLoss())
        .containsExactly(
            "mine loses 0", "SOL 0.9 loses 10", "SOL 1.1 loses -10", "SOL 0.5 loses 50");
  }

  @Test
  void path_tellsWhereLevelsAreCrossedAndHowFast() {
    Instant morning = Instant.parse("2024-08-05T06:00:00Z");
    snapshot(morning, "100");
    snapshot(morning.plusSeconds(3_600), "86");
    snapshot(morning.plusSeconds(7_200), "85");
    snapshot(morning.plusSeconds(10_800), "84");

    StressMarginResponse response = stress();

    assertThat(response.getResultsList())
        .extracting(StressResult::getScenarioId)
        .startsWith("2024-08-05T06:00:00Z", "2024-08-05T07:00:00Z")
        .hasSize(4);
    // 6 against 4.3 is healthy; 5 against 4.25 warns; 4 against 4.2 is liquidated.
    assertThat(response.getCrossingsList())
        .extracting(crossing -> crossing.getScopeId() + " "
            + crossing.getLevel() + " "
            + Instant.ofEpochSecond(crossing.getAsOf().getSeconds()) + " "
            + crossing.getSinceHealthy().getSeconds())
        .containsExactly(
            "cross:USD WARNING 2024-08-05T08:00:00Z 3600",
            "cross:USD TRIGGER 2024-08-05T09:00:00Z 7200");
  }

  @Test
  void unknownNames_areNamedWhereverTheyStand() {
    request
        .addScenarios(scenario("same", "SOL", "1"))
        .addScenarios(scenario("same", "DOGE", "1"))
        .addGrids(ScenarioGrid.newBuilder()
            .setKind(ScenarioGrid.Kind.ONE_ROOT)
            .addRoots("DOGE")
            .addFactors("1"));
    request.getScenariosBuilder(0).addRootFactorsBuilder().setRoot("SOL").setFactor("2");
    request.getScenariosBuilder(1).addPegsBuilder().setAsset("DOGE").setFactor("1");
    request
        .getScenariosBuilder(1)
        .addBasesBuilder()
        .setInstrumentId("DOGE-PERP")
        .setFactor("1");

    Status status = Errors.of(this::stress);

    assertThat(Errors.reason(status)).isEqualTo("INCONSISTENT_REQUEST");
    String doge = "must be known to the rule set or the market: 'DOGE' is not";
    assertThat(Errors.violations(status))
        .containsExactly(
            new Violation("scenarios[0].rootFactors[1].root", "must not repeat 'SOL'"),
            new Violation("scenarios[1].scenarioId", "must not repeat 'same'"),
            new Violation("scenarios[1].rootFactors[0].root", doge),
            new Violation("grids[0].roots[0]", doge),
            new Violation("scenarios[1].pegs[0].asset", doge),
            new Violation(
                "scenarios[1].bases[0].instrumentId",
                "must be known to the rule set or the market: 'DOGE-PERP' is not"));
  }

  @Test
  void malformed_isNamed() {
    request.addScenarios(scenario("", "", "0")).addGridsBuilder();
    request.getPathBuilder().addSnapshotsBuilder();

    Status status = Errors.of(this::stress);

    assertThat(Errors.reason(status)).isEqualTo("INVALID_FIELD");
    assertThat(Errors.violations(status))
        .containsExactly(
            new Violation("scenarios[0].scenarioId", "must not be empty"),
            new Violation("scenarios[0].rootFactors[0].root", "must not be empty"),
            new Violation("scenarios[0].rootFactors[0].factor", "must be positive"),
            new Violation("grids[0].kind", "must be ONE_ROOT, ALL_ROOTS or PAIRS"),
            new Violation("grids[0].factors", "must have at least one factor"),
            new Violation("path.snapshots[0].asOf", "must be set"));
  }

  @Test
  void nothingToStress_asksForScenarios() {
    assertThat(Errors.violations(Errors.of(this::stress)))
        .containsExactly(new Violation(
            "scenarios", "must have at least one scenario, or grids or a path in its place"));
  }

  @Test
  void path_outOfOrderOrWithoutAPrice_isNamed() {
    Instant morning = Instant.parse("2024-08-05T06:00:00Z");
    snapshot(morning, "100");
    snapshot(morning, "90");
    assertThat(Errors.violations(Errors.of(this::stress)))
        .containsExactly(
            new Violation("path.snapshots[1]", "must be later than the one before it"));

    request
        .getPathBuilder()
        .getSnapshotsBuilder(1)
        .clearMarkPrices()
        .getAsOfBuilder()
        .setNanos(1);
    assertThat(Errors.violations(Errors.of(this::stress)))
        .extracting(Violation::field)
        .containsExactly("path.snapshots[1]");
  }

  @Test
  void scenarios_atAndAboveTheLimit_countGridsToo() {
    for (int i = 0; i < 9_999; i++) {
      request.addScenarios(scenario("s" + i, "SOL", "1"));
    }
    request.addGrids(
        ScenarioGrid.newBuilder().setKind(ScenarioGrid.Kind.ALL_ROOTS).addFactors("0.5"));
    assertThat(stress().getResultsCount()).isEqualTo(10_000);

    request.getGridsBuilder(0).addFactors("0.6");
    Status status = Errors.of(this::stress);
    assertThat(Errors.reason(status)).isEqualTo("LIMIT_EXCEEDED");
    assertThat(Errors.info(status).getMetadataMap())
        .containsEntry("limit", "10000")
        .containsEntry("count", "10001");
  }

  @ParameterizedTest
  @CsvSource({"1000, 1, true", "1001, 1, false", "1, 2000, true", "1, 2001, false"})
  void gridsAndTheirRoots_atAndAboveTheLimit(int grids, int roots, boolean isAllowed) {
    for (int root = 1; root < roots; root++) {
      request.getMarketBuilder().addIndexPricesBuilder().setAsset("R" + root).setPrice("1");
    }
    for (int i = 0; i < grids; i++) {
      ScenarioGrid.Builder grid = request
          .addGridsBuilder()
          .setKind(ScenarioGrid.Kind.ONE_ROOT)
          .addFactors("1." + (1_000 + i));
      grid.addRoots("SOL");
      for (int root = 1; root < roots; root++) {
        grid.addRoots("R" + root);
      }
    }

    if (isAllowed) {
      assertThat(stress().getResultsCount()).isEqualTo(grids * roots);
    } else {
      assertThat(Errors.reason(Errors.of(this::stress))).isEqualTo("LIMIT_EXCEEDED");
    }
  }

  @Test
  void grid_ofMorePairsThanCanBeCounted_isRefusedAtOnce() {
    ScenarioGrid.Builder grid = request.addGridsBuilder().setKind(ScenarioGrid.Kind.PAIRS);
    for (int i = 0; i < 2_000; i++) {
      grid.addRoots("R" + i);
    }
    for (int i = 0; i < 10_000; i++) {
      grid.addFactors("1." + (10_000 + i));
    }

    assertThat(Errors.reason(Errors.of(this::stress))).isEqualTo("LIMIT_EXCEEDED");
  }

  @Test
  void deadline_thatPasses_endsTheWork() {
    for (int i = 0; i < 10_000; i++) {
      request.addScenarios(scenario("s" + i, "SOL", "1." + (10_000 + i)));
    }
    request.getAccountBuilder().clearPositions();
    for (int i = 0; i < 1_000; i++) {
      request.getAccountBuilder().addPositions(Requests.position("p" + i, "SOL-PERP", "0.001"));
    }
    // As many as the pool has threads: if one went on, a later call would have to wait for it.
    for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
      Status status = Errors.of(() -> MarginServiceGrpc.newBlockingStub(channel())
          .withDeadlineAfter(200, TimeUnit.MILLISECONDS)
          .stressMargin(request.build()));
      assertThat(status.getCode()).isEqualTo(com.google.rpc.Code.DEADLINE_EXCEEDED_VALUE);
    }
    Instant start = Instant.now();
    request.clearScenarios().addScenarios(scenario("s", "SOL", "1"));

    assertThat(stress().getResultsCount()).isEqualTo(1);
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(3));
  }
}
