package io.crossguard.server.grpc;

import io.crossguard.server.admission.Alarms;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** What happens on a stream because time passes. */
final class StreamClock {
  private final Alarms alarms;
  private final Map<Beat, Runnable> callingOff = new EnumMap<>(Beat.class);

  /** What time brings about. */
  enum Beat {
    /** A sign of life, where there was no other. */
    HEARTBEAT,
    /** All accounts are to be told of. */
    PERIOD,
    /** Advice is looked for anew. */
    ADVICE,
    /** The caller may send another message. */
    MESSAGE
  }

  StreamClock(Alarms alarms) {
    this.alarms = alarms;
  }

  /** Lets something happen once after a time, instead of what was set before. */
  void set(Beat beat, Duration time, Runnable work) {
    stop(beat);
    callingOff.put(beat, alarms.after(time, work));
  }

  void stop(Beat beat) {
    callingOff.getOrDefault(beat, () -> {}).run();
  }

  void stop() {
    callingOff.values().forEach(Runnable::run);
  }
}
