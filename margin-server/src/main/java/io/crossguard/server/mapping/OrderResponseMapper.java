package io.crossguard.server.mapping;

import io.crossguard.advisor.classification.PositionClassification;
import io.crossguard.advisor.order.OrderAdvice;
import io.crossguard.advisor.order.OrderEffect;
import io.crossguard.advisor.order.OrderOpening;
import io.crossguard.advisor.order.OrderOutlook;
import io.crossguard.advisor.recommendation.IsolatedMargin;
import io.crossguard.margin.value.Money;
import io.crossguard.margin.value.Quantity;
import io.crossguard.v1.OrderRecommendation;
import io.crossguard.v1.RecommendOrderModeResponse;
import io.crossguard.v1.RuleSetReference;

/** Writes what the advisor says of an order. */
public final class OrderResponseMapper {
  private final String engineVersion;

  /**
   * @param engineVersion what every response names as the version that computed it
   */
  public OrderResponseMapper(String engineVersion) {
    this.engineVersion = engineVersion;
  }

  public RecommendOrderModeResponse toProto(OrderAdvice advice, RuleSetReference ruleSet) {
    RecommendOrderModeResponse.Builder response = RecommendOrderModeResponse.newBuilder()
        .setAccountId(advice.accountId())
        .setRuleSet(ruleSet)
        .setEngineVersion(engineVersion)
        .setPolicyVersion(advice.policyVersion())
        .setSummary(advice.summary())
        .setRecommendation(recommendation(advice))
        .setPlan(PlanMapper.toProto(advice.plan()))
        .setMultiplesOrigin(advice.multiplesOrigin());
    advice.classification().ifPresent(classification -> add(classification, response));
    advice.reasons().stream().map(AdviceResponseMapper::reason).forEach(response::addReasons);
    add(advice.effect(), response);
    advice.volatilities().stream()
        .map(AdviceResponseMapper::volatility)
        .forEach(response::addVolatilities);
    return response.build();
  }

  private static OrderRecommendation recommendation(OrderAdvice advice) {
    OrderRecommendation.Builder message = OrderRecommendation.newBuilder()
        .setAction(EnumMapper.toProto(advice.action(), OrderRecommendation.Action.class))
        .setQuantity(contracts(advice.parts().quantity()))
        .setClosedQuantity(contracts(advice.parts().closedQuantity()));
    advice.parts().openings().stream()
        .map(OrderResponseMapper::opening)
        .forEach(message::addOpenings);
    advice.parts().margin().ifPresent(margin -> add(margin, message));
    advice.effect().missing().ifPresent(missing -> message.setMissingCollateral(amount(missing)));
    return message.build();
  }

  private static OrderRecommendation.Opening opening(OrderOpening opening) {
    OrderRecommendation.Opening.Builder message = OrderRecommendation.Opening.newBuilder()
        .setPlace(EnumMapper.toProto(opening.place(), OrderRecommendation.Opening.Place.class))
        .setPositionId(opening.positionId())
        .setInstrumentId(opening.instrumentId())
        .setQuantity(contracts(opening.quantity()));
    opening.scopeId().ifPresent(message::setScopeId);
    opening.margin().ifPresent(margin -> message.setMargin(amount(margin)));
    return message.build();
  }

  private static void add(IsolatedMargin margin, OrderRecommendation.Builder message) {
    message
        .setMargin(amount(margin.margin()))
        .setTargetMargin(amount(margin.targetMargin()))
        .setLiquidationProbability(
            DecimalMapper.toProto(margin.liquidationProbability().fraction()))
        .setTargetLiquidationProbability(
            DecimalMapper.toProto(margin.targetLiquidationProbability().fraction()))
        .setNotionalAtTarget(DecimalMapper.toProto(margin.notionalAtTarget().map(Money::amount)));
  }

  private static void add(
      PositionClassification classification, RecommendOrderModeResponse.Builder response) {
    response
        .setClassification(ClassificationMapper.toProto(classification.classification()))
        .setMatchedQuantity(contracts(classification.matchedQuantity()))
        .setResidualQuantity(contracts(classification.residualQuantity()))
        .setMatchedNotional(amount(classification.matchedNotional()))
        .setResidualNotional(amount(classification.residualNotional()));
  }

  private static void add(OrderEffect effect, RecommendOrderModeResponse.Builder response) {
    response.setBefore(outlook(effect.before()));
    effect.inCross().map(OrderResponseMapper::outlook).ifPresent(response::setInCross);
    effect.after().map(OrderResponseMapper::outlook).ifPresent(response::setAfter);
    effect.crossRefusal().ifPresent(response::setCrossRefusal);
    response.addAllAffectedPositionIds(effect.affectedPositionIds());
  }

  private static io.crossguard.v1.OrderOutlook outlook(OrderOutlook outlook) {
    io.crossguard.v1.OrderOutlook.Builder message = io.crossguard.v1.OrderOutlook.newBuilder()
        .setAccount(AdviceResponseMapper.outlook(outlook.account()));
    outlook.pool().map(PlanMapper::state).ifPresent(message::setPool);
    outlook.distances().stream().map(LiquidationMapper::toProto).forEach(message::addDistances);
    outlook.hedgeGroup().map(AdviceResponseMapper::hedgeGroup).ifPresent(message::setHedgeGroup);
    return message.build();
  }

  private static String contracts(Quantity quantity) {
    return DecimalMapper.toProto(quantity.contracts());
  }

  private static String amount(Money money) {
    return DecimalMapper.toProto(money.amount());
  }
}
