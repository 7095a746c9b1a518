package io.crossguard.advisor.recommendation;

import io.crossguard.margin.value.Fraction;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The isolated margin that stays, in the quote currency. It is left alone unless it is more than
 * the resize band above what is wanted, or a budget is exceeded by more than that band; then the
 * margins are lowered in proportion, none below what its venue asks for.
 */
final class KeptMargins {
  private final Fraction band;
  private final Map<String, Holding> holdings = new LinkedHashMap<>();
  private final Map<String, Fraction> amounts = new HashMap<>();

  /**
   * A margin that is isolated today.
   *
   * @param id whose it is
   * @param root the coin
   * @param equity what there is; at least 0
   * @param least what must stay; equity where nothing may be taken
   * @param wanted what it should be; equity where that is not known
   */
  record Holding(String id, String root, Fraction equity, Fraction least, Fraction wanted) {}

  KeptMargins(List<Holding> held, MarginClaims.Limits limits, Fraction band) {
    this.band = band;
    for (Holding holding : held) {
      holdings.put(holding.id(), holding);
      boolean isTooMuch =
          holding.wanted().compareTo(holding.equity().times(Fraction.ONE.minus(band))) < 0
              && holding.least().compareTo(holding.equity()) < 0;
      amounts.put(holding.id(), isTooMuch ? holding.wanted() : holding.equity());
    }
    held.stream()
        .map(Holding::root)
        .distinct()
        .sorted()
        .forEach(root ->
            fit(held.stream().filter(h -> h.root().equals(root)).toList(), limits.perRoot()));
    fit(held, limits.total());
  }

  /** What stays of a holding. */
  Fraction amount(String id) {
    return Optional.ofNullable(amounts.get(id)).orElseThrow();
  }

  Map<String, Fraction> byRoot() {
    Map<String, Fraction> byRoot = new HashMap<>();
    holdings.values().forEach(h -> byRoot.merge(h.root(), amount(h.id()), Fraction::plus));
    return byRoot;
  }

  /** What comes back to the pool. */
  Fraction released() {
    return holdings.values().stream()
        .map(h -> h.equity().minus(amount(h.id())))
        .reduce(Fraction.ZERO, Fraction::plus);
  }

  private void fit(List<Holding> held, Fraction limit) {
    Fraction sum = sum(held);
    if (sum.compareTo(limit.times(Fraction.ONE.plus(band))) <= 0) {
      return;
    }
    Map<String, Holding> free = new LinkedHashMap<>();
    held.forEach(h -> free.put(h.id(), h));
    while (true) {
      Fraction fixed = sum(held).minus(sum(List.copyOf(free.values())));
      Fraction of = sum(List.copyOf(free.values()));
      if (!of.isPositive()) {
        return;
      }
      Fraction factor = limit.minus(fixed).max(Fraction.ZERO).dividedBy(of);
      List<Holding> atLeast = free.values().stream()
          .filter(h -> amount(h.id()).times(factor).compareTo(h.least()) < 0)
          .toList();
      if (atLeast.isEmpty()) {
        free.values().forEach(h -> amounts.put(h.id(), round(amount(h.id()).times(factor))));
        return;
      }
      for (Holding h : atLeast) {
        amounts.put(h.id(), h.least().min(amount(h.id())));
        free.remove(h.id());
      }
    }
  }

  private static Fraction round(Fraction amount) {
    return Fraction.of(amount.rounded());
  }

  private Fraction sum(List<Holding> held) {
    return held.stream().map(h -> amount(h.id())).reduce(Fraction.ZERO, Fraction::plus);
  }
}
