package io.crossguard.client.exchange;

import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.RecommendMarginModesRequest;
import java.util.List;

/**
 * An account of a venue with its market and its rules.
 *
 * @param evaluation asks for its margin
 * @param notes what whoever imports should know of what was taken from where, a sentence each
 */
public record ImportedAccount(EvaluateMarginRequest evaluation, List<String> notes) {

  public ImportedAccount {
    notes = List.copyOf(notes);
  }

  /** Asks for advice on its margin modes. */
  public RecommendMarginModesRequest advice() {
    RecommendMarginModesRequest.Builder request = RecommendMarginModesRequest.newBuilder()
        .setAccount(evaluation.getAccount())
        .setMarket(evaluation.getMarket());
    if (evaluation.hasRuleSet()) {
      request.setRuleSet(evaluation.getRuleSet());
    } else {
      request.setRuleSetId(evaluation.getRuleSetId());
    }
    return request.build();
  }
}
