package io.crossguard.server.mapping;

/** Fields are missing, malformed or out of range. */
public final class InvalidFieldException extends RequestException {
  private static final long serialVersionUID = 1L;

  private final transient ViolationList violations;

  public InvalidFieldException(ViolationList violations) {
    super(violations.toString());
    this.violations = violations;
  }

  public ViolationList violations() {
    return violations;
  }
}
