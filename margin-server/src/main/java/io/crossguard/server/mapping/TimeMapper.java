package io.crossguard.server.mapping;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import java.time.Duration;
import java.time.Instant;

/** Reads and writes instants. */
final class TimeMapper {
  private TimeMapper() {}

  static Reading<Instant> fromProto(Timestamp timestamp, FieldPath field) {
    return Timestamps.isValid(timestamp)
        ? Reading.of(Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos()))
        : field.violation("must be a time from year 1 to 9999 with 0 to 999999999 nanoseconds");
  }

  static Timestamp toProto(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  static com.google.protobuf.Duration toProto(Duration duration) {
    return com.google.protobuf.Duration.newBuilder()
        .setSeconds(duration.getSeconds())
        .setNanos(duration.getNano())
        .build();
  }
}
