package io.crossguard.margin.change;

import static io.crossguard.margin.change.Scenario.adjust;
import static io.crossguard.margin.change.Scenario.codes;
import static io.crossguard.margin.change.Scenario.d;
import static io.crossguard.margin.change.Scenario.flat;
import static io.crossguard.margin.change.Scenario.position;
import static io.crossguard.margin.change.Scenario.toIsolated;
import static io.crossguard.margin.change.Scenario.trade;
import static io.crossguard.margin.change.Scenario.wallet;
import static io.crossguard.margin.change.Scenario.withMargin;
import static io.crossguard.margin.change.Scenario.withdraw;
import static io.crossguard.margin.change.VenueScenarios.drift;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.margin.rules.Release;
import org.junit.jupiter.api.Test;

/** What venues and their libraries accept and refuse in the examples and tests they publish. */
class ChangeAcceptanceGoldenTest {

  // What stays is the initial margin, and at least a tenth of the notional.
  private static Scenario hyperliquid() {
    return VenueScenarios.hyperliquid("100")
        .release(Release.Kind.PROFIT_LEAVES, "0.1", "0")
        .balance("USD", "1000");
  }

  @Test
  void withdraw_ofWhatMustStay_isRefused() {
    Scenario scenario = hyperliquid().cross("p", "BTC", "2", "100", "10");

    assertThat(codes(scenario.preview(withdraw("USD", "990"))))
        .containsExactly(RefusalReason.Code.NOT_RELEASABLE);
    assertThat(scenario.preview(withdraw("USD", "980")).isAccepted()).isTrue();
  }

  @Test
  void removeIsolatedMargin_ofWhatMustStay_isRefused() {
    Scenario scenario = hyperliquid().isolated("p", "BTC", "2", "100", "100", "10");

    assertThat(codes(scenario.preview(adjust("p", "-90"))))
        .containsExactly(RefusalReason.Code.NOT_RELEASABLE);
    assertThat(scenario.preview(adjust("p", "-80")).isAccepted()).isTrue();
  }

  @Test
  void switchToCross_takesAllMarginWithIt() {
    ChangePreview preview = hyperliquid()
        .isolated("p", "BTC", "2", "100", "100", "10")
        .preview(new Change.ToCross("p"));

    assertThat(preview.isAccepted()).isTrue();
    assertThat(wallet(preview, "cross:USD")).isEqualTo(d("1100"));
    assertThat(position(preview, "p").isCross()).isTrue();
  }

  // The library lets the fill stand and reports the account of -5 as violated.
  @Test
  void reduction_whoseFeeTheAccountCannotPay_isRefused() {
    ChangePreview preview = hyperliquid()
        .cross("p", "BTC", "2", "100", "10")
        .preview(trade("p", "BTC", "-1", "100", "1005"));

    assertThat(codes(preview)).containsExactly(RefusalReason.Code.MAINTENANCE_MARGIN);
  }

  @Test
  void isolatedOrder_thatTakesNoMargin_needsCrossToStandOnly() {
    Change.Trade order = withMargin(trade("eth", "ETH", "0.5", "1000"), "0");

    assertThat(codes(drift("80")
            .cross("sol", "SOL", "10", "100")
            .isolated("eth", "ETH", "1", "1000", "200")
            .preview(order)))
        .isEmpty();
    assertThat(codes(drift("40")
            .cross("sol", "SOL", "10", "100")
            .isolated("eth", "ETH", "1", "1000", "200")
            .preview(order)))
        .containsExactly(RefusalReason.Code.MAINTENANCE_MARGIN);
  }

  @Test
  void reduction_inAScopeBetweenTheLevels_isAccepted() {
    Change.Trade reduction = trade("sol", "SOL", "-1", "100");

    assertThat(codes(drift("70").cross("sol", "SOL", "10", "100").preview(reduction)))
        .isEmpty();
    assertThat(codes(drift("40").cross("sol", "SOL", "10", "100").preview(reduction)))
        .containsExactly(RefusalReason.Code.MAINTENANCE_MARGIN);
  }

  @Test
  void reduction_besideAnIsolatedPositionBelowMaintenance_isRefused() {
    ChangePreview preview = drift("1000")
        .cross("eth", "ETH", "1", "1000")
        .isolated("sol", "SOL", "10", "100", "40")
        .preview(trade("eth", "ETH", "-0.5", "1000"));

    assertThat(codes(preview)).containsExactly(RefusalReason.Code.MAINTENANCE_MARGIN);
  }

  private static Scenario vega(String factor, String mark) {
    return VenueScenarios.vega(factor, mark).balance("USD", "2000000");
  }

  @Test
  void loweredFactor_letsMarginOutToTheCent() {
    Scenario scenario = vega("0.7", "15900").isolated("p", "BTC", "-1", "15900", "14310");

    assertThat(wallet(scenario.preview(adjust("p", "-3180")), "isolated:p")).isEqualTo(d("11130"));
    assertThat(codes(scenario.preview(adjust("p", "-3180.01"))))
        .containsExactly(RefusalReason.Code.NOT_RELEASABLE);
  }

  @Test
  void switchToIsolated_belowTheInitialMargin_isRefused() {
    // A factor of 0.11 gives 1749; initial margin is 1.5 times the 0.35 of maintenance margin.
    Scenario scenario = vega("0.525", "15900").cross("p", "BTC", "-1", "15900");

    assertThat(codes(scenario.preview(toIsolated("p", "1749"))))
        .containsExactly(RefusalReason.Code.ISOLATED_MARGIN);
  }

  @Test
  void flip_marginsWhatIsBeyondTheClosedPosition() {
    ChangePreview preview = vega("0.9", "145000")
        .isolated("p", "BTC", "-3", "145000", "391500")
        .preview(trade("p", "BTC", "10", "145000"));

    assertThat(position(preview, "p").quantity().contracts()).isEqualTo(d("7"));
    assertThat(wallet(preview, "isolated:p")).isEqualTo(d("913500"));
  }

  // Bluefin: initial 6.25 %, maintenance 5 %; a trade brings the margin of its own leverage of 4.
  private static Scenario bluefin(String oracle) {
    return new Scenario()
        .linear("ETH", oracle, flat("0.0625", "0.05", "16"))
        .balance("USD", "1750")
        .isolated("p", "ETH", "10", "100", "250");
  }

  @Test
  void increase_bringsItsOwnMargin_andAReductionTakesItsShare() {
    ChangePreview increased =
        bluefin("83.333333").preview(withMargin(trade("p", "ETH", "6", "100"), "150"));
    ChangePreview reduced = bluefin("83.333333").preview(trade("p", "ETH", "-6", "100"));

    assertThat(increased.isAccepted()).isTrue();
    assertThat(wallet(increased, "isolated:p")).isEqualTo(d("400"));
    assertThat(reduced.isAccepted()).isTrue();
    assertThat(wallet(reduced, "isolated:p")).isEqualTo(d("100"));
  }

  @Test
  void flip_whoseLossTakesAllMargin_isMarginedAtItsOwnPrice() {
    ChangePreview preview =
        bluefin("85.227273").preview(withMargin(trade("p", "ETH", "-16", "75"), "112.5"));

    assertThat(preview.isAccepted()).isTrue();
    assertThat(position(preview, "p").quantity().contracts()).isEqualTo(d("-6"));
    assertThat(wallet(preview, "isolated:p")).isEqualTo(d("112.5"));
    assertThat(wallet(preview, "cross:USD")).isEqualTo(d("1637.5"));
  }
}
