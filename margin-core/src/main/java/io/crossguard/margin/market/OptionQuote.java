package io.crossguard.margin.market;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Require;

/** What a market says of an option beside its mark. */
public sealed interface OptionQuote {

  /**
   * A volatility from which Black-76 gives value and greeks.
   *
   * @param volatility a year, as a fraction: 0.6 is 60 %; positive
   */
  record ImpliedVolatility(Decimal volatility) implements OptionQuote {
    public ImpliedVolatility {
      Require.that(volatility.isPositive(), "implied volatility must be positive");
    }
  }

  /**
   * The greeks themselves, each for an option on one unit of the underlying.
   *
   * @param delta change of value, in the quote currency, as the underlying rises by 1; from −1 to 1
   *     as a market states it, and beyond where gamma alone moved it
   * @param gamma change of the delta as the underlying rises by 1
   * @param vega change of value as the volatility rises by 1, which is 100 percentage points
   */
  record Greeks(Decimal delta, Decimal gamma, Decimal vega) implements OptionQuote {
    public Greeks {
      requireNonNull(delta, "delta");
      requireNonNull(gamma, "gamma");
      requireNonNull(vega, "vega");
    }
  }
}
