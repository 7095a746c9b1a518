package io.crossguard.margin.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.crossguard.margin.market.OptionQuote;
import io.crossguard.margin.rules.OptionTerms;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Price;
import org.junit.jupiter.api.Test;

/** What an option is worth holding, in coins, after its underlying has moved. */
class OptionModelTest {
  private static final OptionTerms CALL =
      new OptionTerms(OptionTerms.Type.CALL, price("60000"), OptionTerms.Premium.MARGINED);

  @Test
  void coinsAfter_byGreeks_movesTheDeltaByTheGamma() {
    OptionModel model = byGreeks(Fraction.ONE, false);

    // 0.5 − 0.00005 · 6,000
    assertThat(model.coinsAfter(price("3000"), fraction("0.9"))).isEqualTo(fraction("0.2"));
    assertThat(model.coinsAfter(price("3000"), Fraction.ONE)).isEqualTo(model.coins(price("3000")));
  }

  @Test
  void coinsAfter_settledInItsOwnRoot_leavesOutWhatItIsWorthInCoins() {
    OptionModel model = byGreeks(fraction("60000"), true);

    // Worth 3,000 now; 3,000 + 0.5·6,000 + 0.00005·6,000²/2 = 6,900 of 66,000 after a rise.
    assertThat(model.coinsAfter(price("0.05"), fraction("1.1")).rounded().toStatistic())
        .isCloseTo(0.8 - 6900.0 / 66000, within(1e-12));
  }

  @Test
  void coinsAfter_byVolatility_isTheDeltaThere() {
    Decimal deviation = Decimal.parse("0.083");
    OptionModel model = new OptionModel(
        CALL,
        fraction("60000"),
        Fraction.ONE,
        false,
        OptionValuation.ByVolatility.of(CALL, fraction("60000"), Decimal.parse("0.6"), deviation));
    Black76 there =
        new Black76(OptionTerms.Type.CALL, fraction("54000"), fraction("60000"), deviation);

    assertThat(model.coinsAfter(price("1990"), fraction("0.9")).rounded())
        .isEqualTo(there.greeks(Decimal.parse("0.6")).delta());
  }

  private static OptionModel byGreeks(Fraction unit, boolean settlesInRoot) {
    Fraction underlying = fraction("60000");
    return new OptionModel(
        CALL,
        underlying,
        unit,
        settlesInRoot,
        new OptionValuation.ByGreeks(
            underlying,
            new OptionQuote.Greeks(Decimal.parse("0.5"), Decimal.parse("0.00005"), Decimal.ZERO)));
  }

  private static Fraction fraction(String value) {
    return Fraction.of(Decimal.parse(value));
  }

  private static Price price(String value) {
    return new Price(Decimal.parse(value));
  }
}
