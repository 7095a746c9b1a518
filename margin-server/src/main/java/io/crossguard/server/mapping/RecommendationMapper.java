package io.crossguard.server.mapping;

import io.crossguard.advisor.recommendation.IsolatedMargin;
import io.crossguard.advisor.recommendation.Recommendation;
import io.crossguard.margin.value.Money;
import io.crossguard.margin.value.Quantity;

/** Writes what the advisor recommends; each action sets the fields that it has figures for. */
final class RecommendationMapper {
  private RecommendationMapper() {}

  static io.crossguard.v1.Recommendation toProto(Recommendation recommendation) {
    io.crossguard.v1.Recommendation.Builder message = io.crossguard.v1.Recommendation.newBuilder();
    // The actions have the same names on both sides.
    message.setAction(
        io.crossguard.v1.Recommendation.Action.valueOf(recommendation.action().name()));
    if (recommendation instanceof Recommendation.MoveToIsolated isolate) {
      add(isolate.margin(), message);
    } else if (recommendation instanceof Recommendation.KeepIsolated keep) {
      keep.margin().ifPresent(margin -> add(margin, message));
    } else if (recommendation instanceof Recommendation.MoveToCross join) {
      message.setScopeId(join.scopeId()).setTransfer(amount(join.transfer()));
    } else if (recommendation instanceof Recommendation.Split split) {
      message.setQuantity(contracts(split.quantity()));
      add(split.margin(), message);
    } else if (recommendation instanceof Recommendation.Reduce reduce) {
      message.setQuantity(contracts(reduce.quantity()));
      reduce.margin().ifPresent(margin -> add(margin, message));
    } else if (recommendation instanceof Recommendation.RebalanceHedge rebalance) {
      message.setQuantity(contracts(rebalance.quantity()));
    } else if (recommendation instanceof Recommendation.MoveGroupToSubaccount move) {
      message.setMargin(amount(move.margin())).setQuantity(contracts(move.quantity()));
    } else if (recommendation instanceof Recommendation.AddCollateral add) {
      message.setTransfer(amount(add.transfer()));
    }
    return message.build();
  }

  private static void add(IsolatedMargin margin, io.crossguard.v1.Recommendation.Builder message) {
    message
        .setMargin(amount(margin.margin()))
        .setTargetMargin(amount(margin.targetMargin()))
        .setTransfer(amount(margin.transfer()))
        .setLiquidationProbability(
            DecimalMapper.toProto(margin.liquidationProbability().fraction()))
        .setTargetLiquidationProbability(
            DecimalMapper.toProto(margin.targetLiquidationProbability().fraction()))
        .setNotionalAtTarget(DecimalMapper.toProto(margin.notionalAtTarget().map(Money::amount)));
  }

  private static String contracts(Quantity quantity) {
    return DecimalMapper.toProto(quantity.contracts());
  }

  private static String amount(Money money) {
    return DecimalMapper.toProto(money.amount());
  }
}
