package io.crossguard.advisor.classification;

import io.crossguard.margin.value.Require;

/**
 * What the owner says of a position. It changes no class, action or number.
 *
 * @param positionId the position
 * @param tag the owner's word for it
 */
public record PositionTag(String positionId, String tag) {
  private static final String HEDGE = "hedge";

  public PositionTag {
    Require.identifier(positionId);
    Require.that(
        tag.length() <= Require.IDENTIFIER_LENGTH_MAX,
        "tag must have at most " + Require.IDENTIFIER_LENGTH_MAX + " characters");
  }

  /** Whether the owner calls the position a hedge. */
  public boolean declaresHedge() {
    return tag.strip().equalsIgnoreCase(HEDGE);
  }
}
