package io.crossguard.margin.liquidation;

import io.crossguard.margin.value.Decimal;
import java.util.Optional;

/**
 * How far all marks and indexes of one root can move together, other roots still, before a scope
 * stops standing: what a hedger needs to know.
 *
 * @param root the coin that moves
 * @param down the move down
 * @param up the move up
 * @param tolerance how far 1 + move may be from the true factor, as a share of itself; absent where
 *     it is exact
 */
public record RootDistance(String root, Distance down, Distance up, Optional<Decimal> tolerance) {}
