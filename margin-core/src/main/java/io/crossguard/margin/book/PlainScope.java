package io.crossguard.margin.book;

import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.Leg;
import io.crossguard.margin.evaluation.MarginScope;
import io.crossguard.margin.evaluation.ScopeAsset;
import io.crossguard.margin.rules.Haircut;
import io.crossguard.margin.rules.LiabilityWeights;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Int128;
import io.crossguard.margin.value.Price;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A scope that columns can hold: of one asset that counts in full, without open orders, all of
 * whose positions are in plain contracts.
 *
 * @param scopeId its name
 * @param base the wallet less what the positions were worth at entry, with their signs: with what
 *     they are worth now it is the margin balance
 * @param holdings one for each leg
 */
record PlainScope(String scopeId, Int128 base, List<Holding> holdings) {

  /**
   * What a leg holds.
   *
   * @param contract its number
   * @param size of the underlying, in units of the contract; signed
   */
  record Holding(int contract, long size) {}

  PlainScope {
    holdings = List.copyOf(holdings);
  }

  /** Absent where columns can't hold it. */
  static Optional<PlainScope> of(MarginScope scope, ContractTable table) {
    if (scope.assets().size() != 1 || !isPlain(scope.assets().get(0))) {
      return Optional.empty();
    }
    List<Leg> legs = scope.legs();
    if (legs.size() > Units.POSITIONS_MAX) {
      return Optional.empty();
    }
    List<Holding> holdings = new ArrayList<>(legs.size());
    Decimal base = scope.assets().get(0).wallet();
    for (Leg leg : legs) {
      Optional<Holding> holding = holding(leg, table);
      if (holding.isEmpty()) {
        return Optional.empty();
      }
      holdings.add(holding.get());
      base = base.minus(entryValue(leg));
    }
    return Int128.of(base, Units.VALUE_DIGITS)
        .filter(units -> fits(units.high(), Units.BALANCE_BITS))
        .map(units -> new PlainScope(scope.scopeId(), units, holdings));
  }

  private static Optional<Holding> holding(Leg leg, ContractTable table) {
    return table.number(leg.instrument().instrumentId()).flatMap(contract -> {
      OptionalLong size = table.size(contract, leg.quantity());
      return size.isPresent() && fits(size.getAsLong(), table.mark(contract))
          ? Optional.of(new Holding(contract, size.getAsLong()))
          : Optional.empty();
    });
  }

  private static boolean isPlain(ScopeAsset asset) {
    return asset.orders().isEmpty()
        && asset.unitPrice().equals(Price.ONE)
        && asset.rules().haircut().equals(Haircut.NONE)
        && asset.rules().liabilityWeights().equals(LiabilityWeights.NONE);
  }

  private static Decimal entryValue(Leg leg) {
    Decimal value = Decimal.ZERO;
    for (Position row : leg.rows()) {
      value = value.plus(row.quantity().contracts().times(row.entryPrice().value()));
    }
    return value.times(leg.instrument().multiplier());
  }

  /** Whether the value of a position fits. */
  static boolean fits(long size, long mark) {
    return fits(Math.multiplyHigh(size, mark), Units.VALUE_BITS);
  }

  /** Whether a number with these upper 64 bits has at most so many bits beside its sign. */
  private static boolean fits(long high, int bits) {
    long beyond = high >> (bits - Long.SIZE);
    return beyond == 0 || beyond == -1;
  }
}
