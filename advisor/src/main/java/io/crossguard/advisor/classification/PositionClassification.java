package io.crossguard.advisor.classification;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.value.Money;
import io.crossguard.margin.value.Quantity;
import io.crossguard.margin.value.Require;
import java.util.List;
import java.util.Optional;

/**
 * What one position is, and how much of it other legs offset.
 *
 * @param positionId the position
 * @param classification what it is
 * @param hedgeGroupId its group
 * @param matchedQuantity what other legs offset, in contracts, with the sign of the position
 * @param residualQuantity the rest; the two add up to the position
 * @param matchedNotional the matched part at the index, in the quote currency; not negative
 * @param residualNotional the residual part at the index, in the quote currency; not negative
 * @param marginHedged whether all that offsets the position shares its pool today; absent where
 *     nothing does
 * @param reasons why, most important first
 */
public record PositionClassification(
    String positionId,
    Classification classification,
    String hedgeGroupId,
    Quantity matchedQuantity,
    Quantity residualQuantity,
    Money matchedNotional,
    Money residualNotional,
    Optional<Boolean> marginHedged,
    List<Reason> reasons) {

  public PositionClassification {
    requireNonNull(positionId, "positionId");
    requireNonNull(classification, "classification");
    requireNonNull(hedgeGroupId, "hedgeGroupId");
    requireNonNull(matchedQuantity, "matchedQuantity");
    requireNonNull(residualQuantity, "residualQuantity");
    Require.that(!matchedNotional.isNegative(), "matched notional must not be negative");
    Require.that(!residualNotional.isNegative(), "residual notional must not be negative");
    requireNonNull(marginHedged, "marginHedged");
    reasons = List.copyOf(reasons);
  }
}
