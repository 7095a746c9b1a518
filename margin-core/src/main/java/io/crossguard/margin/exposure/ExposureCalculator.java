package io.crossguard.margin.exposure;

import io.crossguard.margin.evaluation.Leg;
import io.crossguard.margin.evaluation.MarginScope;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.evaluation.ScopeAsset;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Money;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Exposure by root over all scopes. The legs of a root are every position, and every asset of the
 * root as one leg: wallets, isolated margins and the P&amp;L settled in it.
 */
public final class ExposureCalculator {

  /**
   * One row a root, in alphabetical order; none for the quote currency.
   *
   * @param equity of the account, in the quote currency
   */
  public List<Exposure> calculate(ResolvedAccount account, Money equity) {
    Map<String, List<RootLeg>> byRoot = new TreeMap<>();
    for (RootLeg leg : legs(account)) {
      byRoot.computeIfAbsent(leg.root(), root -> new ArrayList<>()).add(leg);
    }
    byRoot.remove(account.rules().quoteCurrency());
    return byRoot.entrySet().stream()
        .map(entry -> exposure(entry.getKey(), entry.getValue(), equity))
        .toList();
  }

  private static List<RootLeg> legs(ResolvedAccount account) {
    RootLegs rootLegs = new RootLegs(account);
    List<RootLeg> legs = new ArrayList<>();
    Map<String, ScopeAsset> assets = new LinkedHashMap<>();
    Map<String, Decimal> amounts = new LinkedHashMap<>();
    for (MarginScope scope : account.scopes()) {
      for (ScopeAsset asset : scope.assets()) {
        assets.putIfAbsent(asset.asset(), asset);
        amounts.merge(asset.asset(), asset.net(), Decimal::plus);
        for (Leg leg : asset.legs()) {
          leg.rows().forEach(row -> legs.add(rootLegs.of(leg, row.quantity())));
        }
      }
    }
    assets.forEach((name, asset) -> {
      Decimal amount = amounts.getOrDefault(name, Decimal.ZERO);
      if (!amount.isZero()) {
        legs.add(rootLegs.of(asset, amount));
      }
    });
    return legs;
  }

  private static Exposure exposure(String root, List<RootLeg> legs, Money equity) {
    String quote = equity.asset();
    Sides values = new Sides();
    Sides coins = new Sides();
    boolean areCoinsKnown = true;
    for (RootLeg leg : legs) {
      values.add(leg.value());
      leg.coins().ifPresent(coins::add);
      areCoinsKnown &= leg.coins().isPresent();
    }
    Exposure.Notional notional =
        new Exposure.Notional(new Money(values.longSum, quote), new Money(values.shortSum, quote));
    Optional<Exposure.Delta> delta = areCoinsKnown
        ? Optional.of(new Exposure.Delta(coins.longSum, coins.shortSum))
        : Optional.empty();
    return new Exposure(
        root,
        delta,
        notional,
        toEquity(notional.net(), equity),
        toEquity(notional.gross(), equity));
  }

  /** Sums of what is long and of what is short, neither negative. */
  private static final class Sides {
    private Decimal longSum = Decimal.ZERO;
    private Decimal shortSum = Decimal.ZERO;

    void add(Decimal signed) {
      if (signed.isPositive()) {
        longSum = longSum.plus(signed);
      } else {
        shortSum = shortSum.minus(signed);
      }
    }
  }

  private static Optional<Decimal> toEquity(Money amount, Money equity) {
    return equity.isPositive()
        ? Optional.of(amount.amount().dividedBy(equity.amount()))
        : Optional.empty();
  }
}
