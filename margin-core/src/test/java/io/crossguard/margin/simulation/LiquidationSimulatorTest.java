package io.crossguard.margin.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Balance;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Order;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.rules.CollateralMode;
import io.crossguard.margin.rules.Conventions;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.InstrumentKind;
import io.crossguard.margin.rules.LiquidationPolicy;
import io.crossguard.margin.rules.LiquidationPolicy.CancelledOrders;
import io.crossguard.margin.rules.LiquidationPolicy.ClosingOrder;
import io.crossguard.margin.rules.LiquidationPolicy.ClosingPrice;
import io.crossguard.margin.rules.LiquidationPolicy.Portion;
import io.crossguard.margin.rules.LiquidationPolicy.StopCondition;
import io.crossguard.margin.rules.MarginalTiers;
import io.crossguard.margin.rules.OrderMargin;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.rules.RequirementTerms;
import io.crossguard.margin.rules.RuleSet;
import io.crossguard.margin.rules.Tier;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import io.crossguard.margin.value.Rate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Liquidations worked by hand. Contracts are one coin, marks are 100; the maintenance rate is 5 %
 * below a notional of 1,000, 10 % below 2,000 and 20 % from there, each of its slice.
 */
class LiquidationSimulatorTest {
  private static final LiquidationOutcome RESTORED = new LiquidationOutcome.Restored();
  private static final LiquidationOutcome CLOSED_OUT = new LiquidationOutcome.ClosedOut();
  private static final LiquidationOutcome STEP_LIMIT = new LiquidationOutcome.StepLimit();
  private static final LiquidationOutcome STANDS = new LiquidationOutcome.NotLiquidatable();

  private boolean liquidatesAtTrigger;
  private OrderMargin orderMargin = OrderMargin.NONE;
  private Optional<Decimal> quantityStep = Optional.empty();

  @ParameterizedTest
  @CsvSource({
    "24.999999999999999999, false, true",
    "25, false, false",
    "25, true, true",
    "25.000000000000000001, true, false"
  })
  void simulate_balanceBelowAtAndAboveTheTrigger_liquidatesByTheVerdict(
      String balance, boolean atTrigger, boolean isLiquidated) {
    liquidatesAtTrigger = atTrigger;

    ScopeLiquidation scope = cross(balance, LiquidationPolicy.DEFAULT, 9, cross("a", "X", "5"));

    assertThat(scope.outcome()).isEqualTo(isLiquidated ? CLOSED_OUT : STANDS);
    assertThat(scope.steps()).hasSize(isLiquidated ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource({"-0.000000000000000001, true", "0, false", "0.000000000000000001, false"})
  void simulate_nothingLeft_isBankruptOnlyBelowZero(String balance, boolean isBankrupt) {
    ScopeLiquidation scope = cross(balance, LiquidationPolicy.DEFAULT, 9, cross("a", "X", "5"));

    assertThat(scope.outcome() instanceof LiquidationOutcome.Bankrupt).isEqualTo(isBankrupt);
    assertThat(scope.marginBalance().amount()).isEqualTo(decimal(balance));
  }

  @Test
  void simulate_wholePositions_stopsAsSoonAsTheRestStands() {
    // 25 + 20 are required of 40; without the larger one 20 of 40.
    ScopeLiquidation scope =
        cross("40", LiquidationPolicy.DEFAULT, 9, cross("a", "X", "4"), cross("b", "Y", "-5"));

    assertThat(scope.outcome()).isEqualTo(RESTORED);
    assertThat(closed(scope)).containsExactly("b -5");
  }

  @Test
  void simulate_equalNotionals_closesTheFirstById() {
    ScopeLiquidation scope =
        cross("26", LiquidationPolicy.DEFAULT, 9, cross("b", "X", "5"), cross("a", "Y", "-5"));

    assertThat(closed(scope)).containsExactly("a -5");
  }

  @ParameterizedTest
  @CsvSource({
    // From tier 2 to below 2,000; an exact floor still belongs to the tier above it.
    "25, 1, 5.000000000000000001",
    "25, 2, 15.000000000000000001",
    "20, 1, 0.000000000000000001",
    "19.999999999999999999, 1, 10",
    "9, 1, 9",
    "15, 2, 15"
  })
  void tierStep_fromATier_leavesTheNotionalBelowTheFloor(String held, int tiers, String closed) {
    LiquidationPolicy policy = portion(new Portion.TierStep(tiers));

    assertThat(closed(cross("1", policy, 1, cross("a", "X", held)))).containsExactly("a " + closed);
  }

  @ParameterizedTest
  @CsvSource({"10, 10", "10.01, 2.002", "9.99, 9.99"})
  void share_notionalBelowAtAndAboveTheLimit_closesAFractionOnlyAboveIt(
      String held, String closed) {
    LiquidationPolicy policy = portion(new Portion.Share(rate("0.2"), Decimal.of(1_000)));

    assertThat(closed(cross("1", policy, 1, cross("a", "X", held)))).containsExactly("a " + closed);
  }

  @Test
  void share_afterItsFraction_closesTheRestWhole() {
    LiquidationPolicy policy = portion(new Portion.Share(rate("0.2"), Decimal.of(100)));

    assertThat(closed(cross("1", policy, 9, cross("a", "X", "10")))).containsExactly("a 2", "a 8");
  }

  @Test
  void minimum_withFeeAndSlippage_isTheLeastThatRestores() {
    // 31 − 2 x of slippage and fee must cover 40 − 5 x.
    LiquidationPolicy policy = new LiquidationPolicy(
        CancelledOrders.ITS_OWN,
        false,
        ClosingOrder.LARGEST_NOTIONAL,
        new Portion.Minimum(false),
        new StopCondition.Maintenance(),
        new ClosingPrice.Mark(rate("0.01")),
        rate("0.01"));

    ScopeLiquidation scope = cross("31", policy, 9, cross("a", "X", "8"));

    assertThat(scope.outcome()).isEqualTo(RESTORED);
    assertThat(closed(scope)).containsExactly("a 3");
    assertThat(scope.steps().get(0).price().value()).isEqualTo(Decimal.of(99));
    assertThat(scope.marginBalance().amount()).isEqualTo(Decimal.of(25));
  }

  @Test
  void minimum_quantityStep_roundsUp() {
    quantityStep = Optional.of(decimal("0.5"));
    LiquidationPolicy policy = portion(new Portion.Minimum(false));

    assertThat(closed(cross("38.9", policy, 9, cross("a", "X", "8")))).containsExactly("a 0.5");
    assertThat(closed(cross("37.4", policy, 9, cross("a", "X", "8")))).containsExactly("a 1");
    assertThat(closed(cross("37.5", policy, 9, cross("a", "X", "8")))).containsExactly("a 0.5");
  }

  @ParameterizedTest
  @CsvSource({"4.999, 1", "5, 0"})
  void fee_isAtMostWhatIsLeft(String balance, int isCapped) {
    LiquidationPolicy policy = new LiquidationPolicy(
        CancelledOrders.ITS_OWN,
        false,
        ClosingOrder.LARGEST_NOTIONAL,
        new Portion.Whole(),
        new StopCondition.Maintenance(),
        new ClosingPrice.Mark(Rate.ZERO),
        rate("0.01"));

    ScopeLiquidation scope = cross(balance, policy, 9, cross("a", "X", "5"));

    assertThat(scope.steps().get(0).fee().amount()).isEqualTo(decimal(balance));
    assertThat(scope.outcome()).isEqualTo(CLOSED_OUT);
    assertThat(scope.marginBalance().amount().isZero()).isTrue();
    assertThat(Decimal.of(5).minus(decimal(balance)).signum()).isEqualTo(isCapped);
  }

  @ParameterizedTest
  @CsvSource({"MAINTENANCE, 1.6", "TIMES, 2.9", "NOTIONAL, 2.7", "INITIAL, 4.8"})
  void stopCondition_ofEachKind_isMetByTheLeastClosure(String kind, String closed) {
    // Of 8 coins y may stay: 5 y, 1.25 × 5 y, 5 y + 1 y or 10 y must be at most 32.
    StopCondition condition = switch (kind) {
      case "TIMES" -> new StopCondition.MaintenanceTimes(decimal("1.25"));
      case "NOTIONAL" -> new StopCondition.MaintenancePlusNotional(rate("0.01"));
      case "INITIAL" -> new StopCondition.Initial();
      default -> new StopCondition.Maintenance();
    };
    LiquidationPolicy policy = new LiquidationPolicy(
        CancelledOrders.ITS_OWN,
        false,
        ClosingOrder.LARGEST_NOTIONAL,
        new Portion.Minimum(false),
        condition,
        new ClosingPrice.Mark(Rate.ZERO),
        Rate.ZERO);
    quantityStep = Optional.of(decimal("0.1"));

    ScopeLiquidation scope = cross("32", policy, 9, cross("a", "X", "8"));

    assertThat(scope.outcome()).isEqualTo(RESTORED);
    assertThat(closed(scope)).containsExactly("a " + closed);
  }

  @Test
  void netOpposite_closesPairsAtTheMarkWithoutFee() {
    LiquidationPolicy policy = new LiquidationPolicy(
        CancelledOrders.ITS_OWN,
        true,
        ClosingOrder.LARGEST_NOTIONAL,
        new Portion.Whole(),
        new StopCondition.Maintenance(),
        new ClosingPrice.Mark(rate("0.01")),
        rate("0.01"));
    Position[] held = {cross("a", "X", "5"), cross("b", "X", "-3"), cross("c", "X", "-1")};

    ScopeLiquidation scope = cross("20", policy, 9, held);

    assertThat(closed(scope)).containsExactly("a 3", "b -3", "a 1", "c -1");
    assertThat(scope.steps()).allMatch(step -> step.fee().amount().isZero());
    assertThat(scope.outcome()).isEqualTo(RESTORED);
    assertThat(scope.marginBalance().amount()).isEqualTo(Decimal.of(20));
    assertThat(cross("20", policy, 3, held).outcome()).isEqualTo(STEP_LIMIT);
  }

  @Test
  void stepLimit_isReached_endsWithWhatIsLeft() {
    ScopeLiquidation scope =
        cross("1", LiquidationPolicy.DEFAULT, 1, cross("a", "X", "5"), cross("b", "Y", "5"));

    assertThat(scope.outcome()).isEqualTo(STEP_LIMIT);
    assertThat(closed(scope)).containsExactly("a 5");
    assertThatThrownBy(() -> cross("1", LiquidationPolicy.DEFAULT, 0, cross("a", "X", "5")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void cancelledOrders_thatHoldTheMargin_restoreTheScopeWithoutAClosing() {
    orderMargin = new OrderMargin(OrderMargin.Kind.FILLED, false, Rate.ZERO, Rate.ZERO, false);
    SimulatedLiquidation simulated = simulate(
        "30", LiquidationPolicy.DEFAULT, List.of(cross("a", "X", "5")), List.of(order("o", false)));

    assertThat(simulated.scopes().get(0).outcome()).isEqualTo(RESTORED);
    assertThat(simulated.scopes().get(0).cancelledOrderIds()).containsExactly("o");
    assertThat(simulated.scopes().get(0).steps()).isEmpty();
    assertThat(simulated.after().account().orders()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"ITS_OWN, own", "INSTRUMENT, own cross", "ALL, own cross other"})
  void cancelledOrders_byThePolicy_reachBeyondTheScope(CancelledOrders kind, String ids) {
    LiquidationPolicy policy = new LiquidationPolicy(
        kind,
        false,
        ClosingOrder.LARGEST_NOTIONAL,
        new Portion.Whole(),
        new StopCondition.Maintenance(),
        new ClosingPrice.Mark(Rate.ZERO),
        Rate.ZERO);
    Order other = new Order(
        "other", "Y", new Quantity(Decimal.ONE), price("100"), false, false, Optional.empty());
    SimulatedLiquidation simulated = simulate(
        "100",
        policy,
        List.of(isolated("a", "X", "5", "10")),
        List.of(order("own", true), order("cross", false), other));

    assertThat(simulated.scopes().get(0).cancelledOrderIds()).isEmpty();
    assertThat(simulated.scopes().get(1).cancelledOrderIds()).containsExactly(ids.split(" "));
  }

  @Test
  void isolated_thatIsBankrupt_leavesTheCrossScopeAsItIs() {
    Position loser = new Position(
        "a",
        "X",
        new Quantity(Decimal.of(5)),
        price("110"),
        Optional.empty(),
        new MarginMode.Isolated(Decimal.of(40)));
    SimulatedLiquidation simulated =
        simulate("100", LiquidationPolicy.DEFAULT, List.of(loser, cross("b", "Y", "5")), List.of());

    assertThat(simulated.scopes().get(0).outcome()).isEqualTo(STANDS);
    assertThat(((LiquidationOutcome.Bankrupt) simulated.scopes().get(1).outcome())
            .shortfall()
            .amount())
        .isEqualTo(Decimal.of(10));
    assertThat(simulated.after().account().balances())
        .containsExactly(new Balance("USD", Decimal.of(100)));
    assertThat(simulated.after().account().positions()).containsExactly(cross("b", "Y", "5"));
  }

  @Test
  void isolated_partly_keepsWhatTheClosingLeavesOfItsMargin() {
    LiquidationPolicy policy = portion(new Portion.Minimum(false));
    Position loser = new Position(
        "a",
        "X",
        new Quantity(Decimal.of(8)),
        price("105"),
        Optional.empty(),
        new MarginMode.Isolated(Decimal.of(60)));

    // 60 − 40 of 40: half of it is closed, at a loss of 20.
    SimulatedLiquidation simulated = simulate("0", policy, List.of(loser), List.of());

    assertThat(closed(simulated.scopes().get(1))).containsExactly("a 4");
    Position left = simulated.after().account().positions().get(0);
    assertThat(left.quantity().contracts()).isEqualTo(Decimal.of(4));
    assertThat(left.mode()).isEqualTo(new MarginMode.Isolated(Decimal.of(40)));
  }

  @Test
  void simulate_interruptedBeforeTheSecondClosing_endsWithWhatWasThrown() {
    ResolvedAccount account =
        account("-1", List.of(cross("a", "X", "5"), cross("b", "Y", "5")), List.of());
    AtomicInteger closings = new AtomicInteger();
    LiquidationSimulator simulator = new LiquidationSimulator();

    SimulatedLiquidation whole =
        simulator.simulate(account, LiquidationPolicy.DEFAULT, 9, closings::incrementAndGet);

    assertThat(whole.scopes().get(0).steps()).hasSize(2);
    assertThat(closings).hasValue(2);
    assertThatThrownBy(() -> simulator.simulate(account, LiquidationPolicy.DEFAULT, 9, () -> {
          if (closings.incrementAndGet() == 4) {
            throw new IllegalStateException("enough");
          }
        }))
        .hasMessage("enough");
  }

  private ScopeLiquidation cross(
      String balance, LiquidationPolicy policy, int stepLimit, Position... positions) {
    return new LiquidationSimulator()
        .simulate(account(balance, List.of(positions), List.of()), policy, stepLimit)
        .scopes()
        .get(0);
  }

  private SimulatedLiquidation simulate(
      String balance, LiquidationPolicy policy, List<Position> positions, List<Order> orders) {
    return new LiquidationSimulator().simulate(account(balance, positions, orders), policy, 9);
  }

  private ResolvedAccount account(String balance, List<Position> positions, List<Order> orders) {
    Conventions conventions = Conventions.builder(CollateralMode.SINGLE_ASSET)
        .liquidatesAtTrigger(liquidatesAtTrigger)
        .orderMargin(orderMargin)
        .build();
    return ResolvedAccount.of(
        new Account("test", List.of(new Balance("USD", decimal(balance))), positions, orders),
        new MarketSnapshot(
            Optional.empty(), Map.of("X", price("100"), "Y", price("100")), Map.of()),
        new RuleSet(
            "test",
            "1",
            "USD",
            conventions,
            Map.of(),
            Map.of("X", instrument("X"), "Y", instrument("Y"))));
  }

  private Instrument instrument(String id) {
    return new Instrument(
        id,
        InstrumentKind.PERPETUAL,
        Payoff.LINEAR,
        id,
        "USD",
        Decimal.ONE,
        Optional.empty(),
        Optional.empty(),
        quantityStep,
        new MarginalTiers(List.of(
            Tier.ofLeverage(Decimal.ZERO, rate("0.05"), Decimal.of(10)),
            Tier.ofLeverage(Decimal.of(1_000), rate("0.1"), Decimal.of(5)),
            Tier.ofLeverage(Decimal.of(2_000), rate("0.2"), Decimal.of(2)))),
        RequirementTerms.NONE,
        Instrument.ProfitWeights.FULL);
  }

  private static LiquidationPolicy portion(Portion portion) {
    return new LiquidationPolicy(
        CancelledOrders.ITS_OWN,
        false,
        ClosingOrder.LARGEST_NOTIONAL,
        portion,
        new StopCondition.Maintenance(),
        new ClosingPrice.Mark(Rate.ZERO),
        Rate.ZERO);
  }

  private static Position cross(String id, String instrument, String quantity) {
    return new Position(
        id,
        instrument,
        new Quantity(decimal(quantity)),
        price("100"),
        Optional.empty(),
        new MarginMode.Cross());
  }

  private static Position isolated(String id, String instrument, String quantity, String margin) {
    return new Position(
        id,
        instrument,
        new Quantity(decimal(quantity)),
        price("100"),
        Optional.empty(),
        new MarginMode.Isolated(decimal(margin)));
  }

  private static Order order(String id, boolean isIsolated) {
    return new Order(
        id, "X", new Quantity(Decimal.of(5)), price("100"), false, isIsolated, Optional.empty());
  }

  private static List<String> closed(ScopeLiquidation scope) {
    return scope.steps().stream().map(s -> s.positionId() + " " + s.quantity()).toList();
  }

  private static Price price(String digits) {
    return new Price(decimal(digits));
  }

  private static Rate rate(String fraction) {
    return new Rate(decimal(fraction));
  }

  private static Decimal decimal(String digits) {
    return Decimal.parse(digits);
  }
}
