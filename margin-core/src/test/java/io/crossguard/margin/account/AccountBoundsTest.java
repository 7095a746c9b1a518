package io.crossguard.margin.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What orders and positions refuse. */
class AccountBoundsTest {

  private static final String LEAST = "0.000000000000000001";

  @Test
  void order_withoutANameOrQuantity_isRefused() {
    assertThat(order("o", "A", "-" + LEAST, Optional.empty()).quantity().isNegative())
        .isTrue();
    assertThatThrownBy(() -> order("", "A", "1", Optional.empty())).hasMessage("must not be empty");
    assertThatThrownBy(() -> order("o", "", "1", Optional.empty())).hasMessage("must not be empty");
    assertThatThrownBy(() -> order("o", "A", "0", Optional.empty()))
        .hasMessage("quantity must not be zero");
  }

  @Test
  void order_leverageBelowAtAndAboveZero_mustBePositive() {
    assertThatThrownBy(() -> order("o", "A", "1", Optional.of(Decimal.of(-1))))
        .hasMessage("leverage must be positive");
    assertThatThrownBy(() -> order("o", "A", "1", Optional.of(Decimal.ZERO)))
        .hasMessage("leverage must be positive");
    assertThat(order("o", "A", "1", Optional.of(Decimal.parse(LEAST))).leverage())
        .isPresent();
  }

  @Test
  void position_withoutAName_isRefused() {
    assertThat(position("p", "A").positionId()).isEqualTo("p");
    assertThatThrownBy(() -> position("", "A")).hasMessage("must not be empty");
    assertThatThrownBy(() -> position("p", "")).hasMessage("must not be empty");
  }

  private static Position position(String positionId, String instrumentId) {
    return new Position(
        positionId,
        instrumentId,
        new Quantity(Decimal.ONE),
        Price.ONE,
        Optional.empty(),
        new MarginMode.Cross());
  }

  private static Order order(
      String orderId, String instrumentId, String quantity, Optional<Decimal> leverage) {
    return new Order(
        orderId,
        instrumentId,
        new Quantity(Decimal.parse(quantity)),
        Price.ONE,
        false,
        false,
        leverage);
  }
}
