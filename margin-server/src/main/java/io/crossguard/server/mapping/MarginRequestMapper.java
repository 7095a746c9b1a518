package io.crossguard.server.mapping;

import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.v1.EvaluateMarginRequest;
import java.util.Optional;

/** Reads where an account is asked for. */
public final class MarginRequestMapper {
  private final RulesMapper rulesMapper;

  public MarginRequestMapper(KnownRuleSets knownRuleSets) {
    this.rulesMapper = new RulesMapper(knownRuleSets);
  }

  /**
   * @throws RequestException with everything that is wrong with the request
   */
  public MarginRequest fromProto(EvaluateMarginRequest message) {
    FieldPath request = FieldPath.ofRequest(new Violations());
    RequestParts parts = new RequestParts(
        message.hasAccount() ? Optional.of(message.getAccount()) : Optional.empty(),
        message.hasMarket() ? Optional.of(message.getMarket()) : Optional.empty(),
        message.hasRuleSetId() ? Optional.of(message.getRuleSetId()) : Optional.empty(),
        message.hasRuleSet() ? Optional.of(message.getRuleSet()) : Optional.empty());
    AccountReading reading = AccountReading.of(parts, rulesMapper, request);
    Reading<Boolean> isFull = AccountReading.isFull(message.getView(), request.child("view"));
    ResolvedAccount account = reading.resolve();
    return new MarginRequest(
        account, reading.knownRules().reference(account.account()), isFull.get());
  }
}
