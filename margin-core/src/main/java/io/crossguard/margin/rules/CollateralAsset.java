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
 * @param initialHaircut what its value loses in the initial balance of a multi-asset scope
 * @param liabilityWeights how a borrowed amount counts in a multi-asset scope
 */
public record CollateralAsset(
    String asset,
    String root,
    Haircut haircut,
    Haircut initialHaircut,
    LiabilityWeights liabilityWeights) {

  public CollateralAsset {
    Require.identifier(asset);
    Require.identifier(root);
    requireNonNull(haircut, "haircut");
    requireNonNull(initialHaircut, "initialHaircut");
    requireNonNull(liabilityWeights, "liabilityWeights");
  }

  /** One haircut for both balances; a borrowed amount counts once. */
  public CollateralAsset(String asset, String root, Haircut haircut) {
    this(asset, root, haircut, haircut, LiabilityWeights.NONE);
  }

  /** An asset that the rules don't list: its own root, without haircut. */
  static CollateralAsset unlisted(String asset) {
    return new CollateralAsset(asset, asset, Haircut.NONE);
  }
}
