package io.crossguard.margin.rules;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Require;
import java.time.Instant;
import java.util.Optional;

/**
 * A contract that can be held.
 *
 * @param instrumentId such as {@code BTCUSDT}
 * @param kind whether it ends
 * @param payoff how its value follows its price
 * @param root the coin whose price risk it carries, such as {@code BTC}
 * @param settlementAsset what profit, loss and margin are paid in
 * @param multiplier LINEAR: base units a contract; INVERSE: quote value a contract; QUANTO:
 *     settlement units per unit of price; positive
 * @param tickSize the step of its prices; absent where it has none
 * @param expiry when it ends; present for a FUTURE and absent for a PERPETUAL
 * @param requirement what a position in it requires
 */
public record Instrument(
    String instrumentId,
    InstrumentKind kind,
    Payoff payoff,
    String root,
    String settlementAsset,
    Decimal multiplier,
    Optional<Price> tickSize,
    Optional<Instant> expiry,
    RateSchedule requirement) {

  public Instrument {
    Require.identifier(instrumentId);
    requireNonNull(kind, "kind");
    requireNonNull(payoff, "payoff");
    Require.identifier(root);
    Require.identifier(settlementAsset);
    Require.that(multiplier.isPositive(), "multiplier must be positive");
    requireNonNull(tickSize, "tickSize");
    Require.that(
        expiry.isPresent() == (kind == InstrumentKind.FUTURE),
        "a FUTURE must have an expiry, a PERPETUAL none");
    requireNonNull(requirement, "requirement");
  }
}
