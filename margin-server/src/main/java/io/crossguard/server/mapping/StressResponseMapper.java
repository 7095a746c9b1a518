package io.crossguard.server.mapping;

import io.crossguard.margin.evaluation.ScopeMargin;
import io.crossguard.margin.stress.Crossing;
import io.crossguard.margin.stress.StressResult;
import io.crossguard.v1.RuleSetReference;
import io.crossguard.v1.StressMarginResponse;
import java.util.List;

/** Writes what a stress finds as a response. */
public final class StressResponseMapper {
  private final String engineVersion;

  /**
   * @param engineVersion what every response names as the version that computed it
   */
  public StressResponseMapper(String engineVersion) {
    this.engineVersion = engineVersion;
  }

  /**
   * @param accountId whose account it is
   * @param ruleSet how the answer names the rules
   * @param results of the scenarios, then of the path
   * @param crossings on the path
   * @param beforeEach runs before each result is written; what it throws ends the writing
   */
  public StressMarginResponse toProto(
      String accountId,
      RuleSetReference ruleSet,
      List<StressResult> results,
      List<Crossing> crossings,
      Runnable beforeEach) {
    StressMarginResponse.Builder response = StressMarginResponse.newBuilder()
        .setAccountId(accountId)
        .setRuleSet(ruleSet)
        .setEngineVersion(engineVersion);
    for (StressResult result : results) {
      beforeEach.run();
      response.addResults(result(result));
    }
    crossings.forEach(crossing -> response.addCrossings(crossing(crossing)));
    return response.build();
  }

  private static io.crossguard.v1.StressResult result(StressResult result) {
    io.crossguard.v1.StressResult.Builder message = io.crossguard.v1.StressResult.newBuilder()
        .setScenarioId(result.scenarioId())
        .setEquity(MarginResponseMapper.amount(result.equity()))
        .setLoss(MarginResponseMapper.amount(result.loss()))
        .setShortfall(MarginResponseMapper.amount(result.shortfall()));
    result.scopes().forEach(scope -> message.addScopes(scope(scope)));
    result
        .liquidation()
        .ifPresent(liquidation -> liquidation
            .scopes()
            .forEach(scope -> message.addLiquidations(SimulationResponseMapper.scope(scope))));
    return message.build();
  }

  private static io.crossguard.v1.StressResult.Scope scope(ScopeMargin scope) {
    return io.crossguard.v1.StressResult.Scope.newBuilder()
        .setScopeId(scope.scopeId())
        .setMarginBalance(MarginResponseMapper.amount(scope.marginBalance()))
        .setMaintenanceMargin(MarginResponseMapper.amount(scope.maintenanceMargin()))
        .setMarginRatio(DecimalMapper.toProto(scope.marginRatio()))
        .setStatus(MarginResponseMapper.status(scope.status()))
        .build();
  }

  private static io.crossguard.v1.Crossing crossing(Crossing crossing) {
    io.crossguard.v1.Crossing.Builder message = io.crossguard.v1.Crossing.newBuilder()
        .setScopeId(crossing.scopeId())
        .setLevel(EnumMapper.toProto(crossing.level(), io.crossguard.v1.Crossing.Level.class))
        .setAsOf(TimeMapper.toProto(crossing.asOf()));
    crossing.sinceHealthy().map(TimeMapper::toProto).ifPresent(message::setSinceHealthy);
    return message.build();
  }
}
