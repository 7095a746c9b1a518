package io.crossguard.client.exchange;

import io.crossguard.v1.Instrument;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A perpetual of Bybit, as category and symbol say: linear {@code BTCUSDT} settles in USDT, linear
 * {@code BTCPERP} in USDC, both are worth one coin; inverse {@code BTCUSD} is worth 1 USD and settles
 * in the coin.
 *
 * @param symbol name at the venue
 * @param root coin that it follows
 * @param settlementAsset asset of profit, loss and margin
 * @param payoff linear or inverse
 */
record BybitContract(String symbol, String root, String settlementAsset, Instrument.Payoff payoff) {
  private static final Pattern LINEAR = Pattern.compile("([A-Z0-9]+?)(USDT|PERP)");
  private static final Pattern INVERSE = Pattern.compile("([A-Z0-9]+)USD");

  /**
   * @throws BadResponseException if it is a dated future, or an option
   */
  static BybitContract of(String category, JsonValue symbol) {
    boolean inverse = category.equals("inverse");
    Matcher parts = (inverse ? INVERSE : LINEAR).matcher(symbol.text());
    if (!parts.matches()) {
      throw symbol.problem(symbol.describe() + " is no perpetual of the category " + category
          + "; dated futures and options are not imported");
    }
    String coin = parts.group(1);
    if (inverse) {
      return new BybitContract(symbol.text(), coin, coin, Instrument.Payoff.INVERSE);
    }
    String settlementAsset = parts.group(2).equals("PERP") ? "USDC" : parts.group(2);
    return new BybitContract(symbol.text(), coin, settlementAsset, Instrument.Payoff.LINEAR);
  }

  boolean isInverse() {
    return payoff == Instrument.Payoff.INVERSE;
  }
}
