package io.crossguard.client.report;

import io.crossguard.v1.UnderlyingDistance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The margin of one scope over the moves of one root.
 *
 * @param root the coin that moves
 * @param scopeId the scope
 * @param asset what its amounts are in
 * @param today its points today, by rising moves; empty where there is no such scope
 * @param after its points after the advice, alike
 * @param distanceToday how far the root may move today, where the service tells that
 * @param distanceAfter how far it may move after the advice
 */
record Curve(
    String root,
    String scopeId,
    String asset,
    List<MovePoint> today,
    List<MovePoint> after,
    Optional<UnderlyingDistance> distanceToday,
    Optional<UnderlyingDistance> distanceAfter) {

  Curve {
    today = List.copyOf(today);
    after = List.copyOf(after);
  }

  /** Whether any move changes anything. */
  boolean isMoved() {
    return isMoved(today) || isMoved(after);
  }

  private static boolean isMoved(List<MovePoint> points) {
    return points.stream()
            .map(point ->
                point.scope().getMarginBalance() + " " + point.scope().getMaintenanceMargin())
            .distinct()
            .count()
        > 1;
  }

  /** Every point of both accounts. */
  List<MovePoint> points() {
    return Stream.concat(today.stream(), after.stream()).toList();
  }

  /** Where it is liquidated, in words. */
  String sentence() {
    List<String> sentences = new ArrayList<>();
    sentences.add("Today it " + (today.isEmpty() ? "does not exist" : told(distanceToday)) + ".");
    if (!after.isEmpty()) {
      sentences.add("After the advice it " + told(distanceAfter) + ".");
    }
    return String.join(" ", sentences);
  }

  private String told(Optional<UnderlyingDistance> distance) {
    return distance.map(Distances::sentence).orElse("is liquidated by no move of " + root);
  }
}
