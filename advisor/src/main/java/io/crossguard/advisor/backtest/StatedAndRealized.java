package io.crossguard.advisor.backtest;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Rate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The bets of which the advisor stated a probability of liquidation in one range, and how many were
 * liquidated within its horizon.
 *
 * @param from the least probability of the range
 * @param to the probability that the range ends below; the last one ends at 1 and includes it
 * @param bets how many; positive
 * @param stated mean of the probabilities
 * @param realized share that was liquidated
 */
public record StatedAndRealized(Rate from, Rate to, int bets, Rate stated, Rate realized) {

  private static final List<Rate> EDGES = List.of(
      Rate.ZERO,
      rate("0.005"),
      rate("0.02"),
      rate("0.05"),
      rate("0.1"),
      rate("0.2"),
      rate("0.3"),
      rate("0.5"),
      Rate.ONE);

  /** One row for each range in which there are bets. */
  static List<StatedAndRealized> of(List<WindowResult> results, Duration horizon) {
    List<StatedAndRealized> rows = new ArrayList<>();
    for (int i = 0; i + 1 < EDGES.size(); i++) {
      Rate from = EDGES.get(i);
      Rate to = EDGES.get(i + 1);
      List<WindowResult> within = results.stream()
          .filter(result -> result
              .statement()
              .liquidationProbability()
              .filter(p -> p.compareTo(from) >= 0)
              .filter(p -> p.compareTo(to) < 0 || to.equals(Rate.ONE))
              .isPresent())
          .toList();
      if (!within.isEmpty()) {
        rows.add(of(from, to, within, horizon));
      }
    }
    return rows;
  }

  private static StatedAndRealized of(
      Rate from, Rate to, List<WindowResult> results, Duration horizon) {
    Decimal count = Decimal.of(results.size());
    Decimal stated = results.stream()
        .map(result -> result.statement().liquidationProbability().orElseThrow().fraction())
        .reduce(Decimal.ZERO, Decimal::plus);
    long liquidated = results.stream()
        .filter(result -> result
            .outcome(ModeRule.ADVICE)
            .betLiquidatedAfter()
            .filter(after -> after.compareTo(horizon) <= 0)
            .isPresent())
        .count();
    return new StatedAndRealized(
        from,
        to,
        results.size(),
        new Rate(stated.dividedBy(count)),
        new Rate(Decimal.of(liquidated).dividedBy(count)));
  }

  private static Rate rate(String fraction) {
    return new Rate(Decimal.parse(fraction));
  }
}
