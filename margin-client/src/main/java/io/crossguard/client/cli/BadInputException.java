package io.crossguard.client.cli;

/** Input that can't be used; the message names the place and says what is wrong there. */
final class BadInputException extends RuntimeException {
  BadInputException(String message) {
    super(message);
  }
}
