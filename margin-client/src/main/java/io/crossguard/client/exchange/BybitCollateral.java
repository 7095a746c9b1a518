package io.crossguard.client.exchange;

import io.crossguard.v1.AssetRule;
import io.crossguard.v1.Haircut;
import java.math.BigDecimal;
import java.util.List;

/**
 * What coins count as collateral at Bybit: {@code GET /v5/account/collateral-info}. {@code
 * collateralRatio} is the share that counts; a coin that is no collateral, or is switched off, counts
 * nothing. The venue lowers the share for large amounts, which this response does not state.
 */
final class BybitCollateral {
  private static final KnownFields FIELDS = KnownFields.reading(
          "currency", "collateralRatio", "marginCollateral", "collateralSwitch")
      .leaving(
          "hourlyBorrowRate",
          "maxBorrowingAmount",
          "freeBorrowingLimit",
          "freeBorrowAmount",
          "freeBorrowingAmount",
          "borrowUsageRate",
          "borrowable",
          "availableToBorrow",
          "otherBorrowAmount")
      .expectingNothingIn("borrowAmount", "borrowed amounts are not imported: repay them");

  private final JsonValue response;

  BybitCollateral(JsonValue response) {
    this.response = response;
  }

  /**
   * The rule of an asset.
   *
   * @throws BadResponseException if it is not there once
   */
  AssetRule of(String asset) {
    List<JsonValue> rows = BybitResult.of(response).field("list").items().stream()
        .filter(row -> row.field("currency").text().equals(asset))
        .toList();
    if (rows.size() != 1) {
      throw response.problem("has " + asset + " " + rows.size() + " times, not once");
    }
    JsonValue row = rows.get(0);
    FIELDS.check(row);
    boolean counts =
        row.field("marginCollateral").truth() && row.field("collateralSwitch").truth();
    BigDecimal share = counts ? row.field("collateralRatio").decimal() : BigDecimal.ZERO;
    return AssetRule.newBuilder()
        .setAsset(asset)
        .setRoot(asset)
        .setHaircut(
            Haircut.newBuilder().setFlat(ExactNumber.wire(BigDecimal.ONE.subtract(share), row)))
        .build();
  }
}
