package io.crossguard.server.mapping;

import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.rules.LiquidationPolicy;
import io.crossguard.v1.SimulateLiquidationRequest;
import java.util.Optional;

/** Reads which liquidation is to be simulated. */
public final class SimulationRequestMapper {
  private static final int STEP_LIMIT_DEFAULT = 1_000;

  private final RulesMapper rulesMapper;

  public SimulationRequestMapper(KnownRuleSets knownRuleSets) {
    this.rulesMapper = new RulesMapper(knownRuleSets);
  }

  /**
   * @throws RequestException with everything that is wrong with the request
   */
  public SimulationRequest fromProto(SimulateLiquidationRequest message) {
    FieldPath request = FieldPath.ofRequest(new Violations());
    AccountReading reading = AccountReading.of(RequestParts.of(message), rulesMapper, request);
    Reading<Optional<LiquidationPolicy>> policy = policy(
        message.hasLiquidationPolicy()
            ? Optional.of(message.getLiquidationPolicy())
            : Optional.empty(),
        request.child("liquidationPolicy"));
    Reading<Integer> stepLimit = stepLimit(message.getStepLimit(), request.child("stepLimit"));
    Reading<Boolean> isFull = AccountReading.isFull(message.getView(), request.child("view"));
    ResolvedAccount account = reading.resolve();
    return new SimulationRequest(
        account,
        reading.knownRules().reference(account.account()),
        policy.get().orElse(account.rules().conventions().liquidationPolicy()),
        stepLimit.get(),
        isFull.get());
  }

  static Reading<Optional<LiquidationPolicy>> policy(
      Optional<io.crossguard.v1.LiquidationPolicy> message, FieldPath field) {
    if (message.isEmpty()) {
      return Reading.of(Optional.empty());
    }
    Reading<LiquidationPolicy> policy = LiquidationPolicyMapper.fromProto(message.get(), field);
    return field.reading(() -> Optional.of(policy.get()));
  }

  private static Reading<Integer> stepLimit(int steps, FieldPath field) {
    if (steps == 0) {
      return Reading.of(STEP_LIMIT_DEFAULT);
    }
    return steps < 0 || steps > RequestLimits.LIQUIDATION_STEPS_MAX
        ? field.violation("must be from 1 to " + RequestLimits.LIQUIDATION_STEPS_MAX)
        : Reading.of(steps);
  }
}
