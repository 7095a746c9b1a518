package io.crossguard.server.mapping;

import io.crossguard.margin.account.Account;
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
    Violations violations = new Violations();
    FieldPath request = FieldPath.ofRequest(violations);
    FieldPath accountField = request.child("account");
    Optional<io.crossguard.v1.Account> held =
        message.hasAccount() ? Optional.of(message.getAccount()) : Optional.empty();
    Reading<Account> account = AccountMapper.fromProto(held, accountField);
    Reading<MarketSnapshot> market = MarketMapper.fromProto(
        message.hasMarket() ? Optional.of(message.getMarket()) : Optional.empty(),
        AccountMapper.isEmpty(held),
        request.child("market"));
    Reading<RulesOrName> rules = rulesMapper.fromProto(
        message.hasRuleSetId() ? Optional.of(message.getRuleSetId()) : Optional.empty(),
        message.hasRuleSet() ? Optional.of(message.getRuleSet()) : Optional.empty(),
        request);
    Reading<Boolean> isFull = isFull(message.getView(), request.child("view"));
    violations.throwIfMalformed();
    return new MarginRequest(
        Consistency.resolve(
            account.get(), market.get(), rules.get().orThrow().rules(), accountField),
        isFull.get());
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
    Reading<Boolean> isFull = isFull(message.getView(), request.child("view"));
    violations.throwIfMalformed();
    MarginBatch batch = new MarginBatch(
        message.getAccountsList(), market.get(), rules.get().orThrow().rules(), isFull.get());
    Consistency.requireConsistent(batch.market(), batch.rules(), request);
    return batch;
  }

  private static Reading<Boolean> isFull(EvaluateMarginRequest.View view, FieldPath field) {
    return switch (view) {
      case VIEW_UNSPECIFIED, FULL -> Reading.of(true);
      case BASIC -> Reading.of(false);
      case UNRECOGNIZED -> field.violation("must be BASIC or FULL");
    };
  }
}
