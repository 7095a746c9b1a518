package io.crossguard.client.exchange;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The responses of a venue that one import reads, by the name that the format gives them. */
public final class Responses {
  private final String format;
  private final List<ExchangeFormat.Response> expected;
  private final Map<String, JsonValue> byName;

  private Responses(
      String format, List<ExchangeFormat.Response> expected, Map<String, JsonValue> byName) {
    this.format = format;
    this.expected = List.copyOf(expected);
    this.byName = byName;
  }

  /** Starts to collect the responses for a format, and reads them as they are. */
  public static Builder of(ExchangeFormat format) {
    return of(format, Set.of(), false);
  }

  /**
   * Starts to collect the responses for a format.
   *
   * @param ignored names of fields that responses are read without, wherever they stand
   * @param roundsFloats whether numbers without quotes that have more than 15 digits are rounded to
   *     15; they are refused otherwise
   */
  public static Builder of(ExchangeFormat format, Set<String> ignored, boolean roundsFloats) {
    return new Builder(format, new ResponseText(Set.copyOf(ignored), roundsFloats));
  }

  /**
   * Responses that were taken out of those of a library in front of the venue.
   *
   * @param format that they were given in, for messages
   */
  static Responses assembled(String format, Map<String, JsonValue> byName) {
    return new Responses(format, List.of(), Map.copyOf(byName));
  }

  /** A response that the format can't do without. */
  JsonValue get(String name) {
    return find(name)
        .orElseThrow(() -> new BadResponseException(
            format, "the response " + name + " is missing" + whatToAdd(name)));
  }

  private String whatToAdd(String name) {
    return expected.stream()
        .filter(response -> response.name().equals(name))
        .map(response -> ": add --" + name + ", " + response.description())
        .findFirst()
        .orElse("");
  }

  /** A response that may be missing. */
  Optional<JsonValue> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** Collects responses from texts. */
  public static final class Builder {
    private final ExchangeFormat format;
    private final Map<String, JsonValue> byName = new LinkedHashMap<>();
    private final ResponseText text;

    private Builder(ExchangeFormat format, ResponseText text) {
      this.format = format;
      this.text = text;
    }

    /**
     * Adds one response.
     *
     * @param name as the format calls it
     * @param source where the text is from, for messages
     * @throws BadResponseException if it is not JSON, or there already
     */
    public Builder add(String name, String source, String response) {
      put(name, text.parse(source, response));
      return this;
    }

    /**
     * Adds several responses that stand in one JSON object, each under its name.
     *
     * @param source where the text is from, for messages
     * @throws BadResponseException if it is no such object, or a response is there already
     */
    public Builder addAll(String source, String responses) {
      text.parse(source, responses).fields().forEach(this::put);
      return this;
    }

    /** The responses. */
    public Responses build() {
      return new Responses(format.name(), format.responses(), Map.copyOf(byName));
    }

    private void put(String name, JsonValue response) {
      List<String> names =
          format.responses().stream().map(ExchangeFormat.Response::name).toList();
      if (!names.contains(name)) {
        throw response.problem("is no response that " + format.name() + " reads; those are "
            + names.stream().collect(Collectors.joining(", ")));
      }
      if (byName.putIfAbsent(name, response) != null) {
        throw response.problem("the response " + name + " is there twice");
      }
    }
  }
}
