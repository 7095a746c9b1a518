package io.crossguard.server.mapping;

import com.google.protobuf.util.Durations;
import java.time.Duration;

/** Reads lengths of time. */
final class DurationMapper {
  private DurationMapper() {}

  /**
   * @param inWords the range in words
   */
  static Reading<Duration> fromProto(
      com.google.protobuf.Duration message,
      Duration least,
      Duration most,
      String inWords,
      FieldPath field) {
    if (!Durations.isValid(message)) {
      return field.violation("must be a valid duration");
    }
    Duration duration = Duration.ofSeconds(message.getSeconds(), message.getNanos());
    return duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0
        ? Reading.of(duration)
        : field.violation("must be " + inWords);
  }
}
