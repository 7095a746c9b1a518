package io.crossguard.advisor.classification;

import io.crossguard.advisor.exposure.ExposureLeg.PositionLeg;
import io.crossguard.advisor.exposure.Portfolio;
import io.crossguard.advisor.hedge.LegPart;
import io.crossguard.advisor.hedge.NettedGroup;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Price;

/**
 * A group at other prices of its root: x multiplies them, y the implied volatility.
 *
 * <pre>
 *   gain of a position = U(x, y)·(x where it settles in the root) − U, at the index of its asset
 *   gain of coins      = coins·price·(x − 1)
 *   coins of a position: linear, quanto q·c; inverse q·c/(M·x); option by its delta there
 * </pre>
 *
 * The coins that serve as collateral include the P&amp;L that is settled in them, so that moves with x.
 */
final class GroupRevaluation {
  private final Portfolio portfolio;
  private final NettedGroup group;

  GroupRevaluation(Portfolio portfolio, NettedGroup group) {
    this.portfolio = portfolio;
    this.group = group;
  }

  /** What the group loses, in the quote currency; negative for a gain. */
  Decimal loss(Fraction x, Decimal y) {
    Decimal gain = Decimal.ZERO;
    for (LegPart part : group.parts()) {
      gain = gain.plus(
          part.leg() instanceof PositionLeg leg
              ? gain(leg, x, y).times(share(part)).rounded()
              : portfolio
                  .value(group.root(), part.coins())
                  .times(x.minus(Fraction.ONE).rounded()));
    }
    return gain.negated();
  }

  /** The net exposure in coins, signed. */
  Decimal net(Fraction x) {
    Decimal net = Decimal.ZERO;
    for (LegPart part : group.parts()) {
      if (part.leg() instanceof PositionLeg leg) {
        Fraction coins = coins(leg, x);
        if (settlesInRoot(leg)) {
          coins =
              coins.plus(Fraction.of(gainInAsset(leg, x, Decimal.ONE)).times(coinsOfAsset(leg)));
        }
        net = net.plus(coins.times(share(part)).rounded());
      } else {
        net = net.plus(part.coins());
      }
    }
    return net;
  }

  private Fraction gain(PositionLeg leg, Fraction x, Decimal y) {
    Decimal index =
        portfolio.account().index(leg.instrument().settlementAsset()).value();
    Fraction gain = Fraction.of(gainInAsset(leg, x, y)).times(index);
    return settlesInRoot(leg) ? gain.times(x) : gain;
  }

  private Decimal gainInAsset(PositionLeg leg, Fraction x, Decimal y) {
    Position position = leg.position();
    Price mark = mark(leg);
    return leg.instrument()
        .unrealizedPnl(position.quantity(), position.entryPrice(), moved(leg, mark, x, y))
        .minus(leg.instrument().unrealizedPnl(position.quantity(), position.entryPrice(), mark))
        .rounded();
  }

  private static Price moved(PositionLeg leg, Price mark, Fraction x, Decimal y) {
    return leg.option()
        .map(model -> model.moved(mark, x, y))
        .orElseGet(() -> new Price(x.times(mark.value()).rounded()));
  }

  private Fraction coins(PositionLeg leg, Fraction x) {
    Fraction today = Fraction.of(leg.coins());
    if (leg.option().isPresent()) {
      Decimal size =
          leg.position().quantity().contracts().times(leg.instrument().multiplier());
      return leg.option().get().coinsAfter(mark(leg), x).times(size);
    }
    return leg.instrument().payoff() == Payoff.INVERSE ? today.dividedBy(x) : today;
  }

  /** The coins of the root that one unit of the settlement asset is worth. */
  private Decimal coinsOfAsset(PositionLeg leg) {
    return portfolio
        .account()
        .index(leg.instrument().settlementAsset())
        .value()
        .dividedBy(portfolio.price(group.root()).value());
  }

  private boolean settlesInRoot(PositionLeg leg) {
    return portfolio
        .rootOf(leg.instrument().settlementAsset())
        .filter(root -> root.equals(group.root()))
        .isPresent();
  }

  private Price mark(PositionLeg leg) {
    return portfolio
        .account()
        .market()
        .markPrice(leg.instrument().instrumentId())
        .orElseThrow();
  }

  private static Fraction share(LegPart part) {
    return part.isWhole()
        ? Fraction.ONE
        : Fraction.of(part.coins()).dividedBy(Fraction.of(part.leg().coins()));
  }
}
