package io.crossguard.margin;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.margin.liquidation.Distance;
import io.crossguard.margin.liquidation.LiquidationPrice;
import io.crossguard.margin.liquidation.PositionLiquidation;
import io.crossguard.margin.liquidation.RootDistance;
import io.crossguard.margin.value.Decimal;
import java.util.List;

/** Compares the prices and distances of two evaluations up to the rounding of quotients. */
final class PriceAndDistance {

  private static final Decimal ROUNDING = Decimal.parse("0.000000000000000001");

  private PriceAndDistance() {}

  static void assertSame(Evaluation actual, Evaluation expected) {
    for (int i = 0; i < expected.liquidations().size(); i++) {
      PositionLiquidation one = actual.liquidations().get(i);
      PositionLiquidation other = expected.liquidations().get(i);
      assertSame(one.liquidationPrice(), other.liquidationPrice());
      assertSame(one.bankruptcyPrice(), other.bankruptcyPrice());
      assertThat(one.liquidationPriceOtherSide().isPresent())
          .isEqualTo(other.liquidationPriceOtherSide().isPresent());
    }
    for (int i = 0; i < expected.distances().size(); i++) {
      List<RootDistance> rows = expected.distances().get(i);
      for (int k = 0; k < rows.size(); k++) {
        RootDistance one = actual.distances().get(i).get(k);
        assertThat(one.root()).isEqualTo(rows.get(k).root());
        assertSame(one.down(), rows.get(k).down());
        assertSame(one.up(), rows.get(k).up());
      }
    }
  }

  private static void assertSame(LiquidationPrice actual, LiquidationPrice expected) {
    if (actual instanceof LiquidationPrice.At one
        && expected instanceof LiquidationPrice.At other) {
      assertClose(one.price().value(), other.price().value());
    } else if (actual instanceof LiquidationPrice.AlreadyLiquidatable one
        && expected instanceof LiquidationPrice.AlreadyLiquidatable other) {
      assertThat(one.recoveryPrice().isPresent())
          .isEqualTo(other.recoveryPrice().isPresent());
      one.recoveryPrice()
          .ifPresent(price ->
              assertClose(price.value(), other.recoveryPrice().orElseThrow().value()));
    } else {
      assertThat(actual).isEqualTo(expected);
    }
  }

  private static void assertSame(Distance actual, Distance expected) {
    if (actual instanceof Distance.By one && expected instanceof Distance.By other) {
      assertClose(one.move().plus(Decimal.ONE), other.move().plus(Decimal.ONE));
    } else {
      assertThat(actual).isEqualTo(expected);
    }
  }

  private static void assertClose(Decimal actual, Decimal expected) {
    assertThat(actual.minus(expected).abs())
        .as("%s is %s", actual, expected)
        .isLessThanOrEqualTo(expected.times(ROUNDING));
  }
}
