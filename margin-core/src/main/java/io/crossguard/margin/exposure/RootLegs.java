package io.crossguard.margin.exposure;

import io.crossguard.margin.evaluation.Leg;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.evaluation.ScopeAsset;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import java.util.Optional;

/**
 * Turns positions and assets into amounts of their roots.
 *
 * <pre>
 *   linear   coins = q·c
 *   inverse  coins = q·c/M
 *   quanto   coins = q·c·M·I_settlement/I_root
 *   option   coins = q·c·delta; settled in its own root q·c·(delta − M·I_settlement/I_root)
 *   asset    coins = amount·I_asset/I_root
 *   value    = coins·I_root; without I_root: q·c·M·I_settlement (inverse: q·c·I_settlement/M)
 * </pre>
 *
 * An option that is paid in its own coin is worth M coins, which go with the asset that it settles
 * in. Coins are valued at the root's index, so that a basis is no exposure.
 */
public final class RootLegs {
  private final ResolvedAccount account;

  public RootLegs(ResolvedAccount account) {
    this.account = account;
  }

  /** Part or all of a leg, signed, as an amount of its root. */
  public RootLeg of(Leg leg, Quantity quantity) {
    Instrument instrument = leg.instrument();
    Fraction size = Fraction.of(quantity.contracts().times(instrument.multiplier()));
    Fraction mark = Fraction.of(leg.markPrice().value());
    Decimal settlementIndex = account.index(instrument.settlementAsset()).value();
    Optional<Price> rootIndex = rootIndex(instrument.root());
    Fraction atMark =
        instrument.payoff() == Payoff.INVERSE ? size.dividedBy(mark) : size.times(mark);
    Fraction valueAtMark = atMark.times(settlementIndex);
    if (leg.option().isPresent()) {
      Fraction coins = leg.option().get().coins(leg.markPrice());
      return leg(instrument.root(), size.times(coins), rootIndex, valueAtMark);
    }
    return switch (instrument.payoff()) {
      case LINEAR -> leg(instrument.root(), size, rootIndex, valueAtMark);
      case INVERSE -> leg(instrument.root(), atMark, rootIndex, valueAtMark);
      case QUANTO -> converted(instrument.root(), valueAtMark, rootIndex);
    };
  }

  /** An amount of an asset, signed, as an amount of its root. */
  public RootLeg of(ScopeAsset asset, Decimal amount) {
    Optional<Price> rootIndex = rootIndex(asset.root());
    Fraction value = Fraction.of(amount.times(asset.index().value()));
    return asset.asset().equals(asset.root())
        ? leg(asset.root(), Fraction.of(amount), rootIndex, value)
        : converted(asset.root(), value, rootIndex);
  }

  private Optional<Price> rootIndex(String root) {
    return root.equals(account.rules().quoteCurrency())
        ? Optional.of(Price.ONE)
        : account.market().indexPrice(root);
  }

  private static RootLeg leg(
      String root, Fraction coins, Optional<Price> rootIndex, Fraction valueAtMark) {
    Fraction value = rootIndex.map(index -> coins.times(index.value())).orElse(valueAtMark);
    return new RootLeg(root, Optional.of(coins.rounded()), value.rounded());
  }

  private static RootLeg converted(String root, Fraction value, Optional<Price> rootIndex) {
    return new RootLeg(
        root,
        rootIndex.map(index -> value.dividedBy(Fraction.of(index.value())).rounded()),
        value.rounded());
  }
}
