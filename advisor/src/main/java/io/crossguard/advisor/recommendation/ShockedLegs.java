package io.crossguard.advisor.recommendation;

import io.crossguard.margin.evaluation.Leg;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import java.util.HashMap;
import java.util.Map;

/**
 * What the rarest moves of its root do to each leg. Most legs are the same before and after a plan,
 * so each is looked at once.
 */
final class ShockedLegs {
  private final Map<String, WorstCaseLoss.Extremes> extremes;
  private final Map<Leg, Shifts> shifts = new HashMap<>();

  /**
   * What legs amount to at another price, less what they do today; in their settlement asset.
   *
   * @param unrealizedPnl signed
   * @param maintenanceMargin signed
   */
  record Shift(Decimal unrealizedPnl, Decimal maintenanceMargin) {
    static final Shift NONE = new Shift(Decimal.ZERO, Decimal.ZERO);

    Shift plus(Shift other) {
      return new Shift(
          unrealizedPnl.plus(other.unrealizedPnl), maintenanceMargin.plus(other.maintenanceMargin));
    }
  }

  /**
   * Of legs of one root.
   *
   * @param down after its rarest fall
   * @param up after its rarest rise
   */
  record Shifts(Shift down, Shift up) {
    private static final Shifts NONE = new Shifts(Shift.NONE, Shift.NONE);

    Shift of(WorstCaseLoss.Way way) {
      return way == WorstCaseLoss.Way.DOWN ? down : up;
    }

    Shifts plus(Shifts other) {
      return new Shifts(down.plus(other.down), up.plus(other.up));
    }
  }

  /**
   * @param extremes of each root that is shocked
   */
  ShockedLegs(Map<String, WorstCaseLoss.Extremes> extremes) {
    this.extremes = extremes;
  }

  Shifts shifts(Leg leg) {
    return shifts.computeIfAbsent(leg, this::calculate);
  }

  private Shifts calculate(Leg leg) {
    WorstCaseLoss.Extremes ofRoot = extremes.get(leg.instrument().root());
    return ofRoot == null
        ? Shifts.NONE
        : new Shifts(shift(leg, ofRoot.down()), shift(leg, ofRoot.up()));
  }

  /** A leg whose mark is multiplied by a factor. */
  private static Shift shift(Leg leg, Decimal factor) {
    Price there = new Price(leg.markPrice().value().times(factor));
    return new Shift(
        leg.unrealizedPnlAt(there).minus(leg.unrealizedPnl()),
        leg.maintenanceMarginAt(there).rounded().minus(leg.maintenanceMargin().rounded()));
  }
}
