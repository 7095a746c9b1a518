package io.crossguard.server.mapping;

/** A request names a rule set that the server does not know. */
public final class UnknownRuleSetException extends RequestException {
  private static final long serialVersionUID = 1L;

  private final String ruleSetId;

  public UnknownRuleSetException(String ruleSetId) {
    super("there is no rule set '" + ruleSetId + "'");
    this.ruleSetId = ruleSetId;
  }

  public String ruleSetId() {
    return ruleSetId;
  }
}
