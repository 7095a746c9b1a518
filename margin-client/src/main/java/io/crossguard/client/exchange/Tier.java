package io.crossguard.client.exchange;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * One row of a venue's tiers.
 *
 * @param floor notional from which it holds, in the settlement asset
 * @param cap notional up to which it holds, where the venue states it; that of the last tier is not
 *     read, as venues write there what means no end
 * @param maintenanceRate maintenance margin as a fraction of notional
 * @param deduction what is taken off notional × rate, where the venue states it
 * @param maxLeverage highest leverage, where the venue states it
 * @param initialRate initial margin as a fraction of notional, where the venue states it
 * @param at where the row stands in the response
 */
record Tier(
    BigDecimal floor,
    Optional<JsonValue> cap,
    BigDecimal maintenanceRate,
    Optional<BigDecimal> deduction,
    Optional<BigDecimal> maxLeverage,
    Optional<BigDecimal> initialRate,
    JsonValue at) {}
