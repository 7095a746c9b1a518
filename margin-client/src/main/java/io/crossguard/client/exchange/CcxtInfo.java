package io.crossguard.client.exchange;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The venue's own responses in what ccxt answers: the {@code info} of its structures. */
final class CcxtInfo {
  private static final String INFO = "info";

  private CcxtInfo() {}

  /** A position of ccxt: its unified symbol, and the row of the venue. */
  record Row(JsonValue symbol, JsonValue info) {}

  /** That of a balance. */
  static JsonValue of(JsonValue balance) {
    return balance
        .optional(INFO)
        .orElseThrow(() -> balance.problem("has no info: total alone does not say what is in it"));
  }

  /** The rows of {@code fetchPositions}. */
  static List<Row> positions(Responses responses) {
    return responses.get(Ccxt.POSITIONS).items().stream()
        .map(row -> new Row(row.field("symbol"), ofOne(row)))
        .toList();
  }

  /** Those of an array of structures. */
  static List<JsonValue> ofAll(JsonValue structures) {
    return structures.items().stream().map(CcxtInfo::ofOne).toList();
  }

  /**
   * What a call answers that ccxt has no unified form of, or that is needed all the same.
   *
   * @param call of ccxt, as the message names it where the response is missing
   */
  static JsonValue needed(Responses responses, String name, String call) {
    return responses
        .find(name)
        .orElseThrow(() -> new BadResponseException(
            "ccxt", "the response " + name + " is missing, which is that of exchange." + call));
  }

  /** An object with the place of what it is made of. */
  static JsonValue object(JsonValue source, Map<String, JsonValue> fields) {
    return JsonValue.object(source.place(), fields);
  }

  /** An array with the place of what it is made of. */
  static JsonValue array(JsonValue source, List<JsonValue> items) {
    return JsonValue.array(source.place(), items);
  }

  /** A text with the place of what it is made of. */
  static JsonValue text(JsonValue source, String text) {
    return JsonValue.scalar(source.place(), JsonValue.Kind.STRING, text);
  }

  /** An object without some of its fields. */
  static JsonValue without(JsonValue object, String... names) {
    Map<String, JsonValue> left = new LinkedHashMap<>(object.fields());
    left.keySet().removeAll(List.of(names));
    return object(object, left);
  }

  /** That of one structure. */
  static JsonValue ofOne(JsonValue structure) {
    return structure
        .optional(INFO)
        .orElseThrow(() -> structure.problem(
            "has no info, and the venue's own response is needed: pass what ccxt answers whole"));
  }
}
