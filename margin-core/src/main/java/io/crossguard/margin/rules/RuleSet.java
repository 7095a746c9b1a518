package io.crossguard.margin.rules;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.value.Require;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The rules of one venue at one date.
 *
 * @param ruleSetId its name
 * @param version which state of the venue's rules it holds
 * @param quoteCurrency what totals and exposures are stated in; its own index price is 1
 * @param conventions how figures are read
 * @param assets the collateral assets by name
 * @param instruments the contracts by id
 */
public record RuleSet(
    String ruleSetId,
    String version,
    String quoteCurrency,
    Conventions conventions,
    Map<String, CollateralAsset> assets,
    Map<String, Instrument> instruments) {

  public RuleSet {
    Require.identifier(ruleSetId);
    Require.identifier(version);
    Require.identifier(quoteCurrency);
    requireNonNull(conventions, "conventions");
    assets = Collections.unmodifiableMap(new LinkedHashMap<>(assets));
    instruments = Collections.unmodifiableMap(new LinkedHashMap<>(instruments));
    for (Instrument instrument : instruments.values()) {
      Require.that(
          instrument.payoff() != Payoff.INVERSE
              || root(assets, instrument.settlementAsset()).equals(instrument.root()),
          "INVERSE instrument '"
              + instrument.instrumentId()
              + "' must settle in an asset of its own root '"
              + instrument.root()
              + "'");
      conventions
          .scenarioMargin()
          .ifPresent(rule -> Require.that(
              rule.shocks(instrument.root()),
              "instrument '"
                  + instrument.instrumentId()
                  + "' must follow a root of the scenario margin: '"
                  + instrument.root()
                  + "' is none"));
      Require.that(
          instrument.option().isEmpty() || canPay(instrument, assets, instruments),
          "OPTION '"
              + instrument.instrumentId()
              + "' must settle in an asset of its own root or in one that no instrument follows");
    }
  }

  /** What another coin is worth would move the price of an option in it by itself. */
  private static boolean canPay(
      Instrument option, Map<String, CollateralAsset> assets, Map<String, Instrument> instruments) {
    String paidIn = root(assets, option.settlementAsset());
    return paidIn.equals(option.root())
        || instruments.values().stream().noneMatch(other -> other.root().equals(paidIn));
  }

  /** The same rules with other conventions. */
  public RuleSet withConventions(Conventions other) {
    return new RuleSet(ruleSetId, version, quoteCurrency, other, assets, instruments);
  }

  public Optional<Instrument> instrument(String instrumentId) {
    return Optional.ofNullable(instruments.get(instrumentId));
  }

  /** How an asset counts: one that is not listed is its own root and has no haircut. */
  public CollateralAsset asset(String asset) {
    CollateralAsset listed = assets.get(asset);
    return listed == null ? CollateralAsset.unlisted(asset) : listed;
  }

  /** The coin whose price risk an asset carries. */
  public String root(String asset) {
    return asset(asset).root();
  }

  /**
   * Whether a balance in the asset may be held: any in single-asset mode; in multi-asset mode those
   * listed and the quote currency, since the value of another would be a guess.
   */
  public boolean acceptsBalanceIn(String asset) {
    return conventions.collateralMode() == CollateralMode.SINGLE_ASSET
        || assets.containsKey(asset)
        || asset.equals(quoteCurrency);
  }

  private static String root(Map<String, CollateralAsset> assets, String asset) {
    CollateralAsset listed = assets.get(asset);
    return listed == null ? asset : listed.root();
  }
}
