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

  private JsonValue tier(OkxPositions.Open position) {
    BigDecimal size = position.holding().quantity().abs();
    List<JsonValue> fitting = OkxResult.rows(response).stream()
        .filter(row -> row.field("instFamily").text().equals(position.contract().family()))
        .filter(row -> row.field("minSz").decimal().compareTo(size) <= 0
            && row.field("maxSz").decimal().compareTo(size) >= 0)
        .toList();
    // Where two tiers meet the venue takes the lower one.
    List<JsonValue> lower = fitting.stream()
        .filter(row -> row.field("minSz").decimal().compareTo(size) < 0)
        .toList();
    List<JsonValue> tiers = lower.isEmpty() ? fitting : lower;
    if (tiers.isEmpty()) {
      throw problem(
          position, "no tier for " + size.toPlainString() + " contracts in " + response.place());
    }
    // A row says neither its product nor its margin mode, so that lists of several may stand here.
    JsonValue first = tiers.get(0);
    if (!tiers.stream().allMatch(tier -> hasRatesOf(first, tier))) {
      throw problem(
          position,
          tiers.size() + " tiers of different rates for " + size.toPlainString()
              + " contracts in " + response.place()
              + ": give those of its own product and margin mode alone");
    }
    FIELDS.check(first);
    return first;
  }

  private static boolean hasRatesOf(JsonValue first, JsonValue other) {
    return List.of("mmr", "imr").stream()
        .allMatch(
            rate -> first.field(rate).decimal().compareTo(other.field(rate).decimal()) == 0);
  }

  private static BadResponseException problem(OkxPositions.Open position, String rule) {
    return position.holding().at().problem(position.contract().family() + " has " + rule);
  }
}
