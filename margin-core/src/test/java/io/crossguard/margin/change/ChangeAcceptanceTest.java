package io.crossguard.margin.change;

import static io.crossguard.margin.change.Scenario.adjust;
import static io.crossguard.margin.change.Scenario.codes;
import static io.crossguard.margin.change.Scenario.flat;
import static io.crossguard.margin.change.Scenario.leverage;
import static io.crossguard.margin.change.Scenario.tiers;
import static io.crossguard.margin.change.Scenario.toIsolated;
import static io.crossguard.margin.change.Scenario.trade;
import static io.crossguard.margin.change.Scenario.withdraw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossguard.margin.evaluation.ScopeKind;
import io.crossguard.margin.rules.ChangePolicy.Payout;
import io.crossguard.margin.rules.ChangePolicy.Reduction;
import io.crossguard.margin.rules.OrderMargin;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.rules.Release;
import io.crossguard.margin.rules.RequirementTerms;
import io.crossguard.margin.value.Money;
import io.crossguard.margin.value.Rate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which scopes a change is judged by, and in which words it is refused. A contract at 100 requires
 * 10 initially and 5 to stay.
 */
class ChangeAcceptanceTest {

  private static Scenario venue() {
    return new Scenario().linear("BTC", "100", flat("0.1", "0.05", "10"));
  }

  /** A wallet of 7 EUR that stands with less than its initial margin of 10. */
  private static Scenario withAShortWallet(Scenario scenario) {
    return scenario
        .asset("EUR", "1", "0")
        .instrument(
            "ETH", Payoff.LINEAR, "EUR", "100", flat("0.1", "0.05", "10"), RequirementTerms.NONE)
        .balance("EUR", "7")
        .cross("short of margin", "ETH", "1", "100");
  }

  @ParameterizedTest
  @CsvSource({"9.99, true", "10, false", "10.01, false"})
  void setLeverage_belowAtAndAboveAFloor_isHeldToTheTierReached(String held, boolean accepted) {
    ChangePreview preview = new Scenario()
        .linear("BTC", "100", tiers("0", "0.05", "20", "1000", "0.1", "5"))
        .balance("USD", "1000")
        .cross("p", "BTC", held, "100")
        .preview(leverage("p", "6"));

    assertThat(preview.isAccepted()).isEqualTo(accepted);
    if (!accepted) {
      assertRefused(
          preview,
          RefusalReason.Code.LEVERAGE,
          "'p' has a leverage of 6, above the 5 of tier 2, which it reaches");
    }
  }

  @Test
  void setLeverage_besideARowAboveTheTier_isJudgedByItsOwnRow() {
    ChangePreview preview = new Scenario()
        .linear("BTC", "100", tiers("0", "0.05", "20", "1000", "0.1", "5"))
        .balance("USD", "1000")
        .cross("other", "BTC", "8", "100", "20")
        .cross("p", "BTC", "4", "100")
        .preview(leverage("p", "5"));

    assertThat(preview.isAccepted()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"29.99, false", "30, true", "30.01, true"})
  void reduction_thatRaisesTheRequirement_needsItsInitialMarginWhereTheRulesSaySo(
      String wallet, boolean accepted) {
    // A long of 2 under sells of 4 requires 20; of the long of 1 under them 10, and 20 for the
    // orders, which now reach to a short of 3.
    Scenario scenario = venue()
        .orders(new OrderMargin(OrderMargin.Kind.WORST_SIDE, false, Rate.ZERO, Rate.ZERO, false))
        .balance("USD", wallet)
        .cross("p", "BTC", "2", "100")
        .order("o", "BTC", "-4", "100");
    Change reduction = trade("p", "BTC", "-1", "100");

    assertThat(scenario.preview(reduction).isAccepted()).isTrue();
    assertThat(scenario
            .reduction(Reduction.REQUIREMENT_NOT_RISING)
            .preview(reduction)
            .isAccepted())
        .isEqualTo(accepted);
  }

  @ParameterizedTest
  @CsvSource({"95.01, true", "95, true", "94.99, false"})
  void reduction_ofAnIsolatedPositionThatLacksMargin_mustNotLetItLackMore(
      String price, boolean accepted) {
    // It lacks 1: 9 of 10. Half of it closed at 95 leaves 4 of 5.
    ChangePreview preview = venue()
        .payout(Payout.KEEP)
        .balance("USD", "100")
        .isolated("p", "BTC", "2", "100", "9")
        .preview(trade("p", "BTC", "-1", price));

    assertThat(preview.isAccepted()).isEqualTo(accepted);
    if (!accepted) {
      assertRefused(
          preview,
          RefusalReason.Code.SHORTFALL_GROWS,
          "isolated:p would be LIQUIDATABLE with a margin balance of 3.99 USD against a maintenance"
              + " margin of 5 USD, more than it lacks already");
    }
  }

  @Test
  void reduction_thatBringsAScopeToLackMargin_isRefusedInTheseWords() {
    ChangePreview preview = venue()
        .balance("USD", "11")
        .cross("p", "BTC", "2", "100")
        .preview(trade("p", "BTC", "-1", "93"));

    assertRefused(
        preview,
        RefusalReason.Code.MAINTENANCE_MARGIN,
        "cross:USD would be LIQUIDATABLE with a margin balance of 4 USD against a maintenance"
            + " margin of 5 USD");
  }

  @Test
  void reduction_besideAPositionOnTheOtherSide_isJudgedByItsOwnPosition() {
    // 15 carry both to stay, not to open; a sell reduces the long, whatever stands first.
    ChangePreview preview = venue()
        .linear("ETH", "100", flat("0.1", "0.05", "10"))
        .balance("USD", "15")
        .cross("a", "ETH", "-1", "100")
        .cross("p", "BTC", "2", "100")
        .preview(trade("p", "BTC", "-1", "100"));

    assertThat(preview.isAccepted()).isTrue();
  }

  @Test
  void toIsolated_besideAWalletShortOfMargin_isJudgedByItsOwnWallet() {
    Scenario scenario =
        withAShortWallet(venue()).balance("USD", "100").cross("p", "BTC", "1", "100");

    assertThat(scenario.preview(toIsolated("p", "20")).isAccepted()).isTrue();
  }

  @Test
  void toIsolated_fromAPool_mustLeaveThePoolItsFloor() {
    // 30 less 11 leave 19 of the 20 that the other position requires.
    Scenario scenario = venue()
        .multiAsset()
        .balance("USD", "30")
        .cross("p", "BTC", "1", "100")
        .cross("q", "BTC", "2", "100");

    assertThat(scenario.preview(toIsolated("p", "10")).isAccepted()).isTrue();
    assertRefused(
        scenario.preview(toIsolated("p", "11")),
        RefusalReason.Code.CROSS_FLOOR,
        "cross would keep 1 USD less than it must when margin leaves it for an isolated position");
  }

  @ParameterizedTest
  @CsvSource({"84.99, true", "85, true", "85.01, false"})
  void addMargin_mustLeaveTheFloorOfTheRelease(String amount, boolean accepted) {
    // Three times the maintenance margin of 5 stays, which is more than the initial 10.
    ChangePreview preview = venue()
        .release(Release.Kind.LOSS_COUNTS, "0", "3")
        .balance("USD", "100")
        .cross("c", "BTC", "1", "100")
        .isolated("p", "BTC", "1", "100", "20")
        .preview(adjust("p", amount));

    assertThat(preview.isAccepted()).isEqualTo(accepted);
    if (!accepted) {
      assertThat(codes(preview)).containsExactly(RefusalReason.Code.CROSS_FLOOR);
    }
  }

  @ParameterizedTest
  @CsvSource({"130, true", "130.01, false"})
  void withdraw_ofProfitFromOneWallet_mayTakeItBelowZero(String amount, boolean accepted) {
    // 50 of wallet and 100 of profit over a requirement of 20.
    ChangePreview preview = new Scenario()
        .linear("BTC", "200", flat("0.1", "0.05", "10"))
        .release(Release.Kind.PROFIT_LEAVES)
        .balance("USD", "50")
        .cross("p", "BTC", "1", "100")
        .preview(withdraw("USD", amount));

    assertThat(preview.isAccepted()).isEqualTo(accepted);
    if (!accepted) {
      assertRefused(
          preview,
          RefusalReason.Code.NOT_RELEASABLE,
          "cross:USD would lack 0.01 USD of what may not leave it");
    }
  }

  @Test
  void withdraw_besideScopesThatAreShortOfMargin_isJudgedByItsOwnWallet() {
    Scenario scenario =
        withAShortWallet(venue()).balance("USD", "100").isolated("p", "BTC", "1", "100", "8");

    assertThat(scenario.preview(withdraw("USD", "100")).isAccepted()).isTrue();
    assertThat(codes(scenario.preview(withdraw("EUR", "1"))))
        .containsExactly(RefusalReason.Code.NOT_RELEASABLE);
  }

  @Test
  void withdraw_fromAPoolBesideAnIsolatedPositionShortOfMargin_isJudgedByThePool() {
    Scenario scenario =
        venue().multiAsset().balance("USD", "100").isolated("p", "BTC", "1", "100", "8");

    assertThat(scenario.preview(withdraw("USD", "100")).isAccepted()).isTrue();
  }

  @Test
  void withdraw_fromAPoolWithAHaircut_isRefusedForWhatCountsOfIt() {
    // EUR 25 left count 20, as much as is required; a tenth less lacks 0.08.
    Scenario scenario = venue()
        .multiAsset()
        .asset("EUR", "1", "0.2")
        .balance("EUR", "125")
        .cross("p", "BTC", "2", "100");

    assertThat(scenario.preview(withdraw("EUR", "100")).isAccepted()).isTrue();
    assertRefused(
        scenario.preview(withdraw("EUR", "100.1")),
        RefusalReason.Code.NOT_RELEASABLE,
        "cross would lack 0.08 USD of what may not leave it");
  }

  @Test
  void withdraw_whereNothingLeaves_saysSo() {
    ChangePreview preview =
        venue().release(Release.Kind.STRICT).balance("USD", "100").preview(withdraw("USD", "1"));

    assertRefused(preview, RefusalReason.Code.NOT_RELEASABLE, "cross:USD lets nothing leave");
  }

  @Test
  void preview_afterASwitchToCross_seesThePositionInCrossMargin() {
    ChangePreview preview = venue()
        .balance("USD", "100")
        .isolated("p", "BTC", "1", "100", "20")
        .preview(new Change.ToCross("p"), toIsolated("p", "15"), new Change.ToCross("p"));

    assertThat(preview.isAccepted()).isTrue();
    assertThat(Scenario.position(preview, "p").isCross()).isTrue();
  }

  @Test
  void setLeverage_atTheHighestOfTheInstrument_isAccepted() {
    Scenario scenario = venue().balance("USD", "100").cross("p", "BTC", "1", "100", "5");

    assertThat(scenario.preview(leverage("p", "10")).isAccepted()).isTrue();
  }

  @Test
  void open_inCrossMarginWithAMargin_namesThePlace() {
    Change opening =
        Scenario.withMargin(Scenario.open("n", "BTC", "1", "100", ScopeKind.CROSS), "5");

    assertThatThrownBy(() -> venue().balance("USD", "100").preview(opening))
        .hasMessageContaining("changes[0].margin")
        .hasMessageContaining("must be unset: the position is in cross margin");
  }

  @Test
  void change_ofAPositionThatSettlesInAnAssetThatThePoolDoesNotHold_namesThePlace() {
    Scenario scenario = venue()
        .multiAsset()
        .index("XYZ", "1")
        .instrument(
            "COIN", Payoff.LINEAR, "XYZ", "100", flat("0.1", "0.05", "10"), RequirementTerms.NONE)
        .balance("USD", "100")
        .isolated("p", "COIN", "1", "100", "20");

    assertThatThrownBy(() -> scenario.preview(leverage("p", "5")))
        .hasMessageContaining("changes[0].positionId")
        .hasMessageContaining("must settle in or name an asset of the rule set: 'XYZ' is not");
    assertThat(scenario.limits().isolated().get(0))
        .isEqualTo(new MarginLimits.IsolatedLimit("p", Money.zero("XYZ"), Money.zero("XYZ")));
  }

  private static void assertRefused(
      ChangePreview preview, RefusalReason.Code code, String message) {
    assertThat(preview.outcomes().get(preview.outcomes().size() - 1).reasons())
        .containsExactly(new RefusalReason(code, message));
  }
}
