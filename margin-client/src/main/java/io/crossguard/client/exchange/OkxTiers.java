package io.crossguard.client.exchange;

import io.crossguard.v1.MarginTier;
import io.crossguard.v1.Requirement;
import io.crossguard.v1.WholePositionTiers;
import java.math.BigDecimal;
import java.util.List;

/**
 * The position tiers of OKX: {@code GET /api/v5/public/position-tiers}. They are in contracts, and
 * the rate of the tier that a position has is that of the whole position, whatever the price. So an
 * instrument gets the one tier that its positions are in: exact for them at any price, and not meant
 * for other sizes.
 */
final class OkxTiers {
  private static final KnownFields FIELDS = KnownFields.reading(
          "instFamily", "minSz", "maxSz", "mmr", "imr")
      .leaving(
          "uly",
          "instId",
          "tier",
          "maxLever",
          "optMgnFactor",
          "quoteMaxLoan",
          "baseMaxLoan",
          "ccy");

  private final JsonValue response;

  OkxTiers(JsonValue response) {
    this.response = response;
  }

  /**
   * The requirement of positions in one instrument.
   *
   * @throws BadResponseException if their tier is missing, or they are in several
   */
  Requirement of(List<OkxPositions.Open> positions) {
    JsonValue first = tier(positions.get(0));
    for (OkxPositions.Open position : positions) {
      if (!tier(position).place().equals(first.place())) {
        throw position
            .holding()
            .at()
            .problem("is in another tier than the other positions in "
                + position.contract().instrumentId()
                + ": not imported; name rules of your own with --rules");
      }
    }
    return Requirement.newBuilder()
        .setWholePositionTiers(WholePositionTiers.newBuilder()
            .addTiers(MarginTier.newBuilder()
                .setNotionalFloor("0")
                .setMaintenanceRate(ExactNumber.wire(first.field("mmr").decimal(), first))
                .setInitialRate(ExactNumber.wire(first.field("imr").positive(), first))))
        .build();
  }

  // Where two tiers meet the venue takes the lower one, which is the first.
  private JsonValue tier(OkxPositions.Open position) {
    BigDecimal size = position.holding().quantity().abs();
    List<JsonValue> fitting = OkxResult.rows(response).stream()
        .filter(row -> row.field("instFamily").text().equals(position.contract().family()))
        .filter(row -> row.field("minSz").decimal().compareTo(size) <= 0
            && row.field("maxSz").decimal().compareTo(size) >= 0)
        .toList();
    if (fitting.isEmpty() || fitting.size() > 2) {
      throw position
          .holding()
          .at()
          .problem(position.contract().family() + " has "
              + fitting.size() + " tiers for " + size.toPlainString() + " contracts in "
              + response.place() + ", not one");
    }
    FIELDS.check(fitting.get(0));
    return fitting.get(0);
  }
}
