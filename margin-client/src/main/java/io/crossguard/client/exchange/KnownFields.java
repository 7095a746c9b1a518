package io.crossguard.client.exchange;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The fields that an object of a response may have. A field that is not among them must say nothing
 * (null, false, zero, empty): it could change a figure.
 */
final class KnownFields {
  private final Set<String> read;
  private final Set<String> harmless;
  private final Map<String, String> empty;

  private KnownFields(Set<String> read, Set<String> harmless, Map<String, String> empty) {
    this.read = Set.copyOf(read);
    this.harmless = Set.copyOf(harmless);
    this.empty = Map.copyOf(empty);
  }

  /** Fields that an importer reads; it sees to their values itself. */
  static KnownFields reading(String... names) {
    return new KnownFields(Set.of(names), Set.of(), Map.of());
  }

  /** Adds fields that change no figure: what follows from others, times, permissions. */
  KnownFields leaving(String... names) {
    Set<String> more = new HashSet<>(harmless);
    more.addAll(List.of(names));
    return new KnownFields(read, more, empty);
  }

  /**
   * Adds a field that changes figures and is not imported.
   *
   * @param why what it means where it is not zero, and what to do then
   */
  KnownFields expectingNothingIn(String name, String why) {
    Map<String, String> more = new LinkedHashMap<>(empty);
    more.put(name, why);
    return new KnownFields(read, harmless, more);
  }

  /**
   * @throws BadResponseException if the object has a field that says something and is not known
   */
  void check(JsonValue object) {
    object.fields().forEach((name, value) -> {
      if (!read.contains(name) && !harmless.contains(name) && !value.isNothing()) {
        throw value.problem(empty.getOrDefault(name, unknown(name, value)));
      }
    });
  }

  private static String unknown(String name, JsonValue value) {
    return "is " + value.describe()
        + ", and what it means for the margin is not known here; where it means nothing, add"
        + " --ignore " + name;
  }
}
