package io.crossguard.advisor.policy;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Require;

/**
 * What one unit of an asset is worth in the coin that it stands for.
 *
 * @param root the coin that the asset is converted into
 * @param rate market rate, in units of the root; positive
 * @param fairRate rate on its peg, in the same unit; positive
 */
public record AssetConversion(String root, Price rate, Price fairRate) {
  public AssetConversion {
    Require.identifier(root);
    requireNonNull(rate, "rate");
    requireNonNull(fairRate, "fairRate");
  }
}
