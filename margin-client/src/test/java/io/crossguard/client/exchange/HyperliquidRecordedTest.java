package io.crossguard.client.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.nio.file.Path;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recorded accounts of Hyperliquid in tiers; where they are from is in {@code SOURCE.md}. */
class HyperliquidRecordedTest {
  private static final ExchangeFormat FORMAT = new Hyperliquid();
  private static final Path RECORDED = ImportedMargin.RECORDED.resolve("hyperliquid");
  private static final Offset<BigDecimal> TEN_PLACES = within(new BigDecimal("0.0000000001"));

  // The tables of the venue's documentation, of the markets that the positions are in.
  private static final String META = """
      {"universe": [
        {"szDecimals": 5, "name": "BTC", "maxLeverage": 40, "marginTableId": 56},
        {"szDecimals": 4, "name": "ETH", "maxLeverage": 25, "marginTableId": 55},
        {"szDecimals": 0, "name": "XRP", "maxLeverage": 20, "marginTableId": 53}],
       "marginTables": [
        [53, {"description": "tiered 20x", "marginTiers": [
          {"lowerBound": "0.0", "maxLeverage": 20}, {"lowerBound": "40000000.0", "maxLeverage": 10}]}],
        [55, {"description": "tiered 25x", "marginTiers": [
          {"lowerBound": "0.0", "maxLeverage": 25}, {"lowerBound": "100000000.0", "maxLeverage": 15}]}],
        [56, {"description": "tiered 40x", "marginTiers": [
          {"lowerBound": "0.0", "maxLeverage": 40}, {"lowerBound": "150000000.0", "maxLeverage": 20}]}]],
       "collateralToken": 0}
      """;

  // Until 2025 there were no tables; clients that leave them away have the same.
  private static final String WITHOUT_TABLES = """
      {"universe": [{"name": "BTC", "szDecimals": 5, "maxLeverage": 40},
                    {"name": "xyz:SPCX", "szDecimals": 2, "maxLeverage": 5}],
       "collateralToken": 0}
      """;

  @Test
  void longsInTheSecondTier_haveMarginsAndLiquidationPricesOfTheVenue() {
    ImportedMargin margin = ImportedMargin.of(read(large(), META));

    // The values have a tail of a double: 52,353.9587 × 3,008.3 is 157,496,413.95721.
    assertThat(margin.notional("ETH")).isEqualByComparingTo("157496413.95721");
    assertThat(margin.notional("XRP")).isEqualByComparingTo("85097901.5836");
    assertThat(new BigDecimal(margin.scope("cross:USDC").getMarginBalance()))
        .isEqualByComparingTo("40522414.6792389974");
    assertThat(margin.initialMargin("ETH"))
        .isCloseTo(new BigDecimal("10499760.93048"), within(new BigDecimal("0.000001")));
    assertThat(margin.initialMargin("XRP"))
        .isCloseTo(new BigDecimal("8509790.15836"), within(new BigDecimal("0.000001")));
    assertThat(margin.liquidationPrice("ETH"))
        .isCloseTo(new BigDecimal("2349.3048283219"), TEN_PLACES);
    assertThat(margin.liquidationPrice("XRP"))
        .isCloseTo(new BigDecimal("1.2874773749"), TEN_PLACES);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"true", "false"})
  void crossLong_hasMarginsAndLiquidationPriceOfTheVenue(boolean hasTables) {
    ImportedMargin margin =
        ImportedMargin.of(read(recorded("cross-long"), hasTables ? META : WITHOUT_TABLES));

    assertThat(margin.maintenanceMargin("BTC")).isEqualByComparingTo("4.64958");
    assertThat(margin.initialMargin("BTC")).isEqualByComparingTo("15.4986");
    assertThat(margin.unrealizedPnl("BTC")).isEqualByComparingTo("-12.82944");
    assertThat(new BigDecimal(margin.scope("cross:USDC").getMarginBalance()))
        .isEqualByComparingTo("17.013125");
    assertThat(margin.liquidationPrice("BTC"))
        .isCloseTo(new BigDecimal("86405.373661149"), TEN_PLACES);
  }

  @Test
  void isolatedLongOfAStock_hasValueAndLiquidationPriceOfTheVenue() {
    ImportedMargin margin =
        ImportedMargin.of(read(recorded("isolated-long-of-a-stock"), WITHOUT_TABLES));

    assertThat(new BigDecimal(margin.scope("isolated:xyz:SPCX").getMarginBalance()))
        .isEqualByComparingTo("1077.754757");
    assertThat(margin.unrealizedPnl("xyz:SPCX")).isEqualByComparingTo("32.9856");
    assertThat(margin.liquidationPrice("xyz:SPCX"))
        .isCloseTo(new BigDecimal("180.2199216574"), TEN_PLACES);
  }

  @ParameterizedTest
  @CsvSource({
    // The tail of a double is below 4 × 10⁻¹⁶ of the value, here 0.000000062.
    "157496413.9572100043, true",
    "157496413.9572099200, false",
    "157496413.9572700000, false"
  })
  void positionValue_isAPriceTimesTheSizeUpToTheTailOfADouble(String value, boolean isRead) {
    String state = large().replace("157496413.9572100043", value);

    if (isRead) {
      assertThat(read(state, META).evaluation().getMarket().getMarkPrices(0).getPrice())
          .isEqualTo("3008.3");
    } else {
      assertThatThrownBy(() -> read(state, META))
          .hasMessageContaining("positionValue: is no multiple of szi");
    }
  }

  @Test
  void marketWithoutTableBesideOthersWithOne_isRefused() {
    String meta = META.replace(", \"marginTableId\": 56", "");

    assertThatThrownBy(() -> read(recorded("cross-long"), meta))
        .hasMessage("meta.json: universe[0]: has no marginTableId");
  }

  @Test
  void stateOfSpot_isRefusedByWhatItIs() {
    assertThatThrownBy(() -> read("{\"balances\": [{\"coin\": \"USDC\"}]}", META))
        .hasMessage(
            "state.json: is the state of spot; the response of clearinghouseState is needed");
  }

  // The source leaves crossMarginSummary away; all positions are in cross, so that both are the
  // same.
  private static String large() {
    return recorded("two-large-longs").replace("\"marginSummary\"", "\"crossMarginSummary\"");
  }

  private static String recorded(String file) {
    return ImportedMargin.text(RECORDED.resolve(file + ".json"));
  }

  private static ImportedAccount read(String state, String meta) {
    return FORMAT.read(
        Responses.of(FORMAT)
            .add("clearinghouse-state", "state.json", state)
            .add("user-abstraction", "mode.json", "\"default\"")
            .add("meta", "meta.json", meta)
            .build(),
        ImportOptions.named("test"));
  }
}
