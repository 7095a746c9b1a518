package io.crossguard.client.report;

import io.crossguard.v1.Scenario;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The moves of prices that a page shows: of each root alone in small steps, and of the first two
 * roots against each other in large ones.
 *
 * @param roots the coins that are moved, the largest exposure first
 */
record MoveGrid(List<String> roots) {
  /** Moves of one root alone, in per cent. */
  static final List<Integer> ALONE =
      IntStream.rangeClosed(-30, 30).map(step -> 2 * step).boxed().toList();

  /** Moves of two roots against each other, in per cent. */
  static final List<Integer> TOGETHER = List.of(-50, -30, -20, -10, 0, 10, 20, 30, 50);

  MoveGrid {
    roots = List.copyOf(roots);
  }

  /** Every scenario of the page once; none where there is no root. */
  List<Scenario> scenarios() {
    List<Scenario> scenarios = new ArrayList<>();
    for (int root = 0; root < roots.size(); root++) {
      for (int move : ALONE) {
        scenarios.add(alone(root, move));
      }
    }
    if (roots.size() > 1) {
      for (int first : TOGETHER) {
        for (int second : TOGETHER) {
          scenarios.add(Scenario.newBuilder()
              .setScenarioId(idTogether(first, second))
              .addRootFactors(factor(roots.get(0), first))
              .addRootFactors(factor(roots.get(1), second))
              .build());
        }
      }
    }
    return scenarios;
  }

  /** One root moves and nothing else. */
  Scenario alone(int root, int move) {
    return Scenario.newBuilder()
        .setScenarioId(idAlone(root, move))
        .addRootFactors(factor(roots.get(root), move))
        .build();
  }

  /** The name of the scenario in which one root moves by so many per cent. */
  static String idAlone(int root, int move) {
    return root + " alone " + move;
  }

  /** The name of the scenario in which the first two roots move by so many per cent. */
  static String idTogether(int first, int second) {
    return "together " + first + " " + second;
  }

  private static Scenario.RootFactor factor(String root, int percent) {
    return Scenario.RootFactor.newBuilder()
        .setRoot(root)
        .setFactor(BigDecimal.valueOf(100L + percent, 2).toPlainString())
        .build();
  }
}
