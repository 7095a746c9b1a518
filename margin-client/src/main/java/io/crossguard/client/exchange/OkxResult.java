package io.crossguard.client.exchange;

import java.util.List;

/** The frame around every response of OKX's interface. */
final class OkxResult {
  private OkxResult() {}

  /**
   * The rows of a response, or of an array of responses.
   *
   * @throws BadResponseException if one is an error of the venue
   */
  static List<JsonValue> rows(JsonValue response) {
    return (response.isArray() ? response.items() : List.of(response))
        .stream().flatMap(page -> rowsOfOne(page).stream()).toList();
  }

  /**
   * The one row of a response.
   *
   * @throws BadResponseException if it has none, or more
   */
  static JsonValue row(JsonValue response) {
    List<JsonValue> rows = rows(response);
    if (rows.size() != 1) {
      throw response.problem("must have one row in data, has " + rows.size());
    }
    return rows.get(0);
  }

  private static List<JsonValue> rowsOfOne(JsonValue page) {
    if (page.optional("code").isEmpty()) {
      throw page.problem(
          "has no code: the whole response of the venue is needed, with code and data");
    }
    JsonValue code = page.field("code");
    if (code.decimal().signum() != 0) {
      throw page.problem("is an error of the venue: "
          + page.optional("msg").map(JsonValue::sentence).orElse(code.describe()));
    }
    return page.field("data").items();
  }
}
