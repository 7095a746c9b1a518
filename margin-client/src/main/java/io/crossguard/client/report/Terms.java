package io.crossguard.client.report;

import io.crossguard.v1.Instrument;
import io.crossguard.v1.RuleSet;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a page needs of the rules of an account.
 *
 * @param quoteCurrency currency of the totals
 * @param warningRatio margin ratio from which a scope is warned; positive, at most 1
 * @param liquidationRatio margin ratio above which a scope is liquidated; positive, at most 1
 * @param instruments by id
 */
record Terms(
    String quoteCurrency,
    BigDecimal warningRatio,
    BigDecimal liquidationRatio,
    Map<String, Instrument> instruments) {
  private static final BigDecimal WARNING_DEFAULT = new BigDecimal("0.8");

  Terms {
    instruments = Map.copyOf(instruments);
  }

  static Terms of(RuleSet rules) {
    String trigger = rules.getLiquidationTrigger();
    return new Terms(
        rules.getQuoteCurrency(),
        rules.getWarningLevel().isEmpty()
            ? WARNING_DEFAULT
            : new BigDecimal(rules.getWarningLevel()),
        trigger.isEmpty()
            ? BigDecimal.ONE
            : BigDecimal.ONE.divide(new BigDecimal(trigger), MathContext.DECIMAL64),
        rules.getInstrumentsList().stream()
            .collect(Collectors.toMap(Instrument::getInstrumentId, Function.identity())));
  }

  /** The instrument; an empty message where the rules don't list it. */
  Instrument instrument(String instrumentId) {
    return instruments.getOrDefault(instrumentId, Instrument.getDefaultInstance());
  }

  /** The asset that the amounts of a scope are in. */
  String currency(String scopeAsset) {
    return scopeAsset.isEmpty() ? quoteCurrency : scopeAsset;
  }
}
