package io.crossguard.advisor.backtest;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All accounts that were opened at one hour.
 *
 * @param start the hour
 * @param results by coin, side and leverage
 * @param skipped how many coins had no window then, and why
 */
public record WindowBatch(
    Instant start, List<WindowResult> results, SortedMap<Skip, Integer> skipped) {

  /** Why there is no window. */
  public enum Skip {
    /** Hours are missing in it. */
    GAP,
    /** The prices begin after its start or end before its end. */
    OUTSIDE_PRICES,
    /** Less than two weeks of hours without a gap come before it. */
    SHORT_HISTORY
  }

  public WindowBatch {
    requireNonNull(start, "start");
    results = List.copyOf(results);
    skipped = Collections.unmodifiableSortedMap(new TreeMap<>(skipped));
  }

  WindowBatch(Instant start, List<WindowResult> results, Map<Skip, Integer> skipped) {
    this(start, results, new TreeMap<>(skipped));
  }
}
