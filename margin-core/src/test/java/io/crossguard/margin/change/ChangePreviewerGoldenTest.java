package io.crossguard.margin.change;

import static io.crossguard.margin.change.Scenario.adjust;
import static io.crossguard.margin.change.Scenario.codes;
import static io.crossguard.margin.change.Scenario.d;
import static io.crossguard.margin.change.Scenario.flat;
import static io.crossguard.margin.change.Scenario.leverage;
import static io.crossguard.margin.change.Scenario.open;
import static io.crossguard.margin.change.Scenario.position;
import static io.crossguard.margin.change.Scenario.scope;
import static io.crossguard.margin.change.Scenario.terms;
import static io.crossguard.margin.change.Scenario.toIsolated;
import static io.crossguard.margin.change.Scenario.trade;
import static io.crossguard.margin.change.Scenario.wallet;
import static io.crossguard.margin.change.Scenario.withLeverage;
import static io.crossguard.margin.change.Scenario.withMargin;
import static io.crossguard.margin.change.Scenario.withMode;
import static io.crossguard.margin.change.VenueScenarios.drift;
import static io.crossguard.margin.change.VenueScenarios.hyperliquid;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.margin.MarginEngine;
import io.crossguard.margin.evaluation.ScopeKind;
import io.crossguard.margin.liquidation.LiquidationPrice;
import io.crossguard.margin.rules.ChangePolicy;
import io.crossguard.margin.rules.ClosingFee;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.rules.Release;
import io.crossguard.margin.rules.RequirementTerms;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Quantity;
import org.junit.jupiter.api.Test;

/** Numbers that venues and their libraries publish, or that follow from the rules they publish. */
class ChangePreviewerGoldenTest {

  private static Decimal balance(ChangePreview preview, String scopeId) {
    return scope(preview.marginAfter(), scopeId).marginBalance().amount();
  }

  private static void assertNear(Decimal actual, String expected, String tolerance) {
    assertThat(actual.minus(d(expected)).abs()).isLessThanOrEqualTo(d(tolerance));
  }

  private static Decimal liquidationPrice(ChangePreview preview, int row) {
    var price = new MarginEngine().evaluate(preview.after()).liquidations().get(row);
    return ((LiquidationPrice.At) price.liquidationPrice()).price().value();
  }

  private static Scenario hyperliquidIsolated() {
    return hyperliquid("100").balance("USD", "1000").isolated("p", "BTC", "2", "100", "100", "10");
  }

  @Test
  void reduceCross_awayFromTheMark_addsTheRealizedProfitOnce() {
    ChangePreview preview = hyperliquid("105")
        .balance("USD", "990")
        .cross("p", "BTC", "2", "100", "10")
        .preview(trade("p", "BTC", "-1", "110", "3"));

    assertThat(preview.isAccepted()).isTrue();
    assertThat(wallet(preview, "cross:USD")).isEqualTo(d("997"));
    assertThat(balance(preview, "cross:USD")).isEqualTo(d("1002"));
    assertThat(position(preview, "p").entryPrice().value()).isEqualTo(d("100"));
  }

  @Test
  void addIsolatedMargin_movesItFromTheCrossWallet() {
    ChangePreview preview = hyperliquidIsolated().preview(adjust("p", "20"));

    assertThat(balance(preview, "cross:USD")).isEqualTo(d("980"));
    assertThat(balance(preview, "isolated:p")).isEqualTo(d("120"));
  }

  @Test
  void removeIsolatedMargin_moreThanThereIs_isRefused() {
    ChangePreview preview = hyperliquidIsolated().preview(adjust("p", "-101"));

    assertThat(codes(preview)).containsExactly(RefusalReason.Code.NEGATIVE_MARGIN);
  }

  @Test
  void setLeverage_ofAnIsolatedPositionWithMoreMarginThanItNeeds_movesNothing() {
    ChangePreview preview = hyperliquidIsolated().preview(leverage("p", "5"));

    assertThat(balance(preview, "cross:USD")).isEqualTo(d("1000"));
    assertThat(balance(preview, "isolated:p")).isEqualTo(d("100"));
    assertThat(preview.outcomes().get(0).cashFlows()).isEmpty();
  }

  @Test
  void switchToIsolated_takesTheMarginOfTheLowerLeverage() {
    ChangePreview preview = hyperliquid("100")
        .balance("USD", "1000")
        .cross("p", "BTC", "2", "100", "10")
        .preview(leverage("p", "5"), toIsolated("p", "40"));

    assertThat(preview.isAccepted()).isTrue();
    assertThat(balance(preview, "cross:USD")).isEqualTo(d("960"));
    assertThat(balance(preview, "isolated:p")).isEqualTo(d("40"));
  }

  @Test
  void switchToIsolated_thatTheCrossWalletCannotFund_isRefused() {
    ChangePreview preview = hyperliquid("100")
        .balance("USD", "5")
        .cross("p", "BTC", "2", "100", "20")
        .preview(toIsolated("p", "10"));

    assertThat(codes(preview)).containsExactly(RefusalReason.Code.CROSS_FLOOR);
  }

  @Test
  void openIsolated_takesTheInitialMarginOfItsLeverage() {
    ChangePreview preview = hyperliquid("100")
        .balance("USD", "1000")
        .preview(withLeverage(open("p", "BTC", "1", "100", ScopeKind.ISOLATED), "10"));

    assertThat(balance(preview, "cross:USD")).isEqualTo(d("990"));
    assertThat(balance(preview, "isolated:p")).isEqualTo(d("10"));
  }

  @Test
  void removable_isTheMarginAboveTheInitial_andNothingWhereNothingMayLeave() {
    Scenario free = new Scenario()
        .linear("BTC", "100", flat("0.1", "0.05", "10"))
        .isolated("p", "BTC", "4", "100", "80");

    assertThat(free.limits().isolated().get(0).removable().amount()).isEqualTo(d("40"));
    assertThat(free.release(Release.Kind.STRICT)
            .limits()
            .isolated()
            .get(0)
            .removable()
            .amount())
        .isEqualTo(Decimal.ZERO);
  }

  @Test
  void removable_inProfit_isDownToTheMaintenanceMarginOfTheWallet() {
    MarginLimits limits = new Scenario()
        .linear("BTC", "22000", flat("0.02", "0.005", "50"))
        .release(Release.Kind.PROFIT_COVERS)
        .isolated("p", "BTC", "1", "20000", "500")
        .limits();

    assertThat(limits.isolated().get(0).removable().amount()).isEqualTo(d("390"));
  }

  @Test
  void removable_inLoss_isLessByTheLoss() {
    MarginLimits limits = new Scenario()
        .linear("BTC", "5000", flat("0.02", "0.01", "50"))
        .isolated("p", "BTC", "1", "5100", "1000")
        .limits();

    assertThat(limits.isolated().get(0).removable().amount()).isEqualTo(d("800"));
  }

  @Test
  void withdrawable_ofAPortfolio_leavesMoreThanTheMaintenanceMargin() {
    MarginLimits limits = new Scenario()
        .linear("BTC", "10000", flat("0.01", "0.05", "100"))
        .release(Release.Kind.PROFIT_LEAVES, "0", "1.2")
        .balance("USD", "1200")
        .cross("p", "BTC", "1", "10000")
        .limits();

    assertThat(limits.withdrawals().get(0).amount()).isEqualTo(d("600"));
  }

  @Test
  void withdrawal_mustLeaveATenthOfTheNotional() {
    Scenario scenario = new Scenario()
        .linear("BTC", "100", flat("0.05", "0.025", "20"))
        .release(Release.Kind.PROFIT_LEAVES, "0.1", "0")
        .balance("USD", "50")
        .cross("p", "BTC", "1", "100", "20");

    assertThat(scope(scenario.preview().marginBefore(), "cross:USD")
            .initialMargin()
            .amount())
        .isEqualTo(d("5"));
    assertThat(scenario.limits().withdrawals().get(0).amount()).isEqualTo(d("40"));
  }

  @Test
  void withdrawable_withAnExpectedLiquidationReward_leavesTheRewardToo() {
    ClosingFee reward = new ClosingFee(Scenario.rate("0.05"), ClosingFee.Basis.MARK, true, true);
    MarginLimits limits = new Scenario()
        .instrument(
            "BTC",
            Payoff.LINEAR,
            "USD",
            "30000",
            flat("0.05", "0.025", "20"),
            terms(reward, "1000", "1000"))
        .instrument(
            "ETH",
            Payoff.LINEAR,
            "USD",
            "2000",
            flat("0.05", "0.025", "20"),
            terms(reward, "500", "500"))
        .balance("USD", "100000")
        .cross("btc", "BTC", "-2", "29700")
        .cross("eth", "ETH", "20", "2020")
        .limits();

    assertThat(limits.withdrawals().get(0).amount()).isEqualTo(d("87500"));
  }

  @Test
  void flip_ofAnInversePosition_isMarginedAfreshAtTheTradesPrice() {
    ChangePreview preview = new Scenario()
        .instrument(
            "BTC", Payoff.INVERSE, "BTC", "110000", flat("0.2", "0.1", "5"), RequirementTerms.NONE)
        .asset("BTC", "110000", "0")
        .atEntry()
        .balance("BTC", "1")
        .isolated("p", "BTC", "50", "99000", "0.000252525252525253", "2")
        .preview(trade("p", "BTC", "-60", "110000"));

    assertThat(preview.isAccepted()).isTrue();
    assertThat(position(preview, "p").quantity()).isEqualTo(new Quantity(d("-10")));
    assertNear(wallet(preview, "isolated:p"), "0.000045454545454545", "0.000000000000000001");
    assertNear(liquidationPrice(preview, 0), "183333.333333", "0.000001");
  }

  @Test
  void flip_ofAnIsolatedPosition_equalsAFreshOne() {
    ClosingFee buffer = new ClosingFee(Scenario.rate("0.0006"), ClosingFee.Basis.MARK, true, false);
    ChangePreview preview = new Scenario()
        .instrument(
            "BTC", Payoff.LINEAR, "USD", "100", flat("0.1", "0.05", "10"), terms(buffer, "0", "0"))
        .balance("USD", "100")
        .isolated("p", "BTC", "-1", "100", "10", "10")
        .preview(trade("p", "BTC", "2", "100"));

    assertThat(wallet(preview, "isolated:p")).isEqualTo(d("10.06"));
    assertThat(wallet(preview, "cross:USD")).isEqualTo(d("99.94"));
    assertNear(liquidationPrice(preview, 0), "94.67368421052632", "0.000000000001");
  }

  private static Scenario vega(String factor) {
    return VenueScenarios.vega(factor, "15900").balance("USD", "100000");
  }

  @Test
  void switchToIsolated_withTheMarginOfTheEntryPrice_isFunded() {
    Scenario scenario = vega("0.9").cross("p", "BTC", "-1", "15900");

    assertThat(wallet(scenario.preview(toIsolated("p", "14310")), "isolated:p"))
        .isEqualTo(d("14310"));
    assertThat(codes(scenario.preview(toIsolated("p", "14309.99"))))
        .containsExactly(RefusalReason.Code.ISOLATED_MARGIN);
  }

  @Test
  void setLeverage_thatRaisesTheFactor_topsTheMarginUp() {
    // One over this leverage is 0.9 to 18 digits.
    ChangePreview preview = vega("0.5")
        .isolated("p", "BTC", "-1", "15900", "11130")
        .preview(leverage("p", "1.111111111111111111"));

    assertThat(preview.outcomes().get(0).reasons()).isEmpty();
    assertNear(wallet(preview, "isolated:p"), "14310", "0.0000000000001");
  }

  @Test
  void fill_ofPartOfAnOrder_addsItsMarginAtItsPrice() {
    ChangePreview preview = vega("0.9")
        .mark("BTC", "15912")
        .preview(open("p", "BTC", "-3", "15912", ScopeKind.ISOLATED));

    assertThat(wallet(preview, "isolated:p")).isEqualTo(d("42962.4"));
  }

  @Test
  void crossOrder_besideAnIsolatedPositionBelowMaintenance_isRefused() {
    ChangePreview preview = drift("1000")
        .isolated("sol", "SOL", "10", "100", "40")
        .preview(open("eth", "ETH", "1", "1000", ScopeKind.CROSS));

    assertThat(codes(preview)).containsExactly(RefusalReason.Code.MAINTENANCE_MARGIN);
  }

  @Test
  void crossOrder_inAScopeBelowMaintenance_isRefused() {
    ChangePreview preview =
        drift("40").cross("sol", "SOL", "10", "100").preview(trade("sol", "SOL", "1", "100"));

    assertThat(codes(preview)).containsExactly(RefusalReason.Code.INITIAL_MARGIN);
  }

  @Test
  void isolatedOrder_besideAnIsolatedPositionBetweenMaintenanceAndInitial_isAccepted() {
    ChangePreview preview = drift("1000")
        .isolated("sol", "SOL", "10", "100", "70")
        .isolated("eth", "ETH", "1", "1000", "200")
        .preview(trade("eth", "ETH", "0.5", "1000"));

    assertThat(preview.isAccepted()).isTrue();
  }

  @Test
  void isolatedOrder_whoseTopUpTheCrossScopeCannotSpare_isRefused() {
    ChangePreview preview = drift("110")
        .cross("sol", "SOL", "10", "100")
        .isolated("eth", "ETH", "1", "1000", "110")
        .preview(withMargin(trade("eth", "ETH", "0.5", "1000"), "40"));

    assertThat(codes(preview)).containsExactly(RefusalReason.Code.INITIAL_MARGIN);
    assertThat(preview.outcomes().get(0).reasons().get(0).message())
        .contains("cross:USD", "70", "100");
  }

  // Paradex: an order passes where the account covers the requirement, or does not raise it.
  @Test
  void order_thatTheAccountJustCovers_isAccepted_andLaterOnlyAReductionIs() {
    ChangePreview opened = new Scenario()
        .linear("BTC", "100", flat("0.1", "0.05", "10"))
        .balance("USD", "100")
        .preview(open("p", "BTC", "10", "100", ScopeKind.CROSS));
    Scenario later = new Scenario()
        .linear("BTC", "98", flat("0.1", "0.05", "10"))
        .reduction(ChangePolicy.Reduction.REQUIREMENT_NOT_RISING)
        .balance("USD", "100")
        .cross("p", "BTC", "10", "100");

    assertThat(opened.isAccepted()).isTrue();
    assertThat(
            scope(later.preview().marginBefore(), "cross:USD").initialMargin().amount())
        .isEqualTo(d("98"));
    assertThat(
            scope(later.preview().marginBefore(), "cross:USD").marginBalance().amount())
        .isEqualTo(d("80"));
    assertThat(later.preview(trade("p", "BTC", "1", "98")).isAccepted()).isFalse();
    assertThat(later.preview(trade("p", "BTC", "-1", "98")).isAccepted()).isTrue();
  }

  @Test
  void order_thatTheFreeMarginCovers_isAccepted() {
    Scenario scenario =
        new Scenario().linear("BTC", "100", flat("0.1", "0.05", "10")).balance("USD", "185");

    assertThat(scenario.preview(open("p", "BTC", "4", "100", ScopeKind.CROSS)).isAccepted())
        .isTrue();
  }

  @Test
  void open_withMode_isWhatTheTradeSays() {
    Change.Trade trade = withMode(trade("p", "BTC", "1", "100"), ScopeKind.CROSS);

    assertThat(position(hyperliquid("100").balance("USD", "1000").preview(trade), "p")
            .isCross())
        .isTrue();
  }
}
