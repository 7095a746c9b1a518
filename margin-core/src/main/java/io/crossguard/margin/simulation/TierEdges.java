package io.crossguard.margin.simulation;

import io.crossguard.margin.rules.MarginalTiers;
import io.crossguard.margin.rules.Requirement;
import io.crossguard.margin.rules.Tier;
import io.crossguard.margin.rules.WholePositionTiers;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import java.util.ArrayList;
import java.util.List;

/** How much of a position must be closed for its side of the instrument to reach a lower tier. */
final class TierEdges {
  private TierEdges() {}

  /** The tiers of a requirement; none where it has no tiers. */
  static List<Tier> tiers(Requirement schedule) {
    if (schedule instanceof MarginalTiers marginal) {
      return marginal.tiers();
    }
    return schedule instanceof WholePositionTiers whole ? whole.tiers() : List.of();
  }

  /**
   * The least multiple of the step that leaves the notional of the side at the mark below a floor;
   * it may be more than the position.
   */
  static Decimal leastBelow(Decimal floor, OpenPosition position, Decimal step) {
    return leastBelow(floor, position.leg().notional(), position, position.notional(), step);
  }

  /**
   * The closures, as multiples of the step, at which the side comes below a floor of its tiers, by
   * its notional at the mark and by that at entry; in no order, and some more than the position.
   */
  static List<Decimal> closures(OpenPosition position, Decimal step) {
    Fraction atEntry = position.leg().rows().stream()
        .map(row -> position
            .instrument()
            .payoff()
            .notional(row.quantity(), position.instrument().multiplier(), row.entryPrice()))
        .reduce(Fraction.ZERO, Fraction::plus);
    Fraction ofEntry = position
        .instrument()
        .payoff()
        .notional(
            position.row().quantity(),
            position.instrument().multiplier(),
            position.row().entryPrice());
    List<Decimal> closures = new ArrayList<>();
    for (Tier tier : tiers(position.instrument().requirement())) {
      Decimal floor = tier.notionalFloor();
      if (floor.isPositive()) {
        closures.add(leastBelow(floor, position, step));
        closures.add(leastBelow(floor, atEntry, position, ofEntry, step));
      }
    }
    return closures;
  }

  private static Decimal leastBelow(
      Decimal floor, Fraction whole, OpenPosition position, Fraction part, Decimal step) {
    Fraction contract = part.dividedBy(Fraction.of(position.contracts()));
    Fraction limit = Fraction.of(floor);
    if (whole.compareTo(limit) < 0) {
      return step;
    }
    Decimal contracts =
        whole.minus(limit).dividedBy(contract).rounded().roundedDownTo(step).plus(step);
    // The quotient is rounded: the multiple beside it may be the one.
    while (whole.minus(contract.times(contracts)).compareTo(limit) >= 0) {
      contracts = contracts.plus(step);
    }
    Decimal before = contracts.minus(step);
    boolean isLess =
        before.isPositive() && whole.minus(contract.times(before)).compareTo(limit) < 0;
    return isLess ? before : contracts;
  }
}
