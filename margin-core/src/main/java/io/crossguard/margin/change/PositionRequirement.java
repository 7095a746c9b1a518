package io.crossguard.margin.change;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.Leg;
import io.crossguard.margin.evaluation.MarginScope;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.evaluation.ScopeKind;
import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Price;
import java.util.List;
import java.util.Map;

/** The initial margin of an isolated position that need not exist yet. */
final class PositionRequirement {
  private PositionRequirement() {}

  /**
   * What an isolated position requires at a mark price.
   *
   * @param prices whose rules and index prices hold
   * @param row the position; its mode is left out of account
   * @param mark what it is valued at
   */
  static Fraction initialMargin(ResolvedAccount prices, Position row, Price mark) {
    MarketSnapshot market = prices.market().withMarks(Map.of(row.instrumentId(), mark));
    Position isolated = row.withMode(new MarginMode.Isolated(Decimal.ZERO));
    Account alone = new Account(prices.account().accountId(), List.of(), List.of(isolated));
    return ResolvedAccount.of(alone, market, prices.rules()).scopes().stream()
        .filter(scope -> scope.kind() == ScopeKind.ISOLATED)
        .map(MarginScope::legs)
        .flatMap(List::stream)
        .map(Leg::initialMargin)
        .reduce(Fraction.ZERO, Fraction::plus);
  }
}
