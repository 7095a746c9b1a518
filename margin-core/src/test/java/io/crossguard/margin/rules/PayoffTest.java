package io.crossguard.margin.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PayoffTest {

  @ParameterizedTest
  @CsvSource({
    "LINEAR,  2,  3, 10, 14,  84,  24",
    "LINEAR, -2,  3, 10, 14,  84, -24",
    "QUANTO,  2,  3, 10, 14,  84,  24",
    "QUANTO, -2,  3, 10,  5,  30,  30",
    "INVERSE, 2, 10,  4,  5,   4,   1",
    "INVERSE,-2, 10,  4,  5,   4,  -1",
    "INVERSE, 2, 10,  5,  4,   5,  -1"
  })
  void notionalAndUnrealizedPnl_ofAContract_followItsFormula(
      Payoff payoff,
      String contracts,
      String multiplier,
      String entry,
      String mark,
      String notional,
      String pnl) {
    Quantity quantity = new Quantity(Decimal.parse(contracts));
    Decimal size = Decimal.parse(multiplier);

    assertThat(payoff.notional(quantity, size, price(mark))).isEqualTo(fraction(notional));
    assertThat(payoff.unrealizedPnl(quantity, size, price(entry), price(mark)))
        .isEqualTo(fraction(pnl));
    assertThat(payoff
            .unrealizedPnlLine(quantity, size, price(entry))
            .at(payoff.priceVariable(price(mark))))
        .isEqualTo(fraction(pnl));
  }

  @Test
  void priceOf_thePriceVariable_isThePrice() {
    assertThat(Payoff.INVERSE.priceVariable(price("4"))).isEqualTo(fraction("0.25"));
    assertThat(Payoff.INVERSE.priceOf(fraction("0.25"))).isEqualTo(fraction("4"));
    assertThat(Payoff.LINEAR.priceOf(Payoff.LINEAR.priceVariable(price("4"))))
        .isEqualTo(fraction("4"));
  }

  private static Price price(String digits) {
    return new Price(Decimal.parse(digits));
  }

  private static Fraction fraction(String digits) {
    return Fraction.of(Decimal.parse(digits));
  }
}
