package io.crossguard.margin.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossguard.margin.market.OptionQuote.Greeks;
import io.crossguard.margin.rules.OptionTerms;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Black76Test {

  // Worked with 60 digits by an independent program.
  @ParameterizedTest(name = "{0} {1} over {2} at {3}")
  @CsvSource({
    "CALL, 60000,      60000, 0.083,  1986.16242866814843835430609064647388",
    "CALL, 2002.83305, 1500,  0.0841, 502.84395105609840847250859133195602",
    "CALL, 100,        150,   0.2,    0.192475323297052172898280200990550836",
    "PUT,  100,        150,   0.2,    50.1924753232970521728982802009905508",
    "PUT,  3000,       1000,  0.5,    4.15974223400078675666386544057863986",
    "CALL, 1,          3,     0.25,   0.000000497705329370210493339934557685982373",
    "PUT,  100,        100,   0.000001, 0.0000398942280401416055344929334196148351",
    "PUT,  100,        90,    2.5,    69.9650164148498752352688984908192898"
  })
  void value_ofAnOption_hasTheDigitsOfTheSecondProgram(
      OptionTerms.Type type, String forward, String strike, String deviation, String expected) {
    assertClose(black76(type, forward, strike, deviation).value(), expected, "1e-32");
  }

  @Test
  void value_ofTheTextbooksFuturesOption_isTheOneOfTheTextbook() {
    // Hull, European put on a futures price: F = K = 20, r = 9 %, 4 months, σ = 25 %: 1.12.
    BigDecimal discount = new BigDecimal("0.970445533548508");
    Decimal deviation = Decimal.of(1).dividedBy(Decimal.of(48)).squareRoot();

    Decimal value = new Black76(
            OptionTerms.Type.PUT,
            Fraction.of(Decimal.of(20)),
            Fraction.of(Decimal.of(20)),
            deviation)
        .value();

    assertThat(new BigDecimal(value.toString()).multiply(discount).doubleValue())
        .isBetween(1.115, 1.125);
  }

  @Test
  void value_ofACallLessThatOfAPut_isTheForwardLessTheStrike() {
    for (String strike : new String[] {"10", "95", "100", "107.3", "900"}) {
      Decimal call = black76(OptionTerms.Type.CALL, "100", strike, "0.37").value();
      Decimal put = black76(OptionTerms.Type.PUT, "100", strike, "0.37").value();

      assertClose(call.minus(put).plus(Decimal.parse(strike)), "100", "1e-30");
    }
  }

  @ParameterizedTest(name = "{0} at {1} deviations")
  @CsvSource({"CALL, 110, 10", "PUT, 90, 10", "CALL, 90, 0", "PUT, 110, 0"})
  void value_beyondFifteenDeviations_isThatOfExercising(
      OptionTerms.Type type, String forward, String expected) {
    // ln(1.1)/0.005 = 19 and ln(0.9)/0.005 = −21 deviations.
    assertThat(black76(type, forward, "100", "0.005").value()).isEqualTo(Decimal.parse(expected));
  }

  @Test
  void value_farOutOfTheMoney_isNeverNegative() {
    Decimal value = black76(OptionTerms.Type.CALL, "1", "1000", "0.01").value();

    assertThat(value.isNegative()).isFalse();
    assertThat(value.isLessThan(Decimal.parse("0.000000000000000001"))).isTrue();
  }

  @ParameterizedTest(name = "{0} over {1}")
  @CsvSource({"CALL, 90", "CALL, 120", "PUT, 90", "PUT, 120"})
  void greeks_ofAnOption_areTheSlopesOfItsValue(OptionTerms.Type type, String strike) {
    Decimal volatility = Decimal.parse("0.6");
    Greeks greeks = black76(type, "100", strike, "0.3").greeks(volatility);
    String up = "100.0000001";
    String down = "99.9999999";
    Decimal step = Decimal.parse("0.0000002");
    Decimal slope = black76(type, up, strike, "0.3")
        .value()
        .minus(black76(type, down, strike, "0.3").value())
        .dividedBy(step);
    Decimal bend = black76(type, up, strike, "0.3")
        .greeks(volatility)
        .delta()
        .minus(black76(type, down, strike, "0.3").greeks(volatility).delta())
        .dividedBy(step);
    // Half a year of time: a volatility higher by 1e-8 is a deviation higher by half of that.
    Decimal toVolatility = black76(type, "100", strike, "0.300000005")
        .value()
        .minus(black76(type, "100", strike, "0.299999995").value())
        .dividedBy(Decimal.parse("0.00000002"));

    assertClose(greeks.delta(), slope.toString(), "1e-12");
    assertClose(greeks.gamma(), bend.toString(), "1e-12");
    assertClose(greeks.vega(), toVolatility.toString(), "1e-12");
  }

  @Test
  void black76_withoutDeviation_isRefused() {
    assertThatThrownBy(() -> black76(OptionTerms.Type.CALL, "100", "100", "0"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Black76 black76(
      OptionTerms.Type type, String forward, String strike, String deviation) {
    return new Black76(
        type,
        Fraction.of(Decimal.parse(forward)),
        Fraction.of(Decimal.parse(strike)),
        Decimal.parse(deviation));
  }

  private static void assertClose(Decimal found, String expected, String tolerance) {
    BigDecimal digits = new BigDecimal(expected);
    assertThat(new BigDecimal(found.toString()).subtract(digits).abs())
        .isLessThanOrEqualTo(digits.abs().multiply(new BigDecimal(tolerance)));
  }
}
