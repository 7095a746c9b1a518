package io.crossguard.server.grpc;

import io.crossguard.advisor.MarginModeAdvisor;
import io.crossguard.server.mapping.AdviceResponseMapper;
import io.crossguard.server.mapping.KnownRuleSet;
import io.crossguard.server.mapping.MarginRequest;
import io.crossguard.server.mapping.MonitorResponseMapper;
import io.crossguard.server.monitor.AccountAnswer;
import io.crossguard.server.monitor.WatchedAccounts;
import io.crossguard.v1.MonitorMarginResponse;
import io.crossguard.v1.RecommendMarginModesResponse;
import io.crossguard.v1.RuleSetReference;
import java.util.Optional;

/** Writes what is to be told of watched accounts. */
record AccountAnswers(
    Evaluations evaluations, MarginModeAdvisor advisor, AdviceResponseMapper adviceMapper) {

  /**
   * What is watched on a stream.
   *
   * @param accounts the accounts
   * @param rules the rules of all
   * @param isFull whether liquidation prices, distances and exposures are asked for
   */
  record Watch(WatchedAccounts accounts, KnownRuleSet rules, boolean isFull) {}

  /** Tells of an account that is due. */
  MonitorMarginResponse margin(Watch watch, String accountId, int sequence) {
    AccountAnswer answer = watch.accounts().tell(accountId);
    return answer(watch, answer, sequence, Optional.empty());
  }

  /** Looks for advice on an account, and tells it where it is news. */
  Optional<MonitorMarginResponse> advice(Watch watch, String accountId, int sequence) {
    return watch.accounts().advise(accountId, advisor).map(advice -> {
      AccountAnswer answer = watch.accounts().tell(accountId);
      RecommendMarginModesResponse response = adviceMapper.toProto(advice, ruleSet(watch, answer));
      return answer(watch, answer, sequence, Optional.of(response));
    });
  }

  private MonitorMarginResponse answer(
      Watch watch,
      AccountAnswer answer,
      int sequence,
      Optional<RecommendMarginModesResponse> advice) {
    MarginRequest asked =
        new MarginRequest(answer.account(), ruleSet(watch, answer), watch.isFull());
    return MonitorResponseMapper.account(sequence, answer, evaluations.answer(asked), advice);
  }

  private static RuleSetReference ruleSet(Watch watch, AccountAnswer answer) {
    return watch.rules().reference(answer.account().account());
  }
}
