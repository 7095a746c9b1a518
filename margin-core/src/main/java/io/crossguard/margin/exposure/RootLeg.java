package io.crossguard.margin.exposure;

import io.crossguard.margin.value.Decimal;
import java.util.Optional;

/**
 * One position or one asset as an amount of its root.
 *
 * @param root the coin
 * @param coins signed amount of the coin; absent where the market has no price to convert with
 * @param value the coins at the root's index in the quote currency; where the market has none, the
 *     leg at its own mark; signed
 */
public record RootLeg(String root, Optional<Decimal> coins, Decimal value) {}
