package io.crossguard.margin.evaluation;

import io.crossguard.margin.account.Position;
import io.crossguard.margin.rules.Haircut;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Price;
import java.util.List;
import java.util.function.BiFunction;

/**
 * One asset of a scope, with the positions that settle in it.
 *
 * @param asset its name
 * @param root the coin whose price risk it carries
 * @param wallet the amount held, without unrealized P&amp;L; signed
 * @param index its price in the quote currency
 * @param unitPrice its price in the unit of the scope: 1 in a scope of this asset alone, else the
 *     index
 * @param haircut what its value loses in this scope
 * @param legs the positions that settle in it
 */
public record ScopeAsset(
    String asset,
    String root,
    Decimal wallet,
    Price index,
    Price unitPrice,
    Haircut haircut,
    List<Leg> legs) {

  public ScopeAsset {
    legs = List.copyOf(legs);
  }

  /** The unrealized P&amp;L of all legs, each row rounded where it is divided. */
  public Decimal unrealizedPnl() {
    return sum((leg, row) -> leg.unrealizedPnl(row));
  }

  /** The initial margin of all legs, each row rounded where it is divided. */
  public Decimal initialMargin() {
    return sum((leg, row) -> leg.initialMargin(row));
  }

  /** The maintenance margin of all legs, each rounded where it is divided. */
  public Decimal maintenanceMargin() {
    return legs.stream()
        .map(leg -> leg.maintenanceMargin().rounded())
        .reduce(Decimal.ZERO, Decimal::plus);
  }

  /** Wallet and unrealized P&amp;L: what the asset amounts to. */
  public Decimal net() {
    return wallet.plus(unrealizedPnl());
  }

  /** What a net amount of this asset counts as in the unit of the scope, after the haircut. */
  public Fraction marginValue(Fraction net) {
    return haircut.valueCurve().at(net.times(unitPrice.value()));
  }

  private Decimal sum(BiFunction<Leg, Position, Fraction> figure) {
    Decimal sum = Decimal.ZERO;
    for (Leg leg : legs) {
      for (Position row : leg.rows()) {
        sum = sum.plus(figure.apply(leg, row).rounded());
      }
    }
    return sum;
  }
}
