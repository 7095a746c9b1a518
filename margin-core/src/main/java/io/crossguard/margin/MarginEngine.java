package io.crossguard.margin;

import io.crossguard.margin.evaluation.AccountMargin;
import io.crossguard.margin.evaluation.MarginEvaluator;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.exposure.ExposureCalculator;
import io.crossguard.margin.liquidation.AccountLiquidation;

/** The calculators put together. It has no state: one serves all threads. */
public final class MarginEngine {
  private final MarginEvaluator evaluator = new MarginEvaluator();
  private final ExposureCalculator exposureCalculator = new ExposureCalculator();

  /** Figures and verdicts alone. */
  public AccountMargin evaluateMargin(ResolvedAccount account) {
    return evaluator.evaluate(account);
  }

  /** Figures and verdicts with liquidation prices, distances and exposures. */
  public Evaluation evaluate(ResolvedAccount account) {
    AccountMargin margin = evaluator.evaluate(account);
    AccountLiquidation liquidation = AccountLiquidation.of(account);
    return new Evaluation(
        margin,
        liquidation.prices(),
        liquidation.distances(),
        exposureCalculator.calculate(account, margin.totals().equity()));
  }
}
