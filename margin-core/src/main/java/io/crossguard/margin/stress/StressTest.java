package io.crossguard.margin.stress;

import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.evaluation.ScopeMargin;
import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.rules.LiquidationPolicy;
import io.crossguard.margin.simulation.LiquidationSimulator;
import io.crossguard.margin.simulation.SimulatedLiquidation;
import io.crossguard.margin.value.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Evaluates an account at other prices.
 *
 * <pre>
 *   loss = equity today − equity in the scenario
 * </pre>
 *
 * where an isolated scope counts at least 0 on both sides, so that an isolated position loses at
 * most what it is worth today, and a negative cross scope counts in full.
 */
public final class StressTest {

  /** Most closings of one scope in a liquidation that follows a scenario. */
  public static final int STEP_LIMIT = 10_000;

  private final LiquidationSimulator simulator = new LiquidationSimulator();

  /**
   * @param policy how scopes that don't stand are liquidated; absent where they are left alone
   * @return a row for each scenario, in their order
   * @throws io.crossguard.margin.evaluation.InconsistentInputException if a scenario names a root,
   *     an asset or an instrument that the rules and the market don't know, or one twice, or if two
   *     scenarios have one name
   */
  public List<StressResult> run(
      ResolvedAccount account, List<Scenario> scenarios, Optional<LiquidationPolicy> policy) {
    return run(account, scenarios, policy, () -> {});
  }

  /**
   * @param beforeEach runs before each scenario, and before each closing of its liquidation; what it
   *     throws ends the stress
   * @see #run(ResolvedAccount, List, Optional)
   */
  public List<StressResult> run(
      ResolvedAccount account,
      List<Scenario> scenarios,
      Optional<LiquidationPolicy> policy,
      Runnable beforeEach) {
    ScenarioMarket markets = new ScenarioMarket(account);
    markets.requireKnown(scenarios);
    Money today = equity(account);
    List<StressResult> results = new ArrayList<>(scenarios.size());
    for (Scenario scenario : scenarios) {
      beforeEach.run();
      results.add(
          result(scenario.scenarioId(), account, markets.of(scenario), today, policy, beforeEach));
    }
    return results;
  }

  /** The equity that losses are counted from. */
  Money equity(ResolvedAccount account) {
    return OwnersEquity.of(account, account.margins()).equity();
  }

  /** The account at the prices of another market. */
  StressResult result(
      String scenarioId,
      ResolvedAccount account,
      MarketSnapshot market,
      Money today,
      Optional<LiquidationPolicy> policy,
      Runnable beforeEach) {
    ResolvedAccount moved = ResolvedAccount.of(account.account(), market, account.rules());
    List<ScopeMargin> scopes = moved.margins();
    Optional<SimulatedLiquidation> liquidation =
        policy.map(rule -> simulator.simulate(moved, rule, STEP_LIMIT, beforeEach));
    OwnersEquity own = liquidation
        .map(simulated -> OwnersEquity.after(simulated, scopes))
        .orElseGet(() -> OwnersEquity.of(moved, scopes));
    return new StressResult(
        scenarioId, scopes, own.equity(), today.minus(own.equity()), own.shortfall(), liquidation);
  }
}
