package io.crossguard.server.mapping;

import io.crossguard.advisor.classification.AccountClassification;
import io.crossguard.advisor.classification.Convexity;
import io.crossguard.advisor.classification.CorrelatedHedge;
import io.crossguard.advisor.classification.HedgeGroup;
import io.crossguard.advisor.classification.PositionClassification;
import io.crossguard.advisor.classification.Reason;
import io.crossguard.advisor.recommendation.AccountOutlook;
import io.crossguard.advisor.recommendation.MarginModeAdvice;
import io.crossguard.advisor.recommendation.PositionAdvice;
import io.crossguard.advisor.sizing.UsedVolatility;
import io.crossguard.margin.value.Money;
import io.crossguard.v1.ClassifyPositionsResponse;
import io.crossguard.v1.RecommendMarginModesResponse;
import io.crossguard.v1.RuleSetReference;
import java.util.Optional;

/** Writes what the advisor says as responses. */
public final class AdviceResponseMapper {
  private final String engineVersion;

  /**
   * @param engineVersion what every response names as the version that computed it
   */
  public AdviceResponseMapper(String engineVersion) {
    this.engineVersion = engineVersion;
  }

  public ClassifyPositionsResponse toProto(
      AccountClassification classification, RuleSetReference ruleSet) {
    ClassifyPositionsResponse.Builder response = ClassifyPositionsResponse.newBuilder()
        .setAccountId(classification.accountId())
        .setRuleSet(ruleSet)
        .setEngineVersion(engineVersion);
    classification.positions().forEach(position -> response.addPositions(position(position)));
    classification.hedgeGroups().forEach(group -> response.addHedgeGroups(hedgeGroup(group)));
    classification
        .correlatedHedges()
        .forEach(hedge -> response.addCorrelatedHedges(correlatedHedge(hedge)));
    return response.build();
  }

  public RecommendMarginModesResponse toProto(MarginModeAdvice advice, RuleSetReference ruleSet) {
    RecommendMarginModesResponse.Builder response = RecommendMarginModesResponse.newBuilder()
        .setAccountId(advice.accountId())
        .setRuleSet(ruleSet)
        .setEngineVersion(engineVersion)
        .setPolicyVersion(advice.policyVersion())
        .setSummary(advice.summary())
        .setBefore(outlook(advice.before()))
        .setAfter(outlook(advice.after()))
        .setMultiplesOrigin(advice.multiplesOrigin());
    advice.positions().forEach(position -> response.addPositions(position(position)));
    response.setPlan(PlanMapper.toProto(advice.plan()));
    advice.hedgeGroups().forEach(group -> response.addHedgeGroups(hedgeGroup(group)));
    advice.reasons().forEach(reason -> response.addReasons(reason(reason)));
    advice
        .correlatedHedges()
        .forEach(hedge -> response.addCorrelatedHedges(correlatedHedge(hedge)));
    advice.volatilities().forEach(used -> response.addVolatilities(volatility(used)));
    return response.build();
  }

  private static io.crossguard.v1.PositionClassification position(PositionClassification position) {
    io.crossguard.v1.PositionClassification.Builder message =
        io.crossguard.v1.PositionClassification.newBuilder()
            .setPositionId(position.positionId())
            .setClassification(ClassificationMapper.toProto(position.classification()))
            .setHedgeGroupId(position.hedgeGroupId())
            .setMatchedQuantity(DecimalMapper.toProto(position.matchedQuantity().contracts()))
            .setResidualQuantity(
                DecimalMapper.toProto(position.residualQuantity().contracts()))
            .setMatchedNotional(amount(position.matchedNotional()))
            .setResidualNotional(amount(position.residualNotional()));
    position.marginHedged().ifPresent(message::setMarginHedged);
    position.reasons().forEach(reason -> message.addReasons(reason(reason)));
    return message.build();
  }

  private static io.crossguard.v1.PositionAdvice position(PositionAdvice advice) {
    PositionClassification position = advice.classification();
    io.crossguard.v1.PositionAdvice.Builder message = io.crossguard.v1.PositionAdvice.newBuilder()
        .setPositionId(position.positionId())
        .setClassification(ClassificationMapper.toProto(position.classification()))
        .setHedgeGroupId(position.hedgeGroupId())
        .setMatchedQuantity(DecimalMapper.toProto(position.matchedQuantity().contracts()))
        .setResidualQuantity(DecimalMapper.toProto(position.residualQuantity().contracts()))
        .setMatchedNotional(amount(position.matchedNotional()))
        .setResidualNotional(amount(position.residualNotional()))
        .setRecommendation(RecommendationMapper.toProto(advice.recommendation()))
        .setLiquidationPriceBefore(LiquidationMapper.toProto(advice.liquidationPriceBefore()));
    position.marginHedged().ifPresent(message::setMarginHedged);
    advice.alternatives().stream()
        .map(RecommendationMapper::toProto)
        .forEach(message::addAlternatives);
    advice.reasons().forEach(reason -> message.addReasons(reason(reason)));
    advice
        .liquidationPriceAfter()
        .map(LiquidationMapper::toProto)
        .ifPresent(message::setLiquidationPriceAfter);
    return message.build();
  }

  static io.crossguard.v1.HedgeGroup hedgeGroup(HedgeGroup group) {
    io.crossguard.v1.HedgeGroup.Builder message = io.crossguard.v1.HedgeGroup.newBuilder()
        .setHedgeGroupId(group.hedgeGroupId())
        .addAllRoots(group.roots())
        .setClassification(ClassificationMapper.toProto(group.classification()))
        .setLongNotional(amount(group.longNotional()))
        .setShortNotional(amount(group.shortNotional()))
        .setRelativeDifference(DecimalMapper.toProto(group.relativeDifference()))
        .setHedgeRatio(DecimalMapper.toProto(group.hedgeRatio()))
        .setNetToEquity(DecimalMapper.toProto(group.netToEquity()))
        .setExposureIfLegLost(amount(group.exposureIfLegLost()));
    group.distances().stream().map(LiquidationMapper::toProto).forEach(message::addDistances);
    group.convexity().map(AdviceResponseMapper::convexity).ifPresent(message::setConvexity);
    return message.build();
  }

  private static io.crossguard.v1.Convexity convexity(Convexity convexity) {
    io.crossguard.v1.Convexity.Builder message = io.crossguard.v1.Convexity.newBuilder()
        .setGamma(DecimalMapper.toProto(convexity.gamma()))
        .setPremium(DecimalMapper.toProto(convexity.premium()));
    convexity
        .shocks()
        .ifPresent(shocks -> message
            .setFall(DecimalMapper.toProto(shocks.fall()))
            .setRise(DecimalMapper.toProto(shocks.rise()))
            .setNetAfterFall(DecimalMapper.toProto(shocks.netAfterFall()))
            .setNetAfterRise(DecimalMapper.toProto(shocks.netAfterRise()))
            .setStressLoss(DecimalMapper.toProto(shocks.stressLoss()))
            .setWorstLoss(DecimalMapper.toProto(shocks.worstLoss()))
            .setNetAtWorst(DecimalMapper.toProto(shocks.netAtWorst())));
    return message.build();
  }

  static io.crossguard.v1.AccountOutlook outlook(AccountOutlook outlook) {
    io.crossguard.v1.AccountOutlook.Builder message = io.crossguard.v1.AccountOutlook.newBuilder()
        .setEquity(amount(outlook.equity()))
        .setMarginRatio(DecimalMapper.toProto(outlook.marginRatio()))
        .setCrossNotionalToMarginBalance(
            DecimalMapper.toProto(outlook.crossNotionalToMarginBalance()))
        .setWorstCaseLoss(amount(outlook.worstCaseLoss()));
    outlook
        .largestThreat()
        .ifPresent(threat -> message
            .setLargestThreatHedgeGroupId(threat.hedgeGroupId())
            .setLargestThreatRatio(DecimalMapper.toProto(threat.ratio())));
    return message.build();
  }

  private static io.crossguard.v1.CorrelatedHedge correlatedHedge(CorrelatedHedge hedge) {
    return io.crossguard.v1.CorrelatedHedge.newBuilder()
        .setLargerHedgeGroupId(hedge.larger().groupId())
        .setSmallerHedgeGroupId(hedge.smaller().groupId())
        .setCorrelation(DecimalMapper.toProto(hedge.correlation()))
        .setStressedCorrelation(DecimalMapper.toProto(hedge.stressedCorrelation()))
        .setRSquared(DecimalMapper.toProto(hedge.rSquared()))
        .setBeta(DecimalMapper.toProto(hedge.beta()))
        .setResidualTail(DecimalMapper.toProto(hedge.residualTail()))
        .build();
  }

  static io.crossguard.v1.UsedVolatility volatility(UsedVolatility used) {
    return io.crossguard.v1.UsedVolatility.newBuilder()
        .setRoot(used.root())
        .setDailyVolatility(DecimalMapper.toProto(used.daily().fraction()))
        .setSource(
            switch (used.source()) {
              case GIVEN -> io.crossguard.v1.UsedVolatility.Source.GIVEN;
              case ESTIMATED -> io.crossguard.v1.UsedVolatility.Source.ESTIMATED;
              case FLOORED -> io.crossguard.v1.UsedVolatility.Source.FLOORED;
            })
        .setSmallCoinFactor(DecimalMapper.toProto(used.smallCoinFactor()))
        .build();
  }

  /** The codes have the same names on both sides. */
  static io.crossguard.v1.Reason reason(Reason reason) {
    return io.crossguard.v1.Reason.newBuilder()
        .setCode(io.crossguard.v1.Reason.Code.valueOf(reason.code().name()))
        .setMessage(reason.message())
        .build();
  }

  private static String amount(Money money) {
    return DecimalMapper.toProto(money.amount());
  }

  private static String amount(Optional<Money> money) {
    return money.map(AdviceResponseMapper::amount).orElse("");
  }
}
