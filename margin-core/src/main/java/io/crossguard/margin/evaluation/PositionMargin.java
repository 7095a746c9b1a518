package io.crossguard.margin.evaluation;

import io.crossguard.margin.account.Side;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Money;

/**
 * What one position brings into its scope. Amounts are in the settlement asset.
 *
 * @param positionId the position
 * @param scopeId the scope that it is in
 * @param side its direction
 * @param notional at the mark; not negative
 * @param unrealizedPnl signed
 * @param initialMargin at its leverage and the tier of its side
 * @param maintenanceMargin its share, by notional, of what its side of the instrument requires
 * @param leverage the leverage in use
 * @param tier number of the tier that its side reaches, from 1
 */
public record PositionMargin(
    String positionId,
    String scopeId,
    Side side,
    Money notional,
    Money unrealizedPnl,
    Money initialMargin,
    Money maintenanceMargin,
    Decimal leverage,
    int tier) {}
