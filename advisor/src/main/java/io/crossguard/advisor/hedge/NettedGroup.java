package io.crossguard.advisor.hedge;

import io.crossguard.advisor.exposure.ExposureLeg;
import io.crossguard.advisor.exposure.ExposureLeg.PositionLeg;
import io.crossguard.margin.account.Side;
import io.crossguard.margin.value.Decimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The legs of one root in one scope, netted. Amounts are coins of the root.
 *
 * <pre>
 *   matched = min(long, short)      net = long − short
 * </pre>
 */
public final class NettedGroup {
  private final String scopeId;
  private final String root;
  private final String groupId;
  private final List<LegPart> parts;
  private final List<MatchedPair> pairs;
  private final Decimal longCoins;
  private final Decimal shortCoins;
  private final boolean hasOptions;
  private final Map<ExposureLeg.Key, Decimal> matched = new HashMap<>();

  public NettedGroup(String scopeId, String root, List<LegPart> parts) {
    this.scopeId = scopeId;
    this.root = root;
    this.groupId = groupId(scopeId, root);
    this.parts = List.copyOf(parts);
    this.pairs = LegMatcher.match(parts);
    this.longCoins = sum(Side.LONG);
    this.shortCoins = sum(Side.SHORT);
    this.hasOptions =
        parts.stream().anyMatch(part -> part.leg() instanceof PositionLeg leg && leg.isOption());
    for (MatchedPair pair : pairs) {
      pair.legs().forEach(leg -> matched.merge(leg.key(), pair.coins(), Decimal::plus));
    }
  }

  /** The scope and the root: the same for the same scope and root in every account. */
  public String groupId() {
    return groupId;
  }

  public static String groupId(String scopeId, String root) {
    return scopeId + "/" + root;
  }

  public String scopeId() {
    return scopeId;
  }

  public String root() {
    return root;
  }

  public List<LegPart> parts() {
    return parts;
  }

  public List<MatchedPair> pairs() {
    return pairs;
  }

  public Decimal longCoins() {
    return longCoins;
  }

  public Decimal shortCoins() {
    return shortCoins;
  }

  /** Signed. */
  public Decimal net() {
    return Roundoff.without(longCoins.minus(shortCoins), largerSide());
  }

  public Decimal largerSide() {
    return longCoins.max(shortCoins);
  }

  public Decimal smallerSide() {
    return longCoins.min(shortCoins);
  }

  /** Whether an option is among its legs. */
  public boolean hasOptions() {
    return hasOptions;
  }

  public boolean isMatched() {
    return !pairs.isEmpty();
  }

  /** The side that the net is on; LONG where it is zero. */
  public Side netSide() {
    return net().isNegative() ? Side.SHORT : Side.LONG;
  }

  /** What of a leg is offset in this group; not negative. */
  public Decimal matchedOf(ExposureLeg leg) {
    return matched.getOrDefault(leg.key(), Decimal.ZERO);
  }

  /** What of a part is not offset; not negative. */
  public Decimal residualOf(LegPart part) {
    return Roundoff.without(part.coins().abs().minus(matchedOf(part.leg())), largerSide());
  }

  /** The parts that carry the net. */
  public List<LegPart> residualParts() {
    List<LegPart> residual = new ArrayList<>();
    for (LegPart part : parts) {
      if (residualOf(part).isPositive()) {
        residual.add(part);
      }
    }
    return List.copyOf(residual);
  }

  private Decimal sum(Side side) {
    Decimal sum = Decimal.ZERO;
    for (LegPart part : parts) {
      sum = part.side() == side ? sum.plus(part.coins().abs()) : sum;
    }
    return sum;
  }
}
