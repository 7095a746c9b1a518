package io.crossguard.advisor.exposure;

import io.crossguard.advisor.policy.AssetConversion;
import io.crossguard.advisor.policy.PegDefaults;
import io.crossguard.advisor.policy.RiskInputs;
import io.crossguard.margin.account.Balance;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.InstrumentKind;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Price;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The price of each root, and the roots of assets. A root is priced by its index, else by the mark
 * of a perpetual, else by an asset that stands for it; all that fails, by the mark of a future.
 */
final class RootPrices {
  private final ResolvedAccount account;
  private final RiskInputs riskInputs;
  private final Map<String, RootPrice> found = new HashMap<>();

  RootPrices(ResolvedAccount account, RiskInputs riskInputs) {
    this.account = account;
    this.riskInputs = riskInputs;
  }

  RootPrice of(String root) {
    return found.computeIfAbsent(root, this::find);
  }

  /** The coin that an asset is or stands for; absent where it is pegged to the quote currency. */
  Optional<String> rootOf(String asset) {
    if (isStable(asset)) {
      return Optional.empty();
    }
    String root = riskInputs
        .conversion(asset)
        .map(AssetConversion::root)
        .orElseGet(() -> account.rules().root(asset));
    return Optional.of(root).filter(name -> !isStable(name));
  }

  /** Units of its root for one unit of an asset. */
  Decimal rate(String asset, String root) {
    if (asset.equals(root)) {
      return Decimal.ONE;
    }
    return riskInputs
        .conversion(asset)
        .map(conversion -> conversion.rate().value())
        .orElseGet(() -> account.index(asset).value().dividedBy(of(root).value()));
  }

  boolean isStable(String asset) {
    return asset.equals(account.rules().quoteCurrency()) || PegDefaults.isStablecoin(asset);
  }

  private RootPrice find(String root) {
    return account
        .market()
        .indexPrice(root)
        .map(Price::value)
        .or(() -> mark(root, InstrumentKind.PERPETUAL))
        .or(() -> fromConversion(root))
        .map(price -> new RootPrice(price, true))
        .orElseGet(() -> standIn(root));
  }

  private RootPrice standIn(String root) {
    Decimal price = mark(root, InstrumentKind.FUTURE).or(() -> fromAsset(root)).orElse(Decimal.ONE);
    return new RootPrice(price, false);
  }

  private Optional<Decimal> fromConversion(String root) {
    return assetsOf(root)
        .filter(asset -> riskInputs.conversion(asset).isPresent())
        .findFirst()
        .map(asset -> account.index(asset).value().dividedBy(rate(asset, root)));
  }

  private Optional<Decimal> fromAsset(String root) {
    return assetsOf(root).findFirst().map(asset -> account.index(asset).value());
  }

  private Stream<String> assetsOf(String root) {
    return account.account().balances().stream()
        .map(Balance::asset)
        .filter(asset -> rootOf(asset).equals(Optional.of(root)))
        .sorted();
  }

  /** The mark in the quote currency of a contract on the root: linear first, then by id. */
  private Optional<Decimal> mark(String root, InstrumentKind kind) {
    return account.rules().instruments().values().stream()
        .filter(instrument -> instrument.root().equals(root) && instrument.kind() == kind)
        .sorted(Comparator.comparing(Instrument::payoff).thenComparing(Instrument::instrumentId))
        .flatMap(instrument -> markInQuote(instrument).stream())
        .findFirst();
  }

  private Optional<Decimal> markInQuote(Instrument instrument) {
    Optional<Decimal> mark =
        account.market().markPrice(instrument.instrumentId()).map(Price::value);
    if (instrument.payoff() != Payoff.LINEAR) {
      return mark;
    }
    String settlement = instrument.settlementAsset();
    return settlement.equals(account.rules().quoteCurrency())
        ? mark
        : mark.flatMap(price -> account
            .market()
            .indexPrice(settlement)
            .map(index -> Fraction.of(price.times(index.value())).rounded()));
  }
}
