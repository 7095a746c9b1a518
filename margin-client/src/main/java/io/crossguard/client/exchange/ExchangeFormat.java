package io.crossguard.client.exchange;

import java.util.List;

/** The responses of a venue, or of a library in front of venues, and how they become a request. */
public interface ExchangeFormat {

  /** Name on the command line, such as {@code binance-usdm}. */
  String name();

  /** What is imported, in one sentence. */
  String description();

  /** The responses that it reads. */
  List<Response> responses();

  /** The exchanges that a caller must choose one of; empty where the format is of one venue. */
  default List<String> exchanges() {
    return List.of();
  }

  /**
   * Turns responses into a request.
   *
   * @throws BadResponseException if they can't become one
   */
  ImportedAccount read(Responses responses, ImportOptions options);

  /**
   * One response.
   *
   * @param name such as {@code account}
   * @param needed whether there is no import without it
   * @param description the call that it answers
   */
  record Response(String name, boolean needed, String description) {

    static Response needed(String name, String description) {
      return new Response(name, true, description);
    }

    static Response optional(String name, String description) {
      return new Response(name, false, description);
    }
  }
}
