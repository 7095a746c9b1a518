package io.crossguard.margin.simulation;

import io.crossguard.margin.liquidation.LiquidationPrice;
import io.crossguard.margin.liquidation.LiquidationPriceSolver;
import io.crossguard.margin.rules.LiquidationPolicy.ClosingPrice;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Price;
import java.util.Optional;

/**
 * The price at which a liquidation closes a position.
 *
 * <pre>
 *   MARK              mark × (1 ∓ slippage), upper sign long
 *   BANKRUPTCY        the price of the instrument at which the balance of the scope is 0
 *   RATIO_PRESERVING  closing the whole position costs
 *                     marginBalance × maintenanceMargin_position / maintenanceMargin
 * </pre>
 *
 * A price that had to be divided is rounded to 18 decimals in favour of the position, so that a
 * rounding never makes a scope bankrupt. Where a rule gives no positive price it is the mark.
 */
final class ClosingPriceCalculator {
  // 1e-18: the finest price that a market or an order can name.
  private static final Decimal FINEST_PRICE = Decimal.parse("0.000000000000000001");

  private final LiquidationPriceSolver solver = new LiquidationPriceSolver();

  Price price(SimulatedScope scope, OpenPosition position, ClosingPrice rule) {
    Price mark = position.leg().markPrice();
    if (rule instanceof ClosingPrice.Bankruptcy) {
      return bankruptcy(scope, position).orElse(mark);
    }
    if (rule instanceof ClosingPrice.RatioPreserving) {
      return ratioPreserving(scope, position).orElse(mark);
    }
    Decimal slippage = ((ClosingPrice.Mark) rule).slippage().fraction();
    Decimal signed = position.row().quantity().isNegative() ? slippage : slippage.negated();
    return new Price(mark.value().times(Decimal.ONE.plus(signed)));
  }

  private Optional<Price> bankruptcy(SimulatedScope scope, OpenPosition position) {
    LiquidationPrice zero =
        solver.bankruptcyPrice(scope.scope(), position.instrument().instrumentId());
    Optional<Price> price = Optional.empty();
    if (zero instanceof LiquidationPrice.At at) {
      price = Optional.of(at.price());
    } else if (zero instanceof LiquidationPrice.AlreadyLiquidatable already) {
      price = already.recoveryPrice();
    }
    return price.flatMap(p -> roundedInFavourOf(position, p.value()));
  }

  private static Optional<Price> ratioPreserving(SimulatedScope scope, OpenPosition position) {
    Decimal required = scope.margin().maintenanceMargin().amount();
    if (!required.isPositive()) {
      return Optional.empty();
    }
    Fraction cost = position
        .maintenanceMargin()
        .times(Fraction.of(scope.margin().marginBalance().amount(), required));
    Payoff payoff = position.instrument().payoff();
    Fraction gainPerVariable = payoff
        .unrealizedPnlLine(
            position.row().quantity(),
            position.instrument().multiplier(),
            position.row().entryPrice())
        .slope();
    Fraction variable = position.leg().priceVariable().minus(cost.dividedBy(gainPerVariable));
    return variable.isPositive()
        ? roundedInFavourOf(position, payoff.priceOf(variable).rounded())
        : Optional.empty();
  }

  private static Optional<Price> roundedInFavourOf(OpenPosition position, Decimal price) {
    Decimal rounded = position.row().quantity().isNegative()
        ? price.roundedDownTo(FINEST_PRICE)
        : price.roundedUpTo(FINEST_PRICE);
    return rounded.isPositive() ? Optional.of(new Price(rounded)) : Optional.empty();
  }
}
