package io.crossguard.margin.liquidation;

/**
 * How far all marks and indexes of one root can move together, other roots still, before a scope
 * stops standing: what a hedger needs to know.
 *
 * @param root the coin that moves
 * @param down the move down
 * @param up the move up
 */
public record RootDistance(String root, Distance down, Distance up) {}
