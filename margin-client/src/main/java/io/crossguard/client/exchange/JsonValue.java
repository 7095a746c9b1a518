package io.crossguard.client.exchange;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A value in a venue's response, together with the place that it stands at. Whatever is asked of it
 * and does not hold becomes a {@link BadResponseException} that names this place.
 */
final class JsonValue {
  /** What a value is. */
  enum Kind {
    OBJECT,
    ARRAY,
    STRING,
    NUMBER,
    BOOLEAN,
    NULL
  }

  // The end of the year 9999: messages know no later time.
  private static final BigDecimal LAST_MILLISECOND = new BigDecimal("253402300799999");

  private static final int SENTENCE_LENGTH_MAX = 200;

  private final String place;
  private final Kind kind;
  private final String text;
  private final Map<String, JsonValue> fields;
  private final List<JsonValue> items;

  private JsonValue(
      String place, Kind kind, String text, Map<String, JsonValue> fields, List<JsonValue> items) {
    this.place = requireNonNull(place, "place");
    this.kind = kind;
    this.text = text;
    this.fields = fields;
    this.items = items;
  }

  static JsonValue object(String place, Map<String, JsonValue> fields) {
    Map<String, JsonValue> copy = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    return new JsonValue(place, Kind.OBJECT, "", copy, List.of());
  }

  static JsonValue array(String place, List<JsonValue> items) {
    return new JsonValue(place, Kind.ARRAY, "", Map.of(), List.copyOf(items));
  }

  /**
   * @param text a string without its quotes, or a number, {@code true}, {@code false} or {@code
   *     null} as it stands there
   */
  static JsonValue scalar(String place, Kind kind, String text) {
    return new JsonValue(place, kind, text, Map.of(), List.of());
  }

  /** Where the value stands: the file, and the path in it. */
  String place() {
    return place;
  }

  boolean isObject() {
    return kind == Kind.OBJECT;
  }

  boolean isArray() {
    return kind == Kind.ARRAY;
  }

  boolean isNull() {
    return kind == Kind.NULL;
  }

  /** Whether the value says nothing: null, false, zero, or empty. */
  boolean isNothing() {
    return switch (kind) {
      case OBJECT -> fields.isEmpty();
      case ARRAY -> items.isEmpty();
      case NULL -> true;
      case BOOLEAN -> text.equals("false");
      case STRING, NUMBER -> text.isEmpty() || text.equals("false") || ExactNumber.isZero(text);
    };
  }

  /** The fields of an object by name, in the order of the text. */
  Map<String, JsonValue> fields() {
    if (kind != Kind.OBJECT) {
      throw problem("must be an object, is " + describe());
    }
    return fields;
  }

  /** The entries of an array. */
  List<JsonValue> items() {
    if (kind != Kind.ARRAY) {
      throw problem("must be an array, is " + describe());
    }
    return items;
  }

  /** A field that must be there. */
  JsonValue field(String name) {
    return optional(name).orElseThrow(() -> problem("has no " + name));
  }

  /** A field, unless it is missing or null. */
  Optional<JsonValue> optional(String name) {
    return Optional.ofNullable(fields().get(name)).filter(value -> !value.isNull());
  }

  /** A field, unless it is missing, null or an empty string. */
  Optional<JsonValue> stated(String name) {
    return optional(name).filter(value -> value.kind != Kind.STRING || !value.text.isEmpty());
  }

  /** A string that is not empty. */
  String text() {
    if (kind != Kind.STRING || text.isEmpty()) {
      throw problem("must be a text, is " + describe());
    }
    return text;
  }

  /** The text of a string or of a whole number: ids come as either. */
  String id() {
    if (kind == Kind.NUMBER) {
      return text;
    }
    return text();
  }

  /** True or false; venues also write them as strings. */
  boolean truth() {
    String word = kind == Kind.STRING ? text.toLowerCase(Locale.ROOT) : text;
    boolean known = (kind == Kind.BOOLEAN || kind == Kind.STRING)
        && (word.equals("true") || word.equals("false"));
    if (!known) {
      throw problem("must be true or false, is " + describe());
    }
    return word.equals("true");
  }

  /** A decimal, exactly as it is written; see {@link ExactNumber} for what is refused. */
  BigDecimal decimal() {
    return switch (kind) {
      case STRING -> ExactNumber.ofText(text, this);
      case NUMBER -> ExactNumber.ofNumber(text, this);
      case OBJECT, ARRAY, BOOLEAN, NULL -> throw problem("must be a number, is " + describe());
    };
  }

  /** A decimal above zero. */
  BigDecimal positive() {
    BigDecimal value = decimal();
    if (value.signum() <= 0) {
      throw problem("must be positive, is " + describe());
    }
    return value;
  }

  /** A time in milliseconds of Unix time, between 1970 and 9999. */
  long milliseconds() {
    BigDecimal value = positive();
    if (value.stripTrailingZeros().scale() > 0 || value.compareTo(LAST_MILLISECOND) > 0) {
      throw problem("must be a time in milliseconds, is " + describe());
    }
    return value.longValueExact();
  }

  /** What to throw where the value breaks a rule. */
  BadResponseException problem(String rule) {
    return new BadResponseException(place, rule);
  }

  /** A sentence of the venue's, with more room than a value has. */
  String sentence() {
    String plain = kind == Kind.STRING ? '"' + text + '"' : describe();
    return plain.length() <= SENTENCE_LENGTH_MAX
        ? plain
        : plain.substring(0, SENTENCE_LENGTH_MAX) + "…";
  }

  /** What stands there, short enough for a message. */
  String describe() {
    return switch (kind) {
      case OBJECT -> "an object";
      case ARRAY -> "an array";
      case NULL -> "null";
      case STRING -> '"' + ExactNumber.shortened(text) + '"';
      case NUMBER, BOOLEAN -> ExactNumber.shortened(text);
    };
  }
}
