package io.crossguard.server.mapping;

import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.server.mapping.RulesMapper.RulesOrName;
import io.crossguard.v1.Account;
import io.crossguard.v1.BatchEvaluateMarginRequest;
import io.crossguard.v1.EvaluateMarginRequest.View;
import io.crossguard.v1.Market;
import io.crossguard.v1.RuleSet;
import io.crossguard.v1.StreamEvaluateMarginRequest;
import java.util.List;
import java.util.Optional;

/** Reads batches of accounts: by themselves, and on a stream, where they share what was sent before. */
public final class BatchRequestMapper {
  private final RulesMapper rulesMapper;

  public BatchRequestMapper(KnownRuleSets knownRuleSets) {
    this.rulesMapper = new RulesMapper(knownRuleSets);
  }

  /**
   * @throws RequestException with everything that is wrong with what the accounts share
   */
  public MarginBatch fromProto(BatchEvaluateMarginRequest message) {
    FieldPath request = FieldPath.ofRequest(new Violations());
    if (message.getAccountsCount() == 0) {
      request.child("accounts").violation("must have at least one account");
    }
    Parts parts = new Parts(
        message.getAccountsList(),
        message.hasMarket() ? Optional.of(message.getMarket()) : Optional.empty(),
        message.hasRuleSetId() ? Optional.of(message.getRuleSetId()) : Optional.empty(),
        message.hasRuleSet() ? Optional.of(message.getRuleSet()) : Optional.empty(),
        message.getView());
    return read(parts, Optional.empty(), request);
  }

  /**
   * @param before what the accounts of the message before shared; empty for the first
   * @throws RequestException with everything that is wrong with what the accounts share
   */
  public MarginBatch fromProto(StreamEvaluateMarginRequest message, Optional<BatchTerms> before) {
    Parts parts = new Parts(
        message.getAccountsList(),
        message.hasMarket() ? Optional.of(message.getMarket()) : Optional.empty(),
        message.hasRuleSetId() ? Optional.of(message.getRuleSetId()) : Optional.empty(),
        message.hasRuleSet() ? Optional.of(message.getRuleSet()) : Optional.empty(),
        message.getView());
    return read(parts, before, FieldPath.ofRequest(new Violations()));
  }

  /** What both messages have. */
  private record Parts(
      List<Account> accounts,
      Optional<Market> market,
      Optional<String> ruleSetId,
      Optional<RuleSet> ruleSet,
      View view) {

    boolean haveRules() {
      return ruleSetId.isPresent() || ruleSet.isPresent();
    }
  }

  private MarginBatch read(Parts parts, Optional<BatchTerms> before, FieldPath request) {
    request
        .child("accounts")
        .requireAtMost(RequestLimits.ACCOUNTS_MAX, parts.accounts().size());
    if (before.isPresent() && parts.market().isEmpty() && !parts.haveRules()) {
      return unchanged(parts, before.get(), request);
    }
    Reading<MarketSnapshot> market = parts.market().isEmpty() && before.isPresent()
        ? Reading.of(before.get().market())
        : MarketMapper.fromProto(
            parts.market(),
            parts.accounts().stream().map(Optional::of).allMatch(AccountMapper::isEmpty),
            request.child("market"));
    Reading<RulesOrName> rules = !parts.haveRules() && before.isPresent()
        ? Reading.of(new RulesOrName(Optional.of(before.get().rules()), ""))
        : rulesMapper.fromProto(parts.ruleSetId(), parts.ruleSet(), request);
    Reading<Boolean> isFull = isFull(parts, before, request);
    request.violations().throwIfMalformed();
    BatchTerms terms = new BatchTerms(market.get(), rules.get().orThrow(), isFull.get());
    Consistency.requireConsistent(terms.market(), terms.rules().rules(), request);
    return new MarginBatch(parts.accounts(), terms);
  }

  /** With prices and rules that were found to fit when they came. */
  private static MarginBatch unchanged(Parts parts, BatchTerms before, FieldPath request) {
    Reading<Boolean> isFull = isFull(parts, Optional.of(before), request);
    request.violations().throwIfMalformed();
    return new MarginBatch(
        parts.accounts(), new BatchTerms(before.market(), before.rules(), isFull.get()));
  }

  private static Reading<Boolean> isFull(
      Parts parts, Optional<BatchTerms> before, FieldPath request) {
    return parts.view() == View.VIEW_UNSPECIFIED && before.isPresent()
        ? Reading.of(before.get().isFull())
        : AccountReading.isFull(parts.view(), request.child("view"));
  }
}
