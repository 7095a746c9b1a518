package io.crossguard.margin.rules;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Require;

/**
 * A venue's own name for where a scope stands, such as "reminder".
 *
 * @param name as the venue says it
 * @param balanceToMaintenanceMax the band holds where the margin balance is at most this multiple
 *     of the maintenance margin (a ratio of at least one over it); of several the least multiple
 *     names the band; positive
 */
public record Band(String name, Decimal balanceToMaintenanceMax) {
  public Band {
    Require.identifier(name);
    Require.that(balanceToMaintenanceMax.isPositive(), "the multiple of a band must be positive");
  }
}
