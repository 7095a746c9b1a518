package io.crossguard.advisor.recommendation;

import io.crossguard.margin.value.Fraction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Shares the margin that may be isolated among those who ask for it. Amounts are in the quote
 * currency.
 *
 * <pre>
 *   kept_root  = Σ isolated margin that stays, of a root
 *   ofRoot     = min(1, (b1·E − kept_root) / Σ wanted of the root)
 *   ofAll      = min(1, min(b2·E − kept, F) / Σ wanted · ofRoot)
 *   granted    = wanted · ofRoot · ofAll
 * </pre>
 *
 * What a cap cuts off is not given to others. Only a claim that is too small a change for its owner
 * to take is dropped, and its part goes to the others.
 */
final class MarginClaims {
  private final Limits limits;
  private final List<Claim> claims;
  private final Map<String, Fraction> kept;

  /**
   * A wish for margin.
   *
   * @param id whose it is
   * @param root the coin
   * @param wanted positive
   * @param leastWorthwhile a grant has to be above this to be taken; absent where any is
   */
  record Claim(String id, String root, Fraction wanted, Optional<Fraction> leastWorthwhile) {}

  /**
   * What there is.
   *
   * @param perRoot b1·E, at least 0
   * @param total b2·E, at least 0
   * @param free F: what may leave the pool, at least 0
   */
  record Limits(Fraction perRoot, Fraction total, Fraction free) {
    Limits without(Fraction left) {
      return new Limits(perRoot, total, free.minus(left).max(Fraction.ZERO));
    }
  }

  /**
   * What a claim gets.
   *
   * @param amount not above the wish
   * @param isBudgetBinding whether a budget cut it
   * @param isFreeBinding whether what may leave the pool cut it
   */
  record Grant(Fraction amount, boolean isBudgetBinding, boolean isFreeBinding) {
    private Grant ofNothing() {
      return new Grant(Fraction.ZERO, isBudgetBinding, isFreeBinding);
    }
  }

  /**
   * @param kept isolated margin that stays, by root
   */
  MarginClaims(Limits limits, List<Claim> claims, Map<String, Fraction> kept) {
    this.limits = limits;
    this.claims = claims;
    this.kept = kept;
  }

  /**
   * The grants by claim; a claim that was dropped gets nothing, and what cut it then. Claims that
   * take any grant come first: the others are more margin for what is isolated already, and get what
   * the first ones leave unused.
   */
  Map<String, Grant> grants() {
    if (claims.isEmpty()) {
      return Map.of();
    }
    Map<String, Grant> grants = share(ofKind(true));
    MarginClaims rest =
        new MarginClaims(limits.without(spent(grants)), ofKind(false), keptWith(grants));
    grants.putAll(rest.worthwhile());
    return grants;
  }

  private List<Claim> ofKind(boolean takesAny) {
    return claims.stream()
        .filter(c -> c.leastWorthwhile().isEmpty() == takesAny)
        .toList();
  }

  private static Fraction spent(Map<String, Grant> grants) {
    return grants.values().stream().map(Grant::amount).reduce(Fraction.ZERO, Fraction::plus);
  }

  private Map<String, Fraction> keptWith(Map<String, Grant> grants) {
    Map<String, Fraction> all = new HashMap<>(kept);
    ofKind(true).forEach(c -> all.merge(c.root(), grantOf(c, grants).amount(), Fraction::plus));
    return all;
  }

  private Map<String, Grant> worthwhile() {
    List<Claim> asking = new ArrayList<>(claims);
    Map<String, Grant> dropped = new HashMap<>();
    while (true) {
      Map<String, Grant> grants = share(asking);
      Optional<Claim> tooLittle = asking.stream()
          .filter(claim -> isTooLittle(claim, grants))
          .min(
              Comparator.comparing((Claim claim) -> worth(claim, grants)).thenComparing(Claim::id));
      if (tooLittle.isEmpty()) {
        grants.putAll(dropped);
        return grants;
      }
      dropped.put(tooLittle.get().id(), grantOf(tooLittle.get(), grants).ofNothing());
      asking.remove(tooLittle.get());
    }
  }

  private static boolean isTooLittle(Claim claim, Map<String, Grant> grants) {
    Fraction granted = grantOf(claim, grants).amount();
    return claim
        .leastWorthwhile()
        .filter(least -> granted.isZero() || granted.compareTo(least) <= 0)
        .isPresent();
  }

  private static Fraction worth(Claim claim, Map<String, Grant> grants) {
    return grantOf(claim, grants).amount().dividedBy(claim.wanted());
  }

  private static Grant grantOf(Claim claim, Map<String, Grant> grants) {
    return Optional.ofNullable(grants.get(claim.id())).orElseThrow();
  }

  private Map<String, Grant> share(List<Claim> asking) {
    Map<String, Fraction> wantedByRoot = new TreeMap<>();
    asking.forEach(claim -> wantedByRoot.merge(claim.root(), claim.wanted(), Fraction::plus));
    Map<String, Fraction> ofRoot = new HashMap<>();
    Fraction sum = Fraction.ZERO;
    for (Map.Entry<String, Fraction> entry : wantedByRoot.entrySet()) {
      Fraction left = limits.perRoot().minus(kept.getOrDefault(entry.getKey(), Fraction.ZERO));
      ofRoot.put(entry.getKey(), share(left, entry.getValue()));
      sum = sum.plus(entry.getValue().min(left.max(Fraction.ZERO)));
    }
    Fraction leftOfTotal =
        limits.total().minus(kept.values().stream().reduce(Fraction.ZERO, Fraction::plus));
    Fraction ofAll = share(leftOfTotal.min(limits.free()), sum);
    boolean isCut = ofAll.compareTo(Fraction.ONE) < 0;
    boolean isFreeLess = limits.free().compareTo(leftOfTotal) < 0;
    Map<String, Grant> grants = new HashMap<>();
    for (Claim claim : asking) {
      Fraction share = ofRoot.getOrDefault(claim.root(), Fraction.ONE);
      grants.put(
          claim.id(),
          new Grant(
              claim.wanted().times(share).times(ofAll),
              share.compareTo(Fraction.ONE) < 0 || (isCut && !isFreeLess),
              isCut && isFreeLess));
    }
    return grants;
  }

  private static Fraction share(Fraction available, Fraction wanted) {
    Fraction left = available.max(Fraction.ZERO);
    return wanted.compareTo(left) <= 0 ? Fraction.ONE : left.dividedBy(wanted);
  }
}
