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
    Exposure.Notional notional = new Exposure.Notional(
        new Money(longSum(legs.stream().map(RootLeg::value).toList()), quote),
        new Money(shortSum(legs.stream().map(RootLeg::value).toList()), quote));
    List<Decimal> coins = legs.stream().flatMap(leg -> leg.coins().stream()).toList();
    Optional<Exposure.Delta> delta = coins.size() == legs.size()
        ? Optional.of(new Exposure.Delta(longSum(coins), shortSum(coins)))
        : Optional.empty();
    return new Exposure(
        root,
        delta,
        notional,
        toEquity(notional.net(), equity),
        toEquity(notional.gross(), equity));
  }

  private static Decimal longSum(List<Decimal> signed) {
    return signed.stream().filter(Decimal::isPositive).reduce(Decimal.ZERO, Decimal::plus);
  }

  private static Decimal shortSum(List<Decimal> signed) {
    return signed.stream().filter(Decimal::isNegative).reduce(Decimal.ZERO, Decimal::minus);
  }

  private static Optional<Decimal> toEquity(Money amount, Money equity) {
    return equity.isPositive()
        ? Optional.of(amount.amount().dividedBy(equity.amount()))
        : Optional.empty();
  }
}
