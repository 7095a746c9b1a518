package io.crossguard.server.mapping;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.rules.LiquidationPolicy;
import io.crossguard.margin.stress.Path;
import io.crossguard.margin.stress.PathResult;
import io.crossguard.margin.stress.Scenario;
import io.crossguard.v1.RuleSetReference;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Other prices at which a caller wants an account evaluated.
 *
 * @param account with the prices of today and the rules
 * @param ruleSet how the answer names the rules
 * @param scenarios all of them, those of the grids included
 * @param path prices over time; absent where none are sent
 * @param policy how scopes are liquidated in each scenario; absent where that is not asked for
 */
public record StressRequest(
    ResolvedAccount account,
    RuleSetReference ruleSet,
    List<Scenario> scenarios,
    Optional<Path> path,
    Optional<LiquidationPolicy> policy) {

  public StressRequest {
    requireNonNull(account, "account");
    requireNonNull(ruleSet, "ruleSet");
    scenarios = List.copyOf(scenarios);
    requireNonNull(path, "path");
    requireNonNull(policy, "policy");
  }

  /**
   * The path that the core replays.
   *
   * @throws InconsistentRequestException if a snapshot lacks a price; the paths are those of the
   *     request
   */
  public PathResult replay(Supplier<PathResult> replayed) {
    return Consistency.consistent(replayed, place -> place);
  }
}
