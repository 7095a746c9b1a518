package io.crossguard.margin.option;

import io.crossguard.margin.market.OptionQuote;
import io.crossguard.margin.market.OptionQuote.Greeks;
import io.crossguard.margin.rules.OptionTerms;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;

/** How the value of an option on one unit follows its underlying, in the quote currency. */
public sealed interface OptionValuation {

  /** The greeks as they are now. */
  Greeks greeks();

  /**
   * The greeks after a move of the underlying, at the volatility of today.
   *
   * @param underlying where the underlying is after it; positive
   */
  Greeks greeksAfter(Fraction underlying);

  /**
   * What a market says of the option after a move.
   *
   * @param underlying where the underlying is after it; positive
   * @param volatilityFactor multiple of the volatility; positive
   */
  OptionQuote quoteAfter(Fraction underlying, Decimal volatilityFactor);

  /**
   * The value after a move.
   *
   * @param now what the option is worth now by its mark
   * @param underlying where the underlying is after it; positive
   * @param volatilityFactor multiple of the volatility; positive
   */
  Fraction moved(Fraction now, Fraction underlying, Decimal volatilityFactor);

  /**
   * What is taken for the value now: that of the model, or where there is none the mark's.
   *
   * @param now what the option is worth now by its mark
   */
  Fraction unmoved(Fraction now);

  /**
   * By Black-76 from an implied volatility.
   *
   * @param terms what the option is about
   * @param underlying its forward
   * @param volatility a year
   * @param deviation until expiry
   * @param value of the model now
   */
  record ByVolatility(
      OptionTerms terms, Fraction underlying, Decimal volatility, Decimal deviation, Decimal value)
      implements OptionValuation {

    static ByVolatility of(
        OptionTerms terms, Fraction underlying, Decimal volatility, Decimal deviation) {
      return new ByVolatility(
          terms,
          underlying,
          volatility,
          deviation,
          black76(terms, underlying, deviation).value());
    }

    private static Black76 black76(OptionTerms terms, Fraction underlying, Decimal deviation) {
      return new Black76(terms.type(), underlying, Fraction.of(terms.strike().value()), deviation);
    }

    @Override
    public Greeks greeks() {
      return greeksAfter(underlying);
    }

    @Override
    public Greeks greeksAfter(Fraction there) {
      return black76(terms, there, deviation).greeks(volatility);
    }

    @Override
    public OptionQuote quoteAfter(Fraction there, Decimal volatilityFactor) {
      return new OptionQuote.ImpliedVolatility(volatility.times(volatilityFactor));
    }

    @Override
    public Fraction moved(Fraction now, Fraction there, Decimal volatilityFactor) {
      return Fraction.of(
          black76(terms, there, deviation.times(volatilityFactor)).value());
    }

    @Override
    public Fraction unmoved(Fraction now) {
      return Fraction.of(value);
    }
  }

  /**
   * By given greeks, to the second order: now + delta·ΔS + gamma·ΔS²/2.
   *
   * @param underlying where they hold
   * @param greeks as given
   */
  record ByGreeks(Fraction underlying, Greeks greeks) implements OptionValuation {
    private static final Decimal HALF = Decimal.parse("0.5");

    @Override
    public OptionQuote quoteAfter(Fraction there, Decimal volatilityFactor) {
      return greeksAfter(there);
    }

    /** The delta moves by the gamma, so that one move and another add up. */
    @Override
    public Greeks greeksAfter(Fraction there) {
      Decimal moved = there.minus(underlying).times(greeks.gamma()).rounded();
      return new Greeks(greeks.delta().plus(moved), greeks.gamma(), greeks.vega());
    }

    @Override
    public Fraction moved(Fraction now, Fraction there, Decimal volatilityFactor) {
      Fraction rise = there.minus(underlying);
      Fraction slope =
          Fraction.of(greeks.delta()).plus(rise.times(greeks.gamma().times(HALF)));
      return now.plus(rise.times(slope));
    }

    @Override
    public Fraction unmoved(Fraction now) {
      return now;
    }
  }
}
