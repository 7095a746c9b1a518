package io.crossguard.margin.book;

/**
 * Sums of products in three limbs of 32, 32 and 64 bits, each with a sign:
 *
 * <pre>
 *   limb0 + limb1 × 2^32 + limb2 × 2^64
 * </pre>
 *
 * <p>They need no carry while they are gathered. At the end carries are made by logic, since a carry
 * that is a branch is mispredicted.
 */
final class Limbs {
  private static final long LOW_32 = 0xFFFF_FFFFL;

  private Limbs() {}

  /** The lowest limb of a product's lower 64 bits. */
  static long limb0(long low) {
    return low & LOW_32;
  }

  /** The limb above it. */
  static long limb1(long low) {
    return low >>> 32;
  }

  /** The lower 64 bits of a sum. */
  static long low(long limb0, long limb1) {
    return (limb1 << 32) + limb0;
  }

  /** The upper 64 bits of a sum, with its sign. */
  static long high(long limb0, long limb1, long limb2) {
    long shifted = limb1 << 32;
    return limb2 + (limb1 >> 32) + (limb0 >> 63) + carry(shifted, limb0, shifted + limb0);
  }

  /** The carry of a sum of two numbers of 64 bits without a sign. */
  static long carry(long a, long b, long sum) {
    return ((a & b) | ((a | b) & ~sum)) >>> 63;
  }
}
