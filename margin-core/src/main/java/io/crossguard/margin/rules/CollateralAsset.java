package io.crossguard.margin.rules;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.value.Require;

/**
 * An asset that may be held as collateral.
 *
 * @param asset such as {@code WBTC}
 * @param root the coin that its price risk belongs to, such as {@code BTC}; its own name where it
 *     is a risk of its own
 * @param haircut what its value loses in a multi-asset scope
 */
public record CollateralAsset(String asset, String root, Haircut haircut) {
  public CollateralAsset {
    Require.identifier(asset);
    Require.identifier(root);
    requireNonNull(haircut, "haircut");
  }
}
