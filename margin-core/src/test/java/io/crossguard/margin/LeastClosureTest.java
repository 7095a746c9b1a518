package io.crossguard.margin;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.margin.account.Balance;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.LiquidationPolicy;
import io.crossguard.margin.rules.LiquidationPolicy.CancelledOrders;
import io.crossguard.margin.rules.LiquidationPolicy.ClosingOrder;
import io.crossguard.margin.rules.LiquidationPolicy.ClosingPrice;
import io.crossguard.margin.rules.LiquidationPolicy.Portion;
import io.crossguard.margin.rules.LiquidationPolicy.StopCondition;
import io.crossguard.margin.rules.RuleSet;
import io.crossguard.margin.rules.Tier;
import io.crossguard.margin.rules.TieredSchedule;
import io.crossguard.margin.rules.WholePositionTiers;
import io.crossguard.margin.simulation.LiquidationOutcome;
import io.crossguard.margin.simulation.LiquidationSimulator;
import io.crossguard.margin.simulation.LiquidationStep;
import io.crossguard.margin.simulation.ScopeLiquidation;
import io.crossguard.margin.simulation.SimulatedLiquidation;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Rate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The least closure where closing helps only so far, and what a liquidation leaves in the account,
 * worked by hand. All marks are 100; a closing costs 20 % of the mark.
 */
class LeastClosureTest {
  private static final LiquidationPolicy COSTLY = policy(CancelledOrders.ITS_OWN, "0.2");

  @ParameterizedTest
  @CsvSource({
    // What is over the slice counts nothing, so that the first contracts cost nothing: 8 y of 40
    // are required at first, 5 less for each closed, and each takes 20 of the collateral.
    "85, 35, 1",
    "60, 30, 8",
    "62.5, 32.5, 1.5",
    "62.499999999999999999, 32.5, 8"
  })
  void minimum_whereClosingHelpsOnlySoFar_isTheLeastAtThePeakOrAll(
      String balance, String slice, String closed) {
    GoldenAccount account = new GoldenAccount(
        "MULTI_ASSET haircut:EUR=0:0/" + slice + ":1",
        "X LINEAR X EUR 1 0:0.05:10",
        "X=100, EUR=1",
        "EUR=" + balance,
        "X 8 @100");

    assertThat(closed(simulated(account.resolved(), COSTLY).scopes().get(0)))
        .containsExactly("p1 " + closed);
  }

  @ParameterizedTest
  @CsvSource({
    // 12 contracts require 10 % of 1,200; just below a notional of 1,000, 5 %: 50. A closing costs
    // 20 a contract, of which 40 bring the notional to the floor.
    "90.01, 2.000000000000000001",
    "89.99, 12"
  })
  void minimum_whereTheRequirementJumpsAtAFloor_isJustBelowTheFloorOrAll(
      String balance, String closed) {
    GoldenAccount account = new GoldenAccount(
        "SINGLE_ASSET",
        "X LINEAR X USD 1 0:0.05:10/1000:0.1:10",
        "X=100",
        "USD=" + balance,
        "X 12 @100");

    assertThat(closed(simulated(atWholePositionTiers(account), COSTLY).scopes().get(0)))
        .containsExactly("p1 " + closed);
  }

  @ParameterizedTest
  @CsvSource({
    // The same notionals at entry; the mark is half of it, the loss 600, and 2 contracts cost 20.
    "670.01, 2.000000000000000001",
    "669.99, 12"
  })
  void minimum_whereTheRequirementJumpsAtEntryPrices_isJustBelowTheFloorOrAll(
      String balance, String closed) {
    GoldenAccount account = new GoldenAccount(
        "SINGLE_ASSET ENTRY",
        "X LINEAR X USD 1 0:0.05:10/1000:0.1:10",
        "X=50",
        "USD=" + balance,
        "X 12 @100");

    assertThat(closed(simulated(atWholePositionTiers(account), COSTLY).scopes().get(0)))
        .containsExactly("p1 " + closed);
  }

  @Test
  void liquidation_inAnAssetWithoutABalance_leavesWhatIsOwed() {
    GoldenAccount account = new GoldenAccount(
        "SINGLE_ASSET", "X LINEAR X EUR 1 0:0.05:10", "X=100, EUR=1", "USD=100", "X 5 @110");

    SimulatedLiquidation simulated =
        simulated(account.resolved(), policy(CancelledOrders.ITS_OWN, "0"));

    assertThat(simulated.after().account().balances())
        .containsExactly(new Balance("USD", Decimal.of(100)), new Balance("EUR", Decimal.of(-50)));
  }

  @Test
  void liquidation_ofTwoScopes_cancelsEachOrderOnce() {
    GoldenAccount account = new GoldenAccount(
        "SINGLE_ASSET",
        "X LINEAR X USD 1 0:0.05:10",
        "X=100",
        "USD=100",
        "X 1 @100 isolated=4, X 1 @100 isolated=3, order X 1 @90");

    SimulatedLiquidation simulated =
        simulated(account.resolved(), policy(CancelledOrders.ALL, "0"));

    assertThat(simulated.scopes())
        .extracting(ScopeLiquidation::cancelledOrderIds)
        .containsExactly(List.of(), List.of("o1"), List.of());
    assertThat(simulated.after().account().orders()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"2, 2, true", "3, 2, true", "4, 4, false", "5, 4, false"})
  void netOpposite_upToTheStepLimit_closesWholePairsInSequence(
      int limit, int steps, boolean isLimited) {
    GoldenAccount account = new GoldenAccount(
        "SINGLE_ASSET",
        "X LINEAR X USD 1 0:0.05:10",
        "X=100",
        "USD=20",
        "X 5 @100, X -3 @100, X -1 @100");
    LiquidationPolicy netting = new LiquidationPolicy(
        CancelledOrders.ITS_OWN,
        true,
        ClosingOrder.LARGEST_NOTIONAL,
        new Portion.Whole(),
        new StopCondition.Maintenance(),
        new ClosingPrice.Mark(Rate.ZERO),
        Rate.ZERO);

    ScopeLiquidation scope = new LiquidationSimulator()
        .simulate(account.resolved(), netting, limit)
        .scopes()
        .get(0);

    assertThat(scope.outcome() instanceof LiquidationOutcome.StepLimit).isEqualTo(isLimited);
    List<Integer> sequence = new ArrayList<>();
    for (int i = 1; i <= steps; i++) {
      sequence.add(i);
    }
    assertThat(scope.steps()).extracting(LiquidationStep::sequence).isEqualTo(sequence);
  }

  private static SimulatedLiquidation simulated(ResolvedAccount account, LiquidationPolicy policy) {
    return new LiquidationSimulator().simulate(account, policy, 1_000);
  }

  private static List<String> closed(ScopeLiquidation scope) {
    return scope.steps().stream()
        .map(step -> step.positionId() + " " + step.quantity())
        .toList();
  }

  private static LiquidationPolicy policy(CancelledOrders cancelled, String slippage) {
    return new LiquidationPolicy(
        cancelled,
        false,
        ClosingOrder.LARGEST_NOTIONAL,
        new Portion.Minimum(false),
        new StopCondition.Maintenance(),
        new ClosingPrice.Mark(new Rate(Decimal.parse(slippage))),
        Rate.ZERO);
  }

  /** The same tiers, each rate of which holds for the whole position. */
  private static ResolvedAccount atWholePositionTiers(GoldenAccount golden) {
    ResolvedAccount resolved = golden.resolved();
    RuleSet rules = resolved.rules();
    Instrument x = rules.instrument("X").orElseThrow();
    List<Tier> tiers = ((TieredSchedule) x.requirement())
        .tiers().stream()
            .map(tier ->
                Tier.ofLeverage(tier.notionalFloor(), tier.maintenanceRate(), Decimal.of(10)))
            .toList();
    Instrument whole = new Instrument(
        x.instrumentId(),
        x.kind(),
        x.payoff(),
        x.root(),
        x.settlementAsset(),
        x.multiplier(),
        x.tickSize(),
        x.expiry(),
        new WholePositionTiers(tiers));
    return ResolvedAccount.of(
        resolved.account(),
        resolved.market(),
        new RuleSet(
            rules.ruleSetId(),
            rules.version(),
            rules.quoteCurrency(),
            rules.conventions(),
            rules.assets(),
            Map.of("X", whole)));
  }
}
