package io.crossguard.advisor;

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

  public MarginModeAdvice recommend(AdviceRequest request) {
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
    return new Recommender(structure, request.policy(), request.venue())
        .recommend(report.positions(), report.hedgeGroups(), volatilities);
  }
}
