package io.crossguard.margin.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Balance;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.MarginEvaluator;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.evaluation.ScopeMargin;
import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.rules.CollateralMode;
import io.crossguard.margin.rules.Conventions;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.InstrumentKind;
import io.crossguard.margin.rules.LinearInSize;
import io.crossguard.margin.rules.LiquidationPolicy;
import io.crossguard.margin.rules.LiquidationPolicy.CancelledOrders;
import io.crossguard.margin.rules.LiquidationPolicy.ClosingOrder;
import io.crossguard.margin.rules.LiquidationPolicy.ClosingPrice;
import io.crossguard.margin.rules.LiquidationPolicy.Portion;
import io.crossguard.margin.rules.LiquidationPolicy.StopCondition;
import io.crossguard.margin.rules.MarginalTiers;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.rules.RateSchedule;
import io.crossguard.margin.rules.RuleSet;
import io.crossguard.margin.rules.Tier;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import io.crossguard.margin.value.Rate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The numbers that venues publish of their liquidations. */
class LiquidationSimulatorGoldenTest {
  private final LiquidationSimulator simulator = new LiquidationSimulator();

  // Dango: 5 % maintenance, 0.1 % fee, largest contribution first, as much as the balance lacks.
  private static LiquidationPolicy dango(ClosingPrice price, String multiple) {
    return new LiquidationPolicy(
        CancelledOrders.ALL,
        false,
        ClosingOrder.LARGEST_MAINTENANCE_MARGIN,
        new Portion.Minimum(true),
        new StopCondition.MaintenanceTimes(decimal(multiple)),
        price,
        rate("0.001"));
  }

  private static LiquidationPolicy whole(ClosingOrder order, ClosingPrice price) {
    return new LiquidationPolicy(
        CancelledOrders.ITS_OWN,
        false,
        order,
        new Portion.Whole(),
        new StopCondition.Maintenance(),
        price,
        rate("0.001"));
  }

  @Test
  void dangoBook_balanceLacks720_closes8At1800() {
    ResolvedAccount account = eth("2180", "2000", "1800");

    assertFigures(account, "180", "900");
    assertStep(first(account, dango(mark(), "1")), "eth", "8", "1800", "-1600", "14.4", "0");
    assertThat(first(account, dango(mark(), "1")).marginBalance().amount())
        .isEqualTo(decimal("165.6"));
    assertThat(wallet(simulator.simulate(account, dango(mark(), "1"), 1)))
        .isEqualTo(decimal("565.6"));
  }

  @Test
  void dangoDeleveraging_balanceLacks720_closes8AtTheBankruptcyPrice() {
    ResolvedAccount account = eth("2180", "2000", "1800");
    SimulatedLiquidation simulated = simulator.simulate(account, dango(bankruptcy(), "1"), 1);

    assertStep(step(simulated), "eth", "8", "1782", "-1744", "14.4", "144");
    assertThat(wallet(simulated)).isEqualTo(decimal("421.6"));
  }

  @Test
  void dangoInsolvent_atTheMark_lacks200WithoutFee() {
    SimulatedLiquidation simulated =
        simulator.simulate(eth("2800", "2000", "1700"), dango(mark(), "1"), 5);

    assertStep(step(simulated), "eth", "10", "1700", "-3000", "0", "0");
    // Of the 200 the venue's book fills leave 4 × 20 as bad debt; its counterparties take 6 × 20.
    assertThat(shortfall(simulated)).isEqualTo(decimal("200"));
  }

  @Test
  void dangoInsolvent_atTheBankruptcyPrice_isClosedOutAtZero() {
    SimulatedLiquidation simulated =
        simulator.simulate(eth("2800", "2000", "1700"), dango(bankruptcy(), "1"), 5);

    assertStep(step(simulated), "eth", "10", "1720", "-2800", "0", "-200");
    assertClosedOut(simulated, "0");
  }

  @Test
  void dangoTwoPositions_balanceLacks235_closesATenthOfTheLargest() {
    Map<String, String> marks = Map.of("ETH", "1900", "BTC", "47000");
    ResolvedAccount account = account(
        flat("0.05"),
        "7065",
        marks,
        List.of(position("eth", "ETH", "10", "2000"), position("btc", "BTC", "1", "50000")));
    SimulatedLiquidation simulated = simulator.simulate(account, dango(bankruptcy(), "1"), 1);

    assertFigures(account, "3065", "3300");
    assertStep(step(simulated), "btc", "0.1", "43935", "-606.5", "4.7", "306.5");
    assertThat(wallet(simulated)).isEqualTo(decimal("6453.8"));
    assertThat(step(simulated).marginBalance().amount()).isEqualTo(decimal("2753.8"));
  }

  @Test
  void dangoTwoInsolventPositions_firstTakesTheWholeShortfall() {
    ResolvedAccount account = account(
        flat("0.05"),
        "7065",
        Map.of("ETH", "1800", "BTC", "44000"),
        List.of(position("eth", "ETH", "10", "2000"), position("btc", "BTC", "1", "50000")));
    SimulatedLiquidation simulated = simulator.simulate(account, dango(bankruptcy(), "1"), 5);

    assertFigures(account, "-935", "3100");
    assertStep(step(simulated), "btc", "1", "44935", "-5065", "0", "-935");
    assertStep(simulated.scopes().get(0).steps().get(1), "eth", "10", "1800", "-2000", "0", "0");
    assertClosedOut(simulated, "0");
  }

  @Test
  void dangoNegativeWallet_feeIsCappedByTheBalanceNotByCash() {
    ResolvedAccount account = eth("-1450", "2000", "2200");
    SimulatedLiquidation simulated = simulator.simulate(account, dango(mark(), "1"), 1);

    assertFigures(account, "550", "1100");
    assertStep(step(simulated), "eth", "5", "2200", "1000", "11", "0");
    assertThat(wallet(simulated)).isEqualTo(decimal("-461"));
    assertThat(step(simulated).marginBalance().amount()).isEqualTo(decimal("539"));
    assertThat(price(bankruptcy(), account)).isEqualTo(decimal("2145"));
  }

  @Test
  void dangoBuffer_lacksMaintenanceLessBalanceOverOnePlusTheBuffer() {
    // 900 − 189 / 1.05 = 720 of 90 a coin: the same 8 coins as without buffer and 180.
    ResolvedAccount account = eth("2189", "2000", "1800");

    assertStep(first(account, dango(mark(), "1.05")), "eth", "8", "1800", "-1600", "14.4", "0");
  }

  @Test
  void dydxDeleveraging_shortIsClosedAtTheBankruptcyPrice() {
    ResolvedAccount account = account(
        flat("0.05"), "100", Map.of("ETH", "2"), List.of(position("b", "ETH", "-500", "1")));
    SimulatedLiquidation simulated =
        simulator.simulate(account, whole(ClosingOrder.LARGEST_NOTIONAL, bankruptcy()), 5);

    assertFigures(account, "-400", "50");
    // The other side gains 100 from its entry at 1, 400 less than at the oracle price.
    assertStep(step(simulated), "b", "-500", "1.2", "-100", "0", "-400");
    assertClosedOut(simulated, "0");
  }

  @Test
  void dydxInsurance_fillBelowTheBankruptcyPrice_lacks15() {
    ResolvedAccount account = account(
        flat("0.03"), "100", Map.of("ABC", "0.801"), List.of(position("a", "ABC", "500", "1")));
    // The venue fills at 0.77: 0.031 of 0.801 below its oracle, to 18 digits.
    ClosingPrice fill = new ClosingPrice.Mark(rate("0.038701622971285893"));
    SimulatedLiquidation simulated =
        simulator.simulate(account, whole(ClosingOrder.LARGEST_NOTIONAL, fill), 5);

    assertFigures(account, "0.5", "12.015");
    assertThat(shortfall(simulated).minus(decimal("15")).abs())
        .isLessThan(decimal("0.000000000000001"));
  }

  @Test
  void lighterZeroPrice_leavesBalanceOverMaintenanceAsItIs() {
    Conventions actsEarly = Conventions.builder(CollateralMode.SINGLE_ASSET)
        .liquidationTrigger(rate("1.25"))
        .build();
    ResolvedAccount account = account(
        flat("0.05"),
        actsEarly,
        "6",
        Map.of("ETH", "100"),
        List.of(position("long", "ETH", "1", "100")));

    assertFigures(account, "6", "5");
    assertThat(price(new ClosingPrice.RatioPreserving(), account)).isEqualTo(decimal("94"));
  }

  @Test
  void krakenInverse_isolated_isClosedAtTheBankruptcyPriceAndNothingIsLeft() {
    Position isolated = new Position(
        "epp",
        "PI_XBTUSD",
        new Quantity(decimal("1000")),
        new Price(decimal("8000")),
        Optional.empty(),
        new MarginMode.Isolated(decimal("0.01")));
    LiquidationPolicy policy = whole(ClosingOrder.LARGEST_NOTIONAL, bankruptcy());

    // Published: 7481 is where it is liquidated, 7407 where it is bankrupt.
    assertThat(simulator
            .simulate(inverse(isolated, "7481.5"), policy, 5)
            .scopes()
            .get(0)
            .outcome())
        .isEqualTo(new LiquidationOutcome.NotLiquidatable());
    SimulatedLiquidation simulated = simulator.simulate(inverse(isolated, "7481"), policy, 5);
    assertThat(step(simulated).price().value()).isEqualTo(decimal("7407.407407407407407408"));
    assertThat(simulated.scopes().get(0).outcome()).isEqualTo(new LiquidationOutcome.ClosedOut());
    assertThat(simulated.scopes().get(0).marginBalance().amount())
        .isLessThan(decimal("0.000000000000000001"));
    assertThat(simulated.after().account().positions()).isEmpty();
  }

  @Test
  void synthetixFivePositions_atZero_allFallInTheOrderOfTheirLosses() {
    ResolvedAccount account = synthetix("31000", "1775", "3", "1", "1.13");
    SimulatedLiquidation simulated =
        simulator.simulate(account, whole(ClosingOrder.LARGEST_LOSS, mark()), 5);

    assertFigures(account, "0", "2088.25");
    assertThat(simulated.scopes().get(0).steps().stream().map(LiquidationStep::positionId))
        .containsExactly("ARB", "ETH", "OP", "LINK", "BTC");
    assertThat(
            simulated.scopes().get(0).steps().stream().map(s -> s.realizedPnl().amount()))
        .containsExactly(
            decimal("-5250"),
            decimal("-4900"),
            decimal("-4600"),
            decimal("-4100"),
            decimal("-1150"));
    assertClosedOut(simulated, "0");
  }

  @Test
  void synthetixFivePositions_atTheStart_stand() {
    ResolvedAccount account = synthetix("30000", "2000", "5", "2", "2");

    assertFigures(account, "18850", "2800");
    assertThat(simulator
            .simulate(account, LiquidationPolicy.DEFAULT, 5)
            .scopes()
            .get(0)
            .outcome())
        .isEqualTo(new LiquidationOutcome.NotLiquidatable());
  }

  private static ResolvedAccount synthetix(
      String btc, String eth, String link, String arb, String op) {
    Map<String, Instrument> instruments = new LinkedHashMap<>();
    add(instruments, linear("BTC", sizeRate("2", "100", "0.01")));
    add(instruments, linear("ETH", sizeRate("2", "1000", "0.01")));
    add(instruments, linear("LINK", sizeRate("2", "100000", "0.01")));
    add(instruments, linear("ARB", sizeRate("1.5", "100000", "0.035")));
    add(instruments, linear("OP", sizeRate("1.5", "100000", "0.035")));
    List<Position> positions = List.of(
        position("BTC", "BTC", "-1", "29850"),
        position("ETH", "ETH", "20", "2020"),
        position("LINK", "LINK", "2000", "5.05"),
        position("ARB", "ARB", "5000", "2.05"),
        position("OP", "OP", "5000", "2.05"));
    return account(
        instruments,
        Conventions.of(CollateralMode.SINGLE_ASSET),
        "20000",
        Map.of("BTC", btc, "ETH", eth, "LINK", link, "ARB", arb, "OP", op),
        positions);
  }

  /** Initial rate = size / skew scale × fraction + minimum; maintenance is half of it. */
  private static LinearInSize sizeRate(String fraction, String skewScale, String minimum) {
    Decimal slope = decimal(fraction).dividedBy(decimal(skewScale));
    Decimal half = decimal("0.5");
    return new LinearInSize(
        new LinearInSize.SizeRate(rate(minimum), slope),
        new LinearInSize.SizeRate(new Rate(decimal(minimum).times(half)), slope.times(half)));
  }

  private static ResolvedAccount inverse(Position position, String mark) {
    Instrument instrument = instrument("PI_XBTUSD", Payoff.INVERSE, "BTC", "BTC", flat("0.01"));
    return ResolvedAccount.of(
        new Account("test", List.of(), List.of(position)),
        new MarketSnapshot(
            Optional.empty(),
            Map.of("PI_XBTUSD", new Price(decimal(mark))),
            Map.of("BTC", new Price(decimal(mark)))),
        new RuleSet(
            "test",
            "1",
            "USD",
            Conventions.of(CollateralMode.SINGLE_ASSET),
            Map.of(),
            Map.of("PI_XBTUSD", instrument)));
  }

  private static ResolvedAccount eth(String margin, String entry, String mark) {
    return account(
        flat("0.05"), margin, Map.of("ETH", mark), List.of(position("eth", "ETH", "10", entry)));
  }

  private static ResolvedAccount account(
      RateSchedule schedule, String margin, Map<String, String> marks, List<Position> positions) {
    return account(schedule, Conventions.of(CollateralMode.SINGLE_ASSET), margin, marks, positions);
  }

  private static ResolvedAccount account(
      RateSchedule schedule,
      Conventions conventions,
      String margin,
      Map<String, String> marks,
      List<Position> positions) {
    Map<String, Instrument> instruments = new LinkedHashMap<>();
    marks.keySet().forEach(id -> add(instruments, linear(id, schedule)));
    return account(instruments, conventions, margin, marks, positions);
  }

  private static ResolvedAccount account(
      Map<String, Instrument> instruments,
      Conventions conventions,
      String margin,
      Map<String, String> marks,
      List<Position> positions) {
    Map<String, Price> prices = new LinkedHashMap<>();
    marks.forEach((id, mark) -> prices.put(id, new Price(decimal(mark))));
    return ResolvedAccount.of(
        new Account("test", List.of(new Balance("USD", decimal(margin))), positions),
        new MarketSnapshot(Optional.empty(), prices, Map.of()),
        new RuleSet("test", "1", "USD", conventions, Map.of(), instruments));
  }

  private static void add(Map<String, Instrument> instruments, Instrument instrument) {
    instruments.put(instrument.instrumentId(), instrument);
  }

  private static Instrument linear(String id, RateSchedule schedule) {
    return instrument(id, Payoff.LINEAR, id, "USD", schedule);
  }

  private static Instrument instrument(
      String id, Payoff payoff, String root, String settlement, RateSchedule schedule) {
    return new Instrument(
        id,
        InstrumentKind.PERPETUAL,
        payoff,
        root,
        settlement,
        Decimal.ONE,
        Optional.empty(),
        Optional.empty(),
        schedule);
  }

  private static MarginalTiers flat(String maintenanceRate) {
    return new MarginalTiers(List.of(new Tier(
        Decimal.ZERO,
        rate(maintenanceRate),
        Optional.empty(),
        Fraction.of(decimal("0.1")),
        Fraction.of(Decimal.of(10)))));
  }

  private static Position position(String id, String instrument, String quantity, String entry) {
    return new Position(
        id,
        instrument,
        new Quantity(decimal(quantity)),
        new Price(decimal(entry)),
        Optional.empty(),
        new MarginMode.Cross());
  }

  private LiquidationStep first(ResolvedAccount account, LiquidationPolicy policy) {
    return step(simulator.simulate(account, policy, 1));
  }

  private static LiquidationStep step(SimulatedLiquidation simulated) {
    return simulated.scopes().get(0).steps().get(0);
  }

  private Decimal price(ClosingPrice price, ResolvedAccount account) {
    return first(account, whole(ClosingOrder.LARGEST_NOTIONAL, price)).price().value();
  }

  private static Decimal wallet(SimulatedLiquidation simulated) {
    return simulated.after().account().balances().get(0).quantity();
  }

  private static Decimal shortfall(SimulatedLiquidation simulated) {
    return ((LiquidationOutcome.Bankrupt) simulated.scopes().get(0).outcome())
        .shortfall()
        .amount();
  }

  private static void assertFigures(ResolvedAccount account, String balance, String maintenance) {
    ScopeMargin scope = new MarginEvaluator().evaluate(account).scopes().get(0);
    assertThat(List.of(scope.marginBalance().amount(), scope.maintenanceMargin().amount()))
        .containsExactly(decimal(balance), decimal(maintenance));
  }

  private static void assertStep(
      LiquidationStep step,
      String positionId,
      String quantity,
      String price,
      String realizedPnl,
      String fee,
      String takerGain) {
    assertThat(step.positionId()).isEqualTo(positionId);
    List<Decimal> figures = new ArrayList<>();
    figures.add(step.quantity().contracts());
    figures.add(step.price().value());
    figures.add(step.realizedPnl().amount());
    figures.add(step.fee().amount());
    figures.add(step.takerGain().amount());
    assertThat(figures)
        .containsExactly(
            decimal(quantity),
            decimal(price),
            decimal(realizedPnl),
            decimal(fee),
            decimal(takerGain));
  }

  private static void assertClosedOut(SimulatedLiquidation simulated, String balance) {
    assertThat(simulated.scopes().get(0).outcome()).isEqualTo(new LiquidationOutcome.ClosedOut());
    assertThat(simulated.scopes().get(0).marginBalance().amount()).isEqualTo(decimal(balance));
  }

  private static ClosingPrice mark() {
    return new ClosingPrice.Mark(Rate.ZERO);
  }

  private static ClosingPrice bankruptcy() {
    return new ClosingPrice.Bankruptcy();
  }

  private static Decimal decimal(String digits) {
    return Decimal.parse(digits);
  }

  private static Rate rate(String fraction) {
    return new Rate(decimal(fraction));
  }
}
