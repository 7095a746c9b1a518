package io.crossguard.margin.stress;

import io.crossguard.margin.evaluation.Inconsistency;
import io.crossguard.margin.evaluation.InconsistentInputException;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.market.OptionQuote;
import io.crossguard.margin.option.OptionModel;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.RuleSet;
import io.crossguard.margin.stress.Scenario.Basis;
import io.crossguard.margin.stress.Scenario.Peg;
import io.crossguard.margin.stress.Scenario.RootFactor;
import io.crossguard.margin.stress.Scenario.VolatilityFactor;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Price;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The prices of a scenario.
 *
 * <pre>
 *   mark  = mark  × root × basis
 *   index = index × root × peg
 * </pre>
 *
 * Products of decimals: nothing is rounded but the mark of an option, which follows its model
 * before its basis.
 */
final class ScenarioMarket {
  private final MarketSnapshot market;
  private final RuleSet rules;
  private final Set<String> assets = new HashSet<>();
  private final Set<String> roots = new HashSet<>();

  ScenarioMarket(ResolvedAccount account) {
    this.market = account.market();
    this.rules = account.rules();
    assets.addAll(rules.assets().keySet());
    assets.addAll(market.indexPrices().keySet());
    rules.instruments().values().forEach(instrument -> {
      assets.add(instrument.settlementAsset());
      roots.add(instrument.root());
    });
    assets.forEach(asset -> roots.add(rules.root(asset)));
    assets.remove(rules.quoteCurrency());
    roots.remove(rules.quoteCurrency());
  }

  /**
   * @throws InconsistentInputException with every name in the scenarios that the rules and the
   *     market don't know, or that is repeated
   */
  void requireKnown(List<Scenario> scenarios) {
    List<Inconsistency> found = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < scenarios.size(); i++) {
      Scenario scenario = scenarios.get(i);
      String path = "scenarios[" + i + "].";
      if (!ids.add(scenario.scenarioId())) {
        found.add(new Inconsistency(
            path + "scenarioId", "must not repeat '" + scenario.scenarioId() + "'"));
      }
      names(scenario.rootFactors(), RootFactor::root, roots, path + "rootFactors", "root", found);
      names(scenario.pegs(), Peg::asset, assets, path + "pegs", "asset", found);
      names(
          scenario.bases(),
          Basis::instrumentId,
          rules.instruments().keySet(),
          path + "bases",
          "instrumentId",
          found);
      volatilities(scenario, path + "volatilityFactors", found);
    }
    if (!found.isEmpty()) {
      throw new InconsistentInputException(found);
    }
  }

  private void volatilities(Scenario scenario, String path, List<Inconsistency> found) {
    names(scenario.volatilityFactors(), VolatilityFactor::root, roots, path, "root", found);
    for (int i = 0; i < scenario.volatilityFactors().size(); i++) {
      String root = scenario.volatilityFactors().get(i).root();
      String place = path + "[" + i + "].root";
      rules.instruments().values().stream()
          .filter(instrument -> instrument.root().equals(root))
          .map(Instrument::instrumentId)
          .filter(id -> market
              .optionQuote(id)
              .filter(quote -> quote instanceof OptionQuote.Greeks)
              .isPresent())
          .findFirst()
          .ifPresent(id -> found.add(new Inconsistency(
              place,
              "needs an implied volatility of '" + id + "' in market.optionQuotes, not greeks")));
    }
  }

  private static <T> void names(
      List<T> moves,
      Function<T, String> nameOf,
      Set<String> known,
      String path,
      String field,
      List<Inconsistency> found) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < moves.size(); i++) {
      String name = nameOf.apply(moves.get(i));
      String place = path + "[" + i + "]." + field;
      if (!known.contains(name)) {
        found.add(new Inconsistency(
            place, "must be known to the rule set or the market: '" + name + "' is not"));
      }
      if (!seen.add(name)) {
        found.add(new Inconsistency(place, "must not repeat '" + name + "'"));
      }
    }
  }

  /** The market of a scenario all of whose names are known. */
  MarketSnapshot of(Scenario scenario) {
    Map<String, Decimal> byRoot = new HashMap<>();
    scenario.rootFactors().forEach(move -> byRoot.put(move.root(), move.factor()));
    Map<String, Decimal> byAsset = new HashMap<>();
    scenario.pegs().forEach(move -> byAsset.put(move.asset(), move.factor()));
    Map<String, Decimal> byInstrument = new HashMap<>();
    scenario.bases().forEach(move -> byInstrument.put(move.instrumentId(), move.factor()));
    Map<String, Decimal> byVolatility = new HashMap<>();
    scenario.volatilityFactors().forEach(move -> byVolatility.put(move.root(), move.factor()));
    Map<String, Price> marks = new HashMap<>(market.markPrices());
    Map<String, OptionQuote> quotes = new HashMap<>(market.optionQuotes());
    marks.replaceAll((instrumentId, mark) -> rules
        .instrument(instrumentId)
        .map(instrument -> OptionModel.of(instrument, market, rules)
            .map(model -> model.moved(
                mark,
                Fraction.of(factor(byRoot, instrument.root())),
                factor(byVolatility, instrument.root())))
            .orElseGet(() -> times(mark, factor(byRoot, instrument.root()), Decimal.ONE)))
        .map(moved -> times(moved, factor(byInstrument, instrumentId), Decimal.ONE))
        .orElse(mark));
    quotes.replaceAll((instrumentId, quote) -> rules
        .instrument(instrumentId)
        .flatMap(instrument -> OptionModel.of(instrument, market, rules)
            .map(model -> model
                .valuation()
                .quoteAfter(
                    model.underlying().times(factor(byRoot, instrument.root())),
                    factor(byVolatility, instrument.root()))))
        .orElse(quote));
    Map<String, Price> indexes = new HashMap<>(market.indexPrices());
    indexes.replaceAll((asset, index) -> asset.equals(rules.quoteCurrency())
        ? index
        : times(index, factor(byRoot, rules.root(asset)), factor(byAsset, asset)));
    return new MarketSnapshot(market.asOf(), marks, indexes, quotes);
  }

  private static Decimal factor(Map<String, Decimal> factors, String name) {
    return factors.getOrDefault(name, Decimal.ONE);
  }

  private static Price times(Price price, Decimal first, Decimal second) {
    return new Price(price.value().times(first).times(second));
  }
}
