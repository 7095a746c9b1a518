package io.crossguard.advisor;

import io.crossguard.advisor.RandomPortfolio.Row;
import io.crossguard.advisor.recommendation.IsolatedMargin;
import io.crossguard.advisor.recommendation.MarginModeAdvice;
import io.crossguard.advisor.recommendation.PositionAdvice;
import io.crossguard.advisor.recommendation.Recommendation;
import io.crossguard.margin.value.Decimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Does by hand what was advised: moves margin and positions between the rows of a portfolio. */
final class CarriedOut {
  private final List<Row> rows = new ArrayList<>();
  private final Set<Decimal> deposits = new HashSet<>();
  private Decimal cash;

  private CarriedOut(Decimal cash) {
    this.cash = cash;
  }

  static RandomPortfolio of(RandomPortfolio portfolio, MarginModeAdvice advice) {
    CarriedOut then = new CarriedOut(portfolio.cash());
    for (int i = 0; i < advice.positions().size(); i++) {
      then.carryOut(portfolio.positions().get(i), advice.positions().get(i));
    }
    then.deposits.forEach(deposit -> then.cash = then.cash.plus(deposit));
    return portfolio.withPositions(then.rows).withCash(then.cash);
  }

  private void carryOut(Row row, PositionAdvice advice) {
    Recommendation recommendation = advice.recommendation();
    if (recommendation instanceof Recommendation.MoveToIsolated move) {
      isolate(row, move.margin());
    } else if (recommendation instanceof Recommendation.KeepIsolated keep
        && keep.margin().isPresent()) {
      isolate(row, keep.margin().get());
    } else if (recommendation instanceof Recommendation.MoveToCross) {
      cash = cash.plus(row.margin().orElse(Decimal.ZERO));
      rows.add(row.withMargin(Optional.empty()));
    } else if (recommendation instanceof Recommendation.Split split) {
      Decimal alone = split.quantity().contracts();
      rows.add(row.withQuantity(row.quantity().minus(alone)).withMargin(Optional.empty()));
      isolate(row.withQuantity(alone).withId(row.id() + "-alone"), split.margin());
    } else if (recommendation instanceof Recommendation.Reduce reduce) {
      reduce(row, reduce, advice);
    } else {
      if (recommendation instanceof Recommendation.AddCollateral add) {
        deposits.add(add.transfer().amount());
      }
      rows.add(row);
    }
  }

  private void isolate(Row row, IsolatedMargin margin) {
    Decimal transfer = margin.transfer().amount();
    cash = cash.minus(transfer);
    rows.add(row.withMargin(Optional.of(row.margin().orElse(Decimal.ZERO).plus(transfer))));
  }

  private void reduce(Row row, Recommendation.Reduce reduce, PositionAdvice advice) {
    Decimal closed = reduce.quantity().contracts();
    cash = cash.plus(row.withQuantity(closed).unrealizedPnl());
    Decimal residual = advice.classification().residualQuantity().contracts().minus(closed);
    Decimal matched = advice.classification().matchedQuantity().contracts();
    if (!matched.isZero()) {
      rows.add(row.withQuantity(matched));
    }
    if (!residual.isZero()) {
      isolate(
          row.withQuantity(residual).withId(row.id() + "-rest"), reduce.margin().orElseThrow());
    }
  }
}
