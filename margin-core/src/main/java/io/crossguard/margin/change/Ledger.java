package io.crossguard.margin.change;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Balance;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.MarginScope;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Money;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A working copy of an account for one change: wallets, isolated margins and positions, and every
 * cash flow between them. The account that it was made of stays as it is.
 *
 * <p>Average entries are kept exact here, as price variables of {@link Payoff}; only the price of the
 * position that is handed out is rounded. So a position that is built up and closed again realizes
 * what was paid and received, however its average divides.
 */
final class Ledger {
  private static final Optional<String> OUTSIDE = Optional.empty();

  private final ResolvedAccount account;
  private final Map<String, Decimal> wallets = new LinkedHashMap<>();
  // What the change has made of the positions that it names; absent once closed.
  private final Map<String, Optional<Position>> changed = new LinkedHashMap<>();
  // Of isolated positions by id, where the change has moved any: negative until it is refused.
  private final Map<String, Decimal> margins = new HashMap<>();
  private final Map<String, Fraction> entries;
  private final List<CashFlow> cashFlows = new ArrayList<>();

  /**
   * @param account what is copied
   * @param entries exact average entries by position id, where changes before this one made them
   */
  Ledger(ResolvedAccount account, Map<String, Fraction> entries) {
    this.account = account;
    this.entries = new HashMap<>(entries);
    account.account().balances().forEach(b -> wallets.put(b.asset(), b.quantity()));
  }

  ResolvedAccount before() {
    return account;
  }

  Optional<Position> position(String positionId) {
    Optional<Position> now = changed.get(positionId);
    return now != null ? now : account.position(positionId);
  }

  Position held(String positionId) {
    return position(positionId).orElseThrow();
  }

  Instrument instrument(Position position) {
    return account.rules().instrument(position.instrumentId()).orElseThrow();
  }

  String asset(Position position) {
    return instrument(position).settlementAsset();
  }

  Price mark(Position position) {
    return account.market().markPrice(position.instrumentId()).orElseThrow();
  }

  /** The exact average entry as a price variable. */
  Fraction entry(Position position) {
    Fraction exact = entries.get(position.positionId());
    return exact != null
        ? exact
        : instrument(position).payoff().priceVariable(position.entryPrice());
  }

  /** The margin assigned to an isolated position, in its settlement asset. */
  Decimal margin(String positionId) {
    return assigned(positionId).orElse(Decimal.ZERO);
  }

  private Optional<Decimal> assigned(String positionId) {
    return position(positionId)
        .flatMap(position -> position.mode() instanceof MarginMode.Isolated given
            ? Optional.of(margins.getOrDefault(positionId, given.margin()))
            : Optional.empty());
  }

  /** Puts a position in place of that of the same id; an isolated one with the margin it says. */
  void put(Position position) {
    changed.put(position.positionId(), Optional.of(position));
    margins.remove(position.positionId());
  }

  /** Puts a position with another quantity and average entry in place of that of the same id. */
  void put(Position position, Quantity quantity, Fraction entry, Optional<Decimal> leverage) {
    Fraction exact = exactly(entry);
    entries.put(position.positionId(), exact);
    Position then = new Position(
        position.positionId(),
        position.instrumentId(),
        quantity,
        new Price(instrument(position).payoff().priceOf(exact).rounded()),
        leverage,
        position.mode());
    changed.put(position.positionId(), Optional.of(then));
  }

  void remove(String positionId) {
    changed.put(positionId, Optional.empty());
    entries.remove(positionId);
    margins.remove(positionId);
  }

  /** Moves an amount between the wallets of two scopes; a negative one the other way. */
  void move(String from, String to, String asset, Decimal amount, CashFlow.Why why) {
    move(Optional.of(from), Optional.of(to), asset, amount, why);
  }

  /** Brings an amount from outside into a scope's wallet; a negative one the other way. */
  void receive(String scope, String asset, Decimal amount, CashFlow.Why why) {
    move(OUTSIDE, Optional.of(scope), asset, amount, why);
  }

  private void move(
      Optional<String> from, Optional<String> to, String asset, Decimal amount, CashFlow.Why why) {
    note(from, to, asset, amount, why);
    from.ifPresent(scope -> add(scope, asset, amount.negated()));
    to.ifPresent(scope -> add(scope, asset, amount));
  }

  /** Notes an unrealized P&amp;L that goes along with a position: no wallet changes. */
  void carry(String from, String to, String asset, Decimal pnl) {
    note(Optional.of(from), Optional.of(to), asset, pnl, CashFlow.Why.UNREALIZED_PNL);
  }

  private void note(
      Optional<String> from, Optional<String> to, String asset, Decimal amount, CashFlow.Why why) {
    if (!amount.isZero()) {
      boolean isReversed = amount.isNegative();
      cashFlows.add(new CashFlow(
          isReversed ? to : from, isReversed ? from : to, new Money(amount.abs(), asset), why));
    }
  }

  private void add(String scope, String asset, Decimal amount) {
    Optional<String> isolated =
        MarginScope.isolatedPositionId(scope).filter(id -> assigned(id).isPresent());
    if (isolated.isPresent()) {
      String id = isolated.get();
      changed.putIfAbsent(id, position(id));
      margins.put(id, margin(id).plus(amount));
    } else if (!amount.isZero()) {
      wallets.merge(asset, amount, Decimal::plus);
    }
  }

  /** The cross scope whose wallet an asset is in. */
  String crossScope(String asset) {
    return account.crossScopeId(asset);
  }

  String scope(Position position) {
    return position.isCross()
        ? crossScope(asset(position))
        : MarginScope.isolatedId(position.positionId());
  }

  List<CashFlow> cashFlows() {
    return List.copyOf(cashFlows);
  }

  /** The exact average entries that the next change goes on from. */
  Map<String, Fraction> entries() {
    return Map.copyOf(entries);
  }

  /** The account as it stands now; no isolated margin may be negative. */
  Account account() {
    Account given = account.account();
    return new Account(
        given.accountId(),
        wallets.entrySet().stream()
            .map(e -> new Balance(e.getKey(), e.getValue()))
            .toList(),
        positions(),
        given.orders());
  }

  /** A flipped position stays where it was; new ones follow. */
  private List<Position> positions() {
    Map<String, Optional<Position>> rest = new LinkedHashMap<>(changed);
    List<Position> ordered = new ArrayList<>(account.account().positions().size() + 1);
    for (Position given : account.account().positions()) {
      Optional<Position> now = rest.remove(given.positionId());
      if (now == null) {
        ordered.add(given);
      } else {
        now.map(this::withMargin).ifPresent(ordered::add);
      }
    }
    rest.values().forEach(opened -> opened.map(this::withMargin).ifPresent(ordered::add));
    return ordered;
  }

  private Position withMargin(Position position) {
    MarginMode mode = position.isCross()
        ? position.mode()
        : new MarginMode.Isolated(margin(position.positionId()));
    return mode.equals(position.mode()) ? position : position.withMode(mode);
  }

  /** The decimal where the fraction is one, so that averages of averages don't grow. */
  private static Fraction exactly(Fraction entry) {
    Fraction decimal = Fraction.of(entry.rounded());
    return decimal.equals(entry) ? decimal : entry;
  }
}
