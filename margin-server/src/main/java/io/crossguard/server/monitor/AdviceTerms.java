package io.crossguard.server.monitor;

import static java.util.Objects.requireNonNull;

import io.crossguard.advisor.AdviceRequest;
import io.crossguard.advisor.classification.Classification;
import io.crossguard.advisor.policy.AdvisorPolicy;
import io.crossguard.advisor.policy.RiskInputs;
import io.crossguard.advisor.policy.VenueCapabilities;
import io.crossguard.margin.evaluation.ResolvedAccount;
import java.util.List;
import java.util.Map;

/**
 * What advice on watched accounts rests on.
 *
 * @param riskInputs what is known of the market beyond prices
 * @param policy the limits to decide by
 * @param venue how margin modes work
 * @param previousClasses classes from before the stream, by account and hedge group
 */
public record AdviceTerms(
    RiskInputs riskInputs,
    AdvisorPolicy policy,
    VenueCapabilities venue,
    Map<String, Map<String, Classification>> previousClasses) {

  public AdviceTerms {
    requireNonNull(riskInputs, "riskInputs");
    requireNonNull(policy, "policy");
    requireNonNull(venue, "venue");
    previousClasses = Map.copyOf(previousClasses);
  }

  /**
   * What is asked of the advisor.
   *
   * @param classes of the last advice by hedge group
   * @throws io.crossguard.margin.evaluation.InconsistentInputException if the inputs do not fit the
   *     account, its prices and rules
   */
  AdviceRequest request(ResolvedAccount account, Map<String, Classification> classes) {
    return new AdviceRequest(account, riskInputs, policy, venue, classes, List.of());
  }
}
