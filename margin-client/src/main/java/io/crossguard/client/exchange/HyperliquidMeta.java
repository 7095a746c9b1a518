package io.crossguard.client.exchange;

import io.crossguard.v1.MarginTier;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/**
 * The markets of Hyperliquid with their margin tables: the response of {@code meta}, or the first
 * part of that of {@code metaAndAssetCtxs}. The maintenance rate of a tier is half of the initial
 * rate at its highest leverage. A table that is not listed is that of one tier, with its own number
 * as highest leverage.
 */
final class HyperliquidMeta {
  private static final KnownFields META =
      KnownFields.reading("universe", "marginTables", "collateralToken");
  private static final KnownFields MARKET = KnownFields.reading(
          "name", "maxLeverage", "marginTableId")
      .leaving(
          "szDecimals",
          "onlyIsolated",
          "isDelisted",
          "marginMode",
          "growthMode",
          "lastGrowthModeChangeTime");
  private static final KnownFields TABLE =
      KnownFields.reading("marginTiers").leaving("description");
  private static final KnownFields TIER = KnownFields.reading("lowerBound", "maxLeverage");
  private static final BigDecimal TWO = new BigDecimal(2);

  private final JsonValue meta;

  HyperliquidMeta(JsonValue response) {
    this.meta =
        response.isArray() && !response.items().isEmpty() ? response.items().get(0) : response;
    META.check(meta);
    meta.stated("collateralToken").ifPresent(token -> {
      if (token.decimal().signum() != 0) {
        throw token.problem(
            "is " + token.describe() + ": markets that settle in another asset than "
                + Hyperliquid.COLLATERAL + " are not imported");
      }
    });
  }

  /**
   * The tiers of a position.
   *
   * @throws BadResponseException if its market is missing, or has tiers that it is not under
   */
  List<MarginTier> tiersOf(HyperliquidPosition position) {
    JsonValue market = market(position);
    MARKET.check(market);
    List<Tier> tiers = tiers(market);
    position.maxLeverage().ifPresent(stated -> {
      boolean known = tiers.stream()
          .anyMatch(tier -> tier.maxLeverage().orElseThrow().compareTo(stated.decimal()) == 0);
      if (!known) {
        throw stated.problem("is " + stated.describe() + ", and no tier of " + market.place()
            + " has it: take both responses at the same time");
      }
    });
    return TierTable.of(tiers, market);
  }

  private JsonValue market(HyperliquidPosition position) {
    List<JsonValue> found = meta.field("universe").items().stream()
        .filter(market -> market.field("name").text().equals(position.coin()))
        .toList();
    if (found.size() != 1) {
      throw position
          .at()
          .problem(position.coin() + " is there " + found.size() + " times in " + meta.place()
              + ", not once");
    }
    return found.get(0);
  }

  private List<Tier> tiers(JsonValue market) {
    if (isBeforeTables(market)) {
      return List.of(tier(BigDecimal.ZERO, market.field("maxLeverage")));
    }
    JsonValue id = market.field("marginTableId");
    Optional<JsonValue> table = table(id);
    if (table.isPresent()) {
      TABLE.check(table.get());
      return table.get().field("marginTiers").items().stream()
          .map(row -> {
            TIER.check(row);
            return tier(row.field("lowerBound").decimal(), row.field("maxLeverage"));
          })
          .toList();
    }
    JsonValue maxLeverage = market.field("maxLeverage");
    if (maxLeverage.decimal().compareTo(id.decimal()) != 0) {
      throw id.problem("the margin table " + id.describe() + " is not in marginTables");
    }
    return List.of(tier(BigDecimal.ZERO, maxLeverage));
  }

  // Until 2025 a market had one highest leverage and no table.
  private boolean isBeforeTables(JsonValue market) {
    return market.optional("marginTableId").isEmpty()
        && meta.optional("marginTables").isEmpty();
  }

  // Tables stand as pairs of number and content.
  private Optional<JsonValue> table(JsonValue id) {
    return meta.optional("marginTables").map(JsonValue::items).orElse(List.of()).stream()
        .map(JsonValue::items)
        .filter(pair -> pair.size() == 2 && pair.get(0).decimal().compareTo(id.decimal()) == 0)
        .map(pair -> pair.get(1))
        .findFirst();
  }

  private static Tier tier(BigDecimal floor, JsonValue maxLeverage) {
    BigDecimal leverage = maxLeverage.positive();
    return new Tier(
        floor,
        Optional.empty(),
        BigDecimal.ONE.divide(
            leverage.multiply(TWO), ExactNumber.WIRE_DIGITS, RoundingMode.HALF_EVEN),
        Optional.empty(),
        Optional.of(leverage),
        Optional.empty(),
        maxLeverage);
  }
}
