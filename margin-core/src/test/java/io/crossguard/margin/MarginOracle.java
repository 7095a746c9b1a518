package io.crossguard.margin;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Balance;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.ScopeStatus;
import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.rules.CollateralMode;
import io.crossguard.margin.rules.Haircut;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.MarginalTiers;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.rules.RuleSet;
import io.crossguard.margin.rules.Tier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The second method: the figures of every scope written down from the rules in the plainest way,
 * row by row and slice by slice, without deductions, curves or roundings.
 *
 * @param wallets the amount held of each asset, by scope
 * @param rows the positions, by scope
 */
record MarginOracle(
    RandomAccount input,
    Map<String, Map<String, Ratio>> wallets,
    Map<String, List<Position>> rows) {

  private static final int BISECTIONS = 40;
  private static final Ratio REACH = Ratio.of("1000000000000000000");

  static MarginOracle of(RandomAccount input) {
    Map<String, Map<String, Ratio>> wallets = new LinkedHashMap<>();
    Map<String, List<Position>> rows = new LinkedHashMap<>();
    Account account = input.account();
    boolean isPooled = isPooled(input.rules());
    for (Balance balance : account.balances()) {
      String scope = isPooled ? "cross" : "cross:" + balance.asset();
      wallets
          .computeIfAbsent(scope, id -> new LinkedHashMap<>())
          .put(balance.asset(), Ratio.of(balance.quantity()));
    }
    for (Position position : account.positions()) {
      String asset = input.rules().instruments().get(position.instrumentId()).settlementAsset();
      String crossScope = isPooled ? "cross" : "cross:" + asset;
      boolean isCross = position.mode() instanceof MarginMode.Cross;
      String scope = isCross ? crossScope : "isolated:" + position.positionId();
      rows.computeIfAbsent(scope, id -> new ArrayList<>()).add(position);
      Ratio margin = position.mode() instanceof MarginMode.Isolated isolated
          ? Ratio.of(isolated.margin())
          : Ratio.ZERO;
      wallets.computeIfAbsent(scope, id -> new LinkedHashMap<>()).putIfAbsent(asset, margin);
    }
    return new MarginOracle(input, wallets, rows);
  }

  private static boolean isPooled(RuleSet rules) {
    return rules.conventions().collateralMode() == CollateralMode.MULTI_ASSET;
  }

  TreeSet<String> scopeIds() {
    TreeSet<String> ids = new TreeSet<>(wallets.keySet());
    if (isPooled(rules())) {
      ids.add("cross");
    }
    return ids;
  }

  Ratio marginBalance(String scope) {
    return marginBalance(scope, this::mark);
  }

  Ratio maintenanceMargin(String scope) {
    return maintenanceMargin(scope, this::mark);
  }

  Ratio unrealizedPnl(String scope) {
    return sum(rowsOf(scope), row -> pnlInUnit(scope, row));
  }

  /** The unrealized P&amp;L of a row in the unit of its scope. */
  Ratio pnlInUnit(String scope, Position row) {
    return pnl(row, mark(row.instrumentId())).times(unitPrice(scope, settlement(row)));
  }

  Ratio notional(String scope) {
    return sum(
        rowsOf(scope),
        row -> notional(row, mark(row.instrumentId())).times(unitPrice(scope, settlement(row))));
  }

  Ratio initialMargin(String scope) {
    return sum(rowsOf(scope), row -> {
      Ratio price = mark(row.instrumentId());
      Tier reached = tier(row, sum(sameSide(scope, row), each -> notional(each, price)));
      Ratio rate = Ratio.ONE.dividedBy(leverage(row, reached)).max(initialRate(reached));
      return notional(row, price).times(rate).times(unitPrice(scope, settlement(row)));
    });
  }

  ScopeStatus status(String scope) {
    Ratio balance = marginBalance(scope);
    Ratio maintenance = maintenanceMargin(scope);
    if (balance.isNegative()) {
      return ScopeStatus.BANKRUPT;
    }
    if (maintenance.isPositive() && balance.isLessThan(trigger().times(maintenance))) {
      return ScopeStatus.LIQUIDATABLE;
    }
    Ratio warning = Ratio.of(rules().conventions().warningLevel().fraction());
    return maintenance.isPositive() && warning.times(balance).isAtMost(maintenance)
        ? ScopeStatus.WARNING
        : ScopeStatus.HEALTHY;
  }

  /** What the balance has over what it must keep, with the price of one instrument moved. */
  Ratio excess(String scope, String instrumentId, Ratio price) {
    Function<String, Ratio> marks = id -> id.equals(instrumentId) ? price : mark(id);
    return marginBalance(scope, marks).minus(trigger().times(maintenanceMargin(scope, marks)));
  }

  /** The first price below the mark at which the scope no longer stands, by bisection. */
  Optional<Ratio> flipBelow(String scope, String instrumentId) {
    return flip(scope, instrumentId, Ratio.ONE.dividedBy(Ratio.of(4)));
  }

  /** The first price above the mark at which the scope no longer stands, by bisection. */
  Optional<Ratio> flipAbove(String scope, String instrumentId) {
    return flip(scope, instrumentId, Ratio.of(4));
  }

  private Optional<Ratio> flip(String scope, String instrumentId, Ratio stride) {
    Ratio mark = mark(instrumentId);
    Ratio standing = mark;
    Ratio fallen = mark.times(stride);
    while (!excess(scope, instrumentId, fallen).isNegative()) {
      standing = fallen;
      fallen = fallen.times(stride);
      if (REACH.times(mark).isLessThan(fallen) || REACH.times(fallen).isLessThan(mark)) {
        return Optional.empty();
      }
    }
    for (int i = 0; i < BISECTIONS; i++) {
      Ratio middle =
          Ratio.of(standing.plus(fallen).dividedBy(Ratio.of(2)).rounded(30).toPlainString());
      if (excess(scope, instrumentId, middle).isNegative()) {
        fallen = middle;
      } else {
        standing = middle;
      }
    }
    return Optional.of(fallen);
  }

  Ratio trigger() {
    return Ratio.of(rules().conventions().liquidationTrigger().fraction());
  }

  /** Wallet and unrealized P&amp;L of an asset in a scope. */
  Ratio net(String scope, String asset) {
    return net(scope, asset, this::mark);
  }

  private Ratio marginBalance(String scope, Function<String, Ratio> marks) {
    Ratio balance = Ratio.ZERO;
    for (String asset : wallets.getOrDefault(scope, Map.of()).keySet()) {
      Ratio value = net(scope, asset, marks).times(unitPrice(scope, asset));
      boolean isCut = scope.equals("cross") && value.isPositive();
      balance = balance.plus(isCut ? value.times(Ratio.ONE.minus(haircut(asset))) : value);
    }
    return balance;
  }

  private Ratio net(String scope, String asset, Function<String, Ratio> marks) {
    Ratio net = wallets.getOrDefault(scope, Map.of()).getOrDefault(asset, Ratio.ZERO);
    for (Position row : rowsOf(scope)) {
      if (settlement(row).equals(asset)) {
        net = net.plus(pnl(row, marks.apply(row.instrumentId())));
      }
    }
    return net;
  }

  private Ratio maintenanceMargin(String scope, Function<String, Ratio> marks) {
    Ratio total = Ratio.ZERO;
    List<Position> rows = rowsOf(scope);
    for (Position row : rows) {
      List<Position> together = sameSide(scope, row);
      if (together.get(0).equals(row)) {
        Ratio price = marks.apply(row.instrumentId());
        Ratio notional = sum(together, each -> notional(each, price));
        total = total.plus(maintenance(row, notional).times(unitPrice(scope, settlement(row))));
      }
    }
    return total;
  }

  /** Each slice of the notional at the rate of its own tier. */
  private Ratio maintenance(Position row, Ratio notional) {
    List<Tier> tiers = tiers(row);
    Ratio total = Ratio.ZERO;
    for (int k = 0; k < tiers.size(); k++) {
      Ratio floor = Ratio.of(tiers.get(k).notionalFloor());
      Ratio end = k + 1 < tiers.size()
          ? notional.min(Ratio.of(tiers.get(k + 1).notionalFloor()))
          : notional;
      if (floor.isLessThan(end)) {
        Ratio rate = Ratio.of(tiers.get(k).maintenanceRate().fraction());
        total = total.plus(end.minus(floor).times(rate));
      }
    }
    return total;
  }

  private Tier tier(Position row, Ratio notional) {
    Tier reached = tiers(row).get(0);
    for (Tier tier : tiers(row)) {
      if (Ratio.of(tier.notionalFloor()).isAtMost(notional)) {
        reached = tier;
      }
    }
    return reached;
  }

  private static Ratio initialRate(Tier tier) {
    return exact(tier.initialRate().toString());
  }

  private static Ratio leverage(Position row, Tier reached) {
    Ratio highest = exact(reached.leverageMax().toString());
    return row.leverage().map(set -> Ratio.of(set).min(highest)).orElse(highest);
  }

  /** Reads the text of a fraction, such as 1/3. */
  private static Ratio exact(String text) {
    int slash = text.indexOf('/');
    return slash < 0
        ? Ratio.of(text)
        : Ratio.of(text.substring(0, slash)).dividedBy(Ratio.of(text.substring(slash + 1)));
  }

  private Ratio notional(Position row, Ratio price) {
    Ratio size = size(row).abs();
    return isInverse(row) ? size.dividedBy(price) : size.times(price);
  }

  private Ratio pnl(Position row, Ratio price) {
    Ratio entry = Ratio.of(row.entryPrice().value());
    return isInverse(row)
        ? size(row).dividedBy(entry).minus(size(row).dividedBy(price))
        : size(row).times(price.minus(entry));
  }

  private Ratio size(Position row) {
    return Ratio.of(row.quantity().contracts()).times(Ratio.of(instrument(row).multiplier()));
  }

  private boolean isInverse(Position row) {
    return instrument(row).payoff() == Payoff.INVERSE;
  }

  private List<Position> sameSide(String scope, Position row) {
    return rowsOf(scope).stream()
        .filter(each -> each.instrumentId().equals(row.instrumentId())
            && each.quantity().isNegative() == row.quantity().isNegative())
        .toList();
  }

  private Ratio unitPrice(String scope, String asset) {
    return scope.equals("cross") ? index(asset) : Ratio.ONE;
  }

  private Ratio haircut(String asset) {
    return rules().assets().containsKey(asset)
            && rules().assets().get(asset).haircut() instanceof Haircut.Flat flat
        ? Ratio.of(flat.rate().fraction())
        : Ratio.ZERO;
  }

  Ratio index(String asset) {
    return asset.equals(rules().quoteCurrency())
        ? Ratio.ONE
        : Ratio.of(market().indexPrices().get(asset).value());
  }

  Ratio mark(String instrumentId) {
    return Ratio.of(market().markPrices().get(instrumentId).value());
  }

  List<Position> rowsOf(String scope) {
    return rows.getOrDefault(scope, List.of());
  }

  private String settlement(Position row) {
    return instrument(row).settlementAsset();
  }

  private Instrument instrument(Position row) {
    return rules().instruments().get(row.instrumentId());
  }

  private List<Tier> tiers(Position row) {
    return ((MarginalTiers) instrument(row).requirement()).tiers();
  }

  private RuleSet rules() {
    return input.rules();
  }

  private MarketSnapshot market() {
    return input.market();
  }

  private static Ratio sum(List<Position> rows, Function<Position, Ratio> figure) {
    return rows.stream().map(figure).reduce(Ratio.ZERO, Ratio::plus);
  }
}
