package io.crossguard.client.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.crossguard.v1.MarginScope;
import io.crossguard.v1.MarginTier;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Responses of Hyperliquid; where they are from is in {@code exchange/SOURCE.md}. */
class HyperliquidTest {
  private static final ExchangeFormat FORMAT = new Hyperliquid();
  private static final Path RECORDED = ImportedMargin.RECORDED.resolve("hyperliquid");
  private static final Offset<BigDecimal> SIX_PLACES = within(new BigDecimal("0.000001"));

  // The markets as the positions state them: no table, 50 times at most.
  private static final String META = """
      {"universe": [
        {"name": "SOL", "szDecimals": 2, "maxLeverage": 50, "marginTableId": 50},
        {"name": "ETH", "szDecimals": 4, "maxLeverage": 50, "marginTableId": 50},
        {"name": "HYPE", "szDecimals": 2, "maxLeverage": 10, "marginTableId": 10},
        {"name": "flx:CRCL", "szDecimals": 3, "maxLeverage": 3, "marginTableId": 3}],
       "marginTables": []}
      """;

  @ParameterizedTest(name = "{0}")
  @CsvSource({"two-longs,      19762.483455, 141.579994", "short-and-long, 11524.216934,  38.8818"})
  void crossAccount_hasValueAndMaintenanceMarginOfTheVenue(
      String file, BigDecimal value, BigDecimal maintenanceMargin) {
    MarginScope scope = ImportedMargin.of(recorded(file)).scope("cross:USDC");

    assertThat(new BigDecimal(scope.getMarginBalance())).isEqualByComparingTo(value);
    assertThat(new BigDecimal(scope.getMaintenanceMargin()))
        .isCloseTo(maintenanceMargin, SIX_PLACES);
  }

  @Test
  void crossAccount_hasTheLiquidationPricesOfTheVenue() {
    ImportedMargin longs = ImportedMargin.of(recorded("two-longs"));
    ImportedMargin both = ImportedMargin.of(recorded("short-and-long"));

    // Where the venue has null, no price liquidates.
    assertThat(longs.hasNoLiquidationPrice("SOL")).isTrue();
    assertThat(longs.hasNoLiquidationPrice("ETH")).isTrue();
    assertThat(both.hasNoLiquidationPrice("ETH")).isTrue();
    assertThat(both.liquidationPrice("SOL"))
        .isCloseTo(new BigDecimal("22881.19788911"), within(new BigDecimal("0.00000001")));
  }

  @Test
  void crossAccount_hasTheInitialMarginOfTheVenue() {
    ImportedMargin margin = ImportedMargin.of(recorded("two-longs"));

    assertThat(margin.initialMargin("SOL")).isEqualByComparingTo("23.19797");
    assertThat(margin.initialMargin("ETH")).isEqualByComparingTo("684.702");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "isolated-short,                      HYPE,     18.564417, 50.2724802381, 1e-10, 57.6421",
    "isolated-long-of-another-dex,        flx:CRCL,  3.459702, 64.2010892308, 1e-10,  3.429999",
    // The documentation's own figures agree with each other to eight digits.
    "isolated-long-of-the-documentation,  ETH,       4.967826, 2866.26936529, 3e-5, 13104.514502"
  })
  void isolatedPosition_hasValueAndLiquidationPriceOfTheVenue(
      String file,
      String coin,
      BigDecimal value,
      BigDecimal liquidationPrice,
      BigDecimal tolerance,
      BigDecimal crossValue) {
    ImportedMargin margin = ImportedMargin.of(recorded(file));

    assertThat(new BigDecimal(margin.scope("isolated:" + coin).getMarginBalance()))
        .isEqualByComparingTo(value);
    assertThat(margin.liquidationPrice(coin)).isCloseTo(liquidationPrice, within(tolerance));
    assertThat(new BigDecimal(margin.scope("cross:USDC").getMarginBalance()))
        .isEqualByComparingTo(crossValue);
  }

  @Test
  void marginTables_becomeTiersWithHalfOfTheInitialRate() {
    String meta = """
        [{"universe": [{"name": "HYPE", "maxLeverage": 10, "marginTableId": 52},
                       {"name": "OLD", "maxLeverage": 3, "marginTableId": 3, "isDelisted": true}],
          "marginTables": [[51, {"description": "", "marginTiers": []}],
            [52, {"description": "tiered 10x", "marginTiers": [
              {"lowerBound": "0.0", "maxLeverage": 10},
              {"lowerBound": "20000000.0", "maxLeverage": 3}]}]],
          "collateralToken": 0},
         [{"markPx": "48.1"}, {"markPx": "1"}]]
        """;

    List<MarginTier> tiers = read("isolated-short", meta)
        .evaluation()
        .getRuleSet()
        .getInstruments(0)
        .getRequirement()
        .getMarginalTiers()
        .getTiersList();

    assertThat(tiers).hasSize(2);
    assertThat(tiers.get(0).getMaintenanceRate()).isEqualTo("0.05");
    assertThat(tiers.get(1).getNotionalFloor()).isEqualTo("20000000");
    assertThat(tiers.get(1).getMaintenanceRate()).isEqualTo("0.166666666666666667");
    assertThat(tiers.get(1).getMaxLeverage()).isEqualTo("3");
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "\"HYPE\"| \"HYPER\"| HYPE is there 0 times in meta.json, not once",
        "\"marginTableId\": 10| \"marginTableId\": 11| meta.json: universe[2].marginTableId: the margin",
        "\"maxLeverage\": 10, \"marginTableId\": 10| \"maxLeverage\": 5, \"marginTableId\": 5"
            + "| state.json: assetPositions[0].position.maxLeverage: is \"10\", and no tier of",
        "\"marginTables\": []| \"marginTables\": [], \"collateralToken\": 360"
            + "| meta.json: collateralToken: is 360: markets that settle in another asset",
        "\"szDecimals\": 2,| \"szDecimals\": 2, \"surcharge\": 1,| meta.json: universe[2].surcharge: is 1",
      })
  void metaThatDoesNotFit_isRefused(String part, String other, String message) {
    String changed = META.replace(part, other);

    assertThatThrownBy(() -> read("isolated-short", changed))
        .isInstanceOf(BadResponseException.class)
        .hasMessageContaining(message.strip());
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "\"type\": \"oneWay\"| \"type\": \"twoWay\"| assetPositions[0].type: must be oneWay",
        "\"isolated\"| \"strict\"| position.leverage.type: must be cross or isolated, is \"strict\"",
        "\"192.58\"| \"192.5800000000000000001\"| has more than 18 digits",
        "\"szi\": \"-4.0\"| \"szi\": \"-0.7\"| position.positionValue: is no multiple of szi",
        "\"47.9932\"| null| position: has no entryPx",
        "\"time\"| \"borrowed\"| state.json: borrowed: is \"1761803589961\", and what it means",
      })
  void stateThatIsNotUnderstood_isRefused(String part, String other, String message) {
    String state =
        ImportedMargin.text(RECORDED.resolve("isolated-short.json")).replace(part, other);

    assertThatThrownBy(() -> FORMAT.read(
            Responses.of(FORMAT)
                .add("clearinghouse-state", "state.json", state)
                .add("user-abstraction", "mode.json", "\"disabled\"")
                .add("meta", "meta.json", META)
                .build(),
            ImportOptions.named("test")))
        .isInstanceOf(BadResponseException.class)
        .hasMessageContaining(message.strip());
  }

  @ParameterizedTest
  @CsvSource({
    "unifiedAccount, what is held in spot",
    "portfolioMargin, what is held in spot",
    "dexAbstraction, what is held in spot",
    "somethingNew, must be disabled or default"
  })
  void accountWhoseBalanceIsElsewhere_isRefused(String mode, String message) {
    assertThatThrownBy(() -> FORMAT.read(
            Responses.of(FORMAT)
                .add("clearinghouse-state", "state.json", "{}")
                .add("user-abstraction", "mode.json", "\"" + mode + "\"")
                .add("meta", "meta.json", META)
                .build(),
            ImportOptions.named("test")))
        .isInstanceOf(BadResponseException.class)
        .hasMessageStartingWith("mode.json: ")
        .hasMessageContaining(message);
  }

  private static ImportedAccount recorded(String file) {
    return read(file, META);
  }

  private static ImportedAccount read(String file, String meta) {
    return FORMAT.read(
        Responses.of(FORMAT)
            .add(
                "clearinghouse-state",
                "state.json",
                ImportedMargin.text(RECORDED.resolve(file + ".json")))
            .add("user-abstraction", "mode.json", "\"default\"")
            .add("meta", "meta.json", meta)
            .build(),
        ImportOptions.named("test"));
  }
}
