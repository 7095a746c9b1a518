package io.crossguard.server.mapping;

/** Fields that are fine by themselves contradict each other. */
public final class InconsistentRequestException extends RequestException {
  private static final long serialVersionUID = 1L;

  private final transient ViolationList violations;

  public InconsistentRequestException(ViolationList violations) {
    super(violations.toString());
    this.violations = violations;
  }

  public ViolationList violations() {
    return violations;
  }
}
