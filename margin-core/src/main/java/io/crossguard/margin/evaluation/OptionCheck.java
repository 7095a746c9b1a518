package io.crossguard.margin.evaluation;

import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.market.OptionQuote;
import io.crossguard.margin.option.OptionModel;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.RuleSet;
import java.util.ArrayList;
import java.util.List;

/**
 * What a market must say of an option before it can be held: how volatile it is or its greeks, what
 * its underlying is worth, and how long it still runs. Nothing of any other instrument.
 *
 * @param instrument any instrument
 * @param market where it is looked up
 * @param ruleSet whose quote currency needs no index
 */
public record OptionCheck(Instrument instrument, MarketSnapshot market, RuleSet ruleSet) {

  /** Whether the mark may be left to the model. */
  public boolean givesMark() {
    return instrument.option().isPresent()
        && market.optionQuote(instrument.instrumentId()).orElse(null)
            instanceof OptionQuote.ImpliedVolatility;
  }

  /** Every rule that the market breaks, in words; empty where the option can be held. */
  public List<String> rules() {
    List<String> broken = new ArrayList<>();
    if (instrument.option().isEmpty()) {
      return broken;
    }
    String id = "'" + instrument.instrumentId() + "'";
    if (market.optionQuote(instrument.instrumentId()).isEmpty()) {
      broken.add("needs an implied volatility or greeks of " + id + " in market.optionQuotes");
    }
    if (!instrument.root().equals(ruleSet.quoteCurrency())
        && !instrument.root().equals(instrument.settlementAsset())
        && market.indexPrice(instrument.root()).isEmpty()) {
      broken.add("needs an index price of '" + instrument.root() + "' in market.indexPrices");
    }
    if (market.asOf().isEmpty()) {
      broken.add("needs market.asOf: " + id + " is worth what time it still has");
    } else if (OptionModel.timeLeft(instrument, market).isEmpty()) {
      broken.add("must not be held: " + id + " expired by market.asOf");
    }
    return broken;
  }
}
