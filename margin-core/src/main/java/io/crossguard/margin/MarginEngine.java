package io.crossguard.margin;

import io.crossguard.margin.evaluation.AccountMargin;
import io.crossguard.margin.evaluation.MarginEvaluator;
import io.crossguard.margin.evaluation.MarginScope;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.exposure.ExposureCalculator;
import io.crossguard.margin.liquidation.DistanceSolver;
import io.crossguard.margin.liquidation.LiquidationPriceSolver;
import io.crossguard.margin.liquidation.RootDistance;
import java.util.ArrayList;
import java.util.List;

/** The calculators put together. It has no state: one serves all threads. */
public final class MarginEngine {
  private final MarginEvaluator evaluator = new MarginEvaluator();
  private final LiquidationPriceSolver priceSolver = new LiquidationPriceSolver();
  private final DistanceSolver distanceSolver = new DistanceSolver();
  private final ExposureCalculator exposureCalculator = new ExposureCalculator();

  /** Figures and verdicts alone. */
  public AccountMargin evaluateMargin(ResolvedAccount account) {
    return evaluator.evaluate(account);
  }

  /** Figures and verdicts with liquidation prices, distances and exposures. */
  public Evaluation evaluate(ResolvedAccount account) {
    AccountMargin margin = evaluator.evaluate(account);
    List<List<RootDistance>> distances = new ArrayList<>();
    for (MarginScope scope : account.scopes()) {
      distances.add(distanceSolver.solve(scope, account.rules().quoteCurrency()));
    }
    return new Evaluation(
        margin,
        priceSolver.solve(account),
        distances,
        exposureCalculator.calculate(account, margin.totals().equity()));
  }
}
