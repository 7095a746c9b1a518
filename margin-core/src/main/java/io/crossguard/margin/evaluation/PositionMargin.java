package io.crossguard.margin.evaluation;

import io.crossguard.margin.account.Side;
import io.crossguard.margin.market.OptionQuote.Greeks;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Money;
import io.crossguard.margin.value.Price;
import java.util.Optional;

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
 * @param leverage the leverage in use; 1 for an option
 * @param tier number of the tier that its side reaches, from 1
 * @param option what there is to say of an option; absent for any other position
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
    int tier,
    Optional<OptionFigures> option) {

  /**
   * What an option is worth and how it moves.
   *
   * @param value q·c·M; negative for a short option
   * @param markPrice what it was valued at, given or by Black-76
   * @param greeks of an option on one unit of the underlying
   */
  public record OptionFigures(Money value, Price markPrice, Greeks greeks) {}
}
