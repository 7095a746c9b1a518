package io.crossguard.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import com.google.rpc.Status;
import io.crossguard.server.mapping.Violation;
import io.crossguard.v1.AdvisorServiceGrpc;
import io.crossguard.v1.AdvisorServiceGrpc.AdvisorServiceBlockingStub;
import io.crossguard.v1.AssetConversion;
import io.crossguard.v1.BasisReserve;
import io.crossguard.v1.ClassifyPositionsRequest;
import io.crossguard.v1.ClassifyPositionsResponse;
import io.crossguard.v1.DailyVolatility;
import io.crossguard.v1.DepegStress;
import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.HedgeGroup;
import io.crossguard.v1.PositionAdvice;
import io.crossguard.v1.PositionTag;
import io.crossguard.v1.PreviousClass;
import io.crossguard.v1.RecommendMarginModesRequest;
import io.crossguard.v1.RecommendMarginModesResponse;
import io.crossguard.v1.Recommendation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdvisorServiceInProcessTest extends InProcessTest {
  private final RecommendMarginModesRequest.Builder request = betInsideAHedge();

  @Test
  void classifyPositions_coinAgainstAShort_areAHedge() {
    ClassifyPositionsResponse response = advisor().classifyPositions(classification());

    assertThat(response.getAccountId()).isEqualTo("hedged");
    assertThat(response.getRuleSet().getRuleSetId()).isEqualTo("sol");
    assertThat(response.getEngineVersion()).isNotEmpty();
    assertThat(response.getPositions(0).getClassification())
        .isEqualTo(HedgeGroup.Classification.DELTA_NEUTRAL);
    assertThat(response.getPositions(0).getMatchedQuantity()).isEqualTo("-1");
    assertThat(response.getPositions(0).getResidualQuantity()).isEqualTo("0");
    assertThat(response.getPositions(0).getMarginHedged()).isTrue();
    assertThat(response.getPositions(0).getReasonsList()).isNotEmpty();
    assertThat(response.getPositions(1).getClassification())
        .isEqualTo(HedgeGroup.Classification.DIRECTIONAL);
    assertThat(response.getHedgeGroupsList())
        .extracting(HedgeGroup::getHedgeGroupId)
        .contains(response.getPositions(0).getHedgeGroupId());
  }

  @Test
  void recommendMarginModes_betInsideAHedge_keepsTheHedgeAndIsolatesTheBet() {
    RecommendMarginModesResponse response = advisor().recommendMarginModes(request.build());

    assertThat(response.getPositionsList())
        .extracting(PositionAdvice::getPositionId)
        .containsExactly("short", "bet");
    assertThat(response.getPositions(0).getRecommendation().getAction())
        .isEqualTo(Recommendation.Action.KEEP_CROSS);
    Recommendation bet = response.getPositions(1).getRecommendation();
    assertThat(bet.getAction()).isEqualTo(Recommendation.Action.MOVE_TO_ISOLATED);
    assertThat(bet.getMargin()).isNotEmpty();
    assertThat(bet.getTargetLiquidationProbability()).isEqualTo("0.01");
    assertThat(response.getPositions(1).getReasonsList()).isNotEmpty();
    assertThat(response.getPolicyVersion()).isNotEmpty();
    assertThat(response.getSummary()).isNotEmpty();
    assertThat(response.getBefore().getEquity()).isEqualTo("1100");
    assertThat(response.getAfter().getEquity()).isEqualTo("1100");
  }

  @Test
  void recommendMarginModes_attributesOfTheOwner_changeNothing() {
    RecommendMarginModesResponse without = advisor().recommendMarginModes(request.build());

    request.putOwnerAttributes("experience", "20 years").putOwnerAttributes("vip", "yes");

    assertThat(advisor().recommendMarginModes(request.build()).toByteString())
        .isEqualTo(without.toByteString());
  }

  @Test
  void recommendMarginModes_malformedInputs_areAllNamed() {
    request
        .getRiskInputsBuilder()
        .addDailyVolatilities(DailyVolatility.newBuilder().setRoot("X").setVolatility("-0.1"))
        .addDepegStresses(DepegStress.newBuilder().setStress("1.1"))
        .addConversions(AssetConversion.newBuilder()
            .setAsset("WX")
            .setRoot("X")
            .setRate("1")
            .setFairRate("0"));
    request
        .getPolicyBuilder()
        .setNeutralBand("1.5")
        .setThreatRatio("0")
        .setDust("-1")
        .setLiquidationFeeRate("1")
        .setCrossMarginRatioMax("0")
        .setDistanceAlarm("x")
        .addBasisReserves(BasisReserve.newBuilder().setRoot("SOL"));
    request.getVenueCapabilitiesBuilder().setMarginStep("0").setModeGranularityValue(9);
    request.addPreviousClasses(PreviousClass.newBuilder().setHedgeGroupId("cross/SOL"));
    request.addTags(PositionTag.newBuilder().setPositionId("bet").setTag("t".repeat(129)));

    Status status = Errors.of(() -> advisor().recommendMarginModes(request.build()));

    assertThat(Errors.reason(status)).isEqualTo("INVALID_FIELD");
    assertThat(Errors.violations(status))
        .extracting(Violation::field)
        .containsExactlyInAnyOrder(
            "riskInputs.dailyVolatilities[2].volatility",
            "riskInputs.depegStresses[0].asset",
            "riskInputs.depegStresses[0].stress",
            "riskInputs.conversions[0].fairRate",
            "policy.neutralBand",
            "policy.threatRatio",
            "policy.dust",
            "policy.liquidationFeeRate",
            "policy.crossMarginRatioMax",
            "policy.distanceAlarm",
            "policy.basisReserves[0].reserve",
            "venueCapabilities.marginStep",
            "venueCapabilities.modeGranularity",
            "previousClasses[0].classification",
            "tags[0].tag");
  }

  @ParameterizedTest
  @ValueSource(longs = {3_599, 604_801})
  void recommendMarginModes_horizonOutOfRange_namesTheField(long seconds) {
    request.getPolicyBuilder().setHorizon(Duration.newBuilder().setSeconds(seconds));

    assertThat(Errors.violations(Errors.of(() -> advisor().recommendMarginModes(request.build()))))
        .containsExactly(new Violation("policy.horizon", "must be between 1 and 168 hours"));
  }

  @Test
  void classifyPositions_duplicatesAndTagsOfNothing_areInconsistent() {
    ClassifyPositionsRequest.Builder twice = classification().toBuilder()
        .addPreviousClasses(previousClass())
        .addPreviousClasses(previousClass());
    assertInconsistent(twice.build(), "previousClasses[1].hedgeGroupId");

    ClassifyPositionsRequest.Builder unknown =
        classification().toBuilder().addTags(PositionTag.newBuilder().setPositionId("other"));
    assertInconsistent(unknown.build(), "tags[0].positionId");
  }

  @Test
  void classifyPositions_unknownRuleSet_isNotFound() {
    ClassifyPositionsRequest unknown =
        classification().toBuilder().setRuleSetId("nowhere").build();

    assertThat(Errors.reason(Errors.of(() -> advisor().classifyPositions(unknown))))
        .isEqualTo("UNKNOWN_RULE_SET");
  }

  private static void assertInconsistent(ClassifyPositionsRequest request, String field) {
    Status status = Errors.of(() -> advisor().classifyPositions(request));
    assertThat(Errors.reason(status)).isEqualTo("INCONSISTENT_REQUEST");
    assertThat(Errors.violations(status)).extracting(Violation::field).containsExactly(field);
  }

  private static PreviousClass previousClass() {
    return PreviousClass.newBuilder()
        .setHedgeGroupId("cross/SOL")
        .setClassification(HedgeGroup.Classification.DELTA_NEUTRAL)
        .build();
  }

  private ClassifyPositionsRequest classification() {
    return ClassifyPositionsRequest.newBuilder()
        .setAccount(request.getAccount())
        .setMarket(request.getMarket())
        .setRuleSet(request.getRuleSet())
        .build();
  }

  /** 1,000 USDC, 1 SOL and 1 SOL short, and a bet on another coin. */
  private static RecommendMarginModesRequest.Builder betInsideAHedge() {
    EvaluateMarginRequest.Builder hedge = Requests.hedgedSol();
    hedge.getAccountBuilder().getBalancesBuilder(0).setQuantity("1000");
    hedge.getAccountBuilder().addPositions(Requests.position("bet", "ETH-PERP", "8"));
    hedge.getRuleSetBuilder().addInstruments(Requests.instrument("ETH-PERP").setRoot("ETH"));
    hedge.getMarketBuilder().addMarkPricesBuilder().setInstrumentId("ETH-PERP").setPrice("100");
    hedge.getMarketBuilder().addIndexPricesBuilder().setAsset("ETH").setPrice("100");
    RecommendMarginModesRequest.Builder request = RecommendMarginModesRequest.newBuilder()
        .setAccount(hedge.getAccount())
        .setMarket(hedge.getMarket())
        .setRuleSet(hedge.getRuleSet());
    request
        .getRiskInputsBuilder()
        .addDailyVolatilities(DailyVolatility.newBuilder().setRoot("SOL").setVolatility("0.05"))
        .addDailyVolatilities(DailyVolatility.newBuilder().setRoot("ETH").setVolatility("0.04"));
    return request;
  }

  private static AdvisorServiceBlockingStub advisor() {
    return AdvisorServiceGrpc.newBlockingStub(channel());
  }
}
