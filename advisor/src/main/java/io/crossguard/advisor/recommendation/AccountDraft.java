package io.crossguard.advisor.recommendation;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Balance;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.rules.CollateralAsset;
import io.crossguard.margin.rules.Conventions;
import io.crossguard.margin.rules.Haircut;
import io.crossguard.margin.rules.PositionMode;
import io.crossguard.margin.rules.RuleSet;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Money;
import io.crossguard.margin.value.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An account that is being changed as advised, at today's prices and without fees. What leaves a
 * wallet arrives behind a position, to the last digit.
 */
final class AccountDraft {
  private final ResolvedAccount origin;
  private final Map<String, Decimal> wallets = new LinkedHashMap<>();
  private final Map<String, Position> cross = new LinkedHashMap<>();
  private final Map<String, Position> isolated = new LinkedHashMap<>();

  AccountDraft(ResolvedAccount origin) {
    this.origin = origin;
    origin.account().balances().forEach(b -> wallets.put(b.asset(), b.quantity()));
    for (Position position : origin.account().positions()) {
      (position.isCross() ? cross : isolated).put(position.positionId(), position);
    }
  }

  /** Takes a quantity out of a cross position and leaves its P&amp;L out of account. */
  void removeCross(String positionId, Quantity quantity) {
    Position position = Optional.ofNullable(cross.remove(positionId)).orElseThrow();
    Quantity left = position.quantity().plus(quantity.negated());
    if (!left.isZero()) {
      cross.put(positionId, position.withQuantity(left));
    }
  }

  /** Takes an isolated position out and leaves its margin and its P&amp;L out of account. */
  void removeIsolated(String positionId) {
    isolated.remove(positionId);
  }

  /** Brings a quantity of an isolated position into cross, and a part of its margin along. */
  void join(String positionId, Quantity quantity, Money margin) {
    Position position = Optional.ofNullable(isolated.remove(positionId)).orElseThrow();
    Quantity left = position.quantity().plus(quantity.negated());
    if (!left.isZero()) {
      MarginMode mode = new MarginMode.Isolated(margin(position).minus(margin.amount()));
      isolated.put(positionId, position.withQuantity(left).withMode(mode));
    }
    wallets.merge(margin.asset(), margin.amount(), Decimal::plus);
    cross.put(positionId, position.withQuantity(quantity).withMode(new MarginMode.Cross()));
  }

  ResolvedAccount resolve() {
    List<Position> positions = new ArrayList<>(cross.values());
    isolated.forEach((id, position) -> positions.add(new Position(
        cross.containsKey(id) ? partId(id) : id,
        position.instrumentId(),
        position.quantity(),
        position.entryPrice(),
        position.leverage(),
        position.mode())));
    Account changed = new Account(
        origin.account().accountId(), balances(), positions, origin.account().orders());
    return isWithinRules()
        ? origin.with(changed)
        : ResolvedAccount.of(changed, origin.market(), rules());
  }

  /** Whether the rules let every wallet be, and both sides of an instrument stand side by side. */
  private boolean isWithinRules() {
    return origin.rules().conventions().positionMode() == PositionMode.HEDGE
        && wallets.keySet().stream().allMatch(origin.rules()::acceptsBalanceIn);
  }

  /** Rules under which both sides of an instrument stand side by side: netting is left to the venue. */
  static RuleSet withBothSides(RuleSet rules) {
    Conventions conventions = rules.conventions();
    return conventions.positionMode() == PositionMode.HEDGE
        ? rules
        : rules.withConventions(
            conventions.toBuilder().positionMode(PositionMode.HEDGE).build());
  }

  private List<Balance> balances() {
    List<Balance> balances = new ArrayList<>();
    wallets.forEach((asset, amount) -> balances.add(new Balance(asset, amount)));
    return balances;
  }

  /**
   * The rules, with every wallet listed, since margin may come back in an asset that was none, and
   * with both sides of an instrument side by side.
   */
  private RuleSet rules() {
    RuleSet rules = withBothSides(origin.rules());
    Map<String, CollateralAsset> assets = new LinkedHashMap<>(rules.assets());
    for (String asset : wallets.keySet()) {
      if (!rules.acceptsBalanceIn(asset)) {
        assets.put(asset, new CollateralAsset(asset, rules.root(asset), Haircut.NONE));
      }
    }
    return new RuleSet(
        rules.ruleSetId(),
        rules.version(),
        rules.quoteCurrency(),
        rules.conventions(),
        assets,
        rules.instruments());
  }

  /** An account with more in a wallet, or with less. */
  static ResolvedAccount withBalance(ResolvedAccount account, Money more) {
    AccountDraft draft = new AccountDraft(account);
    draft.wallets.merge(more.asset(), more.amount(), Decimal::plus);
    Account given = account.account();
    return account.rules().acceptsBalanceIn(more.asset())
        ? account.with(
            new Account(given.accountId(), draft.balances(), given.positions(), given.orders()))
        : draft.resolve();
  }

  /** The assigned margin; 0 in cross. */
  static Decimal margin(Position position) {
    return position.mode() instanceof MarginMode.Isolated mode ? mode.margin() : Decimal.ZERO;
  }

  /** A name that no position of the account has. */
  private String partId(String positionId) {
    String name = "#" + new ArrayList<>(isolated.keySet()).indexOf(positionId);
    while (cross.containsKey(name) || isolated.containsKey(name)) {
      name += "#";
    }
    return name;
  }
}
