package io.crossguard.margin.rules;

import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Line;
import io.crossguard.margin.value.Require;
import java.util.List;

/**
 * Tiers of which each rate holds for the whole position that reaches it.
 *
 * <pre>
 *   maintenanceMargin = notional × rate_k,   floor_k ≤ notional &lt; floor_(k+1)
 * </pre>
 *
 * so that it jumps at the floors; there is no deduction.
 */
public final class WholePositionTiers extends TieredSchedule {

  /**
   * @param tiers by rising floor, the first at 0; rates never fall
   * @throws IllegalArgumentException naming the tier, from 0, that breaks a rule
   */
  public WholePositionTiers(List<Tier> tiers) {
    super(withoutDeductions(requireAscending(tiers)), WholePositionTiers::maintenanceLine);
  }

  private static List<Tier> withoutDeductions(List<Tier> tiers) {
    for (int k = 0; k < tiers.size(); k++) {
      Require.that(
          tiers.get(k).maintenanceDeduction().map(d -> d.isZero()).orElse(true),
          "tiers[" + k + "] must have no maintenance deduction: its rate holds for the whole"
              + " position");
    }
    return tiers;
  }

  private static Line maintenanceLine(Tier tier) {
    return Line.proportional(Fraction.of(tier.maintenanceRate().fraction()));
  }
}
