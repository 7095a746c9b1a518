package io.crossguard.server.mapping;

import io.crossguard.margin.Evaluation;
import io.crossguard.margin.account.Account;
import io.crossguard.margin.change.CashFlow;
import io.crossguard.margin.change.ChangeOutcome;
import io.crossguard.margin.change.ChangePreview;
import io.crossguard.margin.change.MarginLimits;
import io.crossguard.margin.change.RefusalReason;
import io.crossguard.v1.PreviewChangesResponse;
import java.util.ArrayList;
import java.util.List;

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
  public PreviewChangesResponse toProto(ChangePreview preview, KnownRuleSet rules) {
    return response(preview, rules).build();
  }

  /**
   * The view FULL.
   *
   * @param rules the rules as they are known
   * @param before the account as given
   * @param after the account after the accepted changes
   * @param limits how much can be moved after them
   */
  public PreviewChangesResponse toProto(
      ChangePreview preview,
      KnownRuleSet rules,
      Evaluation before,
      Evaluation after,
      MarginLimits limits) {
    PreviewChangesResponse.Builder response = response(preview, rules)
        .setBefore(marginMapper.toProto(before, rules.reference(preview.before().account())))
        .setLimits(limits(limits));
    int last = response.getOutcomesCount() - 1;
    if (last >= 0) {
      response
          .getOutcomesBuilder(last)
          .setAfter(marginMapper.toProto(after, rules.reference(preview.after().account())));
    }
    return response.build();
  }

  private PreviewChangesResponse.Builder response(ChangePreview preview, KnownRuleSet rules) {
    Account before = preview.before().account();
    PreviewChangesResponse.Builder response = PreviewChangesResponse.newBuilder()
        .setAccountId(preview.marginBefore().accountId())
        .setRuleSet(rules.reference(accounts(preview)))
        .setEngineVersion(marginMapper.engineVersion())
        .setAccepted(preview.isAccepted())
        .setBefore(marginMapper.toProto(preview.marginBefore(), rules.reference(before)));
    preview.outcomes().forEach(outcome -> response.addOutcomes(outcome(outcome, rules)));
    return response;
  }

  /** The account as given, and after each change. */
  private static List<Account> accounts(ChangePreview preview) {
    List<Account> accounts = new ArrayList<>();
    accounts.add(preview.before().account());
    preview.outcomes().forEach(outcome -> accounts.add(outcome.after().account()));
    return accounts;
  }

  private io.crossguard.v1.ChangeOutcome outcome(ChangeOutcome outcome, KnownRuleSet rules) {
    io.crossguard.v1.ChangeOutcome.Builder message = io.crossguard.v1.ChangeOutcome.newBuilder()
        .setAccepted(outcome.isAccepted())
        .setAfter(marginMapper.toProto(
            outcome.margin(), rules.reference(outcome.after().account())));
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

  static io.crossguard.v1.CashFlow cashFlow(CashFlow flow) {
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
