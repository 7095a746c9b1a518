package io.crossguard.advisor.backtest;

import io.crossguard.margin.MarginEngine;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.account.Side;
import io.crossguard.margin.evaluation.AccountMargin;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.liquidation.LiquidationPrice;
import io.crossguard.margin.liquidation.LiquidationPriceSolver;
import io.crossguard.margin.liquidation.PositionLiquidation;
import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import java.util.List;
import java.util.Optional;

/**
 * Finds the hour of a window in which a scope falls, and the prices at which it does.
 *
 * <p>The engine gives every verdict. That it need not be asked in every hour is due to its
 * liquidation prices: with the book at its worst of all hours left, a pool can fall only in an hour
 * in which the bet passes the price found there, and an isolated position only in one that passes
 * its own.
 */
final class FallSearch {
  // A scope still stands at its liquidation price; this much further it surely doesn't.
  private static final Decimal BEYOND = Decimal.parse("0.000001");

  private final MarginEngine engine = new MarginEngine();
  private final LiquidationPriceSolver solver = new LiquidationPriceSolver();
  private final WindowPrices prices;

  FallSearch(WindowPrices prices) {
    this.prices = prices;
  }

  /** The first hour from one on in which a scope that holds a position no longer stands. */
  Optional<Integer> firstFall(ResolvedAccount account, int from) {
    if (from >= prices.hours() || account.account().positions().isEmpty()) {
      return Optional.empty();
    }
    Suspicion suspicion = suspicion(account, from);
    for (int hour = from; hour < prices.hours(); hour++) {
      if (suspicion.of(hour) && falls(at(account, prices.worst(hour)))) {
        return Optional.of(hour);
      }
    }
    return Optional.empty();
  }

  private boolean falls(ResolvedAccount account) {
    AccountMargin margin = engine.evaluateMargin(account);
    for (int i = 0; i < account.scopes().size(); i++) {
      boolean holds = !account.scopes().get(i).legs().isEmpty();
      if (holds && !margin.scopes().get(i).status().stands()) {
        return true;
      }
    }
    return false;
  }

  private Suspicion suspicion(ResolvedAccount account, int from) {
    int worst = prices.book().worstHourFrom(from);
    ResolvedAccount there = at(
        account, prices.during(worst, prices.worstHedge(worst), prices.bet(from).open()));
    Suspicion suspicion = new Suspicion();
    for (PositionLiquidation each : liquidations(there)) {
      Position position = there.position(each.positionId()).orElseThrow();
      boolean isBet = each.positionId().equals(BookAndBet.BET);
      if (each.liquidationPrice() instanceof LiquidationPrice.AlreadyLiquidatable) {
        suspicion.always = true;
      } else if (each.liquidationPrice() instanceof LiquidationPrice.At at) {
        if (isBet) {
          suspicion.bet = Optional.of(at.price());
        } else if (!position.isCross()) {
          suspicion.hedge = Optional.of(at.price());
        }
      }
    }
    return suspicion;
  }

  /** The prices beyond which a fall can't be ruled out. */
  private final class Suspicion {
    private boolean always;
    private Optional<Price> bet = Optional.empty();
    private Optional<Price> hedge = Optional.empty();

    boolean of(int hour) {
      return always
          || bet.filter(price -> isBeyond(prices.side(), prices.worstBet(hour), price))
              .isPresent()
          || hedge
              .filter(price -> isBeyond(Side.SHORT, prices.worstHedge(hour), price))
              .isPresent();
    }
  }

  /**
   * The prices of an hour when a scope falls: the bet, and an isolated hedge, on their way from the
   * first price of the hour to the worst.
   */
  MarketSnapshot fallingMarket(ResolvedAccount account, int hour) {
    Bar hedge = prices.book().hedge(hour);
    Bar bet = prices.bet(hour);
    Price hedgeMark = hedge.high();
    if (account.position(BookAndBet.HEDGE).filter(p -> !p.isCross()).isPresent()) {
      ResolvedAccount first = at(account, prices.during(hour, hedge.open(), bet.open()));
      hedgeMark = fallPrice(first, BookAndBet.HEDGE, Side.SHORT, hedge.open(), hedge.high());
    }
    if (account.position(BookAndBet.BET).isEmpty()) {
      return prices.during(hour, hedgeMark, bet.open());
    }
    ResolvedAccount first = at(account, prices.during(hour, hedgeMark, bet.open()));
    Price betMark =
        fallPrice(first, BookAndBet.BET, prices.side(), bet.open(), prices.worstBet(hour));
    return prices.during(hour, hedgeMark, betMark);
  }

  /**
   * Just beyond the liquidation price; the first price of the hour where that is beyond it already,
   * and the worst one where that is not.
   *
   * @param account at the first price
   */
  private Price fallPrice(
      ResolvedAccount account, String positionId, Side side, Price first, Price worst) {
    LiquidationPrice price = liquidations(account).stream()
        .filter(each -> each.positionId().equals(positionId))
        .map(PositionLiquidation::liquidationPrice)
        .findFirst()
        .orElseThrow();
    if (price instanceof LiquidationPrice.AlreadyLiquidatable) {
      return first;
    }
    if (price instanceof LiquidationPrice.At at) {
      Price beyond = beyond(side, at.price());
      return isBeyond(side, worst, beyond) ? beyond : worst;
    }
    return worst;
  }

  private List<PositionLiquidation> liquidations(ResolvedAccount account) {
    return solver.solve(account);
  }

  private static Price beyond(Side side, Price price) {
    Decimal factor = side == Side.LONG ? Decimal.ONE.minus(BEYOND) : Decimal.ONE.plus(BEYOND);
    return new Price(price.value().times(factor));
  }

  private static boolean isBeyond(Side side, Price reached, Price price) {
    int distance = reached.compareTo(price);
    return side == Side.LONG ? distance < 0 : distance > 0;
  }

  static ResolvedAccount at(ResolvedAccount account, MarketSnapshot market) {
    return ResolvedAccount.of(account.account(), market, account.rules());
  }
}
