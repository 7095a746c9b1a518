package io.crossguard.advisor;

import io.crossguard.advisor.classification.AccountClassification;
import io.crossguard.advisor.classification.AccountStructure;
import io.crossguard.advisor.classification.StructureReport;
import io.crossguard.advisor.exposure.Portfolio;
import io.crossguard.advisor.sizing.VolatilityEstimator;

/** Finds out what hedges what. It has no state: one serves all threads. */
public final class PositionClassifier {

  public AccountClassification classify(AdviceRequest request) {
    AccountStructure structure = AccountStructure.of(
        Portfolio.of(
            request.account(),
            VolatilityEstimator.applied(
                request.riskInputs(),
                new VolatilityEstimator(
                        request.policy().riskModel(), request.account().market().asOf())
                    .volatilities(request.riskInputs()))),
        request.policy(),
        request.previousClasses());
    StructureReport report = new StructureReport(structure, request.policy(), request.tags());
    return new AccountClassification(
        request.account().account().accountId(),
        report.positions(),
        report.hedgeGroups(),
        structure.correlatedHedges());
  }
}
