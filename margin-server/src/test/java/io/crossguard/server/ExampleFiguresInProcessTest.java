package io.crossguard.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.v1.AdvisorServiceGrpc;
import io.crossguard.v1.BatchEvaluateMarginRequest;
import io.crossguard.v1.Change;
import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.EvaluateMarginResponse;
import io.crossguard.v1.ExampleFigures;
import io.crossguard.v1.MarkPrice;
import io.crossguard.v1.Order;
import io.crossguard.v1.PreviewChangesRequest;
import io.crossguard.v1.PreviewChangesResponse;
import io.crossguard.v1.RecommendMarginModesRequest;
import io.crossguard.v1.RuleSetReference;
import io.crossguard.v1.Scenario;
import io.crossguard.v1.SimulateLiquidationRequest;
import io.crossguard.v1.StressMarginRequest;
import org.junit.jupiter.api.Test;

/** Which figures of its rules a response names as made up. */
class ExampleFiguresInProcessTest extends InProcessTest {
  private static final ExampleFigures FEE =
      ExampleFigures.newBuilder().setFigures("liquidation fee").build();
  private static final ExampleFigures HAIRCUT =
      ExampleFigures.newBuilder().setAsset("SOL").setFigures("haircut").build();
  private static final ExampleFigures TIERS = ExampleFigures.newBuilder()
      .setInstrumentId("SOL-PERP")
      .setFigures("tiers")
      .build();
  private static final ExampleFigures OTHER_TIERS = ExampleFigures.newBuilder()
      .setInstrumentId("OTHER-PERP")
      .setFigures("tiers")
      .build();

  @Test
  void evaluateMargin_nothingMarked_namesNothing() {
    RuleSetReference reference =
        margin().evaluateMargin(Requests.hedgedSol().build()).getRuleSet();

    assertThat(reference.getExample()).isFalse();
    assertThat(reference.getExampleFiguresList()).isEmpty();
  }

  @Test
  void evaluateMargin_wholeRuleSetAnExample_saysSo() {
    EvaluateMarginRequest.Builder request = Requests.hedgedSol();
    request.getRuleSetBuilder().setExample(true);

    assertThat(margin().evaluateMargin(request.build()).getRuleSet().getExample())
        .isTrue();
  }

  @Test
  void evaluateMargin_someMarked_namesThoseThatItHolds() {
    assertThat(examples(margin().evaluateMargin(marked().build())))
        .containsExactly(FEE, HAIRCUT, TIERS);
  }

  @Test
  void evaluateMargin_withoutThePosition_doesNotNameItsInstrument() {
    EvaluateMarginRequest.Builder request = marked();
    request.getAccountBuilder().clearPositions();

    assertThat(examples(margin().evaluateMargin(request.build()))).containsExactly(FEE, HAIRCUT);
  }

  @Test
  void evaluateMargin_settlementAssetWithoutABalance_isNamed() {
    EvaluateMarginRequest.Builder request = marked();
    request.getAccountBuilder().clearBalances();
    request.getRuleSetBuilder().getAssetsBuilder(0).setExampleFigures("peg");

    assertThat(examples(margin().evaluateMargin(request.build())))
        .containsExactly(
            FEE, ExampleFigures.newBuilder().setAsset("USDC").setFigures("peg").build(), TIERS);
  }

  @Test
  void evaluateMargin_withAnOrder_namesItsInstrument() {
    EvaluateMarginRequest.Builder request = marked();
    request
        .getAccountBuilder()
        .addOrders(Order.newBuilder()
            .setOrderId("bid")
            .setInstrumentId("OTHER-PERP")
            .setQuantity("1")
            .setPrice("100"));

    assertThat(examples(margin().evaluateMargin(request.build())))
        .containsExactly(FEE, HAIRCUT, TIERS, OTHER_TIERS);
  }

  @Test
  void batchEvaluateMargin_ofTwo_namesThoseOfAll() {
    EvaluateMarginRequest both = marked().build();
    var response = margin()
        .batchEvaluateMargin(BatchEvaluateMarginRequest.newBuilder()
            .addAccounts(both.getAccount().toBuilder().clearPositions().setAccountId("idle"))
            .addAccounts(both.getAccount())
            .setMarket(both.getMarket())
            .setRuleSet(both.getRuleSet())
            .build());

    assertThat(examples(response.getItems(0).getResult())).containsExactly(FEE, HAIRCUT);
    assertThat(response.getRuleSet().getExampleFiguresList()).containsExactly(FEE, HAIRCUT, TIERS);
  }

  @Test
  void previewChanges_thatOpenAnother_nameItFromThereOn() {
    EvaluateMarginRequest now = marked().build();
    PreviewChangesResponse response = margin()
        .previewChanges(PreviewChangesRequest.newBuilder()
            .setAccount(now.getAccount())
            .setMarket(now.getMarket())
            .setRuleSet(now.getRuleSet())
            .addChanges(Change.newBuilder()
                .setTrade(Change.Trade.newBuilder()
                    .setPositionId("new")
                    .setMode(Change.Mode.CROSS)
                    .setInstrumentId("OTHER-PERP")
                    .setQuantity("0.1")
                    .setPrice("100")))
            .build());

    assertThat(response.getAccepted()).isTrue();
    assertThat(examples(response.getBefore())).containsExactly(FEE, HAIRCUT, TIERS);
    assertThat(examples(response.getOutcomes(0).getAfter()))
        .containsExactly(FEE, HAIRCUT, TIERS, OTHER_TIERS);
    assertThat(response.getRuleSet().getExampleFiguresList())
        .containsExactly(FEE, HAIRCUT, TIERS, OTHER_TIERS);
  }

  @Test
  void simulateLiquidation_stressMargin_andAdvice_nameThemToo() {
    EvaluateMarginRequest now = marked().build();

    assertThat(margin()
            .simulateLiquidation(SimulateLiquidationRequest.newBuilder()
                .setAccount(now.getAccount())
                .setMarket(now.getMarket())
                .setRuleSet(now.getRuleSet())
                .build())
            .getRuleSet()
            .getExampleFiguresList())
        .containsExactly(FEE, HAIRCUT, TIERS);
    assertThat(margin()
            .stressMargin(StressMarginRequest.newBuilder()
                .setAccount(now.getAccount())
                .setMarket(now.getMarket())
                .setRuleSet(now.getRuleSet())
                .addScenarios(Scenario.newBuilder().setScenarioId("as it is"))
                .build())
            .getRuleSet()
            .getExampleFiguresList())
        .containsExactly(FEE, HAIRCUT, TIERS);
    assertThat(AdvisorServiceGrpc.newBlockingStub(channel())
            .recommendMarginModes(RecommendMarginModesRequest.newBuilder()
                .setAccount(now.getAccount())
                .setMarket(now.getMarket())
                .setRuleSet(now.getRuleSet())
                .build())
            .getRuleSet()
            .getExampleFiguresList())
        .containsExactly(FEE, HAIRCUT, TIERS);
  }

  private static Iterable<ExampleFigures> examples(EvaluateMarginResponse response) {
    return response.getRuleSet().getExampleFiguresList();
  }

  /** The hedge, with marks at its rules, its coin, its contract and a contract that it lacks. */
  private static EvaluateMarginRequest.Builder marked() {
    EvaluateMarginRequest.Builder request = Requests.hedgedSol();
    request
        .getMarketBuilder()
        .addMarkPrices(MarkPrice.newBuilder().setInstrumentId("OTHER-PERP").setPrice("100"));
    request.getRuleSetBuilder().setExampleFigures("liquidation fee");
    request.getRuleSetBuilder().getAssetsBuilder(1).setExampleFigures("haircut");
    request.getRuleSetBuilder().getInstrumentsBuilder(0).setExampleFigures("tiers");
    request
        .getRuleSetBuilder()
        .addInstruments(Requests.instrument("OTHER-PERP").setExampleFigures("tiers"));
    return request;
  }
}
