package io.crossguard.client.exchange;

import io.crossguard.v1.MarginTier;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;

/** Turns the tiers of an instrument into those of a rule set. */
final class TierTable {
  private TierTable() {}

  /**
   * The tiers in rising order of their floors, whatever order the venue states them in.
   *
   * @param at the table, for messages
   * @throws BadResponseException if they do not start at zero, or leave a gap, or overlap
   */
  static List<MarginTier> of(List<Tier> rows, JsonValue at) {
    if (rows.isEmpty()) {
      throw at.problem("has no tiers");
    }
    List<Tier> tiers = rows.stream().sorted(Comparator.comparing(Tier::floor)).toList();
    BigDecimal expected = BigDecimal.ZERO;
    for (int index = 0; index < tiers.size(); index++) {
      Tier tier = tiers.get(index);
      if (tier.floor().compareTo(expected) != 0) {
        throw tier.at()
            .problem("starts at " + tier.floor().toPlainString() + " where "
                + expected.toPlainString() + " is expected: the tiers leave a gap or overlap");
      }
      if (index + 1 < tiers.size()) {
        BigDecimal next = tiers.get(index + 1).floor();
        expected = tier.cap().map(JsonValue::positive).orElse(next);
      }
    }
    return tiers.stream().map(TierTable::toMessage).toList();
  }

  private static MarginTier toMessage(Tier tier) {
    JsonValue at = tier.at();
    MarginTier.Builder message = MarginTier.newBuilder()
        .setNotionalFloor(ExactNumber.wire(tier.floor(), at))
        .setMaintenanceRate(ExactNumber.wire(tier.maintenanceRate(), at));
    tier.deduction()
        .ifPresent(deduction -> message.setMaintenanceDeduction(ExactNumber.wire(deduction, at)));
    tier.maxLeverage()
        .ifPresent(leverage -> message.setMaxLeverage(ExactNumber.wire(leverage, at)));
    tier.initialRate().ifPresent(rate -> message.setInitialRate(ExactNumber.wire(rate, at)));
    return message.build();
  }
}
