package io.crossguard.advisor.sizing;

import io.crossguard.margin.rules.RateSchedule;
import io.crossguard.margin.rules.Tier;
import io.crossguard.margin.rules.TieredSchedule;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A tier below that of a position: smaller, it requires less of each unit to be opened.
 *
 * @param from the notional where it begins; not negative
 * @param below the notional that is no longer in it
 * @param initialRate initial margin a unit of notional, at the leverage of the position; positive
 */
public record SmallerTier(Fraction from, Fraction below, Fraction initialRate) {
  // An exact boundary belongs to the higher tier.
  private static final Decimal SHORT_OF_EDGE = Decimal.parse("0.999999999");

  /** The tiers below that of a notional, the largest first; none where there are no tiers. */
  public static List<SmallerTier> below(
      Fraction notional, RateSchedule schedule, Optional<Decimal> leverage) {
    List<SmallerTier> found = new ArrayList<>();
    if (schedule instanceof TieredSchedule tiered) {
      List<Tier> tiers = tiered.tiers();
      for (int k = 1; k < tiers.size(); k++) {
        Fraction edge = Fraction.of(tiers.get(k).notionalFloor());
        if (edge.compareTo(notional) <= 0) {
          Fraction from = Fraction.of(tiers.get(k - 1).notionalFloor());
          RateSchedule.Limits limits = schedule.limits(from, Fraction.ZERO);
          found.add(new SmallerTier(
              from, edge, limits.initialMargin(Fraction.ONE, limits.leverage(leverage))));
        }
      }
    }
    Collections.reverse(found);
    return List.copyOf(found);
  }

  boolean contains(Fraction notional) {
    return from.compareTo(notional) <= 0 && notional.compareTo(below) < 0;
  }

  /** The largest notional in this tier that a margin opens; absent where it opens none. */
  Optional<Fraction> largest(Fraction margin, Fraction profitRate) {
    Fraction most = margin.dividedBy(initialRate.plus(profitRate)).min(below.times(SHORT_OF_EDGE));
    return Optional.of(most).filter(found -> found.compareTo(from) >= 0);
  }
}
