package io.crossguard.margin.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The small value types: money, prices, quantities, rates and identifiers. */
class ValueTypesTest {

  private static final String LEAST = "0.000000000000000001";

  @Test
  void plus_moneyOfTwoAssets_isRefused() {
    assertThat(money("2", "USDT").plus(money("3", "USDT"))).isEqualTo(money("5", "USDT"));
    assertThatThrownBy(() -> money("2", "USDT").plus(money("3", "USDC")))
        .hasMessage("USDT and USDC don't add");
    assertThatThrownBy(() -> money("2", "USDT").minus(money("3", "USDC")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> money("2", "USDT").isLessThan(money("3", "USDC")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void atLeastZero_belowAtAndAboveZero_cutsWhatIsNegative() {
    assertThat(money("-" + LEAST, "USDT").atLeastZero()).isEqualTo(Money.zero("USDT"));
    assertThat(money("0", "USDT").atLeastZero()).isEqualTo(Money.zero("USDT"));
    assertThat(money(LEAST, "USDT").atLeastZero()).isEqualTo(money(LEAST, "USDT"));
  }

  @Test
  void valuedAt_aPrice_isAnAmountOfTheOtherAsset() {
    Price price = new Price(Decimal.of(3));
    assertThat(money("2", "BTC").valuedAt(price, "USD")).isEqualTo(money("6", "USD"));
    assertThat(money("2", "BTC").negated()).hasToString("-2 BTC");
  }

  @Test
  void price_belowAtAndAboveZero_mustBePositive() {
    assertThatThrownBy(() -> new Price(Decimal.parse("-" + LEAST))).hasMessage("must be positive");
    assertThatThrownBy(() -> new Price(Decimal.ZERO)).hasMessage("must be positive");
    assertThat(new Price(Decimal.parse(LEAST))).isLessThan(Price.ONE);
  }

  @Test
  void quantity_ofEitherSign_addsAndTurns() {
    Quantity quantity = new Quantity(Decimal.of(-2));
    assertThat(quantity.isNegative()).isTrue();
    assertThat(quantity.abs()).isEqualTo(quantity.negated());
    assertThat(quantity.plus(quantity.negated()).isZero()).isTrue();
  }

  @Test
  void isProperFraction_belowAtAndAboveItsBounds_includesZeroAndNotOne() {
    assertThat(rate("-" + LEAST).isProperFraction()).isFalse();
    assertThat(rate("0").isProperFraction()).isTrue();
    assertThat(rate("0.999999999999999999").isProperFraction()).isTrue();
    assertThat(rate("1").isProperFraction()).isFalse();
    assertThat(rate("0.05").complement()).isEqualTo(rate("0.95"));
  }

  @Test
  void identifier_belowAtAndAboveItsLength_isHeldToIt() {
    assertThatThrownBy(() -> Require.identifier("")).hasMessage("must not be empty");
    Require.identifier("x");
    Require.identifier("x".repeat(Require.IDENTIFIER_LENGTH_MAX));
    assertThatThrownBy(() -> Require.identifier("x".repeat(Require.IDENTIFIER_LENGTH_MAX + 1)))
        .hasMessage("must have at most 128 characters");
    assertThatThrownBy(() -> Require.identifier("a\nb"))
        .hasMessage("must not hold control characters");
  }

  @Test
  void compose_twoLines_isOneAfterTheOther() {
    Line twice = Line.proportional(Fraction.of(Decimal.of(2)));
    Line plusThree = new Line(Fraction.of(Decimal.of(3)), Fraction.ONE);
    assertThat(plusThree.compose(twice).at(Fraction.ONE)).isEqualTo(Fraction.of(Decimal.of(5)));
    assertThat(twice.compose(plusThree).at(Fraction.ONE)).isEqualTo(Fraction.of(Decimal.of(8)));
    assertThat(twice.minus(twice)).isEqualTo(Line.ZERO);
  }

  private static Money money(String amount, String asset) {
    return new Money(Decimal.parse(amount), asset);
  }

  private static Rate rate(String fraction) {
    return new Rate(Decimal.parse(fraction));
  }
}
