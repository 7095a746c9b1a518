package io.crossguard.server.rules;

/** A rule-set file, or the directory of such files, that the server can't start with. */
public final class BadRuleSetFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadRuleSetFileException(String file, String reason, Throwable cause) {
    super(file + ": " + reason, cause);
  }

  BadRuleSetFileException(String file, String reason) {
    super(file + ": " + reason);
  }
}
