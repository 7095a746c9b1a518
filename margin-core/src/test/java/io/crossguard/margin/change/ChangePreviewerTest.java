package io.crossguard.margin.change;

import static io.crossguard.margin.change.Scenario.adjust;
import static io.crossguard.margin.change.Scenario.codes;
import static io.crossguard.margin.change.Scenario.d;
import static io.crossguard.margin.change.Scenario.deposit;
import static io.crossguard.margin.change.Scenario.flat;
import static io.crossguard.margin.change.Scenario.leverage;
import static io.crossguard.margin.change.Scenario.open;
import static io.crossguard.margin.change.Scenario.position;
import static io.crossguard.margin.change.Scenario.scope;
import static io.crossguard.margin.change.Scenario.tiers;
import static io.crossguard.margin.change.Scenario.toIsolated;
import static io.crossguard.margin.change.Scenario.trade;
import static io.crossguard.margin.change.Scenario.wallet;
import static io.crossguard.margin.change.Scenario.withLeverage;
import static io.crossguard.margin.change.Scenario.withMargin;
import static io.crossguard.margin.change.Scenario.withdraw;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.margin.evaluation.ScopeKind;
import io.crossguard.margin.evaluation.ScopeStatus;
import io.crossguard.margin.rules.ChangePolicy;
import io.crossguard.margin.rules.Haircut;
import io.crossguard.margin.rules.OrderMargin;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.rules.Release;
import io.crossguard.margin.rules.RequirementTerms;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Money;
import io.crossguard.margin.value.Rate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangePreviewerTest {

  // Initial 10 %, maintenance 5 %.
  private static Scenario venue(String mark) {
    return new Scenario().linear("BTC", mark, flat("0.1", "0.05", "10"));
  }

  private static CashFlow flow(String from, String to, String amount, CashFlow.Why why) {
    return new CashFlow(
        Optional.ofNullable(from), Optional.ofNullable(to), new Money(d(amount), "USD"), why);
  }

  private static List<CashFlow> flows(ChangePreview preview) {
    return preview.outcomes().get(0).cashFlows();
  }

  // Trades.

  @Test
  void increase_ofALinearPosition_averagesTheEntryByQuantity() {
    ChangePreview preview = venue("100")
        .balance("USD", "1000")
        .cross("p", "BTC", "2", "100")
        .preview(trade("p", "BTC", "1", "106"));

    assertThat(position(preview, "p").entryPrice().value()).isEqualTo(d("102"));
  }

  @Test
  void increase_ofAnInversePosition_averagesTheReciprocals() {
    ChangePreview preview = new Scenario()
        .instrument(
            "BTC", Payoff.INVERSE, "BTC", "100", flat("0.1", "0.05", "10"), RequirementTerms.NONE)
        .asset("BTC", "100", "0")
        .balance("BTC", "10")
        .cross("p", "BTC", "100", "100")
        .preview(trade("p", "BTC", "50", "200"));

    // 150 / (100/100 + 50/200)
    assertThat(position(preview, "p").entryPrice().value()).isEqualTo(d("120"));
  }

  @Test
  void close_ofAPositionThatWasBuiltUpAtAnAverageThatDivides_realizesExactlyWhatWasPaid() {
    ChangePreview preview = venue("100")
        .balance("USD", "1000")
        .cross("p", "BTC", "1", "100")
        .preview(trade("p", "BTC", "2", "100.01"), trade("p", "BTC", "-3", "100"));

    assertThat(wallet(preview, "cross:USD")).isEqualTo(d("999.98"));
  }

  @Test
  void reduce_ofAnIsolatedPosition_paysOutItsShareWithProfitLessFee() {
    ChangePreview preview = venue("110")
        .balance("USD", "0")
        .isolated("p", "BTC", "4", "100", "100")
        .preview(trade("p", "BTC", "-1", "110", "2"));

    assertThat(flows(preview))
        .containsExactly(
            flow(null, "isolated:p", "10", CashFlow.Why.REALIZED_PNL),
            flow("isolated:p", null, "2", CashFlow.Why.FEE),
            flow("isolated:p", "cross:USD", "33", CashFlow.Why.RELEASED_MARGIN));
    assertThat(wallet(preview, "isolated:p")).isEqualTo(d("75"));
  }

  @Test
  void reduce_ofAnIsolatedPosition_whoseLossExceedsItsShare_paysOutNothing() {
    ChangePreview preview = venue("70")
        .balance("USD", "0")
        .isolated("p", "BTC", "4", "100", "160")
        .preview(trade("p", "BTC", "-1", "55"));

    assertThat(wallet(preview, "cross:USD")).isEqualTo(Decimal.ZERO);
    assertThat(wallet(preview, "isolated:p")).isEqualTo(d("115"));
  }

  @Test
  void reduce_whereAllIsKept_paysOutOnlyAtTheClose() {
    Scenario scenario = venue("110")
        .payout(ChangePolicy.Payout.KEEP)
        .balance("USD", "0")
        .isolated("p", "BTC", "4", "100", "100");

    assertThat(wallet(scenario.preview(trade("p", "BTC", "-1", "110", "2")), "isolated:p"))
        .isEqualTo(d("108"));
    assertThat(wallet(scenario.preview(trade("p", "BTC", "-4", "110", "2")), "cross:USD"))
        .isEqualTo(d("138"));
  }

  @ParameterizedTest
  @CsvSource({"80, true", "79.99, false"})
  void close_ofAnIsolatedPosition_atMostLosesItsMargin(String price, boolean accepted) {
    ChangePreview preview = venue("90")
        .balance("USD", "1000")
        .isolated("p", "BTC", "1", "100", "20")
        .preview(trade("p", "BTC", "-1", price));

    assertThat(preview.isAccepted()).isEqualTo(accepted);
    if (!accepted) {
      assertThat(codes(preview)).containsExactly(RefusalReason.Code.NEGATIVE_MARGIN);
    }
  }

  @Test
  void flip_ofACrossPosition_closesAndOpens() {
    ChangePreview preview = venue("110")
        .balance("USD", "100")
        .balance("EUR", "1")
        .asset("EUR", "1", "0")
        .cross("p", "BTC", "2", "100", "5")
        .cross("other", "BTC", "1", "100")
        .preview(trade("p", "BTC", "-3", "110", "3"));

    assertThat(wallet(preview, "cross:USD")).isEqualTo(d("117"));
    assertThat(position(preview, "p").quantity().contracts()).isEqualTo(d("-1"));
    assertThat(position(preview, "p").entryPrice().value()).isEqualTo(d("110"));
    assertThat(position(preview, "p").leverage()).contains(d("5"));
    assertThat(preview.after().account().positions().get(0).positionId()).isEqualTo("p");
  }

  @Test
  void increaseIsolated_atALeverageThatDivides_isFundedExactlyEnough() {
    ChangePreview preview = venue("100")
        .balance("USD", "1000")
        .preview(
            withLeverage(open("p", "BTC", "1", "100", ScopeKind.ISOLATED), "3"),
            trade("p", "BTC", "1", "100"));

    assertThat(preview.isAccepted()).isTrue();
    assertThat(wallet(preview, "isolated:p")).isEqualTo(d("66.666666666666666668"));
  }

  @Test
  void openIsolated_withAMargin_takesThatMarginAndTheFee() {
    ChangePreview preview = venue("100")
        .balance("USD", "100")
        .preview(withMargin(
            Scenario.withMode(trade("p", "BTC", "1", "100", "1"), ScopeKind.ISOLATED), "30"));

    assertThat(flows(preview))
        .containsExactly(
            flow("cross:USD", "isolated:p", "30", CashFlow.Why.MARGIN),
            flow("cross:USD", null, "1", CashFlow.Why.FEE));
  }

  @Test
  void openIsolated_atAPriceWorseThanTheMark_needsItsImmediateLossToo() {
    Scenario scenario = venue("100").balance("USD", "100");
    Change.Trade open = open("p", "BTC", "1", "100.01", ScopeKind.ISOLATED);

    // Its margin of 10.001 less the loss of 0.01 is below the initial margin of 10.
    assertThat(codes(scenario.preview(open))).containsExactly(RefusalReason.Code.INITIAL_MARGIN);
    assertThat(scenario.preview(withMargin(open, "10.01")).isAccepted()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"10.01, true", "10, true", "9.99, false"})
  void open_needsInitialMargin(String balance, boolean accepted) {
    ChangePreview preview =
        venue("100").balance("USD", balance).preview(open("p", "BTC", "1", "100", ScopeKind.CROSS));

    assertThat(preview.isAccepted()).isEqualTo(accepted);
  }

  @Test
  void open_whereExactThirdsAddUpToTheBalance_isAccepted() {
    Scenario scenario = venue("100")
        .balance("USD", "200")
        .cross("a", "BTC", "2", "100", "3")
        .cross("b", "BTC", "2", "100", "3");

    assertThat(scenario
            .preview(withLeverage(open("c", "BTC", "2", "100", ScopeKind.CROSS), "3"))
            .isAccepted())
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({"9, true", "10, false", "11, false"})
  void open_aboveTheLeverageOfTheTierReached_isRefused(String quantity, boolean accepted) {
    ChangePreview preview = new Scenario()
        .linear("BTC", "100", tiers("0", "0.01", "20", "1000", "0.05", "10"))
        .balance("USD", "1000")
        .preview(withLeverage(open("p", "BTC", quantity, "100", ScopeKind.CROSS), "15"));

    assertThat(preview.isAccepted()).isEqualTo(accepted);
    assertThat(codes(preview))
        .isEqualTo(accepted ? List.of() : List.of(RefusalReason.Code.LEVERAGE));
  }

  @Test
  void reduce_aboveTheLeverageOfTheTier_isAccepted() {
    ChangePreview preview = new Scenario()
        .linear("BTC", "100", tiers("0", "0.01", "20", "1000", "0.05", "10"))
        .balance("USD", "1000")
        .cross("p", "BTC", "20", "100", "15")
        .preview(trade("p", "BTC", "-1", "100"));

    assertThat(preview.isAccepted()).isTrue();
  }

  // Reductions of an account that lacks maintenance margin: it has 40 of 50.

  private static Scenario shortOfMargin(ChangePolicy.Reduction reduction) {
    return venue("100").reduction(reduction).balance("USD", "40").cross("p", "BTC", "10", "100");
  }

  @ParameterizedTest
  @CsvSource({
    "SHORTFALL_NOT_GROWING, 4.99, true",
    "SHORTFALL_NOT_GROWING, 5, true",
    "SHORTFALL_NOT_GROWING, 5.01, false",
    "MAINTENANCE, 0, false",
    "REQUIREMENT_NOT_RISING, 5.01, true"
  })
  void reduce_ofAScopeThatLacksMaintenanceMargin_dependsOnThePolicy(
      ChangePolicy.Reduction reduction, String fee, boolean accepted) {
    ChangePreview preview = shortOfMargin(reduction).preview(trade("p", "BTC", "-1", "100", fee));

    assertThat(preview.isAccepted()).isEqualTo(accepted);
  }

  @Test
  void reduce_thatMakesAShortfall_isRefused() {
    ChangePreview preview = venue("100")
        .balance("USD", "50")
        .cross("p", "BTC", "10", "100")
        .preview(trade("p", "BTC", "-1", "100", "5.01"));

    assertThat(codes(preview)).containsExactly(RefusalReason.Code.MAINTENANCE_MARGIN);
  }

  @Test
  void reduce_besideAScopeThatLacksMargin_isRefusedOnlyWhereEveryScopeNeedsIt() {
    for (ChangePolicy.Reduction reduction : ChangePolicy.Reduction.values()) {
      ChangePreview preview = venue("100")
          .reduction(reduction)
          .balance("USD", "500")
          .cross("p", "BTC", "10", "100")
          .isolated("q", "BTC", "1", "100", "4")
          .preview(trade("p", "BTC", "-1", "100"));

      assertThat(preview.isAccepted()).isEqualTo(reduction != ChangePolicy.Reduction.MAINTENANCE);
    }
  }

  @Test
  void reduce_atTheTrigger_dependsOnWhetherItLiquidates() {
    Scenario scenario = venue("100").balance("USD", "45").cross("p", "BTC", "9", "100");

    assertThat(scenario
            .reduction(ChangePolicy.Reduction.MAINTENANCE)
            .preview(trade("p", "BTC", "-1", "100", "5"))
            .isAccepted())
        .isTrue();
    assertThat(scenario
            .trigger("1", true)
            .preview(trade("p", "BTC", "-1", "100", "5"))
            .isAccepted())
        .isFalse();
  }

  // Switches.

  @Test
  void toIsolated_ofAWinner_takesItsProfitAlong_andIsRefusedWhereTheCrossScopeLivesOnIt() {
    Scenario scenario =
        venue("100").cross("winner", "BTC", "1", "50").cross("p", "BTC", "5", "100");
    ChangePreview funded = scenario.balance("USD", "60").preview(toIsolated("winner", "10"));

    assertThat(funded.isAccepted()).isTrue();
    assertThat(flows(funded))
        .containsExactly(
            flow("cross:USD", "isolated:winner", "10", CashFlow.Why.MARGIN),
            flow("cross:USD", "isolated:winner", "50", CashFlow.Why.UNREALIZED_PNL));
    assertThat(scope(funded.marginBefore(), "cross:USD").marginBalance().amount())
        .isEqualTo(d("110"));
    assertThat(scope(funded.marginAfter(), "cross:USD").marginBalance().amount())
        .isEqualTo(d("50"));
    assertThat(codes(venue("100")
            .cross("winner", "BTC", "1", "50")
            .cross("p", "BTC", "5", "100")
            .balance("USD", "59.99")
            .preview(toIsolated("winner", "10"))))
        .containsExactly(RefusalReason.Code.CROSS_FLOOR);
  }

  @ParameterizedTest
  @CsvSource({"15.01, true", "15, true", "14.99, false"})
  void toIsolated_ofALoser_mustCoverItsLossAndItsInitialMargin(String margin, boolean accepted) {
    ChangePreview preview = venue("100")
        .balance("USD", "1000")
        .cross("p", "BTC", "1", "105")
        .preview(toIsolated("p", margin));

    assertThat(preview.isAccepted()).isEqualTo(accepted);
    assertThat(codes(preview))
        .isEqualTo(accepted ? List.of() : List.of(RefusalReason.Code.ISOLATED_MARGIN));
  }

  @ParameterizedTest
  @CsvSource({"FLOOR, 60, true", "FORMULA, 60, false", "FORMULA, 110, true", "FORMULA, 109, false"})
  void toIsolated_leavesTheCrossScopeWhatItsPolicyAsksFor(
      ChangePolicy.IsolationSource source, String balance, boolean accepted) {
    // What stays has an initial margin of 100 and a profit of 50.
    ChangePreview preview = venue("100")
        .isolationSource(source)
        .balance("USD", balance)
        .cross("p", "BTC", "10", "95")
        .cross("q", "BTC", "1", "100")
        .preview(toIsolated("q", "10"));

    assertThat(preview.isAccepted()).isEqualTo(accepted);
  }

  @ParameterizedTest
  @CsvSource({"10, true", "9.99, false"})
  void toCross_bringsMarginAndProfit_andNeedsInitialMarginThere(String margin, boolean accepted) {
    ChangePreview preview = venue("100")
        .balance("USD", "5")
        .isolated("p", "BTC", "1", "105", margin)
        .preview(new Change.ToCross("p"));

    assertThat(preview.isAccepted()).isEqualTo(accepted);
    if (accepted) {
      assertThat(flows(preview))
          .containsExactly(
              flow("isolated:p", "cross:USD", "10", CashFlow.Why.RELEASED_MARGIN),
              flow("cross:USD", "isolated:p", "5", CashFlow.Why.UNREALIZED_PNL));
    }
  }

  @Test
  void switchOfMode_whereItIsRefused_saysCloseSwitchReopen() {
    ChangePreview preview = venue("100")
        .modeSwitch(ChangePolicy.ModeSwitch.REFUSED)
        .balance("USD", "100")
        .cross("p", "BTC", "1", "100")
        .preview(toIsolated("p", "20"));

    assertThat(codes(preview)).containsExactly(RefusalReason.Code.SWITCH_REFUSED);
    assertThat(preview.outcomes().get(0).reasons().get(0).message())
        .contains("close 'p', switch the mode, and open it again");
  }

  @Test
  void switchOfMode_whereItIsAccountWide_isRefusedBesideAnotherMode() {
    Scenario alone = venue("100")
        .modeSwitch(ChangePolicy.ModeSwitch.ACCOUNT_WIDE)
        .balance("USD", "100")
        .cross("p", "BTC", "1", "100");

    assertThat(alone.preview(toIsolated("p", "20")).isAccepted()).isTrue();
    assertThat(codes(alone.preview(open("q", "BTC", "1", "100", ScopeKind.ISOLATED))))
        .containsExactly(RefusalReason.Code.SWITCH_ACCOUNT_WIDE);
    assertThat(codes(alone.cross("q", "BTC", "1", "100").preview(toIsolated("p", "20"))))
        .containsExactly(RefusalReason.Code.SWITCH_ACCOUNT_WIDE);
  }

  @Test
  void switchOfMode_whereIsolationIsASubAccount_isRefusedBothWays() {
    Scenario scenario = venue("100")
        .modeSwitch(ChangePolicy.ModeSwitch.BY_SUB_ACCOUNT)
        .balance("USD", "100")
        .cross("p", "BTC", "1", "100")
        .isolated("q", "BTC", "1", "100", "20");

    for (Change change : List.of(
        toIsolated("p", "20"),
        new Change.ToCross("q"),
        open("r", "BTC", "1", "100", ScopeKind.ISOLATED))) {
      assertThat(codes(scenario.preview(change)))
          .containsExactly(RefusalReason.Code.SWITCH_BY_SUB_ACCOUNT);
    }
  }

  @Test
  void bothModesOfAnInstrument_areRefusedWhereThePolicySaysSo() {
    Change open = open("q", "BTC", "1", "100", ScopeKind.ISOLATED);
    Scenario scenario = venue("100").balance("USD", "100").cross("p", "BTC", "1", "100");

    assertThat(scenario.preview(open).isAccepted()).isTrue();
    assertThat(codes(scenario.refuses(true, false).preview(open)))
        .containsExactly(RefusalReason.Code.BOTH_MODES);
  }

  @Test
  void isolatedBesidePooledCollateral_isRefusedWhereThePolicySaysSo() {
    Change open = open("q", "BTC", "1", "100", ScopeKind.ISOLATED);
    Scenario scenario = venue("100").balance("USD", "100").refuses(false, true);

    assertThat(scenario.preview(open).isAccepted()).isTrue();
    assertThat(codes(scenario.multiAsset().preview(open)))
        .containsExactly(RefusalReason.Code.ISOLATED_BESIDE_POOL);
  }

  @Test
  void bothSides_underOneWay_areRefusedInCrossMarginAlone() {
    Scenario scenario = venue("100")
        .oneWay()
        .balance("USD", "1000")
        .cross("p", "BTC", "1", "100")
        .cross("p2", "BTC", "1", "100")
        .isolated("q", "BTC", "-1", "100", "20");

    for (Change change : List.of(
        open("r", "BTC", "-1", "100", ScopeKind.CROSS),
        trade("p", "BTC", "-2", "100"),
        new Change.ToCross("q"))) {
      assertThat(codes(scenario.preview(change))).containsExactly(RefusalReason.Code.BOTH_SIDES);
    }
    assertThat(
            scenario.preview(open("r", "BTC", "-1", "100", ScopeKind.ISOLATED)).isAccepted())
        .isTrue();
  }

  // Leverage and margin.

  @Test
  void setLeverage_ofAnIsolatedPositionBelowItsNewInitialMargin_topsItUp() {
    ChangePreview preview = venue("100")
        .balance("USD", "100")
        .isolated("p", "BTC", "1", "100", "15", "10")
        .preview(leverage("p", "5"));

    assertThat(flows(preview))
        .containsExactly(flow("cross:USD", "isolated:p", "5", CashFlow.Why.MARGIN));
  }

  @ParameterizedTest
  @CsvSource({"4, false", "5, true", "6, true"})
  void setLeverage_ofACrossPosition_needsTheInitialMargin(String leverage, boolean accepted) {
    ChangePreview preview = venue("100")
        .balance("USD", "20")
        .cross("p", "BTC", "1", "100", "10")
        .preview(leverage("p", leverage));

    assertThat(preview.isAccepted()).isEqualTo(accepted);
  }

  @ParameterizedTest
  @CsvSource({"-9.99, true", "-10, true", "-10.01, false"})
  void removeMargin_downToTheInitialMargin_isAccepted(String amount, boolean accepted) {
    ChangePreview preview = venue("100")
        .balance("USD", "0")
        .isolated("p", "BTC", "1", "100", "20")
        .preview(adjust("p", amount));

    assertThat(preview.isAccepted()).isEqualTo(accepted);
    assertThat(codes(preview))
        .isEqualTo(accepted ? List.of() : List.of(RefusalReason.Code.NOT_RELEASABLE));
  }

  @ParameterizedTest
  @CsvSource({"LOSS_COUNTS, 9", "PROFIT_COVERS, 14.5", "PROFIT_LEAVES, 19", "STRICT, 0"})
  void removable_ofAProfitablePosition_dependsOnTheRelease(Release.Kind kind, String removable) {
    // Margin 20, profit 10, initial margin 11, maintenance margin 5.5.
    MarginLimits limits =
        venue("110").release(kind).isolated("p", "BTC", "1", "100", "20").limits();

    assertThat(limits.isolated().get(0).removable().amount()).isEqualTo(d(removable));
  }

  @Test
  void removable_whereProfitLeaves_isAtMostTheMargin() {
    MarginLimits limits = venue("200")
        .release(Release.Kind.PROFIT_LEAVES)
        .isolated("p", "BTC", "1", "100", "20")
        .limits();

    assertThat(limits.isolated().get(0).removable().amount()).isEqualTo(d("20"));
  }

  @Test
  void addMargin_besideAScopeThatLacksMargin_isRefused() {
    Scenario scenario = venue("100")
        .balance("USD", "100")
        .isolated("p", "BTC", "1", "100", "20")
        .isolated("q", "BTC", "1", "100", "4");

    assertThat(codes(scenario.preview(adjust("p", "1"))))
        .containsExactly(RefusalReason.Code.MAINTENANCE_MARGIN);
    assertThat(scenario.limits().isolated().get(0).addable().amount()).isEqualTo(Decimal.ZERO);
    assertThat(scenario.limits().isolated().get(1).addable().amount()).isEqualTo(d("100"));
  }

  // Deposits and withdrawals.

  @Test
  void deposit_intoABankruptScope_isAccepted() {
    ChangePreview preview = venue("100")
        .balance("USD", "-50")
        .cross("p", "BTC", "1", "100")
        .preview(deposit("USD", "1"));

    assertThat(preview.isAccepted()).isTrue();
    assertThat(preview.marginAfter().status()).isEqualTo(ScopeStatus.BANKRUPT);
    assertThat(flows(preview)).containsExactly(flow(null, "cross:USD", "1", CashFlow.Why.DEPOSIT));
  }

  @Test
  void deposit_ofAnAssetThatWasNotHeld_makesItsScope() {
    ChangePreview preview = venue("100").asset("EUR", "1.1", "0").preview(deposit("EUR", "2"));

    assertThat(wallet(preview, "cross:EUR")).isEqualTo(d("2"));
  }

  @ParameterizedTest
  @CsvSource({"89.99, true", "90, true", "90.01, false"})
  void withdraw_whatIsNotNeeded_isAccepted(String amount, boolean accepted) {
    ChangePreview preview = venue("100")
        .balance("USD", "100")
        .cross("p", "BTC", "1", "100")
        .preview(withdraw("USD", amount));

    assertThat(preview.isAccepted()).isEqualTo(accepted);
  }

  @Test
  void withdraw_whatOrdersNeed_isRefused() {
    Scenario scenario = venue("100")
        .orders(new OrderMargin(OrderMargin.Kind.COST, false, Rate.ZERO, Rate.ZERO, false))
        .balance("USD", "100")
        .order("o", "BTC", "2", "100");

    assertThat(scenario.limits().withdrawals().get(0).amount()).isEqualTo(d("80"));
    assertThat(codes(scenario.preview(withdraw("USD", "81"))))
        .containsExactly(RefusalReason.Code.NOT_RELEASABLE);
  }

  @ParameterizedTest
  @CsvSource({"12.49, true", "12.5, true", "12.51, false"})
  void withdraw_fromAPool_takesAwayTheValueAfterTheHaircut(String amount, boolean accepted) {
    // EUR counts 80 %: 100 of value, of which 10 are needed; USD owes 80.
    Scenario scenario = venue("100")
        .multiAsset()
        .asset("EUR", "1", "0.2")
        .balance("EUR", "125")
        .balance("USD", "-80")
        .cross("p", "BTC", "1", "100");

    assertThat(scenario.preview(withdraw("EUR", amount)).isAccepted()).isEqualTo(accepted);
    assertThat(scenario.limits().withdrawals())
        .containsExactly(new Money(d("12.5"), "EUR"), new Money(d("0"), "USD"));
  }

  @Test
  void withdraw_fromAPoolWhoseWeightFallsWithItsSize_isLimitedToAPartIn1e11() {
    Scenario scenario = venue("100")
        .multiAsset()
        .asset("EUR", "1", new Haircut.SizeDependent(Scenario.rate("0.8"), d("0.0001")))
        .balance("EUR", "100000")
        .cross("p", "BTC", "5000", "100");
    Decimal limit = scenario.limits().withdrawals().get(0).amount();

    assertThat(limit.isPositive()).isTrue();
    assertThat(scenario.preview(new Change.Withdraw("EUR", limit)).isAccepted()).isTrue();
    assertThat(scenario
            .preview(new Change.Withdraw("EUR", limit.times(d("1.00000000001"))))
            .isAccepted())
        .isFalse();
  }

  @Test
  void withdraw_moreOfAnAssetThanThereIs_isRefusedInAPool() {
    Scenario scenario = venue("100")
        .multiAsset()
        .asset("EUR", "1", "0.2")
        .balance("EUR", "10")
        .balance("USD", "1000");

    assertThat(scenario.preview(withdraw("EUR", "10")).isAccepted()).isTrue();
    assertThat(codes(scenario.preview(withdraw("EUR", "10.01"))))
        .containsExactly(RefusalReason.Code.BALANCE);
  }

  @Test
  void withdrawable_whereABalanceAtTheTriggerIsLiquidated_staysOneUnitAboveIt() {
    Scenario scenario = new Scenario()
        .linear("BTC", "100", flat("0.05", "0.05", "20"))
        .trigger("1", true)
        .balance("USD", "20")
        .cross("p", "BTC", "1", "100");

    assertThat(scenario.limits().withdrawals().get(0).amount())
        .isEqualTo(d("14.999999999999999999"));
    assertThat(codes(scenario.preview(withdraw("USD", "15"))))
        .containsExactly(RefusalReason.Code.MAINTENANCE_MARGIN);
  }

  // Sequences.

  @Test
  void preview_endsAtTheFirstRefusal() {
    ChangePreview preview = venue("100")
        .balance("USD", "100")
        .preview(withdraw("USD", "10"), withdraw("USD", "91"), deposit("USD", "1000"));

    assertThat(preview.outcomes()).hasSize(2);
    assertThat(preview.isAccepted()).isFalse();
    assertThat(wallet(preview, "cross:USD")).isEqualTo(d("90"));
  }

  @Test
  void preview_withoutChanges_isAccepted() {
    ChangePreview preview = venue("100").balance("USD", "100").preview();

    assertThat(preview.isAccepted()).isTrue();
    assertThat(preview.after()).isSameAs(preview.before());
    assertThat(preview.marginAfter()).isSameAs(preview.marginBefore());
  }
}
