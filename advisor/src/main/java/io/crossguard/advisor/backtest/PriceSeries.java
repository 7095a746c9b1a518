package io.crossguard.advisor.backtest;

import io.crossguard.margin.value.Require;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Hourly prices of one instrument or coin. Hours may be missing; nothing is filled in for them. */
public final class PriceSeries {
  static final Duration HOUR = Duration.ofHours(1);

  // Hours without a gap between them, by the first one.
  private final NavigableMap<Instant, List<Bar>> runs = new TreeMap<>();
  private final Instant first;
  private final Instant last;

  /**
   * @param bars at least one; each later than the one before it
   */
  public PriceSeries(List<Bar> bars) {
    Require.that(!bars.isEmpty(), "a price series must have at least one hour");
    int runStart = 0;
    for (int i = 1; i <= bars.size(); i++) {
      if (i < bars.size()) {
        Require.that(
            bars.get(i).start().isAfter(bars.get(i - 1).start()),
            "bars[" + i + "] must be later than the one before it");
      }
      if (i == bars.size()
          || !bars.get(i).start().equals(bars.get(i - 1).start().plus(HOUR))) {
        List<Bar> run = List.copyOf(bars.subList(runStart, i));
        runs.put(run.get(0).start(), run);
        runStart = i;
      }
    }
    this.first = bars.get(0).start();
    this.last = bars.get(bars.size() - 1).start();
  }

  /** The first hour. */
  public Instant first() {
    return first;
  }

  /** The last hour. */
  public Instant last() {
    return last;
  }

  /** How often hours are missing between the first and the last one. */
  public int gaps() {
    return runs.size() - 1;
  }

  /** The hours without a gap between them, in their order. */
  Collection<List<Bar>> runs() {
    return Collections.unmodifiableCollection(runs.values());
  }

  /** A number of hours from an instant on; absent where one of them is missing. */
  Optional<List<Bar>> window(Instant start, int hours) {
    return Optional.ofNullable(runs.floorEntry(start)).flatMap(entry -> {
      long offset = Duration.between(entry.getKey(), start).toHours();
      List<Bar> run = entry.getValue();
      return offset + hours <= run.size()
          ? Optional.of(run.subList((int) offset, (int) offset + hours))
          : Optional.empty();
    });
  }

  /** Whether the series begins before the end of a window and ends after its start. */
  boolean spans(Instant start, int hours) {
    return !first.isAfter(start) && !last.isBefore(start.plus(HOUR.multipliedBy(hours - 1L)));
  }

  /** All hours, gaps left out. */
  List<Bar> bars() {
    List<Bar> bars = new ArrayList<>();
    runs.values().forEach(bars::addAll);
    return bars;
  }
}
