package io.crossguard.client.report;

import io.crossguard.v1.StressResult;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;

/**
 * What a cell of the grid says.
 *
 * @param verdict of the scope that stands worst
 * @param figure its margin ratio in per cent
 * @param isolatedLost isolated positions that are liquidated, besides
 */
record HeatCell(Verdict verdict, String figure, int isolatedLost) {

  /** The cell of all scopes at some prices: of the cross ones or, where there are none, of all. */
  static HeatCell of(List<StressResult.Scope> scopes) {
    List<StressResult.Scope> cross =
        scopes.stream().filter(scope -> !isIsolated(scope)).toList();
    int lost = (int) scopes.stream()
        .filter(HeatCell::isIsolated)
        .filter(scope -> FirstLiquidation.isLost(scope.getStatus()))
        .count();
    return (cross.isEmpty() ? scopes : cross)
        .stream()
            .max(Comparator.comparing(StressResult.Scope::getStatus).thenComparing(HeatCell::ratio))
            .map(worst -> new HeatCell(
                Verdict.of(worst.getStatus()), figure(worst), cross.isEmpty() ? 0 : lost))
            .orElse(new HeatCell(Verdict.HEALTHY, FigureText.ABSENT, 0));
  }

  private static boolean isIsolated(StressResult.Scope scope) {
    return scope.getScopeId().startsWith("isolated:");
  }

  private static BigDecimal ratio(StressResult.Scope scope) {
    return scope.getMarginRatio().isEmpty()
        ? BigDecimal.ZERO
        : new BigDecimal(scope.getMarginRatio());
  }

  private static String figure(StressResult.Scope scope) {
    return scope.getMarginRatio().isEmpty()
        ? FigureText.ABSENT
        : FigureText.shortPercent(scope.getMarginRatio());
  }
}
