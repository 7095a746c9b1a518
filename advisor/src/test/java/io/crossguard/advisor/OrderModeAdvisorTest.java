package io.crossguard.advisor;

import static io.crossguard.advisor.AccountFixture.tier;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.crossguard.advisor.classification.Classification;
import io.crossguard.advisor.classification.Reason;
import io.crossguard.advisor.order.IntendedTrade;
import io.crossguard.advisor.order.OrderAction;
import io.crossguard.advisor.order.OrderAdvice;
import io.crossguard.advisor.order.OrderModeAdvisor;
import io.crossguard.advisor.order.OrderOpening;
import io.crossguard.advisor.order.OrderOpening.Place;
import io.crossguard.advisor.order.OrderRequest;
import io.crossguard.advisor.plan.PlanStep;
import io.crossguard.advisor.plan.StepPurpose;
import io.crossguard.advisor.policy.ModeGranularity;
import io.crossguard.advisor.policy.VenueCapabilities;
import io.crossguard.advisor.recommendation.IsolatedMargin;
import io.crossguard.margin.change.Change;
import io.crossguard.margin.evaluation.InconsistentInputException;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.rules.InstrumentKind;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.rules.PositionMode;
import io.crossguard.margin.rules.RuleSet;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Money;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders whose answers are worked by hand. */
class OrderModeAdvisorTest {
  private static final String SOL = "SOL-PERP";

  /** 10 BTC as collateral against 10 BTC short, and an isolated bet: E = 770,000 + 10,500. */
  private static AccountFixture basisBook() {
    return coins()
        .cross("short-perp", "BTC-PERP", "-10", "60000")
        .isolated("eth-bet", "ETH-PERP", "-20", "3000", "10500");
  }

  /** 10 BTC at a haircut of 5 % and 200,000 USDT: C = 570,000 + 200,000. */
  private static AccountFixture coins() {
    AccountFixture fixture = new AccountFixture()
        .coin("BTC", "10", "60000", "0.05")
        .balance("USDT", "200000")
        .index("SOL", "150")
        .index("ETH", "3000")
        .volatility("BTC", "0.03")
        .volatility("SOL", "0.05")
        .volatility("ETH", "0.04");
    fixture.linear("BTC", "60000", tier("0", "0.004", "0.1"), tier("1000000", "0.01", "0.1"));
    fixture.linear(
        "SOL",
        "150",
        tier("0", "0.01", "0.1"),
        tier("500000", "0.025", "0.1"),
        tier("2000000", "0.05", "0.1"));
    fixture.linear("ETH", "3000", tier("0", "0.005", "0.1"));
    return fixture;
  }

  /** Cash alone, and a coin with one rate: maintenance 1 %, initial 10 %, a mark of 100. */
  private static AccountFixture cash(String amount) {
    AccountFixture fixture =
        new AccountFixture().balance("USDT", amount).index("SOL", "100").volatility("SOL", "0.05");
    fixture.linear("SOL", "100", tier("0", "0.01", "0.1"));
    return fixture;
  }

  /**
   * N = 1,500,000. d = 4.2 · 5 % = 0.21; at liquidation n = 1,185,000 with MM 1,185,000 · 0.025 − 7,500
   * = 22,125 and a fee of 5,925: wished 315,000 + 22,125 + 5,925 = 343,050. The budget of a coin is
   * 20 % of 780,500 = 156,100, at which d = (156,100/1,500,000 + 0.005 − 0.03)/0.97 = 0.08151, z =
   * 1.630 and p = 9.66 %. N* = (156,100 + 7,500)/(0.21 + 0.03 · 0.79) = 700,043. In cross MM = 2,400 +
   * 30,000 of C = 770,000; alone the pool has 770,000 − 156,100 = 613,900.
   */
  @Test
  void recommend_betBesideABasisBook_isIsolatedWithTheBudget() {
    OrderAdvice advice = at(basisBook(), SOL, "10000");

    assertThat(advice.action()).isEqualTo(OrderAction.OPEN_ISOLATED);
    assertThat(advice.parts().openings())
        .containsExactly(opening(Place.ISOLATED, SOL, SOL, "10000", "isolated:SOL-PERP", "156100"));
    IsolatedMargin margin = advice.parts().margin().orElseThrow();
    assertThat(margin.margin().amount()).isEqualTo(decimal("156100"));
    assertThat(margin.targetMargin().amount()).isEqualTo(decimal("343050"));
    assertThat(margin.liquidationProbability().fraction().toStatistic())
        .isCloseTo(0.0966, within(0.00005));
    assertThat(margin.notionalAtTarget().orElseThrow().amount().toStatistic())
        .isCloseTo(700_043, within(0.5));
    assertThat(advice.classification().orElseThrow().classification())
        .isEqualTo(Classification.DIRECTIONAL);
    assertThat(advice.classification().orElseThrow().residualQuantity())
        .isEqualTo(quantity("10000"));
    assertThat(codes(advice))
        .contains(
            Reason.Code.NO_OFFSETTING_LEG,
            Reason.Code.BUDGET_BINDS,
            Reason.Code.REDUCE_SIZE_SUGGESTED,
            Reason.Code.POOL_AT_STAKE)
        .doesNotContain(Reason.Code.REFUSED_IN_CROSS);
  }

  /** The ratios: 2,400/770,000 today, 32,400/770,000 in cross, 2,400/613,900 as advised. */
  @Test
  void recommend_betBesideABasisBook_showsTheBookTodayInCrossAndAsAdvised() {
    OrderAdvice advice = at(basisBook(), SOL, "10000");

    assertThat(advice.effect().before().pool().orElseThrow().marginBalance().amount())
        .isEqualTo(decimal("770000"));
    assertThat(advice.effect().before().pool().orElseThrow().maintenanceMargin().amount())
        .isEqualTo(decimal("2400"));
    assertThat(advice.effect().inCross().orElseThrow().pool().orElseThrow().maintenanceMargin())
        .satisfies(margin -> assertThat(margin.amount()).isEqualTo(decimal("32400")));
    assertThat(advice.effect().after().orElseThrow().pool().orElseThrow().marginBalance())
        .satisfies(balance -> assertThat(balance.amount()).isEqualTo(decimal("613900")));
    assertThat(advice.effect().after().orElseThrow().account().worstCaseLoss())
        .hasValueSatisfying(loss -> assertThat(loss.amount()).isEqualTo(decimal("156100")));
    assertThat(advice.effect().crossRefusal()).isEmpty();
    assertThat(advice.effect().affectedPositionIds()).isEmpty();
  }

  @Test
  void recommend_isolated_isOneStepThatTheEngineAccepts() {
    OrderAdvice advice = at(basisBook(), SOL, "10000");

    assertThat(advice.plan()).hasSize(1);
    PlanStep step = advice.plan().get(0);
    assertThat(step.purpose()).isEqualTo(StepPurpose.OPEN);
    assertThat(step.change())
        .isInstanceOfSatisfying(
            Change.Trade.class, trade -> assertThat(trade.margin()).contains(decimal("156100")));
  }

  /** 600,000 short against 10 BTC: the sides are equal; MM = 600,000 · 0.004. */
  @Test
  void recommend_shortAgainstCoins_completesTheHedgeInCross() {
    OrderAdvice advice = at(coins(), "BTC-PERP", "-10");

    assertThat(advice.action()).isEqualTo(OrderAction.OPEN_IN_CROSS);
    assertThat(advice.classification().orElseThrow().classification())
        .isEqualTo(Classification.DELTA_NEUTRAL);
    assertThat(advice.classification().orElseThrow().matchedQuantity()).isEqualTo(quantity("-10"));
    assertThat(advice.effect().before().hedgeGroup().orElseThrow().classification())
        .isEqualTo(Classification.DIRECTIONAL);
    assertThat(advice.effect().after().orElseThrow().hedgeGroup().orElseThrow().classification())
        .isEqualTo(Classification.DELTA_NEUTRAL);
    assertThat(advice.effect().after().orElseThrow().pool().orElseThrow().maintenanceMargin())
        .satisfies(margin -> assertThat(margin.amount()).isEqualTo(decimal("2400")));
    assertThat(codes(advice)).contains(Reason.Code.COMPLETES_HEDGE, Reason.Code.OFFSETTING_LEGS);
  }

  /**
   * 15 short against 10 BTC: 33 % apart, so 10 hedge and 5 do not. These are 300,000: d = 4.0 · 3 % =
   * 0.12, n = 336,000, MM 1,344, fee 1,680: 36,000 + 3,024 = 39,024, within 20 % of 770,000.
   */
  @Test
  void recommend_moreThanTheCoins_isSplit() {
    OrderAdvice advice = at(coins(), "BTC-PERP", "-15");

    assertThat(advice.action()).isEqualTo(OrderAction.OPEN_SPLIT);
    assertThat(advice.parts().openings())
        .containsExactly(
            opening(Place.CROSS, "BTC-PERP", "BTC-PERP", "-10", "cross"),
            opening(
                Place.ISOLATED,
                "BTC-PERP-isolated",
                "BTC-PERP",
                "-5",
                "isolated:BTC-PERP-isolated",
                "39024"));
  }

  /** Around 20 % apart: 12.5 against 10 is at the limit of a hedge, which the equity test allows. */
  @ParameterizedTest
  @CsvSource({"-12.4, OPEN_IN_CROSS", "-12.5, OPEN_IN_CROSS", "-12.51, OPEN_SPLIT"})
  void recommend_aroundTheHedgedBand_isSplitAboveIt(String quantity, OrderAction action) {
    assertThat(at(coins(), "BTC-PERP", quantity).action()).isEqualTo(action);
  }

  /** d = 0.21, so 2,500 cost 525 in the stress: 0.5 % of 105,000 is the limit of dust. */
  @ParameterizedTest
  @CsvSource({"24.99, OPEN_IN_CROSS", "25, OPEN_IN_CROSS", "25.01, OPEN_ISOLATED"})
  void recommend_aroundDust_isIsolatedAboveIt(String quantity, OrderAction action) {
    assertThat(at(cash("105000"), SOL, quantity).action()).isEqualTo(action);
  }

  /** The budget is 20,000, the initial margin 10 %: above 200,000 the budget can't open it. */
  @ParameterizedTest
  @CsvSource({"1999, OPEN_ISOLATED", "2000, OPEN_ISOLATED", "2000.01, OPEN_REDUCED"})
  void recommend_aroundTheInitialMargin_isReducedAboveIt(String quantity, OrderAction action) {
    assertThat(at(cash("100000"), SOL, quantity).action()).isEqualTo(action);
  }

  /** A notional N wants N·(0.21 + 0.015 · 0.79) = 0.22185 N: 20,000 are enough for 901.51 contracts. */
  @Test
  void recommend_moreThanTheBudgetCanOpen_isReducedToTheTarget() {
    OrderAdvice advice = at(cash("100000"), SOL, "3000");

    assertThat(advice.action()).isEqualTo(OrderAction.OPEN_REDUCED);
    assertThat(advice.parts().quantity().contracts().toStatistic())
        .isCloseTo(20_000 / 22.185, within(1e-9));
    assertThat(advice.parts().margin().orElseThrow().margin().amount()).isEqualTo(decimal("20000"));
    assertThat(codes(advice)).contains(Reason.Code.ORDER_REDUCED);
  }

  /** Beside 10 against 10 the order hedges nothing, though dated legs would be left over without it. */
  @Test
  void recommend_moreOfAHedgedCoin_isJudgedByWhatIsLeftOver() {
    AccountFixture book = coins()
        .future("BTC-FUTURE", "BTC", "0.004", "0.1", 2_000)
        .mark("BTC-FUTURE", "60000")
        .cross("short-future", "BTC-FUTURE", "-10", "60000");

    OrderAdvice advice = at(book, "BTC-PERP", "-8");

    assertThat(advice.action()).isEqualTo(OrderAction.OPEN_ISOLATED);
    assertThat(advice.classification().orElseThrow().residualQuantity()).isEqualTo(quantity("-8"));
    assertThat(advice.effect().after().orElseThrow().hedgeGroup().orElseThrow().classification())
        .isEqualTo(Classification.DELTA_NEUTRAL);
    assertThat(advice.effect().affectedPositionIds()).isEmpty();
  }

  @Test
  void recommend_hedgeOfAnIsolatedLeg_bringsTheLegFirst() {
    OrderAdvice advice = at(basisBook(), "ETH-PERP", "20");

    assertThat(advice.action()).isEqualTo(OrderAction.OPEN_IN_CROSS);
    assertThat(advice.plan())
        .extracting(PlanStep::purpose)
        .containsExactly(StepPurpose.REUNITE_HEDGE, StepPurpose.OPEN);
    assertThat(advice.plan().get(0).change()).isEqualTo(new Change.ToCross("eth-bet"));
    assertThat(codes(advice)).contains(Reason.Code.COMPLETES_HEDGE);
    assertThat(advice.effect().affectedPositionIds()).isEmpty();
  }

  /** The coins are in a pool of their own: 600,000 inverse contracts of 1 USD hedge them there. */
  @Test
  void recommend_hedgeOfCoinsInAnotherPool_isOpenedThereInItsContract() {
    AccountFixture fixture = new AccountFixture()
        .singleAsset()
        .coin("BTC", "10", "60000", "0")
        .balance("USDT", "200000")
        .volatility("BTC", "0.03")
        .instrument(
            "BTC-USD",
            "BTC",
            InstrumentKind.PERPETUAL,
            Payoff.INVERSE,
            "BTC",
            Optional.empty(),
            AccountFixture.flat("0.004", "0.1"))
        .mark("BTC-USD", "60000");
    fixture.linear("BTC", "60000", tier("0", "0.004", "0.1"));

    OrderAdvice advice = at(fixture, "BTC-PERP", "-10");

    assertThat(advice.action()).isEqualTo(OrderAction.OPEN_IN_CROSS);
    assertThat(advice.parts().quantity()).isEqualTo(quantity("-10"));
    assertThat(advice.parts().openings())
        .containsExactly(opening(Place.CROSS, "BTC-PERP", "BTC-USD", "-600000", "cross:BTC"));
    assertThat(advice.effect().after().orElseThrow().pool().orElseThrow().scopeId())
        .isEqualTo("cross:BTC");
    assertThat(codes(advice)).contains(Reason.Code.COMPLETES_HEDGE);
  }

  @Test
  void recommend_orderThatNamesAPosition_reducesItAndNeedsNoMode() {
    OrderAdvice advice = recommend(basisBook().request(), named("BTC-PERP", "4", "short-perp"));

    assertThat(advice.action()).isEqualTo(OrderAction.REDUCE_ONLY);
    assertThat(advice.parts().closedQuantity()).isEqualTo(quantity("4"));
    assertThat(advice.parts().quantity().isZero()).isTrue();
    assertThat(advice.classification()).isEmpty();
    assertThat(advice.plan())
        .extracting(PlanStep::purpose)
        .containsExactly(StepPurpose.REDUCE_RISK);
    // 10 BTC against 6: 40 % apart, where they were equal.
    assertThat(codes(advice))
        .contains(Reason.Code.ORDER_REDUCES_POSITION, Reason.Code.BREAKS_HEDGE);
  }

  /**
   * 1,500 sold against 1,000 long: 500 short are opened. N = 75,000, d = 4.0 · 5 % = 0.2, n = 90,000,
   * MM 900, fee 450: 16,350.
   */
  @Test
  void recommend_moreThanIsOpenOnTheOtherSide_flips() {
    AdviceRequest book = oneWay(basisBook().cross("sol", SOL, "1000", "150").request());

    OrderAdvice advice = recommend(book, trade(SOL, "-1500"));

    assertThat(advice.action()).isEqualTo(OrderAction.OPEN_ISOLATED);
    assertThat(advice.parts().closedQuantity()).isEqualTo(quantity("-1000"));
    assertThat(advice.parts().openings())
        .containsExactly(opening(Place.ISOLATED, SOL, SOL, "-500", "isolated:SOL-PERP", "16350"));
    assertThat(advice.plan())
        .extracting(PlanStep::purpose)
        .containsExactly(StepPurpose.REDUCE_RISK, StepPurpose.OPEN);
    assertThat(codes(advice)).contains(Reason.Code.ORDER_FLIPS_POSITION);
  }

  @ParameterizedTest
  @CsvSource({"-999, REDUCE_ONLY", "-1000, REDUCE_ONLY", "-1300, OPEN_ISOLATED"})
  void recommend_aroundWhatIsOpen_opensOnlyAboveIt(String quantity, OrderAction action) {
    AdviceRequest book = oneWay(basisBook().cross("sol", SOL, "1000", "150").request());

    assertThat(recommend(book, trade(SOL, quantity)).action()).isEqualTo(action);
  }

  @Test
  void recommend_underHedgeRules_opensBesideTheOtherSide() {
    AdviceRequest book = basisBook().cross("sol", SOL, "1000", "150").request();

    OrderAdvice advice = recommend(book, trade(SOL, "-1000"));

    assertThat(advice.action()).isEqualTo(OrderAction.OPEN_IN_CROSS);
    assertThat(advice.parts().closedQuantity().isZero()).isTrue();
    assertThat(codes(advice)).contains(Reason.Code.FULLY_OFFSET_CLOSE_BOTH);
  }

  @Test
  void recommend_volatilityMissing_recommendsNothing() {
    AccountFixture fixture = new AccountFixture().balance("USDT", "100000").index("SOL", "100");
    fixture.linear("SOL", "100", tier("0", "0.01", "0.1"));

    OrderAdvice advice = at(fixture, SOL, "100");

    assertThat(advice.action()).isEqualTo(OrderAction.NO_RECOMMENDATION);
    assertThat(advice.parts().openings()).isEmpty();
    assertThat(advice.parts().margin()).isEmpty();
    assertThat(advice.plan()).isEmpty();
    assertThat(advice.effect().after()).isEmpty();
    assertThat(codes(advice)).contains(Reason.Code.STALE_OR_MISSING_MARKET_DATA);
  }

  /** IM is 80 %: the pool has 30,000 of the 48,000 for one short, so for 0.625 of it. */
  @Test
  void recommend_hedgeThatThePoolCantCarry_isOpenedAsFarAsItCan() {
    AccountFixture fixture =
        new AccountFixture().coin("BTC", "1", "60000", "0.5").volatility("BTC", "0.03");
    fixture.linear("BTC", "60000", tier("0", "0.004", "0.8"));

    OrderAdvice advice = at(fixture, "BTC-PERP", "-1");

    assertThat(advice.action()).isEqualTo(OrderAction.OPEN_REDUCED);
    assertThat(advice.parts().openings())
        .containsExactly(opening(Place.CROSS, "BTC-PERP", "BTC-PERP", "-0.625", "cross"));
    assertThat(advice.effect().missing())
        .hasValueSatisfying(missing -> assertThat(missing.amount()).isEqualTo(decimal("18000")));
    assertThat(advice.effect().crossRefusal()).isPresent();
  }

  @Test
  void recommend_emptyAccount_opensNothing() {
    OrderAdvice advice = at(cash("0"), SOL, "10");

    assertThat(advice.action()).isEqualTo(OrderAction.DO_NOT_OPEN);
    assertThat(advice.plan()).isEmpty();
    assertThat(codes(advice)).contains(Reason.Code.INSUFFICIENT_FREE_COLLATERAL);
  }

  /** 20 % of 100,000 is the budget, whatever the size: nothing overflows, and nothing is invented. */
  @ParameterizedTest
  @ValueSource(strings = {"19999", "20001", "50000", "999999999999999999"})
  void recommend_hugeOrder_isReducedAsAnyOther(String quantity) {
    OrderAdvice advice = at(cash("100000"), SOL, quantity);

    assertThat(advice.action()).isEqualTo(OrderAction.OPEN_REDUCED);
    assertThat(advice.parts().quantity().contracts().toStatistic())
        .isCloseTo(20_000 / 22.185, within(1e-9));
  }

  /** At twice, 30,000 need 15,000 to be opened, more than the 0.22185 · 30,000 = 6,655.5 of the target. */
  @Test
  void recommend_leverageOfTheOrder_asksForItsInitialMargin() {
    IntendedTrade trade = new IntendedTrade(
        SOL,
        quantity("300"),
        Optional.empty(),
        Optional.of(decimal("2")),
        Optional.empty(),
        Optional.empty());

    OrderAdvice advice = recommend(cash("100000").request(), trade);

    assertThat(advice.parts().margin().orElseThrow().margin().amount()).isEqualTo(decimal("15000"));
    assertThat(advice.parts().margin().orElseThrow().targetMargin().amount())
        .isEqualTo(decimal("15000"));
  }

  /** Bought 1 % below the mark: 1,000 contracts gain 1,000 at once, which count as margin. */
  @Test
  void recommend_priceOffTheMark_countsTheGainAsMargin() {
    IntendedTrade trade = new IntendedTrade(
        SOL,
        quantity("1000"),
        Optional.of(new Price(decimal("99"))),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());

    OrderAdvice advice = recommend(cash("200000").request(), trade);

    // 0.22185 of 100,000 are wished; E = 201,000 allows 40,200.
    assertThat(advice.parts().margin().orElseThrow().margin().amount()).isEqualTo(decimal("22185"));
    assertThat(advice.parts().openings().get(0).margin().orElseThrow().amount())
        .isEqualTo(decimal("21185"));
  }

  @Test
  void recommend_venueWithSubAccounts_opensInOne() {
    AdviceRequest book = venue(basisBook(), ModeGranularity.SUB_ACCOUNTS, true);

    OrderAdvice advice = recommend(book, trade(SOL, "10000"));

    assertThat(advice.action()).isEqualTo(OrderAction.OPEN_IN_SUBACCOUNT);
    assertThat(advice.parts().openings().get(0).place()).isEqualTo(Place.SUB_ACCOUNT);
    assertThat(advice.parts().openings().get(0).margin().orElseThrow().amount())
        .isEqualTo(decimal("156100"));
    assertThat(advice.plan().get(0).change())
        .isEqualTo(new Change.Withdraw("USDT", decimal("156100")));
    assertThat(codes(advice)).contains(Reason.Code.MODE_NOT_AVAILABLE);
  }

  /** The budget of 20 % of E = 770,000 is 154,000: N* = (154,000 + 7,500)/0.2337 = 691,056.9. */
  @Test
  void recommend_venueWithOneMode_isReducedInCross() {
    AdviceRequest book = venue(
        coins().cross("short-perp", "BTC-PERP", "-10", "60000"),
        ModeGranularity.ACCOUNT_WIDE,
        false);

    OrderAdvice advice = recommend(book, trade(SOL, "10000"));

    assertThat(advice.action()).isEqualTo(OrderAction.OPEN_REDUCED);
    assertThat(advice.parts().openings().get(0).place()).isEqualTo(Place.CROSS);
    assertThat(advice.parts().quantity().contracts().toStatistic())
        .isCloseTo(161_500 / 0.2337 / 150, within(1e-6));
    assertThat(codes(advice)).contains(Reason.Code.MODE_NOT_AVAILABLE);
  }

  /** A cross position of the contract is isolated with the order, which it could not stand beside. */
  @Test
  void recommend_modePerSymbol_isolatesThePositionThatItAddsTo() {
    AdviceRequest book = oneWay(
        venue(basisBook().cross("sol", SOL, "500", "150"), ModeGranularity.PER_SYMBOL, false));

    OrderAdvice advice = recommend(book, trade(SOL, "500"));

    assertThat(advice.parts().openings())
        .extracting(OrderOpening::place, OrderOpening::positionId)
        .containsExactly(tuple(Place.ISOLATED, "sol"));
    assertThat(advice.plan())
        .extracting(PlanStep::purpose)
        .containsExactly(StepPurpose.ISOLATE, StepPurpose.OPEN);
    // N = 150,000: d = 0.21, n = 118,500, MM 1,185, fee 592.5: 31,500 + 1,777.5.
    assertThat(advice.parts().margin().orElseThrow().margin().amount())
        .isEqualTo(decimal("33277.5"));
  }

  @Test
  void request_badTrade_namesThePath() {
    AdviceRequest book = basisBook().request();

    assertPath(book, trade("DOGE-PERP", "1"), "trade.instrumentId");
    assertPath(book, named(SOL, "1", "short-perp"), "trade.positionId");
    assertPath(
        book,
        new IntendedTrade(
            SOL,
            quantity("1"),
            Optional.empty(),
            Optional.of(decimal("11")),
            Optional.empty(),
            Optional.of("cross:USDT")),
        "trade.leverage",
        "trade.scopeId");
  }

  @Test
  void request_twoPositionsMightBeClosed_asksWhich() {
    AdviceRequest book = oneWay(basisBook()
        .cross("one", SOL, "100", "150")
        .isolated("two", SOL, "100", "150", "5000")
        .request());

    assertPath(book, trade(SOL, "-50"), "trade.positionId");
    assertThat(recommend(book, named(SOL, "-50", "two")).action())
        .isEqualTo(OrderAction.REDUCE_ONLY);
  }

  private static void assertPath(AdviceRequest book, IntendedTrade trade, String... paths) {
    assertThatThrownBy(() -> new OrderRequest(book, trade))
        .isInstanceOfSatisfying(
            InconsistentInputException.class,
            e -> assertThat(e.inconsistencies())
                .extracting(inconsistency -> inconsistency.path())
                .containsExactly(paths));
  }

  private static OrderAdvice at(AccountFixture fixture, String instrumentId, String quantity) {
    return recommend(fixture.request(), trade(instrumentId, quantity));
  }

  private static OrderAdvice recommend(AdviceRequest book, IntendedTrade trade) {
    return new OrderModeAdvisor().recommend(new OrderRequest(book, trade));
  }

  private static IntendedTrade trade(String instrumentId, String quantity) {
    return IntendedTrade.atMark(instrumentId, quantity(quantity));
  }

  private static IntendedTrade named(String instrumentId, String quantity, String positionId) {
    return new IntendedTrade(
        instrumentId,
        quantity(quantity),
        Optional.empty(),
        Optional.empty(),
        Optional.of(positionId),
        Optional.empty());
  }

  private static AdviceRequest oneWay(AdviceRequest request) {
    RuleSet rules = request.account().rules();
    ResolvedAccount account = ResolvedAccount.of(
        request.account().account(),
        request.account().market(),
        rules.withConventions(
            rules.conventions().toBuilder().positionMode(PositionMode.ONE_WAY).build()));
    return RandomVenue.with(request, account, Map.of());
  }

  private static AdviceRequest venue(
      AccountFixture fixture, ModeGranularity granularity, boolean subAccounts) {
    AdviceRequest request = fixture.request();
    return new AdviceRequest(
        request.account(),
        request.riskInputs(),
        request.policy(),
        new VenueCapabilities(granularity, true, subAccounts, true, Optional.empty()),
        Map.of(),
        List.of());
  }

  private static OrderOpening opening(
      Place place,
      String positionId,
      String instrumentId,
      String quantity,
      String scopeId,
      String... margin) {
    return new OrderOpening(
        place,
        positionId,
        instrumentId,
        quantity(quantity),
        Optional.of(scopeId),
        Arrays.stream(margin).findFirst().map(amount -> new Money(decimal(amount), "USDT")));
  }

  private static List<Reason.Code> codes(OrderAdvice advice) {
    return advice.reasons().stream().map(Reason::code).toList();
  }

  private static Quantity quantity(String contracts) {
    return new Quantity(decimal(contracts));
  }

  private static Decimal decimal(String digits) {
    return Decimal.parse(digits);
  }
}
