package io.crossguard.advisor;

import static java.util.Objects.requireNonNull;

import io.crossguard.advisor.classification.Classification;
import io.crossguard.advisor.classification.PositionTag;
import io.crossguard.advisor.policy.AdvisorPolicy;
import io.crossguard.advisor.policy.Correlation;
import io.crossguard.advisor.policy.HourlyCloses;
import io.crossguard.advisor.policy.RiskInputs;
import io.crossguard.advisor.policy.VenueCapabilities;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.Inconsistency;
import io.crossguard.margin.evaluation.InconsistentInputException;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.rules.ChangePolicy;
import io.crossguard.margin.rules.RuleSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything that advice depends on. Attributes of the owner are not among it: they have no effect,
 * so they don't come this far.
 *
 * @param account with its prices and rules
 * @param riskInputs what is known of the market beyond prices
 * @param policy the limits to decide by
 * @param venue how margin modes work
 * @param previousClasses classes of an earlier answer by hedge group id; a group that no longer
 *     exists is ignored
 * @param tags what the owner says of positions, each position at most once
 */
public record AdviceRequest(
    ResolvedAccount account,
    RiskInputs riskInputs,
    AdvisorPolicy policy,
    VenueCapabilities venue,
    Map<String, Classification> previousClasses,
    List<PositionTag> tags) {

  /**
   * @throws InconsistentInputException if a tag names a position that the account doesn't have, or
   *     one that another tag has named; if there are closes and the market has no time, or an
   *     earlier one; if a correlation is of a root that the rules don't know
   */
  public AdviceRequest {
    requireNonNull(account, "account");
    requireNonNull(riskInputs, "riskInputs");
    requireNonNull(policy, "policy");
    requireNonNull(venue, "venue");
    previousClasses = Map.copyOf(previousClasses);
    tags = List.copyOf(tags);
    List<Inconsistency> found = new ArrayList<>(ofTags(account, tags));
    found.addAll(ofCloses(account, riskInputs.hourlyCloses()));
    found.addAll(ofCorrelations(account, riskInputs));
    if (!found.isEmpty()) {
      throw new InconsistentInputException(found);
    }
  }

  /** A request with the default policy, the capabilities that the rules say, and no past. */
  public static AdviceRequest of(ResolvedAccount account, RiskInputs riskInputs) {
    return new AdviceRequest(
        account,
        riskInputs,
        AdvisorPolicy.defaults(),
        VenueCapabilities.defaults().within(account.rules().conventions()),
        Map.of(),
        List.of());
  }

  /** The account under rules that switch modes as the venue does. */
  public ResolvedAccount accountAtVenue() {
    RuleSet rules = account.rules();
    ChangePolicy stated = rules.conventions().changePolicy();
    return venue.agreesWith(stated)
        ? account
        : ResolvedAccount.of(
            account.account(),
            account.market(),
            rules.withConventions(rules.conventions().toBuilder()
                .changePolicy(venue.appliedTo(stated))
                .build()));
  }

  /** The same question about another account, without the tags of positions that it lacks. */
  public AdviceRequest about(ResolvedAccount other) {
    Set<String> known = positionIds(other);
    return new AdviceRequest(
        other,
        riskInputs,
        policy,
        venue,
        previousClasses,
        tags.stream().filter(tag -> known.contains(tag.positionId())).toList());
  }

  private static Set<String> positionIds(ResolvedAccount account) {
    return account.account().positions().stream()
        .map(Position::positionId)
        .collect(Collectors.toSet());
  }

  private static List<Inconsistency> ofTags(ResolvedAccount account, List<PositionTag> tags) {
    Set<String> known = positionIds(account);
    Set<String> seen = new HashSet<>();
    List<Inconsistency> found = new ArrayList<>();
    for (int i = 0; i < tags.size(); i++) {
      String id = tags.get(i).positionId();
      String path = "tags[" + i + "].positionId";
      if (!known.contains(id)) {
        found.add(
            new Inconsistency(path, "must be a position of the account: '" + id + "' is not"));
      } else if (!seen.add(id)) {
        found.add(new Inconsistency(path, "must not repeat '" + id + "'"));
      }
    }
    return found;
  }

  private static List<Inconsistency> ofCloses(ResolvedAccount account, List<HourlyCloses> closes) {
    Optional<Instant> asOf = account.market().asOf();
    if (asOf.isEmpty()) {
      return closes.isEmpty()
          ? List.of()
          : List.of(new Inconsistency("market.asOf", "must be set where hourly closes are given"));
    }
    List<Inconsistency> found = new ArrayList<>();
    for (int i = 0; i < closes.size(); i++) {
      if (closes.get(i).last().isAfter(asOf.get())) {
        found.add(new Inconsistency(
            "riskInputs.hourlyCloses[" + i + "]", "must not end after the time of the market"));
      }
    }
    return found;
  }

  private static List<Inconsistency> ofCorrelations(ResolvedAccount account, RiskInputs inputs) {
    if (inputs.correlations().isEmpty()) {
      return List.of();
    }
    Set<String> known = new HashSet<>();
    account.rules().instruments().values().forEach(each -> known.add(each.root()));
    account.rules().assets().values().forEach(each -> known.add(each.root()));
    List<Inconsistency> found = new ArrayList<>();
    for (int i = 0; i < inputs.correlations().size(); i++) {
      Correlation correlation = inputs.correlations().get(i);
      String path = "riskInputs.correlations[" + i + "].";
      unknown(path + "firstRoot", correlation.firstRoot(), known).ifPresent(found::add);
      unknown(path + "secondRoot", correlation.secondRoot(), known).ifPresent(found::add);
    }
    return found;
  }

  private static Optional<Inconsistency> unknown(String path, String root, Set<String> known) {
    return known.contains(root)
        ? Optional.empty()
        : Optional.of(
            new Inconsistency(path, "must be a root of the rule set: '" + root + "' is not"));
  }
}
