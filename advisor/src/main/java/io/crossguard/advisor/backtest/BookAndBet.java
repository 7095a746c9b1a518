package io.crossguard.advisor.backtest;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Balance;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.account.Side;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.rules.CollateralAsset;
import io.crossguard.margin.rules.CollateralMode;
import io.crossguard.margin.rules.Conventions;
import io.crossguard.margin.rules.Haircut;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.InstrumentKind;
import io.crossguard.margin.rules.LiquidationPolicy;
import io.crossguard.margin.rules.MarginalTiers;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.rules.RuleSet;
import io.crossguard.margin.rules.Tier;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import io.crossguard.margin.value.Rate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The account of the experiment and its venue: one pool of cash and coins with a haircut of 5 % on
 * bitcoin, a maintenance margin of 0.5 % for bitcoin and 1 % for other coins at a leverage of up to
 * 50, and liquidations of whole positions, the largest first, for a fee of 0.6 %.
 */
final class BookAndBet {
  static final String HEDGE = "hedge";
  static final String BET = "bet";
  static final String CASH = "USDT";

  static final Decimal EQUITY = Decimal.of(100);
  static final Decimal BOOK = Decimal.of(60);
  static final Decimal HAIRCUT = Decimal.parse("0.05");
  static final Decimal BOOK_MAINTENANCE = Decimal.parse("0.005");
  private static final Decimal BET_MAINTENANCE = Decimal.parse("0.01");
  private static final Decimal LEVERAGE_MAX = Decimal.of(50);
  private static final Rate LIQUIDATION_FEE = rate("0.006");

  /** How the venue liquidates. */
  static final LiquidationPolicy LIQUIDATION = new LiquidationPolicy(
      LiquidationPolicy.DEFAULT.cancelledOrders(),
      LiquidationPolicy.DEFAULT.netsOppositeFirst(),
      LiquidationPolicy.DEFAULT.order(),
      LiquidationPolicy.DEFAULT.portion(),
      LiquidationPolicy.DEFAULT.stopCondition(),
      LiquidationPolicy.DEFAULT.price(),
      LIQUIDATION_FEE);

  // Fine enough that rounding a quantity costs less than a millionth of the account.
  private static final Decimal QUANTITY_STEP = Decimal.parse("0.000000000001");

  private BookAndBet() {}

  /**
   * The account as it is opened: all in cross, each position at the first price of the window.
   *
   * @param coin what the bet is on
   * @param leverage notional of the bet over the equity
   */
  static ResolvedAccount open(
      String coin, Side side, Decimal leverage, Price spot, Price hedge, Price bet) {
    Decimal coins = BOOK.dividedBy(spot.value()).roundedDownTo(QUANTITY_STEP);
    Decimal size = EQUITY.times(leverage).dividedBy(bet.value()).roundedDownTo(QUANTITY_STEP);
    Decimal cash = EQUITY.minus(coins.times(spot.value()));
    Account account = new Account(
        "book-and-bet",
        List.of(new Balance(CASH, cash), new Balance(PriceHistory.BOOK_COIN, coins)),
        List.of(
            position(HEDGE, PriceHistory.BOOK_COIN, coins.negated(), hedge),
            position(BET, coin, side == Side.LONG ? size : size.negated(), bet)));
    return ResolvedAccount.of(account, market(coin, spot, hedge, bet), rules(coin));
  }

  static MarketSnapshot market(String coin, Price spot, Price hedge, Price bet) {
    return new MarketSnapshot(
        Optional.empty(),
        Map.of(instrumentId(PriceHistory.BOOK_COIN), hedge, instrumentId(coin), bet),
        Map.of(PriceHistory.BOOK_COIN, spot));
  }

  private static Position position(String id, String coin, Decimal quantity, Price entry) {
    return new Position(
        id,
        instrumentId(coin),
        new Quantity(quantity),
        entry,
        Optional.empty(),
        new MarginMode.Cross());
  }

  private static RuleSet rules(String coin) {
    return new RuleSet(
        "back-test",
        "1",
        CASH,
        Conventions.of(CollateralMode.MULTI_ASSET),
        Map.of(
            PriceHistory.BOOK_COIN,
            new CollateralAsset(
                PriceHistory.BOOK_COIN,
                PriceHistory.BOOK_COIN,
                new Haircut.Flat(new Rate(HAIRCUT)))),
        Map.of(
            instrumentId(PriceHistory.BOOK_COIN),
            perpetual(PriceHistory.BOOK_COIN, BOOK_MAINTENANCE),
            instrumentId(coin),
            perpetual(coin, BET_MAINTENANCE)));
  }

  private static Instrument perpetual(String coin, Decimal maintenance) {
    return new Instrument(
        instrumentId(coin),
        InstrumentKind.PERPETUAL,
        Payoff.LINEAR,
        coin,
        CASH,
        Decimal.ONE,
        Optional.empty(),
        Optional.empty(),
        new MarginalTiers(
            List.of(Tier.ofLeverage(Decimal.ZERO, new Rate(maintenance), LEVERAGE_MAX))));
  }

  private static String instrumentId(String coin) {
    return coin + "-PERP";
  }

  private static Rate rate(String fraction) {
    return new Rate(Decimal.parse(fraction));
  }
}
