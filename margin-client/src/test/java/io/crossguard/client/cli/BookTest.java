package io.crossguard.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.v1.Account;
import io.crossguard.v1.Instrument;
import io.crossguard.v1.LiquidationPrice;
import io.crossguard.v1.MarkPrice;
import io.crossguard.v1.Market;
import io.crossguard.v1.Position;
import io.crossguard.v1.RuleSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How prices are rounded: never to a later liquidation than there is. */
class BookTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "of a long up,                                  long,  99.123,  99.2",
    "of a short down,                               short, 100.987, 100.9",
    "on the tick it stays,                          long,  99.1,    99.1",
    "of a long above the mark towards the mark,     long,  100.987, 100.9",
    "of a short below the mark towards the mark,    short, 99.123,  99.2",
    "of a long at an untidy mark up,                long,  100.05,  100.1",
    "of a short at an untidy mark down,             short, 100.05,  100.0"
  })
  void liquidation_isRoundedTowardsTheEarlierOne(
      String name, String position, String price, String text) {
    LiquidationPrice liquidation = LiquidationPrice.newBuilder().setPrice(price).build();

    assertThat(book().liquidation(position, liquidation)).isEqualTo(text);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "of a long up,    long,  103.158, already liquidatable (recovers at 103.2)",
    "of a short down, short, 97.158,  already liquidatable (recovers at 97.1)",
    "where none does, long,  '',      already liquidatable (no price recovers)"
  })
  void liquidation_alreadyThere_isRoundedToWhereTheScopeStands(
      String name, String position, String price, String text) {
    LiquidationPrice liquidation = LiquidationPrice.newBuilder()
        .setAlreadyLiquidatable(
            LiquidationPrice.AlreadyLiquidatable.newBuilder().setRecoveryPrice(price))
        .build();

    assertThat(book().liquidation(position, liquidation)).isEqualTo(text);
  }

  @Test
  void liquidation_none_saysNone() {
    LiquidationPrice none = LiquidationPrice.newBuilder()
        .setNone(LiquidationPrice.None.getDefaultInstance())
        .build();

    assertThat(book().liquidation("long", none)).isEqualTo("none");
    assertThat(book().distance("long", none)).isEqualTo("-");
  }

  @Test
  void liquidation_indeterminate_givesTheReasonBelowTheTable() {
    LiquidationPrice unknown = LiquidationPrice.newBuilder()
        .setIndeterminate(
            LiquidationPrice.Indeterminate.newBuilder().setReason("the mark is stale"))
        .build();

    assertThat(book().liquidation("long", unknown)).isEqualTo("indeterminate");
    assertThat(Book.reason("long", unknown))
        .containsExactly("The liquidation price of long is indeterminate: the mark is stale");
  }

  @Test
  void distance_isTheMoveOfTheInstrumentAlone() {
    LiquidationPrice price = LiquidationPrice.newBuilder().setPrice("75.0375").build();

    assertThat(book().distance("long", price)).isEqualTo("-25.00 %");
  }

  /** A long and a short of one instrument with a tick of 0.1 at a mark of 100.05. */
  private static Book book() {
    return new Book(
        Account.newBuilder()
            .addPositions(position("long", "1"))
            .addPositions(position("short", "-1"))
            .build(),
        Market.newBuilder()
            .addMarkPrices(MarkPrice.newBuilder().setInstrumentId("X").setPrice("100.05"))
            .build(),
        RuleSet.newBuilder()
            .addInstruments(Instrument.newBuilder().setInstrumentId("X").setTickSize("0.1"))
            .build());
  }

  private static Position position(String positionId, String quantity) {
    return Position.newBuilder()
        .setPositionId(positionId)
        .setInstrumentId("X")
        .setQuantity(quantity)
        .build();
  }
}
