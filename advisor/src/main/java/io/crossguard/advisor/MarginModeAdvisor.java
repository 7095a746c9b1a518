package io.crossguard.advisor;

import static java.util.Objects.requireNonNull;

import io.crossguard.advisor.classification.AccountStructure;
import io.crossguard.advisor.classification.StructureReport;
import io.crossguard.advisor.exposure.Portfolio;
import io.crossguard.advisor.recommendation.MarginModeAdvice;
import io.crossguard.advisor.recommendation.Recommender;
import io.crossguard.advisor.sizing.UsedVolatility;
import io.crossguard.advisor.sizing.VolatilityEstimator;
import java.util.List;

/** Recommends margin modes. It has no state: one serves all threads. */
public final class MarginModeAdvisor {
  private final Runnable beforeEach;

  public MarginModeAdvisor() {
    this(() -> {});
  }

  /**
   * @param beforeEach done before each part of an advice: a try, a position, a move of a plan; what it
   *     throws ends the advice, for callers who no longer wait
   */
  public MarginModeAdvisor(Runnable beforeEach) {
    this.beforeEach = requireNonNull(beforeEach, "beforeEach");
  }

  public MarginModeAdvice recommend(AdviceRequest request) {
    beforeEach.run();
    List<UsedVolatility> volatilities = new VolatilityEstimator(
            request.policy().riskModel(), request.account().market().asOf())
        .volatilities(request.riskInputs());
    AccountStructure structure = AccountStructure.of(
        Portfolio.of(
            request.accountAtVenue(),
            VolatilityEstimator.applied(request.riskInputs(), volatilities)),
        request.policy(),
        request.previousClasses());
    StructureReport report = new StructureReport(structure, request.policy(), request.tags());
    return new Recommender(structure, request.venue(), beforeEach)
        .recommend(report.positions(), report.hedgeGroups(), volatilities);
  }
}
