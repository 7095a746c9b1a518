package io.crossguard.margin.value;

/** States a rule about a value; a broken rule is an {@link IllegalArgumentException} in words. */
public final class Require {

  /** The longest identifier of an account, position, instrument, asset, root or rule set. */
  public static final int IDENTIFIER_LENGTH_MAX = 128;

  private Require() {}

  /**
   * @param holds whether the rule is kept
   * @param rule the rule as a sentence that follows a field's name: "must be positive"
   * @throws IllegalArgumentException if it is not kept
   */
  public static void that(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }

  /**
   * @throws IllegalArgumentException if the identifier is empty, longer than {@link
   *     #IDENTIFIER_LENGTH_MAX}, or holds a control character
   */
  public static void identifier(String identifier) {
    that(!identifier.isEmpty(), "must not be empty");
    that(
        identifier.length() <= IDENTIFIER_LENGTH_MAX,
        "must have at most " + IDENTIFIER_LENGTH_MAX + " characters");
    for (int i = 0; i < identifier.length(); i++) {
      that(!Character.isISOControl(identifier.charAt(i)), "must not hold control characters");
    }
  }
}
