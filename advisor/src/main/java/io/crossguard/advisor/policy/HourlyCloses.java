package io.crossguard.advisor.policy;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Require;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Prices of a root, one an hour without a gap.
 *
 * @param root the coin
 * @param closes from the oldest to the newest, each an hour after the one before; a week of returns
 *     at least
 */
public record HourlyCloses(String root, List<Close> closes) {

  /** A week of returns: with fewer, one of them would decide. */
  public static final int COUNT_MIN = 7 * 24 + 1;

  private static final Duration HOUR = Duration.ofHours(1);

  public HourlyCloses {
    Require.identifier(root);
    closes = List.copyOf(closes);
    Require.that(closes.size() >= COUNT_MIN, "closes must have at least " + COUNT_MIN + " entries");
    for (int i = 1; i < closes.size(); i++) {
      Duration step = Duration.between(closes.get(i - 1).time(), closes.get(i).time());
      Require.that(step.equals(HOUR), "closes[" + i + "] must be one hour after the one before");
    }
  }

  public Instant last() {
    return closes.get(closes.size() - 1).time();
  }

  /**
   * A price at a time.
   *
   * @param time when it was
   * @param price what it was; positive
   */
  public record Close(Instant time, Price price) {
    public Close {
      requireNonNull(time, "time");
      requireNonNull(price, "price");
    }
  }
}
