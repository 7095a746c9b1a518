package io.crossguard.client.exchange;

import java.util.List;

/** What Binance answers where a list is asked for: the list, or an error in its place. */
final class BinanceResult {
  private BinanceResult() {}

  /**
   * The rows of a response.
   *
   * @throws BadResponseException if it is an error of the venue, or no list
   */
  static List<JsonValue> rows(JsonValue response) {
    refuseError(response);
    return response.items();
  }

  /**
   * Refuses an error of the venue.
   *
   * @throws BadResponseException if it is one
   */
  static void refuseError(JsonValue response) {
    if (response.isObject()
        && response.optional("code").isPresent()
        && response.optional("msg").isPresent()) {
      throw response.problem(
          "is an error of the venue: " + response.field("msg").sentence());
    }
  }
}
