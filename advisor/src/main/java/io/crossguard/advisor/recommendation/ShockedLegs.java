package io.crossguard.advisor.recommendation;

import io.crossguard.margin.evaluation.Leg;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import java.util.HashMap;
import java.util.Map;

/**
 * What shocks do to single legs. Most legs are the same before and after a plan, and a root moves
 * alone as far as it moves with others, so each leg is looked at once for each price.
 */
final class ShockedLegs {
  private final Map<Place, Shift> shifts = new HashMap<>();

  private record Place(Leg leg, Decimal factor) {}

  /**
   * What a leg amounts to at another price, less what it does today; in its settlement asset.
   *
   * @param unrealizedPnl signed
   * @param maintenanceMargin signed
   */
  record Shift(Decimal unrealizedPnl, Decimal maintenanceMargin) {}

  /** A leg whose mark is multiplied by a factor. */
  Shift shift(Leg leg, Decimal factor) {
    return shifts.computeIfAbsent(new Place(leg, factor), ShockedLegs::shift);
  }

  private static Shift shift(Place place) {
    Leg leg = place.leg();
    Price there = new Price(leg.markPrice().value().times(place.factor()));
    return new Shift(
        leg.unrealizedPnlAt(there).minus(leg.unrealizedPnl()),
        leg.maintenanceMarginAt(there).rounded().minus(leg.maintenanceMargin().rounded()));
  }
}
