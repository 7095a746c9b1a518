package io.crossguard.advisor.order;

import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.rules.PositionMode;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Quantity;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What of a trade closes a position, and what is left to be opened. A trade acts on the position that
 * it names. Where it names none that is open, rules of ONE_WAY net it: it closes what is open on the
 * other side of its instrument, and joins what is open on its own side; rules of HEDGE open it beside
 * all there is.
 *
 * @param reduced the position that it closes, wholly or in part; absent where it closes none
 * @param closed what of the trade does, with its sign
 * @param opened the rest, with the same sign
 * @param homes the open positions that the rest may join, by id
 */
record NettedTrade(
    Optional<Position> reduced, Quantity closed, Quantity opened, List<Position> homes) {

  NettedTrade {
    homes = List.copyOf(homes);
  }

  /** The account must not leave open which position is closed: see {@link #closable}. */
  static NettedTrade of(ResolvedAccount account, IntendedTrade trade) {
    List<Position> closable = closable(account, trade);
    if (closable.isEmpty()) {
      return new NettedTrade(
          Optional.empty(), Quantity.ZERO, trade.quantity(), homes(account, trade));
    }
    Position reduced = closable.get(0);
    Decimal closed =
        trade.quantity().contracts().abs().min(reduced.quantity().contracts().abs());
    Quantity traded = new Quantity(trade.quantity().isNegative() ? closed.negated() : closed);
    return new NettedTrade(
        Optional.of(reduced), traded, trade.quantity().plus(traded.negated()), List.of());
  }

  /** The positions that a trade may close, by id; more than one where that is not clear. */
  static List<Position> closable(ResolvedAccount account, IntendedTrade trade) {
    return reachable(account, trade)
        .filter(position -> position.quantity().isNegative() != trade.quantity().isNegative())
        .toList();
  }

  private static List<Position> homes(ResolvedAccount account, IntendedTrade trade) {
    return reachable(account, trade)
        .filter(position -> position.quantity().isNegative() == trade.quantity().isNegative())
        .toList();
  }

  private static Stream<Position> reachable(ResolvedAccount account, IntendedTrade trade) {
    Optional<Position> named = trade.positionId().flatMap(account::position);
    if (named.isPresent()) {
      return named.stream();
    }
    boolean nets = account.rules().conventions().positionMode() == PositionMode.ONE_WAY;
    return account.account().positions().stream()
        .filter(position -> nets && position.instrumentId().equals(trade.instrumentId()))
        .sorted(Comparator.comparing(Position::positionId));
  }

  /** The open position of a mode that the rest joins. */
  Optional<Position> home(boolean isCross) {
    return homes.stream().filter(position -> position.isCross() == isCross).findFirst();
  }
}
