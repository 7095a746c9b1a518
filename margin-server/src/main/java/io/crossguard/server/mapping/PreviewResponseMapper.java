package io.crossguard.server.mapping;

import io.crossguard.margin.Evaluation;
import io.crossguard.margin.change.CashFlow;
import io.crossguard.margin.change.ChangeOutcome;
import io.crossguard.margin.change.ChangePreview;
import io.crossguard.margin.change.MarginLimits;
import io.crossguard.margin.change.RefusalReason;
import io.crossguard.margin.rules.RuleSet;
import io.crossguard.v1.PreviewChangesResponse;

/** Writes previews as responses. */
public final class PreviewResponseMapper {
  private final MarginResponseMapper marginMapper;

  /**
   * @param marginMapper writes the account before and after
   */
  public PreviewResponseMapper(MarginResponseMapper marginMapper) {
    this.marginMapper = marginMapper;
  }

  /** The view BASIC. */
  public PreviewChangesResponse toProto(ChangePreview preview) {
    return response(preview).build();
  }

  /**
   * The view FULL.
   *
   * @param before the account as given
   * @param after the account after the accepted changes
   * @param limits how much can be moved after them
   */
  public PreviewChangesResponse toProto(
      ChangePreview preview, Evaluation before, Evaluation after, MarginLimits limits) {
    RuleSet rules = preview.before().rules();
    PreviewChangesResponse.Builder response =
        response(preview).setBefore(marginMapper.toProto(before, rules)).setLimits(limits(limits));
    int last = response.getOutcomesCount() - 1;
    if (last >= 0) {
      response.getOutcomesBuilder(last).setAfter(marginMapper.toProto(after, rules));
    }
    return response.build();
  }

  private PreviewChangesResponse.Builder response(ChangePreview preview) {
    RuleSet rules = preview.before().rules();
    PreviewChangesResponse.Builder response = PreviewChangesResponse.newBuilder()
        .setAccountId(preview.marginBefore().accountId())
        .setRuleSet(MarginResponseMapper.reference(rules))
        .setEngineVersion(marginMapper.engineVersion())
        .setAccepted(preview.isAccepted())
        .setBefore(marginMapper.toProto(preview.marginBefore(), rules));
    preview.outcomes().forEach(outcome -> response.addOutcomes(outcome(outcome)));
    return response;
  }

  private io.crossguard.v1.ChangeOutcome outcome(ChangeOutcome outcome) {
    io.crossguard.v1.ChangeOutcome.Builder message = io.crossguard.v1.ChangeOutcome.newBuilder()
        .setAccepted(outcome.isAccepted())
        .setAfter(marginMapper.toProto(outcome.margin(), outcome.after().rules()));
    outcome.reasons().forEach(reason -> message.addReasons(reason(reason)));
    outcome.cashFlows().forEach(flow -> message.addCashFlows(cashFlow(flow)));
    return message.build();
  }

  private static io.crossguard.v1.RefusalReason reason(RefusalReason reason) {
    return io.crossguard.v1.RefusalReason.newBuilder()
        .setCode(EnumMapper.toProto(reason.code(), io.crossguard.v1.RefusalReason.Code.class))
        .setMessage(reason.message())
        .build();
  }

  private static io.crossguard.v1.CashFlow cashFlow(CashFlow flow) {
    return io.crossguard.v1.CashFlow.newBuilder()
        .setFromScopeId(flow.from().orElse(""))
        .setToScopeId(flow.to().orElse(""))
        .setAsset(flow.amount().asset())
        .setAmount(MarginResponseMapper.amount(flow.amount()))
        .setWhy(EnumMapper.toProto(flow.why(), io.crossguard.v1.CashFlow.Why.class))
        .build();
  }

  private static io.crossguard.v1.MarginLimits limits(MarginLimits limits) {
    io.crossguard.v1.MarginLimits.Builder message = io.crossguard.v1.MarginLimits.newBuilder();
    limits
        .isolated()
        .forEach(limit -> message
            .addIsolatedBuilder()
            .setPositionId(limit.positionId())
            .setAddable(MarginResponseMapper.amount(limit.addable()))
            .setRemovable(MarginResponseMapper.amount(limit.removable())));
    limits
        .withdrawals()
        .forEach(limit -> message
            .addWithdrawalsBuilder()
            .setAsset(limit.asset())
            .setAmount(MarginResponseMapper.amount(limit)));
    return message.build();
  }
}
