package io.crossguard.margin;

import static io.crossguard.margin.OptionAccount.amounts;
import static io.crossguard.margin.OptionAccount.call;
import static io.crossguard.margin.OptionAccount.option;
import static io.crossguard.margin.OptionAccount.perpetual;
import static io.crossguard.margin.OptionAccount.put;
import static io.crossguard.margin.OptionAccount.rates;
import static io.crossguard.margin.OptionAccount.terms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Order;
import io.crossguard.margin.change.CashFlow;
import io.crossguard.margin.change.Change;
import io.crossguard.margin.change.ChangeOutcome;
import io.crossguard.margin.change.ChangePreviewer;
import io.crossguard.margin.evaluation.ConsistencyCheck;
import io.crossguard.margin.evaluation.Inconsistency;
import io.crossguard.margin.evaluation.InconsistentInputException;
import io.crossguard.margin.evaluation.MarginEvaluator;
import io.crossguard.margin.evaluation.PositionMargin;
import io.crossguard.margin.evaluation.ScopeKind;
import io.crossguard.margin.evaluation.ScopeMargin;
import io.crossguard.margin.exposure.Exposure;
import io.crossguard.margin.liquidation.Distance;
import io.crossguard.margin.liquidation.LiquidationPrice;
import io.crossguard.margin.liquidation.RootDistance;
import io.crossguard.margin.option.Black76;
import io.crossguard.margin.rules.CollateralMode;
import io.crossguard.margin.rules.Conventions;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.LiquidationPolicy;
import io.crossguard.margin.rules.OptionTerms;
import io.crossguard.margin.rules.OptionTerms.Premium;
import io.crossguard.margin.rules.OrderMargin;
import io.crossguard.margin.simulation.LiquidationOutcome;
import io.crossguard.margin.simulation.LiquidationSimulator;
import io.crossguard.margin.simulation.SimulatedLiquidation;
import io.crossguard.margin.stress.Scenario;
import io.crossguard.margin.stress.Scenario.RootFactor;
import io.crossguard.margin.stress.Scenario.VolatilityFactor;
import io.crossguard.margin.stress.StressResult;
import io.crossguard.margin.stress.StressTest;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import io.crossguard.margin.value.Rate;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options in an account: requirement, prices, distances, exposure, changes, liquidation, stress. */
class OptionMarginTest {

  private final MarginEngine engine = new MarginEngine();
  private final MarginEvaluator evaluator = new MarginEvaluator();

  // derivexyz/v2-core, StandardManager/test-cases-portfolio.json: what is over the requirement of
  // single options, truncated; marks by Black-76 on the forwards of the tests at 50 %.
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "long ATM call,  CALL,  1, 2000, 60,                     0,     0",
    "short ITM call, CALL, -1, 1500, 502.844004888896862856, -652,  -802",
    "short ITM put,  PUT,  -2, 3000, 997.166981144069045124, -2294, -2594",
    "short OTM call, CALL, -1, 2500, 1.928133866923512649,   -151,  -201",
    "short OTM put,  PUT,  -1, 1100, 0.000000000008912102,   -150,  -200"
  })
  void requirement_ofASingleOption_isThatOfThePublishedTests(
      String name,
      OptionTerms.Type type,
      String quantity,
      String strike,
      String mark,
      String mm,
      String im) {
    Instrument instrument = option(
        "O",
        "USD",
        terms(type, strike, Premium.MARGINED),
        248,
        rates(
            type == OptionTerms.Type.PUT ? "1.05" : "1",
            type == OptionTerms.Type.PUT ? "0.075" : "0"));
    ScopeMargin scope = scope(new OptionAccount()
        .index("BTC", "2000")
        .balance("USD", "0")
        .holds(instrument, quantity, mark)
        .mark("O", mark)
        .volatility("O", "0.5"));

    assertThat(truncatedNegated(scope.maintenanceMargin().amount())).isEqualByComparingTo(mm);
    assertThat(truncatedNegated(scope.initialMargin().amount())).isEqualByComparingTo(im);
  }

  @Test
  void requirement_ofAnOptionSettledInItsCoin_isInCoins() {
    Instrument instrument = option("O", "BTC", call("66000"), 168, rates("1", "0"));
    ScopeMargin scope = scope(new OptionAccount()
        .index("BTC", "60000")
        .balance("BTC", "2")
        .holds(instrument, "-3", "0.02")
        .mark("O", "0.01")
        .volatility("O", "0.6"));

    // 6,000 of 60,000 out of the money: max(0.15 − 0.1, 0.1) + 0.01 a coin, 0.075 + 0.01 to keep.
    assertThat(scope.initialMargin().amount()).isEqualTo(Decimal.parse("0.33"));
    assertThat(scope.maintenanceMargin().amount()).isEqualTo(Decimal.parse("0.255"));
    assertThat(scope.marginBalance().amount()).isEqualTo(Decimal.parse("2.03"));
  }

  @Test
  void evaluate_shortCallsHedgedByAPerpetual_isThatOfTheLabelledPortfolio() {
    OptionAccount account = new OptionAccount()
        .index("BTC", "60000")
        .balance("USD", "100000")
        .holds(option("calls", "USD", call("60000"), 168, amounts("6000", "4500")), "-10", "1990")
        .mark("calls", "1990")
        .greeks("calls", "0.52", "0.0000799")
        .holds(perpetual("perp", "0.005"), "5.2", "60000")
        .mark("perp", "60000");

    Evaluation evaluation = engine.evaluate(account.resolved());

    ScopeMargin scope = evaluation.margin().scopes().get(0);
    assertThat(scope.marginBalance().amount()).isEqualTo(Decimal.of(100_000));
    assertThat(scope.maintenanceMargin().amount()).isEqualTo(Decimal.of(46_560));
    assertThat(scope.marginRatio()).contains(Decimal.parse("0.4656"));
    Exposure.Delta delta = evaluation.exposures().get(0).delta().orElseThrow();
    assertThat(delta.net()).isEqualTo(Decimal.ZERO);
    assertThat(delta.gross()).isEqualTo(Decimal.parse("10.4"));
  }

  @Test
  void evaluate_withoutMark_valuesTheOptionByItsVolatility() {
    OptionAccount account = new OptionAccount()
        .index("BTC", "60000")
        .balance("USD", "100000")
        .holds(option("O", "USD", call("60000"), 168, rates("1", "0")), "-1", "2000")
        .volatility("O", "0.6");

    PositionMargin.OptionFigures figures =
        evaluator.evaluate(account.resolved()).positions().get(0).option().orElseThrow();

    // 60,000·(2·N(0.6·√(7/365)/2) − 1), worked with 60 digits by an independent program.
    assertThat(digits(figures.markPrice().value(), 20))
        .isEqualByComparingTo("1988.3381013092611715");
    assertThat(figures.value().amount()).isEqualTo(figures.markPrice().value().negated());
  }

  @Test
  void exposure_ofAnOptionPaidInItsCoin_isWhatTheEquityFollows() {
    OptionAccount account = new OptionAccount()
        .index("BTC", "50000")
        .balance("BTC", "1")
        .holds(option("O", "BTC", call("50000"), 168, rates("1", "0")), "2", "0.1")
        .mark("O", "0.1")
        .greeks("O", "0.5", "0.00001");

    Exposure exposure = engine.evaluate(account.resolved()).exposures().get(0);

    // Equity (1 + 2·(M − 0.1))·S with M·S = C(S): 1 + 2·0.5 − 2·0.1 for each unit of S.
    assertThat(exposure.delta().orElseThrow().net()).isEqualTo(Decimal.parse("1.8"));
  }

  @Test
  void liquidationPrice_ofAShortOption_isThatOfItsOwnMark() {
    OptionAccount account = new OptionAccount()
        .index("BTC", "2000")
        .balance("USD", "1000")
        .holds(option("O", "USD", call("2000"), 168, rates("1", "0")), "-1", "100")
        .mark("O", "120")
        .volatility("O", "0.5");

    Evaluation evaluation = engine.evaluate(account.resolved());

    // 1000 + 100 − M = 150 + M; bankrupt at 1100.
    assertThat(evaluation.liquidations().get(0).liquidationPrice())
        .isEqualTo(new LiquidationPrice.At(price("475")));
    assertThat(evaluation.liquidations().get(0).priceTolerance()).isEmpty();
    assertThat(evaluation.liquidations().get(0).bankruptcyPrice())
        .isEqualTo(new LiquidationPrice.At(price("1100")));
  }

  @Test
  void liquidationPrice_ofAPutWhoseMarkDecides_isOnTheSteeperPiece() {
    OptionAccount account = new OptionAccount()
        .index("BTC", "2000")
        .balance("USD", "5000")
        .holds(option("O", "USD", put("2000"), 168, rates("1", "0.1")), "-1", "100")
        .mark("O", "120")
        .volatility("O", "0.5");

    // From 1,500 on a tenth of the mark is more than 150: 5100 − M = 1.1·M.
    LiquidationPrice.At found = (LiquidationPrice.At)
        engine.evaluate(account.resolved()).liquidations().get(0).liquidationPrice();
    assertThat(found.price().value()).isEqualTo(Decimal.of(51_000).dividedBy(Decimal.of(21)));
  }

  @Test
  void distance_ofAShortStrangle_isWhereTheMovedAccountStopsStanding() {
    OptionAccount account = new OptionAccount()
        .index("BTC", "60000")
        .balance("USD", "20000")
        .holds(option("C", "USD", call("66000"), 168, rates("1", "0")), "-1", "700")
        .volatility("C", "0.6")
        .holds(option("P", "USD", put("54000"), 168, rates("1", "0")), "-1", "500")
        .mark("P", "480")
        .volatility("P", "0.7");

    RootDistance distance =
        engine.evaluate(account.resolved()).distances().get(0).get(0);

    assertThat(distance.tolerance()).isPresent();
    for (Distance side : List.of(distance.down(), distance.up())) {
      Decimal move = ((Distance.By) side).move();
      Decimal there = Decimal.ONE.plus(move);
      Decimal beyond = there.plus(move.times(Decimal.parse("0.00000001")));
      assertThat(moved(account, there, Decimal.ONE).scopes().get(0).status().stands())
          .isTrue();
      assertThat(moved(account, beyond, Decimal.ONE).scopes().get(0).status().stands())
          .isFalse();
    }
  }

  @Test
  void stress_ofPriceAndVolatility_movesTheMarkByTheModel() {
    OptionAccount account = new OptionAccount()
        .index("BTC", "60000")
        .balance("USD", "9000")
        .holds(option("P", "USD", put("54000"), 8760, rates("1", "0")), "-1", "500")
        .mark("P", "9000")
        .volatility("P", "0.7");
    // A year: the deviation is the volatility.
    Decimal before = black76("60000", "0.7");
    Decimal after = black76("48000", "1.05");

    StressResult result = moved(account, Decimal.parse("0.8"), Decimal.parse("1.5"));

    assertThat(result.loss().amount()).isEqualTo(after.minus(before));
  }

  @Test
  void stress_ofGreeks_isOfTheSecondOrder() {
    OptionAccount account = new OptionAccount()
        .index("BTC", "60000")
        .balance("USD", "9000")
        .holds(option("C", "USD", call("54000"), 168, rates("1", "0")), "-2", "500")
        .mark("C", "7000")
        .greeks("C", "0.8", "0.00002");

    // 0.8·6000 + 0.00002·6000²/2 = 5160 for each; far below, the mark stops at 10^-18.
    assertThat(moved(account, Decimal.parse("1.1"), Decimal.ONE).loss().amount())
        .isEqualTo(Decimal.of(10_320));
    assertThat(moved(account, Decimal.parse("0.8"), Decimal.ONE).loss().amount())
        .isEqualTo(Decimal.parse("-13999.999999999999999998"));
  }

  @Test
  void stress_ofTheVolatilityOfGreeks_isRefused() {
    OptionAccount account = new OptionAccount()
        .index("BTC", "60000")
        .balance("USD", "9000")
        .holds(option("C", "USD", call("54000"), 168, rates("1", "0")), "-2", "500")
        .mark("C", "7000")
        .greeks("C", "0.8", "0.00002");

    assertThatThrownBy(() -> new StressTest()
            .run(
                account.resolved(),
                List.of(new Scenario(
                    "v",
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(new VolatilityFactor("BTC", Decimal.of(2))))),
                Optional.empty()))
        .isInstanceOfSatisfying(
            InconsistentInputException.class,
            e -> assertThat(e.inconsistencies())
                .extracting(Inconsistency::path)
                .containsExactly("scenarios[0].volatilityFactors[0].root"));
  }

  @Test
  void preview_ofAPremiumPaidUpFront_keepsTheEquity() {
    OptionTerms terms = terms(OptionTerms.Type.CALL, "60000", Premium.PAID_UP_FRONT);
    OptionAccount account = new OptionAccount()
        .index("BTC", "60000")
        .balance("USD", "9000")
        .listed(option("O", "USD", terms, 168, rates("1", "0")))
        .mark("O", "2000")
        .volatility("O", "0.6");

    List<ChangeOutcome> outcomes = new ChangePreviewer()
        .preview(account.resolved(), List.of(trade("2", "2000"), trade("-2", "2100")))
        .outcomes();

    ScopeMargin held = outcomes.get(0).margin().scopes().get(0);
    assertThat(held.walletBalance().amount()).isEqualTo(Decimal.of(5_000));
    assertThat(held.marginBalance().amount()).isEqualTo(Decimal.of(9_000));
    assertThat(outcomes.get(0).cashFlows())
        .extracting(CashFlow::why)
        .containsExactly(CashFlow.Why.PREMIUM);
    ScopeMargin closed = outcomes.get(1).margin().scopes().get(0);
    assertThat(closed.marginBalance().amount()).isEqualTo(Decimal.of(9_200));
  }

  @Test
  void preview_ofAShortOption_needsItsInitialMargin() {
    OptionAccount account = new OptionAccount()
        .index("BTC", "60000")
        .balance("USD", "10999")
        .listed(option("O", "USD", call("60000"), 168, rates("1", "0")))
        .mark("O", "2000")
        .volatility("O", "0.6");

    // 0.15·60,000 + 2,000.
    assertThat(accepts(account, "-1", "2000")).isFalse();
    assertThat(accepts(account.balance("BTC", "0"), "-0.999", "2000")).isTrue();
  }

  @Test
  void simulation_ofAShortOption_buysItBack() {
    OptionAccount account = new OptionAccount()
        .index("BTC", "60000")
        .balance("USD", "6000")
        .holds(option("O", "USD", call("60000"), 168, rates("1", "0")), "-1", "2000")
        .mark("O", "2500")
        .volatility("O", "0.6");

    SimulatedLiquidation simulated =
        new LiquidationSimulator().simulate(account.resolved(), LiquidationPolicy.DEFAULT, 10);

    assertThat(simulated.scopes().get(0).outcome()).isEqualTo(new LiquidationOutcome.ClosedOut());
    assertThat(simulated.scopes().get(0).marginBalance().amount()).isEqualTo(Decimal.of(5_500));
  }

  @Test
  void isolatedOption_hasTheFiguresOfACrossAccountOfItsOwn() {
    Instrument instrument = option("O", "USD", call("60000"), 168, rates("1", "0"));
    Evaluation isolated = engine.evaluate(new OptionAccount()
        .index("BTC", "60000")
        .isolates(instrument, "-1", "2100", "9000")
        .volatility("O", "0.6")
        .resolved());
    Evaluation cross = engine.evaluate(new OptionAccount()
        .index("BTC", "60000")
        .balance("USD", "9000")
        .holds(instrument, "-1", "2100")
        .volatility("O", "0.6")
        .resolved());

    assertThat(isolated.liquidations()).isEqualTo(cross.liquidations());
    assertThat(isolated.distances()).isEqualTo(cross.distances());
    assertThat(isolated.margin().scopes().get(0).maintenanceMargin())
        .isEqualTo(cross.margin().scopes().get(0).maintenanceMargin());
  }

  @Test
  void check_ofAnOptionThatTheMarketSaysNothingOf_namesAllThatIsMissing() {
    OptionAccount account = new OptionAccount()
        .at(Optional.empty())
        .balance("USD", "1")
        .holds(option("O", "USD", call("60000"), 168, rates("1", "0")), "-1", "2000");

    assertThat(rulesBroken(account))
        .containsExactly(
            "needs a mark price of 'O' in market.markPrices",
            "needs an implied volatility or greeks of 'O' in market.optionQuotes",
            "needs an index price of 'BTC' in market.indexPrices",
            "needs market.asOf: 'O' is worth what time it still has");
  }

  @ParameterizedTest(name = "{0} s before its expiry")
  @CsvSource({"-1, false", "0, false", "1, true"})
  void check_atTheExpiry_refusesTheOption(long seconds, boolean isHeld) {
    OptionAccount account = new OptionAccount()
        .at(Optional.of(OptionAccount.NOW.plusSeconds(3_600 - seconds)))
        .index("BTC", "60000")
        .balance("USD", "1")
        .holds(option("O", "USD", call("60000"), 1, rates("1", "0")), "-1", "2000")
        .volatility("O", "0.6");

    assertThat(rulesBroken(account).isEmpty()).isEqualTo(isHeld);
  }

  @Test
  void check_ofWhatAnOptionCannotHave_refusesIt() {
    OptionTerms paid = terms(OptionTerms.Type.CALL, "60000", Premium.PAID_UP_FRONT);
    OptionAccount account = new OptionAccount()
        .rules(withOrderMargin())
        .index("BTC", "60000")
        .balance("USD", "1")
        .holds(
            option("O", "USD", paid, 168, rates("1", "0")),
            "-1",
            "2000",
            new MarginMode.Isolated(Decimal.ONE),
            Optional.of(Decimal.of(2)))
        .volatility("O", "0.6")
        .orders(new Order(
            "o", "O", new Quantity(Decimal.ONE), price("1"), false, false, Optional.empty()));

    assertThat(ConsistencyCheck.inconsistencies(
            account.account(), account.market(), account.ruleSet()))
        .extracting(Inconsistency::path)
        .containsExactly(
            "account.positions[0].leverage",
            "account.positions[0].isolated",
            "account.orders[0].instrumentId");
  }

  private static Conventions withOrderMargin() {
    return Conventions.builder(CollateralMode.SINGLE_ASSET)
        .orderMargin(
            new OrderMargin(OrderMargin.Kind.WORST_SIDE, false, Rate.ZERO, Rate.ZERO, false))
        .build();
  }

  private ScopeMargin scope(OptionAccount account) {
    return evaluator.evaluate(account.resolved()).scopes().get(0);
  }

  private static boolean accepts(OptionAccount account, String quantity, String price) {
    return new ChangePreviewer()
        .preview(account.resolved(), List.of(trade(quantity, price)))
        .outcomes()
        .get(0)
        .isAccepted();
  }

  private static Change.Trade trade(String quantity, String price) {
    return new Change.Trade(
        "p",
        "O",
        new Quantity(Decimal.parse(quantity)),
        price(price),
        Decimal.ZERO,
        Optional.empty(),
        Optional.of(ScopeKind.CROSS),
        Optional.empty());
  }

  private static StressResult moved(OptionAccount account, Decimal factor, Decimal volatility) {
    return new StressTest()
        .run(
            account.resolved(),
            List.of(new Scenario(
                "moved",
                List.of(new RootFactor("BTC", factor)),
                List.of(),
                List.of(),
                volatility.equals(Decimal.ONE)
                    ? List.of()
                    : List.of(new VolatilityFactor("BTC", volatility)))),
            Optional.empty())
        .get(0);
  }

  private static List<String> rulesBroken(OptionAccount account) {
    return ConsistencyCheck.inconsistencies(account.account(), account.market(), account.ruleSet())
        .stream()
        .map(Inconsistency::rule)
        .toList();
  }

  private static Decimal black76(String forward, String deviation) {
    return new Black76(
            OptionTerms.Type.PUT,
            Fraction.of(Decimal.parse(forward)),
            Fraction.of(Decimal.of(54_000)),
            Decimal.parse(deviation))
        .value();
  }

  private static BigDecimal truncatedNegated(Decimal amount) {
    return new BigDecimal(amount.toString()).negate().setScale(0, RoundingMode.DOWN);
  }

  private static BigDecimal digits(Decimal value, int precision) {
    return new BigDecimal(value.toString()).round(new MathContext(precision, RoundingMode.DOWN));
  }

  private static Price price(String digits) {
    return new Price(Decimal.parse(digits));
  }
}
