package io.crossguard.server.mapping;

import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.server.mapping.RulesMapper.RulesOrName;
import io.crossguard.v1.BatchEvaluateMarginRequest;
import io.crossguard.v1.EvaluateMarginRequest;
import java.util.Optional;

/** Reads what is asked of the margin service. */
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

  /**
   * @throws RequestException with everything that is wrong with what the accounts share
   */
  public MarginBatch fromProto(BatchEvaluateMarginRequest message) {
    Violations violations = new Violations();
    FieldPath request = FieldPath.ofRequest(violations);
    FieldPath accountsField = request.child("accounts");
    accountsField.requireAtMost(RequestLimits.ACCOUNTS_MAX, message.getAccountsCount());
    if (message.getAccountsCount() == 0) {
      accountsField.violation("must have at least one account");
    }
    Reading<MarketSnapshot> market = MarketMapper.fromProto(
        message.hasMarket() ? Optional.of(message.getMarket()) : Optional.empty(),
        message.getAccountsList().stream().map(Optional::of).allMatch(AccountMapper::isEmpty),
        request.child("market"));
    Reading<RulesOrName> rules = rulesMapper.fromProto(
        message.hasRuleSetId() ? Optional.of(message.getRuleSetId()) : Optional.empty(),
        message.hasRuleSet() ? Optional.of(message.getRuleSet()) : Optional.empty(),
        request);
    Reading<Boolean> isFull = AccountReading.isFull(message.getView(), request.child("view"));
    violations.throwIfMalformed();
    MarginBatch batch = new MarginBatch(
        message.getAccountsList(), market.get(), rules.get().orThrow(), isFull.get());
    Consistency.requireConsistent(batch.market(), batch.rules().rules(), request);
    return batch;
  }
}
