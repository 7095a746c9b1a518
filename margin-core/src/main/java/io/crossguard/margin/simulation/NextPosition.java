package io.crossguard.margin.simulation;

import io.crossguard.margin.rules.LiquidationPolicy.ClosingOrder;
import io.crossguard.margin.value.Fraction;
import java.util.Comparator;
import java.util.List;

/**
 * Which position a liquidation closes next, by the figures that it has now.
 *
 * <pre>
 *   LARGEST_NOTIONAL            most  notional × index
 *   MOST_LEVERAGED              most  notional / initialMargin
 *   LARGEST_MAINTENANCE_MARGIN  most  maintenanceMargin × index
 *   LARGEST_LOSS                least unrealizedPnl × index
 * </pre>
 *
 * The index is that of the settlement asset; figures are exact; of equals the first by id.
 */
final class NextPosition {
  private NextPosition() {}

  /**
   * @param positions at least one
   */
  static OpenPosition of(List<OpenPosition> positions, ClosingOrder order) {
    return positions.stream()
        .map(position -> new Ranked(position, rank(position, order)))
        .min(Comparator.comparing(Ranked::rank)
            .reversed()
            .thenComparing(ranked -> ranked.position().positionId()))
        .orElseThrow()
        .position();
  }

  /**
   * @param rank the highest is closed first
   */
  private record Ranked(OpenPosition position, Fraction rank) {}

  private static Fraction rank(OpenPosition position, ClosingOrder order) {
    return switch (order) {
      case LARGEST_NOTIONAL -> position.inQuote(position.notional());
      // Only a long option may require nothing: nothing is gained by closing it first.
      case MOST_LEVERAGED ->
        position.initialMargin().isZero()
            ? Fraction.ZERO
            : position.notional().dividedBy(position.initialMargin());
      case LARGEST_MAINTENANCE_MARGIN -> position.inQuote(position.maintenanceMargin());
      case LARGEST_LOSS -> position.inQuote(position.unrealizedPnl()).negated();
    };
  }
}
