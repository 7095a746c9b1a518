package io.crossguard.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import com.google.rpc.Status;
import io.crossguard.server.mapping.Violation;
import io.crossguard.v1.AdvisorServiceGrpc;
import io.crossguard.v1.AdvisorServiceGrpc.AdvisorServiceBlockingStub;
import io.crossguard.v1.AssetConversion;
import io.crossguard.v1.BasisReserve;
import io.crossguard.v1.ClassifyPositionsRequest;
import io.crossguard.v1.ClassifyPositionsResponse;
import io.crossguard.v1.CorrelatedHedge;
import io.crossguard.v1.Correlation;
import io.crossguard.v1.DailyVolatility;
import io.crossguard.v1.DepegStress;
import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.HedgeGroup;
import io.crossguard.v1.HourlyClose;
import io.crossguard.v1.HourlyCloses;
import io.crossguard.v1.PositionAdvice;
import io.crossguard.v1.PositionTag;
import io.crossguard.v1.PreviousClass;
import io.crossguard.v1.Reason;
import io.crossguard.v1.RecommendMarginModesRequest;
import io.crossguard.v1.RecommendMarginModesResponse;
import io.crossguard.v1.Recommendation;
import io.crossguard.v1.UsedVolatility;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdvisorServiceInProcessTest extends InProcessTest {
  private static final String ETHER_AGAINST_BITCOIN = """
      {
        "account": {
          "accountId": "relative value",
          "balances": [{"asset": "USDT", "quantity": "500000"}],
          "positions": [
            {"positionId": "eth", "instrumentId": "ETH-PERP", "quantity": "100",
             "entryPrice": "3000", "cross": {}},
            {"positionId": "btc", "instrumentId": "BTC-PERP", "quantity": "-5.73",
             "entryPrice": "60000", "cross": {}}
          ]
        },
        "market": {
          "markPrices": [
            {"instrumentId": "ETH-PERP", "price": "3000"},
            {"instrumentId": "BTC-PERP", "price": "60000"}
          ]
        },
        "ruleSet": {
          "ruleSetId": "two coins", "version": "1", "quoteCurrency": "USDT",
          "instruments": [
            {"instrumentId": "ETH-PERP", "kind": "PERPETUAL", "payoff": "LINEAR", "root": "ETH",
             "settlementAsset": "USDT", "multiplier": "1",
             "requirement": {"marginalTiers": {"tiers": [
               {"notionalFloor": "0", "maintenanceRate": "0.005", "initialRate": "0.02"}]}}},
            {"instrumentId": "BTC-PERP", "kind": "PERPETUAL", "payoff": "LINEAR", "root": "BTC",
             "settlementAsset": "USDT", "multiplier": "1",
             "requirement": {"marginalTiers": {"tiers": [
               {"notionalFloor": "0", "maintenanceRate": "0.005", "initialRate": "0.02"}]}}}
          ]
        },
        "riskInputs": {
          "dailyVolatilities": [
            {"root": "ETH", "volatility": "0.04"}, {"root": "BTC", "volatility": "0.03"}
          ],
          "correlations": [
            {"firstRoot": "BTC", "secondRoot": "ETH", "coefficient": "0.86",
             "sample": "7776000s"}
          ]
        }
      }
      """;

  private static final long NOW = 1_772_323_200L;

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
  @ValueSource(strings = {"0", "1.999999999999999999", "2"})
  void recommendMarginModes_volatilityUpToTwo_isTaken(String volatility) {
    request.getRiskInputsBuilder().getDailyVolatilitiesBuilder(0).setVolatility(volatility);

    assertThatCode(() -> advisor().recommendMarginModes(request.build()))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-0.000000000000000001", "2.000000000000000001", "3"})
  void recommendMarginModes_volatilityThatMayBeAPercentage_namesTheField(String volatility) {
    request.getRiskInputsBuilder().getDailyVolatilitiesBuilder(0).setVolatility(volatility);

    Status status = Errors.of(() -> advisor().recommendMarginModes(request.build()));

    assertThat(Errors.violations(status))
        .containsExactly(new Violation(
            "riskInputs.dailyVolatilities[0].volatility",
            "must be at least 0 and at most 2, where 0.03 is 3 % a day"));
  }

  @ParameterizedTest
  @ValueSource(longs = {3_599, 604_801})
  void recommendMarginModes_horizonOutOfRange_namesTheField(long seconds) {
    request.getPolicyBuilder().setHorizon(Duration.newBuilder().setSeconds(seconds));

    assertThat(Errors.violations(Errors.of(() -> advisor().recommendMarginModes(request.build()))))
        .containsExactly(new Violation("policy.horizon", "must be between 1 and 168 hours"));
  }

  @Test
  void recommendMarginModes_closesInsteadOfAVolatility_areEstimated() {
    request.getMarketBuilder().setAsOf(Timestamp.newBuilder().setSeconds(NOW));
    request.getRiskInputsBuilder().removeDailyVolatilities(1).addHourlyCloses(closes("ETH"));

    RecommendMarginModesResponse response = advisor().recommendMarginModes(request.build());

    UsedVolatility estimated = response.getVolatilities(0);
    assertThat(estimated.getRoot()).isEqualTo("ETH");
    assertThat(estimated.getSource()).isEqualTo(UsedVolatility.Source.ESTIMATED);
    // Every return is ln 1.01 up or down.
    assertThat(Double.parseDouble(estimated.getDailyVolatility()))
        .isCloseTo(Math.log(1.01) * Math.sqrt(24), within(1e-9));
    assertThat(estimated.getSmallCoinFactor()).isEqualTo("1");
    assertThat(response.getVolatilities(1).getSource()).isEqualTo(UsedVolatility.Source.GIVEN);
    assertThat(response.getMultiplesOrigin()).contains("six coins");
    assertThat(response.getPositions(1).getRecommendation().getMargin()).isNotEmpty();
  }

  @Test
  void recommendMarginModes_closesThatAreOld_areNoVolatility() {
    request.getMarketBuilder().setAsOf(Timestamp.newBuilder().setSeconds(NOW + 3 * 3_600 + 1));
    request.getRiskInputsBuilder().removeDailyVolatilities(1).addHourlyCloses(closes("ETH"));

    RecommendMarginModesResponse response = advisor().recommendMarginModes(request.build());

    assertThat(response.getVolatilitiesList()).hasSize(1);
    assertThat(response.getPositions(1).getRecommendation().getAction())
        .isEqualTo(Recommendation.Action.NO_ACTION);
    assertThat(response.getPositions(1).getReasonsList())
        .extracting(Reason::getCode)
        .contains(Reason.Code.STALE_OR_MISSING_MARKET_DATA);
  }

  @Test
  void recommendMarginModes_malformedCloses_areAllNamed() {
    request
        .getRiskInputsBuilder()
        .addHourlyCloses(closes("ETH"))
        .addHourlyCloses(closes("X").toBuilder().removeCloses(0))
        .addHourlyCloses(closes("Y").toBuilder().removeCloses(5).addCloses(close(1, "1")))
        .addHourlyCloses(closes("Z").toBuilder().setCloses(3, close(-165, "0")));

    assertThat(Errors.violations(Errors.of(() -> advisor().recommendMarginModes(request.build()))))
        .extracting(Violation::field)
        .containsExactlyInAnyOrder(
            "riskInputs.hourlyCloses[0].root",
            "riskInputs.hourlyCloses[1].closes",
            "riskInputs.hourlyCloses[2].closes[5]",
            "riskInputs.hourlyCloses[3].closes[3].price");
  }

  @Test
  void classifyPositions_closesWithoutOrAfterTheTimeOfTheMarket_areInconsistent() {
    ClassifyPositionsRequest.Builder timeless = classification().toBuilder();
    timeless.getRiskInputsBuilder().addHourlyCloses(closes("ETH"));
    assertInconsistent(timeless.build(), "market.asOf");

    timeless.getMarketBuilder().setAsOf(Timestamp.newBuilder().setSeconds(NOW - 1));
    assertInconsistent(timeless.build(), "riskInputs.hourlyCloses[0]");
  }

  @Test
  void recommendMarginModes_otherMultiples_takeThePlaceOfTheOwn() {
    request.getPolicyBuilder().setSmallCoinFactor("2").addLargeCoins("SOL");
    request
        .getPolicyBuilder()
        .getExcursionMultiplesBuilder()
        .setOrigin("a test")
        .addProbabilities("0.1")
        .addProbabilities("0.01")
        .addHorizonsBuilder()
        .setLength(Duration.newBuilder().setSeconds(86_400))
        .addLongs("0.5")
        .addLongs("1")
        .addShorts("0.5")
        .addShorts("1");

    RecommendMarginModesResponse response = advisor().recommendMarginModes(request.build());

    assertThat(response.getMultiplesOrigin()).isEqualTo("a test");
    assertThat(response.getVolatilities(0).getSmallCoinFactor()).isEqualTo("2");
    // A move of 2 × 4 % of 800; at 736 the maintenance of 5 % and the fee of 0.5 %.
    assertThat(new BigDecimal(response.getPositions(1).getRecommendation().getTargetMargin()))
        .isCloseTo(new BigDecimal("104.48"), within(new BigDecimal("1e-9")));
  }

  @Test
  void recommendMarginModes_malformedMultiples_areNamed() {
    request
        .getPolicyBuilder()
        .setSmallCoinFactor("0.9")
        .setVolatilityFloor("-1")
        .setVolatilityShareOfMedian("1.1")
        .setClosesAgeMax(Duration.newBuilder())
        .getExcursionMultiplesBuilder()
        .addProbabilities("0.1")
        .addHorizonsBuilder()
        .addLongs("0")
        .addShorts("x");

    assertThat(Errors.violations(Errors.of(() -> advisor().recommendMarginModes(request.build()))))
        .extracting(Violation::field)
        .containsExactlyInAnyOrder(
            "policy.smallCoinFactor",
            "policy.volatilityFloor",
            "policy.volatilityShareOfMedian",
            "policy.excursionMultiples.horizons[0].length",
            "policy.excursionMultiples.horizons[0].longs[0]",
            "policy.excursionMultiples.horizons[0].shorts[0]");
  }

  @Test
  void recommendMarginModes_correlatedCoins_areKeptTogether() {
    // 800 long at 4 % against a net of 640 short at 5 %: both risk 32 a day.
    request.getAccountBuilder().getPositionsBuilder(0).setQuantity("-7.4");
    request
        .getRiskInputsBuilder()
        .addCorrelations(Correlation.newBuilder()
            .setFirstRoot("SOL")
            .setSecondRoot("ETH")
            .setCoefficient("0.85")
            .setSample(Duration.newBuilder().setSeconds(30 * 86_400)));
    request.getPolicyBuilder().setCorrelationTailMax("1");

    RecommendMarginModesResponse response = advisor().recommendMarginModes(request.build());

    assertThat(response.getPositionsList()).allSatisfy(position -> {
      assertThat(position.getClassification())
          .isEqualTo(HedgeGroup.Classification.CORRELATED_HEDGE);
      assertThat(position.getRecommendation().getAction())
          .isEqualTo(Recommendation.Action.KEEP_CROSS);
      assertThat(position.getReasonsList())
          .extracting(Reason::getCode)
          .contains(Reason.Code.CORRELATED_HEDGE_ONLY);
    });
    CorrelatedHedge hedge = response.getCorrelatedHedges(0);
    assertThat(hedge.getRSquared()).isEqualTo("0.7225");
    assertThat(hedge.getStressedCorrelation()).isEqualTo("0.68");
    // 4.2 × 32 × √(2 − 2 × 0.68)
    assertThat(Double.parseDouble(hedge.getResidualTail())).isCloseTo(107.52, within(1e-9));
    assertThat(advisor()
            .classifyPositions(classification().toBuilder()
                .setRiskInputs(request.getRiskInputs())
                .build())
            .getCorrelatedHedgesList())
        .containsExactly(hedge);
  }

  /** Long 100 ether at 3,000 and short 5.73 bitcoins at 60,000 on 500,000. */
  @Test
  void recommendMarginModes_longEtherShortBitcoin_areKeptWithAWarning() {
    RecommendMarginModesRequest crossed = Requests.ofJson(
            ETHER_AGAINST_BITCOIN, RecommendMarginModesRequest.newBuilder())
        .build();

    RecommendMarginModesResponse response = advisor().recommendMarginModes(crossed);

    assertThat(response.getPositionsList()).hasSize(2).allSatisfy(position -> {
      assertThat(position.getClassification())
          .isEqualTo(HedgeGroup.Classification.CORRELATED_HEDGE);
      assertThat(position.getRecommendation().getAction())
          .isEqualTo(Recommendation.Action.KEEP_CROSS);
      assertThat(position.getReasonsList())
          .extracting(Reason::getCode)
          .contains(Reason.Code.CORRELATED_HEDGE_ONLY);
    });
    CorrelatedHedge hedge = response.getCorrelatedHedges(0);
    assertThat(hedge.getRSquared()).isEqualTo("0.7396");
    assertThat(Double.parseDouble(hedge.getBeta())).isCloseTo(1.1467, within(1e-4));
    assertThat(Double.parseDouble(hedge.getResidualTail()))
        .isCloseTo(36575.82, within(0.15 * 36575.82));
    assertThat(response.getPlan().getStepsList()).isEmpty();
  }

  @Test
  void recommendMarginModes_malformedCorrelations_areNamed() {
    request
        .getRiskInputsBuilder()
        .addCorrelations(correlation("SOL", "ETH", "1.01"))
        .addCorrelations(correlation("SOL", "SOL", "0.5"))
        .addCorrelations(correlation("SOL", "ETH", "0.5"))
        .addCorrelations(correlation("ETH", "SOL", "0.5"))
        .addCorrelations(correlation("ETH", "X", "0.5").toBuilder().setBetaOf30Days("x"));
    request.getPolicyBuilder().setCorrelationStress("1.1");

    assertThat(Errors.violations(Errors.of(() -> advisor().recommendMarginModes(request.build()))))
        .extracting(Violation::field)
        .containsExactlyInAnyOrder(
            "riskInputs.correlations[0].coefficient",
            "riskInputs.correlations[1].secondRoot",
            "riskInputs.correlations[3]",
            "riskInputs.correlations[4].betaOf30Days",
            "policy.correlationStress");
  }

  @Test
  void classifyPositions_correlationOfAnUnknownRoot_isInconsistent() {
    ClassifyPositionsRequest.Builder unknown = classification().toBuilder();
    unknown.getRiskInputsBuilder().addCorrelations(correlation("SOL", "XYZ", "0.9"));

    assertInconsistent(unknown.build(), "riskInputs.correlations[0].secondRoot");
  }

  private static Correlation correlation(String first, String second, String coefficient) {
    return Correlation.newBuilder()
        .setFirstRoot(first)
        .setSecondRoot(second)
        .setCoefficient(coefficient)
        .build();
  }

  private static HourlyCloses closes(String root) {
    HourlyCloses.Builder closes = HourlyCloses.newBuilder().setRoot(root);
    for (int hoursAgo = 168; hoursAgo >= 0; hoursAgo--) {
      closes.addCloses(close(-hoursAgo, hoursAgo % 2 == 0 ? "100" : "101"));
    }
    return closes.build();
  }

  private static HourlyClose close(int hours, String price) {
    return HourlyClose.newBuilder()
        .setTime(Timestamp.newBuilder().setSeconds(NOW + 3_600L * hours))
        .setPrice(price)
        .build();
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
