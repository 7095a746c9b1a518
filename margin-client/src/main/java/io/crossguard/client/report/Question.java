package io.crossguard.client.report;

import io.crossguard.v1.Account;
import io.crossguard.v1.Change;
import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.PreviewChangesRequest;
import io.crossguard.v1.RecommendMarginModesRequest;
import io.crossguard.v1.Scenario;
import io.crossguard.v1.StressMarginRequest;
import java.util.List;

/** Requests about one account, with the market and the rules of the request that is reported on. */
final class Question {
  private final RecommendMarginModesRequest source;
  private final Account account;

  Question(RecommendMarginModesRequest source, Account account) {
    this.source = source;
    this.account = account;
  }

  EvaluateMarginRequest evaluation() {
    EvaluateMarginRequest.Builder request =
        EvaluateMarginRequest.newBuilder().setAccount(account).setMarket(source.getMarket());
    return (source.hasRuleSet()
            ? request.setRuleSet(source.getRuleSet())
            : request.setRuleSetId(source.getRuleSetId()))
        .build();
  }

  PreviewChangesRequest preview(List<Change> changes) {
    PreviewChangesRequest.Builder request = PreviewChangesRequest.newBuilder()
        .setAccount(account)
        .setMarket(source.getMarket())
        .addAllChanges(changes);
    return (source.hasRuleSet()
            ? request.setRuleSet(source.getRuleSet())
            : request.setRuleSetId(source.getRuleSetId()))
        .build();
  }

  /**
   * @param liquidate whether the liquidation that follows is asked for
   */
  StressMarginRequest stress(List<Scenario> scenarios, boolean liquidate) {
    StressMarginRequest.Builder request = StressMarginRequest.newBuilder()
        .setAccount(account)
        .setMarket(source.getMarket())
        .addAllScenarios(scenarios)
        .setLiquidate(liquidate);
    return (source.hasRuleSet()
            ? request.setRuleSet(source.getRuleSet())
            : request.setRuleSetId(source.getRuleSetId()))
        .build();
  }
}
