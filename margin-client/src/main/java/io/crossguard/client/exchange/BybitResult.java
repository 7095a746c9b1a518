package io.crossguard.client.exchange;

import java.util.List;
import java.util.Set;

/** The frame around every response of Bybit's interface. */
final class BybitResult {
  // The venue gives a cursor with the last page too. Whether it is the last can only be told where
  // it
  // is not full: these are the lengths that callers ask for.
  private static final Set<Integer> FULL_PAGES = Set.of(20, 50, 100, 200);

  private BybitResult() {}

  /**
   * What a response has to say.
   *
   * @throws BadResponseException if it is an error of the venue
   */
  static JsonValue of(JsonValue response) {
    if (response.optional("retCode").isEmpty()) {
      throw response.problem(
          "has no retCode: the whole response of the venue is needed, with retCode and result");
    }
    JsonValue code = response.field("retCode");
    if (code.decimal().signum() != 0) {
      throw response.problem("is an error of the venue: "
          + response.optional("retMsg").map(JsonValue::sentence).orElse(code.describe()));
    }
    return response.field("result");
  }

  /**
   * The rows of a response.
   *
   * @throws BadResponseException if further ones are on another page
   */
  static List<JsonValue> rows(JsonValue result) {
    result.stated("nextPageCursor").ifPresent(cursor -> {
      if (FULL_PAGES.contains(result.field("list").items().size())) {
        throw cursor.problem("says that there may be more pages: add them in an array, and"
            + " --ignore nextPageCursor");
      }
    });
    return result.field("list").items();
  }
}
