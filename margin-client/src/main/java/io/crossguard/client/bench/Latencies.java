package io.crossguard.client.bench;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * How long calls took, in milliseconds, from the time at which each should have been started. The
 * figures have three digits.
 *
 * @param p50 half of the calls took at most this long
 * @param p90 nine in ten
 * @param p99 99 in 100
 * @param p999 999 in 1,000
 * @param max all
 */
public record Latencies(double p50, double p90, double p99, double p999, double max) {
  static final Latencies NONE = new Latencies(0, 0, 0, 0, 0);

  static Latencies of(Histogram micros) {
    Histogram still = micros.copy();
    return new Latencies(
        millis(still.getValueAtPercentile(50)),
        millis(still.getValueAtPercentile(90)),
        millis(still.getValueAtPercentile(99)),
        millis(still.getValueAtPercentile(99.9)),
        millis(still.getMaxValue()));
  }

  private static double millis(long micros) {
    return (double) micros / TimeUnit.MILLISECONDS.toMicros(1);
  }
}
