package io.crossguard.server.mapping;

import io.crossguard.margin.Evaluation;
import io.crossguard.margin.simulation.LiquidationOutcome;
import io.crossguard.margin.simulation.LiquidationStep;
import io.crossguard.margin.simulation.ScopeLiquidation;
import io.crossguard.margin.simulation.SimulatedLiquidation;
import io.crossguard.v1.EvaluateMarginResponse;
import io.crossguard.v1.RuleSetReference;
import io.crossguard.v1.ScopeLiquidation.Outcome;
import io.crossguard.v1.SimulateLiquidationResponse;

/** Writes simulated liquidations as responses. */
public final class SimulationResponseMapper {
  private final MarginResponseMapper marginMapper;

  /**
   * @param marginMapper writes the account after
   */
  public SimulationResponseMapper(MarginResponseMapper marginMapper) {
    this.marginMapper = marginMapper;
  }

  /** The view BASIC. */
  public SimulateLiquidationResponse toProto(
      SimulatedLiquidation simulated, RuleSetReference ruleSet) {
    return response(simulated, ruleSet, marginMapper.toProto(simulated.margin(), ruleSet));
  }

  /**
   * The view FULL.
   *
   * @param ruleSet how the answer names the rules
   * @param after the account after the liquidation
   */
  public SimulateLiquidationResponse toProto(
      SimulatedLiquidation simulated, RuleSetReference ruleSet, Evaluation after) {
    return response(simulated, ruleSet, marginMapper.toProto(after, ruleSet));
  }

  private SimulateLiquidationResponse response(
      SimulatedLiquidation simulated, RuleSetReference ruleSet, EvaluateMarginResponse after) {
    SimulateLiquidationResponse.Builder response = SimulateLiquidationResponse.newBuilder()
        .setAccountId(simulated.margin().accountId())
        .setRuleSet(ruleSet)
        .setEngineVersion(marginMapper.engineVersion())
        .setAfter(after);
    simulated.scopes().forEach(scope -> response.addScopes(scope(scope)));
    return response.build();
  }

  static io.crossguard.v1.ScopeLiquidation scope(ScopeLiquidation liquidation) {
    io.crossguard.v1.ScopeLiquidation.Builder message =
        io.crossguard.v1.ScopeLiquidation.newBuilder()
            .setScopeId(liquidation.scopeId())
            .addAllCancelledOrderIds(liquidation.cancelledOrderIds())
            .setMarginBalance(MarginResponseMapper.amount(liquidation.marginBalance()));
    addOutcome(message, liquidation.outcome());
    liquidation.steps().forEach(step -> message.addSteps(step(step)));
    return message.build();
  }

  private static void addOutcome(
      io.crossguard.v1.ScopeLiquidation.Builder message, LiquidationOutcome outcome) {
    if (outcome instanceof LiquidationOutcome.Bankrupt bankrupt) {
      message
          .setOutcome(Outcome.BANKRUPT)
          .setShortfall(MarginResponseMapper.amount(bankrupt.shortfall()));
    } else if (outcome instanceof LiquidationOutcome.NotLiquidatable) {
      message.setOutcome(Outcome.NOT_LIQUIDATABLE);
    } else if (outcome instanceof LiquidationOutcome.Restored) {
      message.setOutcome(Outcome.RESTORED);
    } else if (outcome instanceof LiquidationOutcome.ClosedOut) {
      message.setOutcome(Outcome.CLOSED_OUT);
    } else {
      message.setOutcome(Outcome.STEP_LIMIT);
    }
  }

  private static io.crossguard.v1.LiquidationStep step(LiquidationStep step) {
    return io.crossguard.v1.LiquidationStep.newBuilder()
        .setSequence(step.sequence())
        .setPositionId(step.positionId())
        .setQuantity(DecimalMapper.toProto(step.quantity().contracts()))
        .setPrice(DecimalMapper.toProto(step.price().value()))
        .setRealizedPnl(MarginResponseMapper.amount(step.realizedPnl()))
        .setFee(MarginResponseMapper.amount(step.fee()))
        .setTakerGain(MarginResponseMapper.amount(step.takerGain()))
        .setMarginBalance(MarginResponseMapper.amount(step.marginBalance()))
        .setMaintenanceMargin(MarginResponseMapper.amount(step.maintenanceMargin()))
        .build();
  }
}
