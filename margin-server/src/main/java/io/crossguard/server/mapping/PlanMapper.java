package io.crossguard.server.mapping;

import io.crossguard.advisor.plan.PlanStep;
import io.crossguard.advisor.plan.ScopeState;
import io.crossguard.v1.Plan;
import java.util.List;

/** Writes the steps of a plan. */
final class PlanMapper {
  private PlanMapper() {}

  static Plan toProto(List<PlanStep> steps) {
    return Plan.newBuilder()
        .addAllSteps(steps.stream().map(PlanMapper::step).toList())
        .build();
  }

  private static io.crossguard.v1.PlanStep step(PlanStep step) {
    io.crossguard.v1.PlanStep.Builder message = io.crossguard.v1.PlanStep.newBuilder()
        .setSequence(step.sequence())
        .setPurpose(EnumMapper.toProto(step.purpose(), io.crossguard.v1.PlanStep.Purpose.class))
        .setPositionId(step.positionId().orElse(""))
        .setChange(ChangeWriter.toProto(step.change()))
        .setMessage(step.message());
    step.cashFlows().forEach(flow -> message.addCashFlows(PreviewResponseMapper.cashFlow(flow)));
    step.before().map(PlanMapper::state).ifPresent(message::setBefore);
    step.after().map(PlanMapper::state).ifPresent(message::setAfter);
    return message.build();
  }

  static io.crossguard.v1.PlanStep.ScopeState state(ScopeState state) {
    return io.crossguard.v1.PlanStep.ScopeState.newBuilder()
        .setScopeId(state.scopeId())
        .setMarginBalance(MarginResponseMapper.amount(state.marginBalance()))
        .setInitialMargin(MarginResponseMapper.amount(state.initialMargin()))
        .setMaintenanceMargin(MarginResponseMapper.amount(state.maintenanceMargin()))
        .setMarginRatio(DecimalMapper.toProto(state.marginRatio()))
        .build();
  }
}
