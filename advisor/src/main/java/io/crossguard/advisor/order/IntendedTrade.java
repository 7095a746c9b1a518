package io.crossguard.advisor.order;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import io.crossguard.margin.value.Require;
import java.util.Optional;

/**
 * A trade that somebody wants to make.
 *
 * @param instrumentId the contract
 * @param quantity signed contracts: positive buys, negative sells; never zero
 * @param price what each contract would be traded at; absent means the mark
 * @param leverage of what it opens; positive; absent means that of the position that it adds to,
 *     else the maximum of its tier, and for an option that it has none
 * @param positionId the position that it adds to, reduces or flips, or the name of what it opens;
 *     absent leaves both to the rules
 * @param scopeId the pool that it would go to; absent means the one in which the contract settles
 */
public record IntendedTrade(
    String instrumentId,
    Quantity quantity,
    Optional<Price> price,
    Optional<Decimal> leverage,
    Optional<String> positionId,
    Optional<String> scopeId) {

  public IntendedTrade {
    Require.identifier(instrumentId);
    Require.that(!quantity.isZero(), "quantity must not be zero");
    requireNonNull(price, "price");
    leverage.ifPresent(l -> Require.that(l.isPositive(), "leverage must be positive"));
    positionId.ifPresent(Require::identifier);
    requireNonNull(scopeId, "scopeId");
  }

  /** A trade at the mark, with all else left to the rules. */
  public static IntendedTrade atMark(String instrumentId, Quantity quantity) {
    return new IntendedTrade(
        instrumentId,
        quantity,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
