package io.crossguard.client.exchange;

/**
 * A venue's response that can't become a request. The message names the file, the place in it and
 * what to change there; it is short, and has no control characters, whatever the response holds.
 */
public final class BadResponseException extends RuntimeException {
  private static final int PART_LENGTH_MAX = 400;

  /**
   * @param place file and path in it
   * @param rule what must hold there
   */
  BadResponseException(String place, String rule) {
    super(readable(place) + ": " + readable(rule));
  }

  private static String readable(String text) {
    String visible = text.replaceAll("\\p{Cntrl}", "?");
    return visible.length() <= PART_LENGTH_MAX
        ? visible
        : visible.substring(0, PART_LENGTH_MAX) + "…";
  }
}
