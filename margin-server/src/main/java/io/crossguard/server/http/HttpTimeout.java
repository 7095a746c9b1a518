package io.crossguard.server.http;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The header in which callers say how long they wait, as gRPC writes it: {@code 500m}, {@code 5S}. */
final class HttpTimeout {

  /** Name of the header. */
  static final String HEADER = "grpc-timeout";

  /** What its value must be. */
  static final String RULE =
      "must be up to eight digits and a unit: H, M, S, m for milliseconds, u or n";

  private static final Pattern TIMEOUT = Pattern.compile("(\\d{1,8})([HMSmun])");
  private static final Map<String, ChronoUnit> UNITS = Map.of(
      "H", ChronoUnit.HOURS,
      "M", ChronoUnit.MINUTES,
      "S", ChronoUnit.SECONDS,
      "m", ChronoUnit.MILLIS,
      "u", ChronoUnit.MICROS,
      "n", ChronoUnit.NANOS);

  // Nanoseconds count no longer times, and nobody waits for a lifetime.
  private static final Duration LONGEST = ChronoUnit.DECADES.getDuration();

  private HttpTimeout() {}

  /** The time, at most ten years; absent where the text is none. */
  static Optional<Duration> of(String text) {
    Matcher timeout = TIMEOUT.matcher(text);
    return timeout.matches()
        ? Optional.ofNullable(UNITS.get(timeout.group(2)))
            .map(unit -> Duration.of(Long.parseLong(timeout.group(1)), unit))
            .map(time -> time.compareTo(LONGEST) < 0 ? time : LONGEST)
        : Optional.empty();
  }
}
