package io.crossguard.server.mapping;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.server.mapping.RulesMapper.RulesOrName;
import io.crossguard.v1.EvaluateMarginRequest;

/**
 * An account with its prices and rules, read and not yet brought together: first everything that is
 * malformed has to be reported.
 *
 * @param account the account
 * @param market its prices
 * @param rules its rules
 * @param request the place of the request
 */
record AccountReading(
    Reading<Account> account,
    Reading<MarketSnapshot> market,
    Reading<RulesOrName> rules,
    FieldPath request) {

  static AccountReading of(RequestParts parts, RulesMapper rulesMapper, FieldPath request) {
    return new AccountReading(
        AccountMapper.fromProto(parts.account(), request.child("account")),
        MarketMapper.fromProto(
            parts.market(), AccountMapper.isEmpty(parts.account()), request.child("market")),
        rulesMapper.fromProto(parts.ruleSetId(), parts.ruleSet(), request),
        request);
  }

  /**
   * Brings the parts together.
   *
   * @throws RequestException with everything that is wrong with the request so far
   */
  ResolvedAccount resolve() {
    request.violations().throwIfMalformed();
    return Consistency.resolve(
        account.get(), market.get(), knownRules().rules(), request.child("account"));
  }

  /**
   * The rules, once the account is resolved.
   *
   * @throws UnknownRuleSetException if the name is unknown
   */
  KnownRuleSet knownRules() {
    return rules.get().orThrow();
  }

  /** Whether liquidation prices, distances and exposures are asked for. */
  static Reading<Boolean> isFull(EvaluateMarginRequest.View view, FieldPath field) {
    return switch (view) {
      case VIEW_UNSPECIFIED, FULL -> Reading.of(true);
      case BASIC -> Reading.of(false);
      case UNRECOGNIZED -> field.violation("must be BASIC or FULL");
    };
  }
}
