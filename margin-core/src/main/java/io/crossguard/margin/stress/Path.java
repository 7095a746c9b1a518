package io.crossguard.margin.stress;

import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.value.Require;
import java.time.Instant;
import java.util.List;

/**
 * Prices over time.
 *
 * @param snapshots at least one; each says when its prices held, and each is later than the one
 *     before it
 */
public record Path(List<MarketSnapshot> snapshots) {
  public Path {
    Require.that(!snapshots.isEmpty(), "a path must have at least one snapshot");
    snapshots = List.copyOf(snapshots);
    for (int i = 0; i < snapshots.size(); i++) {
      Require.that(
          snapshots.get(i).asOf().isPresent(), "snapshots[" + i + "] must say when it held");
      Require.that(
          i == 0 || asOf(snapshots.get(i - 1)).isBefore(asOf(snapshots.get(i))),
          "snapshots[" + i + "] must be later than the one before it");
    }
  }

  static Instant asOf(MarketSnapshot snapshot) {
    return snapshot.asOf().orElseThrow();
  }
}
