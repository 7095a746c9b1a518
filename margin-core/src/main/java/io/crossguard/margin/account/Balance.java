package io.crossguard.margin.account;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Require;

/**
 * A cross wallet: an amount of one asset, realized P&amp;L included, unrealized excluded. Isolated
 * margins are not in it.
 *
 * @param asset what it holds
 * @param quantity signed; negative is borrowed
 */
public record Balance(String asset, Decimal quantity) {
  public Balance {
    Require.identifier(asset);
    requireNonNull(quantity, "quantity");
  }
}
