package io.crossguard.margin.book;

import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.Leg;
import io.crossguard.margin.evaluation.MarginScope;
import io.crossguard.margin.evaluation.PricedOrder;
import io.crossguard.margin.evaluation.ScopeAsset;
import io.crossguard.margin.rules.Haircut;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.LiabilityWeights;
import io.crossguard.margin.rules.OrderMargin;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Int128;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A scope that columns can hold: of the asset that its figures are amounts of, which counts in full,
 * all of whose positions and orders are in plain contracts.
 *
 * @param scopeId its name
 * @param base the wallet less what the positions were worth at entry, with their signs: with what
 *     they are worth now it is the margin balance
 * @param holdings one for each leg, and an empty one for each order
 */
record PlainScope(String scopeId, Int128 base, List<Holding> holdings) {

  /**
   * What a leg holds.
   *
   * @param contract its number
   * @param size of the underlying, in units of the contract; signed, and 0 for an order
   * @param mark in units of the contract
   */
  record Holding(int contract, long size, long mark) {}

  PlainScope {
    holdings = List.copyOf(holdings);
  }

  /** Absent where columns can't hold it. */
  static Optional<PlainScope> of(MarginScope scope, ContractTable table) {
    if (scope.assets().size() != 1 || !isPlain(scope)) {
      return Optional.empty();
    }
    ScopeAsset asset = scope.assets().get(0);
    if (asset.legs().size() + asset.orders().size() > Units.POSITIONS_MAX) {
      return Optional.empty();
    }
    List<Holding> holdings = new ArrayList<>();
    Decimal base = asset.wallet();
    for (Leg leg : asset.legs()) {
      Optional<Holding> holding = holding(leg.instrument(), leg.markPrice(), leg.quantity(), table);
      if (holding.isEmpty()) {
        return Optional.empty();
      }
      holdings.add(holding.get());
      base = base.minus(entryValue(leg));
    }
    for (PricedOrder order : asset.orders()) {
      OptionalInt contract = table.number(order.instrument(), order.markPrice());
      if (contract.isEmpty()) {
        return Optional.empty();
      }
      holdings.add(ordered(contract.getAsInt(), order.markPrice(), table));
    }
    return Int128.of(base, Units.VALUE_DIGITS)
        .filter(units -> fits(units.high(), Units.BALANCE_BITS))
        .map(units -> new PlainScope(scope.scopeId(), units, holdings));
  }

  private static Optional<Holding> holding(
      Instrument instrument, Price markPrice, Quantity quantity, ContractTable table) {
    OptionalInt contract = table.number(instrument, markPrice);
    if (contract.isEmpty()) {
      return Optional.empty();
    }
    PlainContract terms = table.contract(contract.getAsInt());
    OptionalLong size = terms.size(quantity);
    long mark = terms.price(markPrice).getAsLong();
    return size.isPresent() && fits(size.getAsLong(), mark)
        ? Optional.of(new Holding(contract.getAsInt(), size.getAsLong(), mark))
        : Optional.empty();
  }

  private static Holding ordered(int contract, Price markPrice, ContractTable table) {
    return new Holding(contract, 0, table.contract(contract).price(markPrice).getAsLong());
  }

  private static boolean isPlain(MarginScope scope) {
    ScopeAsset asset = scope.assets().get(0);
    // The index of another asset may be 1 too, but it moves.
    return asset.asset().equals(scope.unit())
        && (asset.orders().isEmpty() || leaveStandings(scope.conventions().orderMargin()))
        && asset.rules().haircut().equals(Haircut.NONE)
        && asset.rules().liabilityWeights().equals(LiabilityWeights.NONE);
  }

  /** Whether orders join neither balances nor maintenance margins. */
  private static boolean leaveStandings(OrderMargin orders) {
    return orders.kind() != OrderMargin.Kind.FILLED && !orders.joinsMaintenance();
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
