package io.crossguard.client.exchange;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A position as a venue states it.
 *
 * @param positionId unique within the account
 * @param instrumentId contract held
 * @param quantity in contracts: positive is long, negative is short
 * @param entryPrice average price of the entry
 * @param leverage that the owner has set, if the venue says so
 * @param isolatedMargin margin assigned to it, without unrealized profit and loss; empty in cross
 * @param markPrice price that the venue values it at
 * @param at where it stands in the response
 */
record Holding(
    String positionId,
    String instrumentId,
    BigDecimal quantity,
    BigDecimal entryPrice,
    Optional<BigDecimal> leverage,
    Optional<BigDecimal> isolatedMargin,
    BigDecimal markPrice,
    JsonValue at) {}
