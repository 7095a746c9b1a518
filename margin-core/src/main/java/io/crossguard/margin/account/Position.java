package io.crossguard.margin.account;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import io.crossguard.margin.value.Require;
import java.util.Optional;

/**
 * One open position.
 *
 * @param positionId unique in its account
 * @param instrumentId the contract held
 * @param quantity signed contracts: positive is long, negative is short; never zero
 * @param entryPrice average entry price; positive
 * @param leverage the leverage that was set; positive; absent means the maximum of its tier
 * @param mode what stands behind it
 */
public record Position(
    String positionId,
    String instrumentId,
    Quantity quantity,
    Price entryPrice,
    Optional<Decimal> leverage,
    MarginMode mode) {

  public Position {
    Require.identifier(positionId);
    Require.identifier(instrumentId);
    Require.that(!quantity.isZero(), "quantity must not be zero");
    requireNonNull(entryPrice, "entryPrice");
    leverage.ifPresent(l -> Require.that(l.isPositive(), "leverage must be positive"));
    requireNonNull(mode, "mode");
  }

  public Side side() {
    return quantity.isNegative() ? Side.SHORT : Side.LONG;
  }

  public boolean isCross() {
    return mode instanceof MarginMode.Cross;
  }

  /** The same position of another size; never zero. */
  public Position withQuantity(Quantity other) {
    return new Position(positionId, instrumentId, other, entryPrice, leverage, mode);
  }

  /** The same position with something else behind it. */
  public Position withMode(MarginMode other) {
    return new Position(positionId, instrumentId, quantity, entryPrice, leverage, other);
  }
}
