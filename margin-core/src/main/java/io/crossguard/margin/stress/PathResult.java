package io.crossguard.margin.stress;

import java.util.List;

/**
 * An account along a path, without any liquidation on the way.
 *
 * @param results a row for each snapshot, in their order
 * @param crossings by time; of one instant in the order of the scopes, WARNING before TRIGGER
 */
public record PathResult(List<StressResult> results, List<Crossing> crossings) {
  public PathResult {
    results = List.copyOf(results);
    crossings = List.copyOf(crossings);
  }
}
