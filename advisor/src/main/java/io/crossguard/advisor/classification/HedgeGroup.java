package io.crossguard.advisor.classification;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.liquidation.RootDistance;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Money;
import io.crossguard.margin.value.Require;
import java.util.List;
import java.util.Optional;

/**
 * Legs of one root whose profits and losses reach the same pool, or shall. Amounts are in the quote
 * currency, at the index of the root.
 *
 * @param hedgeGroupId the pool and the root: the same in every answer
 * @param roots the coins whose risks the group nets
 * @param classification what the group is
 * @param longNotional its long legs; not negative
 * @param shortNotional its short legs; not negative
 * @param relativeDifference difference of the sides over the larger one, from 0 to 1
 * @param hedgeRatio smaller side over the larger one, from 0 to 1
 * @param netToEquity difference of the sides over the equity of the pool, without sign; absent
 *     while the equity is not positive
 * @param distances how far each root may move before the pool as it is today is liquidated
 * @param exposureIfLegLost largest net exposure that is left when one derivative leg vanishes, not
 *     negative; absent where the group hedges nothing
 * @param convexity how its options bend what it is worth; absent where it has none
 */
public record HedgeGroup(
    String hedgeGroupId,
    List<String> roots,
    Classification classification,
    Money longNotional,
    Money shortNotional,
    Decimal relativeDifference,
    Decimal hedgeRatio,
    Optional<Decimal> netToEquity,
    List<RootDistance> distances,
    Optional<Money> exposureIfLegLost,
    Optional<Convexity> convexity) {

  public HedgeGroup {
    requireNonNull(hedgeGroupId, "hedgeGroupId");
    requireNonNull(classification, "classification");
    roots = List.copyOf(roots);
    Require.that(!longNotional.isNegative(), "long notional must not be negative");
    Require.that(!shortNotional.isNegative(), "short notional must not be negative");
    requireNonNull(relativeDifference, "relativeDifference");
    requireNonNull(hedgeRatio, "hedgeRatio");
    requireNonNull(netToEquity, "netToEquity");
    distances = List.copyOf(distances);
    requireNonNull(exposureIfLegLost, "exposureIfLegLost");
    requireNonNull(convexity, "convexity");
  }
}
