package io.crossguard.client.report;

import io.crossguard.v1.EvaluateMarginResponse;
import io.crossguard.v1.MarginScope;
import io.crossguard.v1.StressResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One account at today's prices and at those of the grid, today or after the advice.
 *
 * @param margin the account at today's prices
 * @param moved the account at the prices of each scenario, by its name; empty where the service was
 *     not asked
 * @param waterfalls how scopes would be liquidated
 */
record Snapshot(
    EvaluateMarginResponse margin, Map<String, StressResult> moved, List<Waterfall> waterfalls) {

  Snapshot {
    moved = Map.copyOf(moved);
    waterfalls = List.copyOf(waterfalls);
  }

  /** The scope as of today. */
  Optional<MarginScope> scope(String scopeId) {
    return margin.getScopesList().stream()
        .filter(scope -> scope.getScopeId().equals(scopeId))
        .findFirst();
  }

  /** Where a scope stands while one root alone moves; empty where there is no such scope. */
  List<MovePoint> curve(int root, String scopeId) {
    return MoveGrid.ALONE.stream()
        .flatMap(move -> scopes(MoveGrid.idAlone(root, move)).stream()
            .filter(scope -> scope.getScopeId().equals(scopeId))
            .map(scope -> new MovePoint(move, scope)))
        .toList();
  }

  /** Every scope at the prices of a scenario. */
  List<StressResult.Scope> scopes(String scenarioId) {
    return moved.getOrDefault(scenarioId, StressResult.getDefaultInstance()).getScopesList();
  }
}
