package io.crossguard.advisor.backtest;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Require;
import java.util.List;

/**
 * The hours of one window for the book: its coins, and the perpetual that hedges them.
 *
 * <p>Within an hour nobody knows which price came first, so the short is looked at at its high. The
 * coins that back it are at their high with it: they are the same coin.
 */
final class BookPrices {
  private final List<Bar> spot;
  private final List<Bar> hedge;
  // For each hour, the one from it on in which the book is worth the least to its pool.
  private final int[] worstFrom;

  /** Two lists of the same hours. */
  BookPrices(List<Bar> spot, List<Bar> hedge) {
    Require.that(spot.size() == hedge.size(), "spot and hedge must have the same hours");
    this.spot = List.copyOf(spot);
    this.hedge = List.copyOf(hedge);
    this.worstFrom = new int[spot.size()];
    int worst = spot.size() - 1;
    Decimal least = left(worst);
    for (int hour = worst; hour >= 0; hour--) {
      Decimal left = left(hour);
      if (left.compareTo(least) <= 0) {
        least = left;
        worst = hour;
      }
      worstFrom[hour] = worst;
    }
  }

  int hours() {
    return spot.size();
  }

  Bar spot(int hour) {
    return spot.get(hour);
  }

  Bar hedge(int hour) {
    return hedge.get(hour);
  }

  /** The hour, from one on, in which the book is worth the least to its pool. */
  int worstHourFrom(int hour) {
    return worstFrom[hour];
  }

  /** A coin after its haircut, less the short and what it requires. */
  private Decimal left(int hour) {
    Decimal counted = Decimal.ONE.minus(BookAndBet.HAIRCUT);
    Decimal owed = Decimal.ONE.plus(BookAndBet.BOOK_MAINTENANCE);
    return counted
        .times(spot.get(hour).high().value())
        .minus(owed.times(hedge.get(hour).high().value()));
  }
}
