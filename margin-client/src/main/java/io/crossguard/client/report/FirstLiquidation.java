package io.crossguard.client.report;

import io.crossguard.v1.MarginScope;
import io.crossguard.v1.StressResult;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The smallest move of one root on the grid at which a scope no longer stands. Of two equally small
 * ones the root with the larger exposure comes first, then the move down.
 *
 * @param root number of the root in the grid, from 0
 * @param move in per cent
 */
record FirstLiquidation(int root, int move) {
  private static final List<Integer> NEAREST_FIRST = MoveGrid.ALONE.stream()
      .sorted(Comparator.<Integer>comparingInt(Math::abs).thenComparing(Comparator.naturalOrder()))
      .toList();

  /** The first liquidation of each scope, by its name; of those that stand everywhere, none. */
  static Map<String, FirstLiquidation> byScope(Map<String, StressResult> moved, MoveGrid grid) {
    Map<String, FirstLiquidation> firsts = new HashMap<>();
    for (int move : NEAREST_FIRST) {
      for (int root = 0; root < grid.roots().size(); root++) {
        FirstLiquidation here = new FirstLiquidation(root, move);
        moved
            .getOrDefault(MoveGrid.idAlone(root, move), StressResult.getDefaultInstance())
            .getScopesList()
            .stream()
            .filter(scope -> isLost(scope.getStatus()))
            .forEach(scope -> firsts.putIfAbsent(scope.getScopeId(), here));
      }
    }
    return firsts;
  }

  /** Whether the verdict says that a scope no longer stands. */
  static boolean isLost(MarginScope.Status status) {
    return status.compareTo(MarginScope.Status.LIQUIDATABLE) >= 0;
  }
}
