package io.crossguard.margin.option;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.market.OptionQuote.Greeks;
import io.crossguard.margin.rules.OptionTerms;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.NormalVariate;
import io.crossguard.margin.value.Require;

/**
 * Value and greeks of a European option on a forward, without interest. With the deviation
 * s = σ·√T:
 *
 * <pre>
 *   d1 = ln(F/K)/s + s/2      d2 = d1 − s
 *   call   F·N(d1) − K·N(d2)      delta N(d1)
 *   put    K·N(−d2) − F·N(−d1)    delta N(d1) − 1
 *   gamma  n(d1)/(F·s)            vega F·n(d1)·√T = F·n(d1)·s/σ
 * </pre>
 *
 * Beyond 15 deviations the value is what exercising is worth. Logarithm and distribution have 16 digits of guard; what is answered is rounded to 34 digits.
 *
 * @param type call or put
 * @param forward F; positive
 * @param strike K; positive
 * @param deviation s: the volatility until expiry; positive
 */
public record Black76(OptionTerms.Type type, Fraction forward, Fraction strike, Decimal deviation) {

  private static final Decimal HALF = Decimal.parse("0.5");
  // The tail beyond is below 10^-50: what is left of the value is what exercising is worth.
  private static final Fraction FAR = Fraction.of(Decimal.of(15));

  public Black76 {
    requireNonNull(type, "type");
    Require.that(forward.isPositive() && strike.isPositive(), "prices must be positive");
    Require.that(deviation.isPositive(), "deviation must be positive");
  }

  /** The value of an option on one unit, in the unit of the prices; not negative. */
  public Decimal value() {
    Fraction d1 = d1();
    Fraction d2 = d1.minus(Fraction.of(deviation));
    if (isFar(d1) && isFar(d2) && d1.signum() == d2.signum()) {
      return intrinsicValue().rounded().roundedToQuotientDigits();
    }
    Fraction value = switch (type) {
      case CALL -> weighed(forward, d1).minus(weighed(strike, d2));
      case PUT -> weighed(strike, d2.negated()).minus(weighed(forward, d1.negated()));
    };
    // Far out of the money the guard digits are all that is left: their noise is no value.
    return value.max(Fraction.ZERO).rounded().roundedToQuotientDigits();
  }

  /**
   * The greeks of an option on one unit.
   *
   * @param volatility the σ in the deviation; positive
   */
  public Greeks greeks(Decimal volatility) {
    Fraction d1 = d1();
    Decimal toBuy = new NormalVariate(d1).cumulative();
    Decimal delta = type == OptionTerms.Type.CALL ? toBuy : toBuy.minus(Decimal.ONE);
    Fraction density = Fraction.of(new NormalVariate(d1).density());
    Fraction gamma = density.dividedBy(forward.times(deviation));
    Fraction vega = forward.times(density).times(Fraction.of(deviation, volatility));
    return new Greeks(
        delta.roundedToQuotientDigits(),
        gamma.rounded().roundedToQuotientDigits(),
        vega.rounded().roundedToQuotientDigits());
  }

  private static boolean isFar(Fraction deviations) {
    return deviations.abs().compareTo(FAR) > 0;
  }

  private Fraction intrinsicValue() {
    Fraction above = forward.minus(strike);
    return (type == OptionTerms.Type.CALL ? above : above.negated()).max(Fraction.ZERO);
  }

  private Fraction d1() {
    Decimal moneyness = forward.dividedBy(strike).naturalLogarithm();
    return Fraction.of(moneyness, deviation).plus(Fraction.of(deviation.times(HALF)));
  }

  private static Fraction weighed(Fraction price, Fraction deviations) {
    return price.times(new NormalVariate(deviations).cumulative());
  }
}
