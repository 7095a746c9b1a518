package io.crossguard.margin;

import static io.crossguard.margin.OptionAccount.option;
import static io.crossguard.margin.OptionAccount.rate;
import static io.crossguard.margin.OptionAccount.rates;
import static io.crossguard.margin.OptionAccount.terms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Balance;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.change.MarginLimitCalculator;
import io.crossguard.margin.change.MarginLimits;
import io.crossguard.margin.evaluation.AccountMargin;
import io.crossguard.margin.evaluation.MarginEvaluator;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.evaluation.ScopeMargin;
import io.crossguard.margin.liquidation.Distance;
import io.crossguard.margin.liquidation.LiquidationPrice;
import io.crossguard.margin.liquidation.RootDistance;
import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.market.OptionQuote;
import io.crossguard.margin.rules.CollateralAsset;
import io.crossguard.margin.rules.CollateralMode;
import io.crossguard.margin.rules.Conventions;
import io.crossguard.margin.rules.Haircut;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.InstrumentKind;
import io.crossguard.margin.rules.MarginalTiers;
import io.crossguard.margin.rules.Netting;
import io.crossguard.margin.rules.OptionTerms;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.rules.RuleSet;
import io.crossguard.margin.rules.ScenarioMargin;
import io.crossguard.margin.rules.ScenarioMargin.Contingencies;
import io.crossguard.margin.rules.ScenarioMargin.Shock;
import io.crossguard.margin.rules.Tier;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import io.crossguard.margin.value.Rate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Portfolio margin: the worst of scenarios, with contingencies, by root. */
class ScenarioMarginTest {
  private static final List<String> PRICES =
      List.of("0.85", "0.9", "0.95", "1", "1.05", "1.1", "1.15");

  private final MarginEngine engine = new MarginEngine();

  // derivexyz/v2-core, PMRM/test-cases-portfolio-pm.json: balance less requirement, truncated.
  private static void assertNet(ScopeMargin scope, String maintenance, String initial) {
    assertThat(truncated(scope.marginBalance().minus(scope.maintenanceMargin()).amount()))
        .isEqualByComparingTo(maintenance);
    assertThat(
            truncated(scope.initialMarginBalance().minus(scope.initialMargin()).amount()))
        .isEqualByComparingTo(initial);
  }

  @Test
  void longPerpetualBoughtAtTheIndex_isThatOfThePublishedTest() {
    ScopeMargin scope = scope(btc("0"), perpetual("1", "2000"));

    assertThat(scope.maintenanceMargin().amount()).isEqualTo(Decimal.parse("350.15"));
    assertThat(scope.initialMargin().amount()).isEqualTo(Decimal.parse("455.195"));
    assertNet(scope, "-349", "-454");
  }

  @Test
  void longPerpetualBoughtAbove_isThatOfThePublishedTest() {
    assertNet(scope(btc("0"), perpetual("1", "2305")), "-654", "-759");
  }

  @Test
  void shortPerpetualSoldAbove_isThatOfThePublishedTest() {
    assertNet(scope(btc("0"), perpetual("-1", "2505")), "153", "48");
  }

  @Test
  void longSpot_isThatOfThePublishedTest() {
    ScopeMargin scope = scope(btc("1"));

    assertThat(scope.maintenanceMargin().amount()).isEqualTo(Decimal.of(350));
    assertNet(scope, "1650", "1545");
  }

  @ParameterizedTest(name = "{0} at {1} beside {2}")
  @CsvSource({
    "1,  1805, 0, -154, -259",
    "-1, 2005, 0, -346, -451",
    "-1, 1205, 0, -1146, -1251",
    "-1, 2005, 1, 1903, 1873"
  })
  void perpetual_besideACoin_isThatOfThePublishedTests(
      String quantity, String entry, String coins, String maintenance, String initial) {
    assertNet(scope(btc(coins), perpetual(quantity, entry)), maintenance, initial);
  }

  // The same, with options: forward and index are one here, so only legs whose contingency is small
  // beside the truncation agree. The shocks of volatility are those of 17⅓ days.
  @ParameterizedTest(name = "short {0} over {1}")
  @CsvSource({
    "PUT,  1700, 5.711850760699590, -131, -168",
    "CALL, 1400, 604.7781227964072, -925, -1021"
  })
  void shortOption_isThatOfThePublishedTests(
      OptionTerms.Type type, String strike, String mark, String maintenance, String initial) {
    Instrument sold = option(
        "O", "USD", terms(type, strike, OptionTerms.Premium.PAID_UP_FRONT), 416, rates("1", "0"));
    RuleSet rules = rules(withVolatilities("0.6463342492457098", "1.5304986261314353"));
    RuleSet withOption = new RuleSet(
        "portfolio", "1", "USD", rules.conventions(), rules.assets(), Map.of("O", sold));
    MarketSnapshot market = new MarketSnapshot(
        Optional.of(OptionAccount.NOW),
        Map.of("O", price(mark)),
        Map.of("BTC", price("2004.7545")),
        Map.of("O", new OptionQuote.ImpliedVolatility(Decimal.parse("0.5"))));

    AccountMargin margin = new MarginEvaluator()
        .evaluate(ResolvedAccount.of(
            new Account("a", List.of(), List.of(position("O", "-1", "100"))), market, withOption));

    assertNet(margin.scopes().get(0), maintenance, initial);
  }

  @Test
  void positions_showWhatTheyWouldRequireAlone() {
    AccountMargin margin =
        new MarginEvaluator().evaluate(account(btc("1"), List.of(perpetual("-1", "2005")), "2000"));

    // 15 % of 2001 and 2.5 % of 2000 alone; with the coin 0.15 and two contingencies.
    assertThat(margin.positions().get(0).maintenanceMargin().amount())
        .isEqualTo(Decimal.parse("350.15"));
    assertThat(margin.scopes().get(0).maintenanceMargin().amount())
        .isEqualTo(Decimal.parse("100.15"));
  }

  @Test
  void weight_ofAFarShock_takesItsShareOfTheLoss() {
    ScenarioMargin far = new ScenarioMargin(
        List.of("BTC"),
        List.of(
            new Shock(Decimal.parse("0.9"), Decimal.ONE, Rate.ONE),
            new Shock(Decimal.parse("0.4"), Decimal.ONE, rate("0.25"))),
        Contingencies.NONE,
        Decimal.ONE);
    ScopeMargin scope = new MarginEvaluator()
        .evaluate(
            ResolvedAccount.of(new Account("a", btc("1"), List.of()), market("2000"), rules(far)))
        .scopes()
        .get(0);

    // A quarter of 60 % is more than 10 %.
    assertThat(scope.maintenanceMargin().amount()).isEqualTo(Decimal.of(300));
  }

  @Test
  void liquidationPrice_ofAPerpetual_isExact() {
    Evaluation evaluation =
        engine.evaluate(account(usd("1000"), List.of(perpetual("1", "2001")), "2000"));

    // 1000 + p − 2001 = 0.15·p + 50.
    assertThat(evaluation.liquidations().get(0).liquidationPrice())
        .isEqualTo(
            new LiquidationPrice.At(new Price(Decimal.of(1_051).dividedBy(Decimal.parse("0.85")))));
    assertThat(evaluation.liquidations().get(0).priceTolerance()).isEmpty();
  }

  @Test
  void distance_ofAPerpetualBesideACoin_isExact() {
    Evaluation evaluation =
        engine.evaluate(account(btc("0.5"), List.of(perpetual("-2", "2000")), "2000"));
    RootDistance distance = evaluation.distances().get(0).get(0);

    // 1000x + 4000 − 4002x = 0.15·3002x + 2.5 %·(1000x + 4000x).
    assertThat(distance.tolerance()).isEmpty();
    assertThat(distance.up())
        .isEqualTo(new Distance.By(
            Decimal.of(4_000).minus(Decimal.parse("3577.3")).dividedBy(Decimal.parse("3577.3"))));
    assertThat(distance.down()).isEqualTo(new Distance.None());
  }

  @Test
  void distance_ofAHedgeByAnInversePerpetual_isWhereItsBasisAllows() {
    Evaluation evaluation = engine.evaluate(account(
        btc("1"), List.of(position("COIN", "-15", "2000"), perpetual("-0.1", "2001")), "2000"));
    RootDistance distance = evaluation.distances().get(0).get(0);

    // x·2000 − 1500·(x − 1) − 200.1·(x − 1): 299.9x + 1700.1; all prices up by 15 % lose nothing,
    // all
    // down lose 0.15·299.9x. Contingencies 2.5 %: 50x of the coin, 37.5 of the contract, 5x.
    assertThat(distance.tolerance()).isEmpty();
    assertThat(distance.up()).isEqualTo(new Distance.None());
    assertThat(evaluation.margin().scopes().get(0).maintenanceMargin().amount())
        .isEqualTo(Decimal.parse("137.485"));
  }

  @Test
  void withdrawal_ofTheCoinThatIsAtRisk_leavesInitialMargin() {
    ResolvedAccount account = account(btc("1"), List.of(perpetual("-1", "2001")), "2000");

    MarginLimits limits = new MarginLimitCalculator().calculate(account);

    // a stays: 2000a = 1.3·(0.15·(2001 − 2000a) + 50·a + 50).
    Decimal stays = Decimal.parse("455.195").dividedBy(Decimal.of(2_325));
    assertThat(limits.withdrawals().get(0).amount())
        .isBetween(
            Decimal.ONE.minus(stays).minus(Decimal.parse("0.000000000000000002")),
            Decimal.ONE.minus(stays));
  }

  @Test
  void scenarioMargin_besideNetting_isRefused() {
    assertThatThrownBy(() -> Conventions.builder(CollateralMode.MULTI_ASSET)
            .netting(Netting.LARGER_SIDE)
            .scenarioMargin(Optional.of(scenarios("0")))
            .build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("without netting and order margin");
  }

  private static List<Balance> usd(String quantity) {
    return List.of(new Balance("USD", Decimal.parse(quantity)));
  }

  private static List<Balance> btc(String quantity) {
    return List.of(new Balance("BTC", Decimal.parse(quantity)));
  }

  private static Position perpetual(String quantity, String entry) {
    return position("PERP", quantity, entry);
  }

  private static Position position(String instrumentId, String quantity, String entry) {
    return new Position(
        instrumentId + quantity,
        instrumentId,
        new Quantity(Decimal.parse(quantity)),
        new Price(Decimal.parse(entry)),
        Optional.empty(),
        new MarginMode.Cross());
  }

  private static BigDecimal truncated(Decimal amount) {
    return new BigDecimal(amount.toString()).setScale(0, RoundingMode.DOWN);
  }

  private ScopeMargin scope(List<Balance> balances, Position... positions) {
    return new MarginEvaluator()
        .evaluate(account(balances, List.of(positions), "2000"))
        .scopes()
        .get(0);
  }

  static ResolvedAccount account(List<Balance> balances, List<Position> positions, String index) {
    return ResolvedAccount.of(
        new Account("a", balances, positions), market(index), rules(scenarios("0.025")));
  }

  private static MarketSnapshot market(String index) {
    Map<String, Price> marks = new HashMap<>();
    marks.put("PERP", price("2001"));
    marks.put("COIN", price("2000"));
    marks.put("CALL", price("100"));
    return new MarketSnapshot(
        Optional.of(OptionAccount.NOW),
        marks,
        Map.of("BTC", price(index)),
        Map.of("CALL", new OptionQuote.ImpliedVolatility(Decimal.parse("0.5"))));
  }

  static ScenarioMargin scenarios(String contingency) {
    return scenarios(contingency, List.of("0.7", "1", "1.45"));
  }

  private static ScenarioMargin withVolatilities(String down, String up) {
    return scenarios("0.025", List.of(down, "1", up));
  }

  private static ScenarioMargin scenarios(String contingency, List<String> volatilities) {
    List<Shock> shocks = new ArrayList<>();
    for (String factor : PRICES) {
      for (String volatility : volatilities) {
        shocks.add(new Shock(Decimal.parse(factor), Decimal.parse(volatility), Rate.ONE));
      }
    }
    return new ScenarioMargin(
        List.of("BTC"),
        shocks,
        new Contingencies(rate(contingency), rate(contingency), rate("0.03"), rate("0.01")),
        Decimal.parse("1.3"));
  }

  static RuleSet rules(ScenarioMargin scenarios) {
    Instrument perpetual = OptionAccount.perpetual("PERP", "0.05");
    Instrument call = option(
        "CALL",
        "USD",
        terms(OptionTerms.Type.CALL, "2000", OptionTerms.Premium.PAID_UP_FRONT),
        720,
        rates("1", "0"));
    return new RuleSet(
        "portfolio",
        "1",
        "USD",
        Conventions.builder(CollateralMode.MULTI_ASSET)
            .scenarioMargin(Optional.of(scenarios))
            .build(),
        Map.of("BTC", new CollateralAsset("BTC", "BTC", Haircut.NONE)),
        Map.of("PERP", perpetual, "CALL", call, "COIN", inverse()));
  }

  private static Instrument inverse() {
    return new Instrument(
        "COIN",
        InstrumentKind.PERPETUAL,
        Payoff.INVERSE,
        "BTC",
        "BTC",
        Decimal.of(100),
        Optional.empty(),
        Optional.empty(),
        new MarginalTiers(List.of(Tier.ofLeverage(Decimal.ZERO, rate("0.01"), Decimal.of(20)))));
  }

  private static Price price(String digits) {
    return new Price(Decimal.parse(digits));
  }
}
