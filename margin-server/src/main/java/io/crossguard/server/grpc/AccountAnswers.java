package io.crossguard.server.grpc;

import io.crossguard.server.mapping.AdviceResponseMapper;
import io.crossguard.server.mapping.KnownRuleSet;
import io.crossguard.server.mapping.MarginRequest;
import io.crossguard.server.mapping.MonitorResponseMapper;
import io.crossguard.server.monitor.AccountAnswer;
import io.crossguard.server.monitor.WatchedAccounts;
import io.crossguard.v1.MonitorMarginResponse;
import io.crossguard.v1.RuleSetReference;

/** Writes what is to be told of watched accounts. */
record AccountAnswers(Evaluations evaluations, AdviceResponseMapper adviceMapper) {

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
    return answer(watch, watch.accounts().tell(accountId), sequence);
  }

  /** Tells of advice that is news. */
  MonitorMarginResponse advice(Watch watch, AdviceSearch.Found found, int sequence) {
    AccountAnswer answer = watch.accounts().tell(found.advice().accountId());
    MonitorMarginResponse.Builder response = answer(watch, answer, sequence).toBuilder();
    response
        .getAccountBuilder()
        .setAdvice(adviceMapper.toProto(found.advice(), ruleSet(watch, answer)))
        .setAdviceSequence(found.sequence());
    return response.build();
  }

  private MonitorMarginResponse answer(Watch watch, AccountAnswer answer, int sequence) {
    MarginRequest asked =
        new MarginRequest(answer.account(), ruleSet(watch, answer), watch.isFull());
    return MonitorResponseMapper.account(sequence, answer, evaluations.answer(asked));
  }

  private static RuleSetReference ruleSet(Watch watch, AccountAnswer answer) {
    return watch.rules().reference(answer.account().account());
  }
}
