package io.crossguard.server.monitor;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Balance;
import io.crossguard.margin.account.Order;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.Inconsistency;
import io.crossguard.server.monitor.RowMerge.Rows;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An account as a message leaves it, not evaluated yet.
 *
 * @param account the account
 * @param isStart whether it is new as a whole
 * @param inMessage puts what the core finds wrong with it at its place in the message
 */
record ChangedAccount(Account account, boolean isStart, UnaryOperator<Inconsistency> inMessage) {

  // The core's paths start at the account or at the market.
  private static final String ACCOUNT = "account";
  private static final String MARKET = "market";
  private static final Pattern ROW =
      Pattern.compile("account\\.(balances|positions|orders)\\[([0-9]+)]\\.(.*)");

  /**
   * An account that a message has as a whole.
   *
   * @param path where it stands
   * @param marketPath where the prices stand
   */
  static ChangedAccount whole(Account account, String path, String marketPath) {
    return new ChangedAccount(account, true, found -> {
      String place = found.path().startsWith(ACCOUNT)
          ? path + found.path().substring(ACCOUNT.length())
          : marketPath + found.path().substring(MARKET.length());
      return new Inconsistency(place, found.rule());
    });
  }

  /**
   * An account of which nothing but prices change.
   *
   * @param marketPath where they stand
   */
  static ChangedAccount atOtherPrices(Account account, String marketPath) {
    return new ChangedAccount(account, false, found -> unnamed(account, found, marketPath));
  }

  /**
   * An account of which a message has some rows.
   *
   * @param path where these stand
   * @param found gets what is wrong with them already
   */
  static ChangedAccount merged(
      Account before, AccountDelta delta, String path, List<Inconsistency> found) {
    RowMerge<Balance> balances = RowMerge.of(
        before.balances(),
        new Rows<>(
            delta.balances(),
            delta.removedAssets(),
            path + ".balances",
            path + ".removedAssets",
            "asset"),
        Balance::asset,
        found);
    RowMerge<Position> positions = RowMerge.of(
        before.positions(),
        new Rows<>(
            delta.positions(),
            delta.removedPositionIds(),
            path + ".positions",
            path + ".removedPositionIds",
            "positionId"),
        Position::positionId,
        found);
    RowMerge<Order> orders = RowMerge.of(
        before.orders(),
        new Rows<>(
            delta.orders(),
            delta.removedOrderIds(),
            path + ".orders",
            path + ".removedOrderIds",
            "orderId"),
        Order::orderId,
        found);
    Account account =
        new Account(before.accountId(), balances.rows(), positions.rows(), orders.rows());
    return new ChangedAccount(account, false, inconsistency -> {
      Matcher row = ROW.matcher(inconsistency.path());
      if (!row.matches()) {
        return unnamed(account, inconsistency, path);
      }
      int index = Integer.parseInt(row.group(2));
      Optional<String> place = switch (row.group(1)) {
        case "balances" -> balances.place(index);
        case "positions" -> positions.place(index);
        default -> orders.place(index);
      };
      return place
          .map(of -> new Inconsistency(of + "." + row.group(3), inconsistency.rule()))
          .orElseGet(() -> unnamed(account, inconsistency, path));
    });
  }

  /** Something that is wrong with a row that the message does not have. */
  private static Inconsistency unnamed(Account account, Inconsistency found, String place) {
    return new Inconsistency(
        place,
        "must leave the account '" + account.accountId() + "' without contradictions: "
            + found.path() + " " + found.rule());
  }
}
