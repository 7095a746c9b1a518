package io.crossguard.advisor.recommendation;

import io.crossguard.advisor.classification.AccountStructure;
import io.crossguard.advisor.classification.PositionStructure;
import io.crossguard.advisor.exposure.ExposureLeg.PositionLeg;
import io.crossguard.advisor.exposure.Pool;
import io.crossguard.advisor.exposure.Portfolio;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.InstrumentKind;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Money;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How hedge legs come back to the pool of their partners: in which contract, and what for. */
final class Returns {
  private final AccountStructure structure;
  private final Portfolio portfolio;
  private final Map<String, Decimal> lacking;

  Returns(AccountStructure structure) {
    this.structure = structure;
    this.portfolio = structure.portfolio();
    this.lacking = lackingReturns();
  }

  /** The contract in which a leg would be held in the pool that it should join. */
  Optional<Instrument> contract(PositionStructure position) {
    return position.comesBack().flatMap(how -> contract(position.leg(), how.scopeId()));
  }

  /** The same where it is another one than today's: then the leg is closed and opened in that. */
  Optional<Instrument> otherContract(PositionStructure position) {
    return contract(position)
        .filter(instrument ->
            !instrument.instrumentId().equals(position.leg().instrument().instrumentId()));
  }

  private Optional<Instrument> contract(PositionLeg leg, String scopeId) {
    if (portfolio.account().crossScopeId(leg.instrument().settlementAsset()).equals(scopeId)) {
      return Optional.of(leg.instrument());
    }
    if (leg.isOption()) {
      // Nothing else has its convexity.
      return Optional.empty();
    }
    return portfolio.account().rules().instruments().values().stream()
        .filter(instrument -> instrument.root().equals(leg.root())
            && instrument.payoff() != Payoff.QUANTO
            && instrument.kind() == InstrumentKind.PERPETUAL
            && portfolio.account().crossScopeId(instrument.settlementAsset()).equals(scopeId)
            && portfolio.account().market().markPrice(instrument.instrumentId()).isPresent())
        .min(Comparator.comparing(Instrument::instrumentId));
  }

  /** As many contracts of another instrument as have the exposure of a part of a leg. */
  Quantity reopened(PositionLeg leg, Quantity part, Instrument instrument) {
    Price mark =
        portfolio.account().market().markPrice(instrument.instrumentId()).orElseThrow();
    Fraction coins = Fraction.of(leg.coins())
        .times(Fraction.of(part.contracts(), leg.position().quantity().contracts()));
    Fraction size = instrument.payoff() == Payoff.INVERSE ? coins.times(mark.value()) : coins;
    return Lots.within(
        new Quantity(size.dividedBy(Fraction.of(instrument.multiplier())).rounded()), instrument);
  }

  /** What the pool to join would lack of its initial margin, in the quote currency. */
  Optional<Decimal> lacking(String positionId) {
    return Optional.ofNullable(lacking.get(positionId));
  }

  /** What returns would lack of the initial margin of the pool as it is today. */
  private Map<String, Decimal> lackingReturns() {
    Map<String, Decimal> room = new HashMap<>();
    Map<String, Decimal> found = new HashMap<>();
    for (PositionStructure position : structure.positions()) {
      position.comesBack().ifPresent(how -> {
        Pool pool = poolToJoin(how.scopeId());
        Decimal left =
            room.getOrDefault(pool.poolId(), pool.marginBalance().minus(pool.initialMargin()));
        Decimal after = left.plus(brings(position));
        if (after.isNegative()) {
          found.put(position.leg().legId(), after.negated());
        } else {
          room.put(pool.poolId(), after);
        }
      });
    }
    return found;
  }

  private Pool poolToJoin(String scopeId) {
    return portfolio.pools().stream()
        .filter(pool -> pool.poolId().equals(scopeId))
        .findFirst()
        .orElseThrow();
  }

  /** What a returning part brings into the pool over what it requires there. */
  private Decimal brings(PositionStructure position) {
    PositionLeg leg = position.leg();
    Decimal share =
        position.comesBack().filter(PositionStructure.ComesBack::isWhole).isPresent()
            ? Decimal.ONE
            : position.matched().dividedBy(leg.coins().abs());
    Money equity = leg.position().isCross()
        ? Money.zero(leg.instrument().settlementAsset())
        : isolatedEquity(leg);
    return portfolio.inQuote(equity.minus(leg.margin().initialMargin())).times(share);
  }

  private static Money isolatedEquity(PositionLeg leg) {
    Decimal margin = leg.position().mode() instanceof MarginMode.Isolated isolated
        ? isolated.margin()
        : Decimal.ZERO;
    return leg.margin().unrealizedPnl().plus(new Money(margin, leg.instrument().settlementAsset()));
  }
}
