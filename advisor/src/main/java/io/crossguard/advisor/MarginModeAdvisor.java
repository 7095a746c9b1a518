package io.crossguard.advisor;

import io.crossguard.advisor.classification.AccountStructure;
import io.crossguard.advisor.classification.StructureReport;
import io.crossguard.advisor.exposure.Portfolio;
import io.crossguard.advisor.recommendation.MarginModeAdvice;
import io.crossguard.advisor.recommendation.Recommender;
import io.crossguard.advisor.sizing.UsedVolatility;
import io.crossguard.advisor.sizing.VolatilityEstimator;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.rules.ChangePolicy;
import io.crossguard.margin.rules.RuleSet;
import java.util.List;

/** Recommends margin modes. It has no state: one serves all threads. */
public final class MarginModeAdvisor {

  public MarginModeAdvice recommend(AdviceRequest request) {
    List<UsedVolatility> volatilities = new VolatilityEstimator(
            request.policy().riskModel(), request.account().market().asOf())
        .volatilities(request.riskInputs());
    AccountStructure structure = AccountStructure.of(
        Portfolio.of(
            underVenue(request), VolatilityEstimator.applied(request.riskInputs(), volatilities)),
        request.policy(),
        request.previousClasses());
    StructureReport report = new StructureReport(structure, request.policy(), request.tags());
    return new Recommender(structure, request.policy(), request.venue())
        .recommend(report.positions(), report.hedgeGroups(), volatilities);
  }

  /** The account under rules that switch modes as the venue does. */
  private static ResolvedAccount underVenue(AdviceRequest request) {
    ResolvedAccount account = request.account();
    RuleSet rules = account.rules();
    ChangePolicy stated = rules.conventions().changePolicy();
    ChangePolicy applied = request.venue().appliedTo(stated);
    return applied.equals(stated)
        ? account
        : ResolvedAccount.of(
            account.account(),
            account.market(),
            rules.withConventions(
                rules.conventions().toBuilder().changePolicy(applied).build()));
  }
}
