package io.crossguard.server.mapping;

import io.crossguard.margin.Evaluation;
import io.crossguard.margin.evaluation.AccountMargin;
import io.crossguard.margin.evaluation.AccountTotals;
import io.crossguard.margin.evaluation.ScopeMargin;
import io.crossguard.margin.evaluation.ScopeStatus;
import io.crossguard.margin.value.Money;
import io.crossguard.v1.BatchEvaluateMarginResponse;
import io.crossguard.v1.EvaluateMarginResponse;
import io.crossguard.v1.ExampleFigures;
import io.crossguard.v1.MarginScope;
import io.crossguard.v1.MarginTotals;
import io.crossguard.v1.OptionFigures;
import io.crossguard.v1.PositionMargin;
import io.crossguard.v1.RuleSetReference;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Writes evaluations as responses: exact plain digits, the same bytes for the same figures. */
public final class MarginResponseMapper {
  private final String engineVersion;

  /**
   * @param engineVersion what every response names as the version that computed it
   */
  public MarginResponseMapper(String engineVersion) {
    this.engineVersion = engineVersion;
  }

  /** What every response names as the version that computed it. */
  String engineVersion() {
    return engineVersion;
  }

  /** The view BASIC. */
  public EvaluateMarginResponse toProto(AccountMargin margin, RuleSetReference ruleSet) {
    EvaluateMarginResponse.Builder response = response(margin, ruleSet);
    margin.scopes().forEach(scope -> response.addScopes(scope(scope)));
    margin.positions().forEach(position -> response.addPositions(position(position)));
    return response.build();
  }

  /** The view FULL. */
  public EvaluateMarginResponse toProto(Evaluation evaluation, RuleSetReference ruleSet) {
    AccountMargin margin = evaluation.margin();
    EvaluateMarginResponse.Builder response = response(margin, ruleSet);
    for (int i = 0; i < margin.scopes().size(); i++) {
      MarginScope.Builder scope = scope(margin.scopes().get(i));
      evaluation
          .distances()
          .get(i)
          .forEach(distance -> scope.addDistances(LiquidationMapper.toProto(distance)));
      response.addScopes(scope);
    }
    for (int i = 0; i < margin.positions().size(); i++) {
      PositionMargin.Builder position = position(margin.positions().get(i));
      LiquidationMapper.addTo(position, evaluation.liquidations().get(i));
      response.addPositions(position);
    }
    evaluation
        .exposures()
        .forEach(exposure -> response.addExposures(ExposureMapper.toProto(exposure)));
    return response.build();
  }

  /** A batch, with an item for each of its accounts. */
  public BatchEvaluateMarginResponse toProto(
      List<BatchEvaluateMarginResponse.Item> items, KnownRuleSet rules) {
    // In the order in which they first entered, each once.
    Set<ExampleFigures> figures = new LinkedHashSet<>();
    items.forEach(item -> figures.addAll(item.getResult().getRuleSet().getExampleFiguresList()));
    return BatchEvaluateMarginResponse.newBuilder()
        .setRuleSet(rules.reference(List.of()).toBuilder()
            .clearExampleFigures()
            .addAllExampleFigures(figures))
        .setEngineVersion(engineVersion)
        .addAllItems(items)
        .build();
  }

  private EvaluateMarginResponse.Builder response(AccountMargin margin, RuleSetReference ruleSet) {
    return EvaluateMarginResponse.newBuilder()
        .setAccountId(margin.accountId())
        .setRuleSet(ruleSet)
        .setEngineVersion(engineVersion)
        .setStatus(status(margin.status()))
        .setTotals(totals(margin.totals()));
  }

  private static MarginTotals totals(AccountTotals totals) {
    MarginTotals.Builder message = MarginTotals.newBuilder()
        .setEquity(amount(totals.equity()))
        .setWalletBalance(amount(totals.walletBalance()))
        .setUnrealizedPnl(amount(totals.unrealizedPnl()))
        .setInitialMargin(amount(totals.initialMargin()))
        .setMaintenanceMargin(amount(totals.maintenanceMargin()))
        .setGrossNotional(amount(totals.grossNotional()))
        .setEffectiveLeverage(DecimalMapper.toProto(totals.effectiveLeverage()))
        .setCrossNotional(amount(totals.crossNotional()))
        .setCrossNotionalToMarginBalance(
            DecimalMapper.toProto(totals.crossNotionalToMarginBalance()))
        .setCrossNotionalToWalletBalance(
            DecimalMapper.toProto(totals.crossNotionalToWalletBalance()));
    totals
        .largestPosition()
        .ifPresent(largest -> message
            .setLargestPositionId(largest.positionId())
            .setLargestPositionShare(DecimalMapper.toProto(largest.share())));
    return message.build();
  }

  private static MarginScope.Builder scope(ScopeMargin scope) {
    MarginScope.Builder message = MarginScope.newBuilder()
        .setScopeId(scope.scopeId())
        .setKind(
            switch (scope.kind()) {
              case CROSS -> MarginScope.Kind.CROSS;
              case ISOLATED -> MarginScope.Kind.ISOLATED;
            })
        .setAsset(scope.asset().orElse(""))
        .setWalletBalance(amount(scope.walletBalance()))
        .setUnrealizedPnl(amount(scope.unrealizedPnl()))
        .setMarginBalance(amount(scope.marginBalance()))
        .setInitialMargin(amount(scope.initialMargin()))
        .setOrderMargin(amount(scope.orderMargin()))
        .setMaintenanceMargin(amount(scope.maintenanceMargin()))
        .setFreeMargin(amount(scope.freeMargin()))
        .setReleasable(amount(scope.releasable()))
        .setMarginRatio(DecimalMapper.toProto(scope.marginRatio()))
        .setStatus(status(scope.status()))
        .setBand(scope.band().orElse(""));
    if (!scope.initialMarginBalance().equals(scope.marginBalance())) {
      message.setInitialMarginBalance(amount(scope.initialMarginBalance()));
    }
    return message;
  }

  private static PositionMargin.Builder position(
      io.crossguard.margin.evaluation.PositionMargin position) {
    PositionMargin.Builder message = PositionMargin.newBuilder()
        .setPositionId(position.positionId())
        .setScopeId(position.scopeId())
        .setSide(
            switch (position.side()) {
              case LONG -> PositionMargin.Side.LONG;
              case SHORT -> PositionMargin.Side.SHORT;
            })
        .setNotional(amount(position.notional()))
        .setUnrealizedPnl(amount(position.unrealizedPnl()))
        .setInitialMargin(amount(position.initialMargin()))
        .setMaintenanceMargin(amount(position.maintenanceMargin()))
        .setLeverage(DecimalMapper.toProto(position.leverage()))
        .setTier(position.tier());
    position.option().ifPresent(option -> message.setOption(option(option)));
    return message;
  }

  private static OptionFigures option(
      io.crossguard.margin.evaluation.PositionMargin.OptionFigures option) {
    return OptionFigures.newBuilder()
        .setValue(amount(option.value()))
        .setMarkPrice(DecimalMapper.toProto(option.markPrice().value()))
        .setGreeks(OptionQuoteMapper.toProto(option.greeks()))
        .build();
  }

  static MarginScope.Status status(ScopeStatus status) {
    return switch (status) {
      case HEALTHY -> MarginScope.Status.HEALTHY;
      case WARNING -> MarginScope.Status.WARNING;
      case LIQUIDATABLE -> MarginScope.Status.LIQUIDATABLE;
      case BANKRUPT -> MarginScope.Status.BANKRUPT;
    };
  }

  static String amount(Money money) {
    return DecimalMapper.toProto(money.amount());
  }
}
