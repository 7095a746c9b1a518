package io.crossguard.advisor.backtest;

import io.crossguard.margin.account.Side;
import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.value.Price;
import java.util.List;

/**
 * The hours of one window for the whole account. In each of them the bet is looked at where it
 * stands at its worst: a long at the low, a short at the high.
 *
 * @param book of the hedged coins
 * @param coin what the bet is on
 * @param side of the bet
 * @param bets the perpetual of the bet, for the same hours
 */
record WindowPrices(BookPrices book, String coin, Side side, List<Bar> bets) {

  int hours() {
    return bets.size();
  }

  Bar bet(int hour) {
    return bets.get(hour);
  }

  /** Every price at the first moment. */
  MarketSnapshot start() {
    return market(book.spot(0).open(), book.hedge(0).open(), bet(0).open());
  }

  /** Every price at the last moment. */
  MarketSnapshot end() {
    int last = hours() - 1;
    return market(book.spot(last).close(), book.hedge(last).close(), bet(last).close());
  }

  /** The prices of an hour at which the book stands at its worst and its coins with it. */
  MarketSnapshot during(int hour, Price hedgeMark, Price betMark) {
    return market(book.spot(hour).high(), hedgeMark, betMark);
  }

  /** An hour with each leg at its worst. */
  MarketSnapshot worst(int hour) {
    return during(hour, worstHedge(hour), worstBet(hour));
  }

  Price worstHedge(int hour) {
    return book.hedge(hour).high();
  }

  Price worstBet(int hour) {
    return side == Side.LONG ? bet(hour).low() : bet(hour).high();
  }

  private MarketSnapshot market(Price spot, Price hedgeMark, Price betMark) {
    return BookAndBet.market(coin, spot, hedgeMark, betMark);
  }
}
