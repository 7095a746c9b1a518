package io.crossguard.advisor.backtest;

import io.crossguard.advisor.policy.AdvisorPolicy;
import io.crossguard.advisor.recommendation.IsolatedMargin;
import io.crossguard.advisor.recommendation.MarginModeAdvice;
import io.crossguard.advisor.recommendation.PositionAdvice;
import io.crossguard.advisor.recommendation.Recommendation;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Money;
import java.util.Optional;

/** Reads what advice states of the account of the experiment. */
record Statements(AdvisorPolicy policy) {

  Statement of(MarginModeAdvice advice) {
    PositionAdvice bet = advice(advice, BookAndBet.BET);
    Optional<IsolatedMargin> isolated = margin(bet.recommendation());
    Decimal matched =
        advice(advice, BookAndBet.HEDGE).classification().matchedNotional().amount();
    Decimal reserve = matched.times(policy.basisReserve(PriceHistory.BOOK_COIN).fraction());
    return new Statement(
        bet.recommendation().action(),
        isolated.map(IsolatedMargin::liquidationProbability),
        advice.after().worstCaseLoss().map(Money::amount).orElseThrow(),
        isolated.map(margin -> margin.margin().amount()).orElse(Decimal.ZERO).plus(reserve));
  }

  private static PositionAdvice advice(MarginModeAdvice advice, String positionId) {
    return advice.positions().stream()
        .filter(each -> each.positionId().equals(positionId))
        .findFirst()
        .orElseThrow();
  }

  private static Optional<IsolatedMargin> margin(Recommendation recommendation) {
    if (recommendation instanceof Recommendation.MoveToIsolated move) {
      return Optional.of(move.margin());
    }
    return recommendation instanceof Recommendation.Reduce reduce
        ? reduce.margin()
        : Optional.empty();
  }
}
