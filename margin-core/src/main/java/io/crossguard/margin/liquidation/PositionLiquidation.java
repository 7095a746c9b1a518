package io.crossguard.margin.liquidation;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import java.util.Optional;

/**
 * Where a position's scope stops standing as its instrument alone moves. All rows of one instrument
 * in one scope share it.
 *
 * @param positionId the position
 * @param liquidationPrice where the balance no longer covers the maintenance margin; of two prices
 *     the one nearer to the mark
 * @param liquidationPriceOtherSide the other of two, which only an instrument held on both sides
 *     or with a haircut can have
 * @param bankruptcyPrice where the balance falls below 0; no fee is counted
 * @param backstopPrice where it falls below the level at which the venue takes over; absent where
 *     the rules have none
 * @param priceTolerance how far the prices may be from the true ones, as a share of themselves;
 *     absent where they are exact
 */
public record PositionLiquidation(
    String positionId,
    LiquidationPrice liquidationPrice,
    Optional<Price> liquidationPriceOtherSide,
    LiquidationPrice bankruptcyPrice,
    Optional<LiquidationPrice> backstopPrice,
    Optional<Decimal> priceTolerance) {}
