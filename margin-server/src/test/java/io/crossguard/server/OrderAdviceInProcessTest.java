package io.crossguard.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Status;
import io.crossguard.server.mapping.Violation;
import io.crossguard.v1.AdvisorServiceGrpc;
import io.crossguard.v1.Change;
import io.crossguard.v1.DailyVolatility;
import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.HedgeGroup;
import io.crossguard.v1.IntendedTrade;
import io.crossguard.v1.OrderRecommendation;
import io.crossguard.v1.OrderRecommendation.Action;
import io.crossguard.v1.PlanStep;
import io.crossguard.v1.PreviewChangesRequest;
import io.crossguard.v1.PreviewChangesResponse;
import io.crossguard.v1.Reason;
import io.crossguard.v1.RecommendOrderModeRequest;
import io.crossguard.v1.RecommendOrderModeResponse;
import io.crossguard.v1.RuleSet;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderAdviceInProcessTest extends InProcessTest {
  private final RecommendOrderModeRequest.Builder request = hedge();

  /**
   * 1,000 USDC and 1 SOL at 90 %, hedged: E = 1,090. 4 ETH at 100: d = 4.2 · 4 % = 0.168, n = 332.8,
   * MM 16.64, fee 1.664: 67.2 + 18.304 = 85.504, within 20 % of E.
   */
  @Test
  void recommendOrderMode_betBesideAHedge_isOpenedIsolated() {
    RecommendOrderModeResponse response = ask("ETH-PERP", "4");

    OrderRecommendation recommendation = response.getRecommendation();
    assertThat(recommendation.getAction()).isEqualTo(Action.OPEN_ISOLATED);
    assertThat(recommendation.getQuantity()).isEqualTo("4");
    assertThat(recommendation.getClosedQuantity()).isEqualTo("0");
    assertThat(number(recommendation.getMargin())).isEqualByComparingTo("85.504");
    assertThat(number(recommendation.getTargetMargin())).isEqualByComparingTo("85.504");
    assertThat(recommendation.getNotionalAtTarget()).isEmpty();
    assertThat(recommendation.getMissingCollateral()).isEmpty();
    OrderRecommendation.Opening opening = recommendation.getOpenings(0);
    assertThat(opening.getPlace()).isEqualTo(OrderRecommendation.Opening.Place.ISOLATED);
    assertThat(opening.getPositionId()).isEqualTo("ETH-PERP");
    assertThat(opening.getScopeId()).isEqualTo("isolated:ETH-PERP");
    assertThat(number(opening.getMargin())).isEqualByComparingTo("85.504");
    assertThat(response.getClassification()).isEqualTo(HedgeGroup.Classification.DIRECTIONAL);
    assertThat(response.getResidualQuantity()).isEqualTo("4");
    assertThat(response.getMatchedQuantity()).isEqualTo("0");
    assertThat(response.getPlan().getSteps(0).getPurpose()).isEqualTo(PlanStep.Purpose.OPEN);
    assertThat(response.getBefore().getPool().getMarginBalance()).isEqualTo("1090");
    assertThat(response.getInCross().getPool().getMaintenanceMargin()).isEqualTo("25");
    assertThat(number(response.getAfter().getPool().getMarginBalance()))
        .isEqualByComparingTo("1004.496");
    assertThat(response.getPolicyVersion()).isNotEmpty();
    assertThat(response.getEngineVersion()).isNotEmpty();
    assertThat(response.getSummary()).isNotEmpty();
    assertThat(response.getVolatilitiesList()).hasSize(2);
  }

  /** The plan of the answer, sent to the engine as it stands, is accepted. */
  @Test
  void recommendOrderMode_planSentToThePreview_isAccepted() {
    RecommendOrderModeResponse response = ask("ETH-PERP", "4");

    PreviewChangesResponse preview = margin()
        .previewChanges(PreviewChangesRequest.newBuilder()
            .setAccount(request.getAccount())
            .setMarket(request.getMarket())
            .setRuleSet(request.getRuleSet())
            .addAllChanges(response.getPlan().getStepsList().stream()
                .map(PlanStep::getChange)
                .toList())
            .build());

    assertThat(preview.getAccepted()).isTrue();
    assertThat(response.getPlan().getSteps(0).getChange().getTrade().getMode())
        .isEqualTo(Change.Mode.ISOLATED);
  }

  @Test
  void recommendOrderMode_orderThatReduces_needsNoMode() {
    request.getTradeBuilder().setPositionId("short");

    RecommendOrderModeResponse response = ask("SOL-PERP", "0.5");

    assertThat(response.getRecommendation().getAction()).isEqualTo(Action.REDUCE_ONLY);
    assertThat(response.getRecommendation().getClosedQuantity()).isEqualTo("0.5");
    assertThat(response.getClassification())
        .isEqualTo(HedgeGroup.Classification.CLASSIFICATION_UNSPECIFIED);
    assertThat(response.getMatchedQuantity()).isEmpty();
    assertThat(response.hasInCross()).isFalse();
    assertThat(response.getReasonsList())
        .extracting(Reason::getCode)
        .contains(Reason.Code.ORDER_REDUCES_POSITION, Reason.Code.BREAKS_HEDGE);
  }

  @Test
  void recommendOrderMode_volatilityMissing_recommendsNothing() {
    request.clearRiskInputs();

    RecommendOrderModeResponse response = ask("ETH-PERP", "4");

    assertThat(response.getRecommendation().getAction()).isEqualTo(Action.NO_RECOMMENDATION);
    assertThat(response.getRecommendation().getOpeningsList()).isEmpty();
    assertThat(response.getRecommendation().getMargin()).isEmpty();
    assertThat(response.hasAfter()).isFalse();
    assertThat(response.getReasonsList())
        .extracting(Reason::getCode)
        .contains(Reason.Code.STALE_OR_MISSING_MARKET_DATA);
  }

  @Test
  void recommendOrderMode_attributesOfTheOwner_changeNothing() {
    RecommendOrderModeResponse without = ask("ETH-PERP", "4");

    request.putOwnerAttributes("experience", "20 years");

    assertThat(ask("ETH-PERP", "4").toByteString()).isEqualTo(without.toByteString());
  }

  @Test
  void recommendOrderMode_tradeMissing_isNamed() {
    Status status = failure();

    assertThat(Errors.reason(status)).isEqualTo("INVALID_FIELD");
    assertThat(Errors.violations(status)).containsExactly(new Violation("trade", "must be set"));
  }

  @Test
  void recommendOrderMode_malformedTrade_namesEveryField() {
    request.setTrade(IntendedTrade.newBuilder()
        .setQuantity("0")
        .setPrice("-1")
        .setLeverage("0")
        .setPositionId("\n")
        .setScopeId("x".repeat(129)));

    Status status = failure();

    assertThat(Errors.reason(status)).isEqualTo("INVALID_FIELD");
    assertThat(Errors.violations(status))
        .extracting(Violation::field)
        .containsExactlyInAnyOrder(
            "trade.instrumentId",
            "trade.quantity",
            "trade.price",
            "trade.leverage",
            "trade.positionId",
            "trade.scopeId");
  }

  @ParameterizedTest
  @CsvSource({
    "DOGE-PERP, 1, '', '', trade.instrumentId",
    "ETH-PERP, 0.25, '', '', trade.quantity",
    "ETH-PERP, 1, cross:USDC, '', trade.scopeId",
    "ETH-PERP, 1, '', short, trade.positionId"
  })
  void recommendOrderMode_tradeThatDoesNotFit_namesTheField(
      String instrumentId, String quantity, String scopeId, String positionId, String path) {
    request.getTradeBuilder().setScopeId(scopeId).setPositionId(positionId);
    request.getTradeBuilder().setInstrumentId(instrumentId).setQuantity(quantity);

    Status status = failure();

    assertThat(Errors.reason(status)).isEqualTo("INCONSISTENT_REQUEST");
    assertThat(Errors.violations(status)).extracting(Violation::field).containsExactly(path);
  }

  @Test
  void recommendOrderMode_markOfTheContractMissing_isNamed() {
    request.getMarketBuilder().removeMarkPrices(1);
    request.getTradeBuilder().setInstrumentId("ETH-PERP").setQuantity("1");

    Status status = failure();

    assertThat(Errors.violations(status))
        .extracting(Violation::field)
        .containsExactly("trade.instrumentId");
  }

  @Test
  void recommendOrderMode_twoPositionsToClose_asksWhich() {
    request.getRuleSetBuilder().setPositionMode(RuleSet.PositionMode.ONE_WAY);
    request
        .getAccountBuilder()
        .addPositions(Requests.position("one", "ETH-PERP", "1"))
        .addPositions(Requests.position("two", "ETH-PERP", "1"));
    request.getTradeBuilder().setInstrumentId("ETH-PERP").setQuantity("-1");

    Status status = failure();

    assertThat(Errors.violations(status))
        .extracting(Violation::field)
        .containsExactly("trade.positionId");
  }

  @Test
  void recommendOrderMode_unknownRuleSet_isNotFound() {
    request.setRuleSetId("no-such-rules");
    request.getTradeBuilder().setInstrumentId("ETH-PERP").setQuantity("1");

    assertThat(Errors.reason(failure())).isEqualTo("UNKNOWN_RULE_SET");
  }

  private RecommendOrderModeResponse ask(String instrumentId, String quantity) {
    request.getTradeBuilder().setInstrumentId(instrumentId).setQuantity(quantity);
    return AdvisorServiceGrpc.newBlockingStub(channel()).recommendOrderMode(request.build());
  }

  private Status failure() {
    return Errors.of(
        () -> AdvisorServiceGrpc.newBlockingStub(channel()).recommendOrderMode(request.build()));
  }

  private static BigDecimal number(String digits) {
    return new BigDecimal(digits);
  }

  /** 1,000 USDC, 1 SOL and 1 SOL short; another coin is traded in steps of a half. */
  private static RecommendOrderModeRequest.Builder hedge() {
    EvaluateMarginRequest.Builder hedge = Requests.hedgedSol();
    hedge.getAccountBuilder().getBalancesBuilder(0).setQuantity("1000");
    hedge
        .getRuleSetBuilder()
        .addInstruments(Requests.instrument("ETH-PERP").setRoot("ETH").setQuantityStep("0.5"));
    hedge.getMarketBuilder().addMarkPricesBuilder().setInstrumentId("ETH-PERP").setPrice("100");
    hedge.getMarketBuilder().addIndexPricesBuilder().setAsset("ETH").setPrice("100");
    RecommendOrderModeRequest.Builder request = RecommendOrderModeRequest.newBuilder()
        .setAccount(hedge.getAccount())
        .setMarket(hedge.getMarket())
        .setRuleSet(hedge.getRuleSet());
    request
        .getRiskInputsBuilder()
        .addDailyVolatilities(DailyVolatility.newBuilder().setRoot("SOL").setVolatility("0.05"))
        .addDailyVolatilities(DailyVolatility.newBuilder().setRoot("ETH").setVolatility("0.04"));
    return request;
  }
}
