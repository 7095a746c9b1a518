package io.crossguard.server.mapping;

/** A request that can't be answered as it stands, for a reason that the caller can mend. */
public abstract sealed class RequestException extends RuntimeException
    permits InvalidFieldException,
        InconsistentRequestException,
        LimitExceededException,
        UnknownRuleSetException {
  private static final long serialVersionUID = 1L;

  private final String inWords;

  // Expected and frequent, and the message says where: a stack trace would only cost time.
  RequestException(String message) {
    super(message, null, false, false);
    this.inWords = message;
  }

  /** What is wrong, in one sentence for a person. */
  public String inWords() {
    return inWords;
  }
}
