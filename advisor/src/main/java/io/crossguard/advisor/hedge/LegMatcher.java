package io.crossguard.advisor.hedge;

import io.crossguard.advisor.exposure.ExposureLeg;
import io.crossguard.advisor.exposure.ExposureLeg.PositionLeg;
import io.crossguard.margin.account.Side;
import io.crossguard.margin.value.Decimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Says which legs offset which. The two sides of each instrument come first; then both sides are
 * sorted by their cost and swept together:
 *
 * <pre>
 *   Σ matched = min(Σ long, Σ short)
 * </pre>
 *
 * A pair costs what its legs cost, so this is the cheapest assignment, and the residual is where
 * the least welcome legs of the heavier side are. Costs decide the place of the residual alone,
 * never its amount.
 */
public final class LegMatcher {
  private final List<MatchedPair> pairs = new ArrayList<>();

  private LegMatcher() {}

  /** The pairs of legs of one root that share a pool. */
  public static List<MatchedPair> match(List<LegPart> parts) {
    if (parts.size() < 2) {
      return List.of();
    }
    LegMatcher matcher = new LegMatcher();
    List<Open> open = open(parts, ExposureLeg.MATCHING_ORDER);
    Map<String, List<Open>> byInstrument = new TreeMap<>();
    for (Open part : open) {
      if (part.leg instanceof PositionLeg position) {
        byInstrument
            .computeIfAbsent(position.instrument().instrumentId(), id -> new ArrayList<>())
            .add(part);
      }
    }
    byInstrument.values().forEach(matcher::sweep);
    matcher.sweep(open);
    return List.copyOf(matcher.pairs);
  }

  /** The pairs of legs of one root in the order given, instruments regardless. */
  public static List<MatchedPair> match(List<LegPart> parts, Comparator<ExposureLeg> order) {
    LegMatcher matcher = new LegMatcher();
    matcher.sweep(open(parts, order));
    return List.copyOf(matcher.pairs);
  }

  private static List<Open> open(List<LegPart> parts, Comparator<ExposureLeg> order) {
    List<Open> open = new ArrayList<>(parts.size());
    parts.forEach(part -> open.add(new Open(part)));
    open.sort(Comparator.comparing(part -> part.leg, order));
    return open;
  }

  private void sweep(List<Open> open) {
    Decimal largest = Decimal.ZERO;
    List<Open> longs = new ArrayList<>(open.size());
    List<Open> shorts = new ArrayList<>(open.size());
    for (Open part : open) {
      (part.side() == Side.LONG ? longs : shorts).add(part);
      largest = largest.max(part.left);
    }
    int l = 0;
    int s = 0;
    while (l < longs.size() && s < shorts.size()) {
      Open longPart = longs.get(l);
      Open shortPart = shorts.get(s);
      Decimal coins = longPart.left.min(shortPart.left);
      if (coins.isPositive()) {
        pairs.add(new MatchedPair(longPart.leg, shortPart.leg, coins));
        longPart.left = Roundoff.without(longPart.left.minus(coins), largest);
        shortPart.left = Roundoff.without(shortPart.left.minus(coins), largest);
      }
      l += longPart.left.isZero() ? 1 : 0;
      s += shortPart.left.isZero() ? 1 : 0;
    }
  }

  /** What of a part is still to be matched. */
  private static final class Open {
    private final ExposureLeg leg;
    private Decimal left;

    private Open(LegPart part) {
      leg = part.leg();
      left = part.coins().abs();
    }

    private Side side() {
      return leg.side();
    }
  }
}
