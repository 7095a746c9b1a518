package io.crossguard.client.report;

import io.crossguard.v1.StressResult;

/**
 * Where one scope stands after a move of one root.
 *
 * @param move in per cent; negative is down
 * @param scope what the service says about it there
 */
record MovePoint(int move, StressResult.Scope scope) {
  double balance() {
    return Double.parseDouble(scope.getMarginBalance());
  }

  double maintenance() {
    return Double.parseDouble(scope.getMaintenanceMargin());
  }
}
