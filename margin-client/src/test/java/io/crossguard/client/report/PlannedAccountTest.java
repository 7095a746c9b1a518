package io.crossguard.client.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.v1.Account;
import io.crossguard.v1.Change;
import io.crossguard.v1.EvaluateMarginResponse;
import io.crossguard.v1.PreviewChangesResponse;
import io.crossguard.v1.RecommendMarginModesRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The account after a plan, held to what the preview says about it. */
class PlannedAccountTest {
  private static final RecommendMarginModesRequest EXAMPLE = ReportPage.example();

  @Test
  void of_everyKindOfChange_standsWhereThePreviewSays() {
    assertMatches(List.of(
        Change.newBuilder()
            .setToIsolated(
                Change.ToIsolated.newBuilder().setPositionId("sol-bet").setMargin("156100"))
            .build(),
        Change.newBuilder()
            .setAdjustIsolatedMargin(Change.AdjustIsolatedMargin.newBuilder()
                .setPositionId("eth-bet")
                .setAmount("1000.25"))
            .build(),
        Change.newBuilder()
            .setDeposit(Change.Deposit.newBuilder().setAsset("USDT").setAmount("7"))
            .build(),
        Change.newBuilder()
            .setWithdraw(Change.Withdraw.newBuilder().setAsset("BTC").setAmount("0.5"))
            .build(),
        Change.newBuilder()
            .setSetLeverage(
                Change.SetLeverage.newBuilder().setPositionId("short-perp").setLeverage("20"))
            .build(),
        trade("short-perp", "BTC-PERP", "2.5").build(),
        trade("sol-bet", "SOL-PERP", "-4000").build()));
  }

  @Test
  void of_aSplitPosition_hasBothParts() {
    Change.Builder part = trade("sol-part", "SOL-PERP", "2500");
    part.getTradeBuilder().setMode(Change.Mode.ISOLATED).setLeverage("10").setMargin("60000");

    assertMatches(List.of(trade("sol-bet", "SOL-PERP", "-2500").build(), part.build()));
  }

  @Test
  void of_aClosedAndAReturnedPosition_hasNeitherMargin() {
    assertMatches(List.of(
        Change.newBuilder()
            .setToCross(Change.ToCross.newBuilder().setPositionId("eth-bet"))
            .build(),
        trade("sol-bet", "SOL-PERP", "-10000").build()));
  }

  @Test
  void of_aTradeThatAdds_isNoAccountOfAPlan() {
    List<Change> changes = List.of(trade("sol-bet", "SOL-PERP", "1").build());

    assertThat(PlannedAccount.of(EXAMPLE.getAccount(), changes, preview(changes).getOutcomesList()))
        .isEmpty();
  }

  @Test
  void of_aTradeThatTurnsThePosition_isNoAccountOfAPlan() {
    List<Change> changes = List.of(trade("short-perp", "BTC-PERP", "10.5").build());

    assertThat(PlannedAccount.of(EXAMPLE.getAccount(), changes, preview(changes).getOutcomesList()))
        .isEmpty();
  }

  private static void assertMatches(List<Change> changes) {
    PreviewChangesResponse preview = preview(changes);
    assertThat(preview.getAccepted()).as(preview.toString()).isTrue();
    Account account = PlannedAccount.of(EXAMPLE.getAccount(), changes, preview.getOutcomesList())
        .orElseThrow();

    EvaluateMarginResponse margin = ReportPage.answered(
        client -> client.evaluateMargin(new Question(EXAMPLE, account).evaluation()));

    EvaluateMarginResponse told =
        preview.getOutcomes(preview.getOutcomesCount() - 1).getAfter();
    assertThat(margin.getScopesList()).isEqualTo(told.getScopesList());
    assertThat(margin.getPositionsList()).isEqualTo(told.getPositionsList());
  }

  private static PreviewChangesResponse preview(List<Change> changes) {
    return ReportPage.answered(client ->
        client.previewChanges(new Question(EXAMPLE, EXAMPLE.getAccount()).preview(changes)));
  }

  /** A trade at the mark of the example. */
  private static Change.Builder trade(String positionId, String instrumentId, String quantity) {
    return Change.newBuilder()
        .setTrade(Change.Trade.newBuilder()
            .setPositionId(positionId)
            .setInstrumentId(instrumentId)
            .setQuantity(quantity)
            .setPrice(instrumentId.startsWith("BTC") ? "60000" : "150"));
  }
}
