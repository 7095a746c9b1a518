package io.crossguard.margin.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PositionTest {

  private static final String LEAST = "0.000000000000000001";

  @Test
  void position_quantityBelowAtAndAboveZero_isShortRefusedOrLong() {
    assertThat(position("-" + LEAST, "1").side()).isEqualTo(Side.SHORT);
    assertThatThrownBy(() -> position("0", "1")).hasMessage("quantity must not be zero");
    assertThat(position(LEAST, "1").side()).isEqualTo(Side.LONG);
  }

  @Test
  void position_leverageBelowAtAndAboveZero_mustBePositive() {
    assertThatThrownBy(() -> position("1", "-" + LEAST)).hasMessage("leverage must be positive");
    assertThatThrownBy(() -> position("1", "0")).hasMessage("leverage must be positive");
    assertThat(position("1", LEAST).leverage()).contains(Decimal.parse(LEAST));
  }

  @Test
  void isolated_marginBelowAtAndAboveZero_mustNotBeNegative() {
    assertThatThrownBy(() -> isolated("-" + LEAST))
        .hasMessage("isolated margin must not be negative");
    assertThat(isolated("0").margin()).isEqualTo(Decimal.ZERO);
    assertThat(isolated(LEAST).margin().isPositive()).isTrue();
  }

  @Test
  void isCross_ofEitherMode_tellsThemApart() {
    assertThat(position("1", "1").isCross()).isTrue();
    assertThat(position("1", "1", isolated("5")).isCross()).isFalse();
  }

  @Test
  void account_afterItsListsChange_isTheSame() {
    List<Balance> balances = new ArrayList<>(List.of(new Balance("USDT", Decimal.ONE)));
    Account account = new Account("a", balances, List.of(position("1", "1")));
    balances.clear();

    assertThat(account.balances()).hasSize(1);
    assertThatThrownBy(() -> new Account("", List.of(), List.of())).hasMessage("must not be empty");
    assertThatThrownBy(() -> new Balance("", Decimal.ONE)).hasMessage("must not be empty");
  }

  private static MarginMode.Isolated isolated(String margin) {
    return new MarginMode.Isolated(Decimal.parse(margin));
  }

  private static Position position(String contracts, String leverage) {
    return position(contracts, leverage, new MarginMode.Cross());
  }

  private static Position position(String contracts, String leverage, MarginMode mode) {
    return new Position(
        "p",
        "I",
        new Quantity(Decimal.parse(contracts)),
        Price.ONE,
        Optional.of(Decimal.parse(leverage)),
        mode);
  }
}
