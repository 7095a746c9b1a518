package io.crossguard.client.exchange;

/**
 * A venue's response that can't become a request. The message names the file, the place in it and
 * what to change there.
 */
public final class BadResponseException extends RuntimeException {
  /**
   * @param place file and path in it
   * @param rule what must hold there
   */
  BadResponseException(String place, String rule) {
    super(place + ": " + rule);
  }
}
