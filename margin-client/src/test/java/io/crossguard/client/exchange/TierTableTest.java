package io.crossguard.client.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossguard.v1.MarginTier;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tiers join each other without gaps; where the last one ends is no matter. */
class TierTableTest {

  @Test
  void lastCap_thatMeansNoEnd_isNotRead() {
    List<MarginTier> tiers = table("[[0, 50], [50, 9223372036854775807]]");

    assertThat(tiers).extracting(MarginTier::getNotionalFloor).containsExactly("0", "50");
  }

  @Test
  void tiersInAnyOrder_areSorted() {
    assertThat(table("[[50, 90], [0, 50], [90, 100]]"))
        .extracting(MarginTier::getNotionalFloor)
        .containsExactly("0", "50", "90");
  }

  @Test
  void gapOverlapOrNothing_isRefused() {
    assertThatThrownBy(() -> table("[[0, 50], [51, 90]]"))
        .hasMessage(
            "t.json: [1]: starts at 51 where 50 is expected: the tiers leave a gap or overlap");
    assertThatThrownBy(() -> table("[[0, 50], [49, 90]]"))
        .hasMessageContaining("starts at 49 where 50 is expected");
    assertThatThrownBy(() -> table("[[0, 50], [0, 50]]"))
        .hasMessageContaining("starts at 0 where 50 is expected");
    assertThatThrownBy(() -> table("[[1, 50]]")).hasMessageContaining("starts at 1 where 0");
    assertThatThrownBy(() -> table("[]")).hasMessage("t.json: has no tiers");
  }

  // Each tier is its floor and its cap.
  private static List<MarginTier> table(String floorsAndCaps) {
    JsonValue rows = new ResponseText(Set.of(), false).parse("t.json", floorsAndCaps);
    return TierTable.of(rows.items().stream().map(TierTableTest::tier).toList(), rows);
  }

  private static Tier tier(JsonValue row) {
    return new Tier(
        row.items().get(0).decimal(),
        Optional.of(row.items().get(1)),
        new BigDecimal("0.01"),
        Optional.empty(),
        Optional.of(BigDecimal.TEN),
        Optional.empty(),
        row);
  }
}
