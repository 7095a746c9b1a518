package io.crossguard.client.report;

import io.crossguard.v1.DistanceMove;
import io.crossguard.v1.MarginScope;
import io.crossguard.v1.UnderlyingDistance;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How far a root may move before a scope is liquidated, in words and as places in a chart. */
final class Distances {
  private Distances() {}

  /** The distance of one root; empty where the service tells none. */
  static Optional<UnderlyingDistance> of(MarginScope scope, String root) {
    return scope.getDistancesList().stream()
        .filter(distance -> distance.getRoot().equals(root))
        .findFirst();
  }

  /** The moves that liquidate, as fractions. */
  static List<BigDecimal> moves(UnderlyingDistance distance) {
    List<BigDecimal> moves = new ArrayList<>();
    for (DistanceMove move : List.of(distance.getDown(), distance.getUp())) {
      if (move.hasMove()) {
        moves.add(new BigDecimal(move.getMove()));
      }
    }
    return moves;
  }

  /** Both directions as the end of a sentence. */
  static String sentence(UnderlyingDistance distance) {
    if (distance.getDown().hasAlreadyLiquidatable() || distance.getUp().hasAlreadyLiquidatable()) {
      return "is liquidatable at today’s prices";
    }
    List<String> parts = new ArrayList<>();
    for (DistanceMove move : List.of(distance.getDown(), distance.getUp())) {
      if (move.hasMove()) {
        parts.add("at " + FigureText.move(move.getMove()));
      } else if (move.hasIndeterminate()) {
        parts.add("at a move that can’t be told: " + move.getIndeterminate().getReason());
      }
    }
    return parts.isEmpty()
        ? "is liquidated by no move of " + distance.getRoot()
        : "is liquidated " + String.join(" and ", parts);
  }
}
