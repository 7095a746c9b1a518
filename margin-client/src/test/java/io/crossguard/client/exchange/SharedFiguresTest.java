package io.crossguard.client.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.crossguard.v1.Instrument;
import io.crossguard.v1.MarginTier;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Worked numbers and tier tables of venues that lie beside the project; without them, nothing runs. */
class SharedFiguresTest {
  private static final Path SHARED = Path.of("..", "..", "shared");
  private static final Path CASES = SHARED.resolve("cases").resolve("venues.json");
  private static final Path TIERS =
      SHARED.resolve("leverage-tiers").resolve("binance_leverage_tiers.json");

  static Stream<Arguments> hyperliquidPositions() {
    return cases("hyperliquid-live-");
  }

  static Stream<Arguments> binancePositions() {
    return cases("freqtrade-binance-");
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("hyperliquidPositions")
  void livePositionOfHyperliquid_hasTheLiquidationPriceOfTheVenue(String id, JsonValue figures) {
    JsonValue inputs = figures.field("inputs");
    String coin = inputs.field("symbol").text();
    BigDecimal size = inputs.field("size").decimal();
    BigDecimal mark = inputs.field("markPrice").decimal();
    // What is assigned, and what the position has won or lost since.
    BigDecimal value = inputs
        .field("collateral")
        .decimal()
        .add(signed(inputs, size)
            .multiply(mark.subtract(inputs.field("entryPrice").decimal())));
    String state = """
        {"crossMarginSummary": {"accountValue": "0"}, "assetPositions": [{"type": "oneWay",
          "position": {"coin": "%s", "szi": "%s", "entryPx": "%s", "positionValue": "%s",
           "marginUsed": "%s", "maxLeverage": %s, "leverage": {"type": "isolated", "value": %s}}}]}
        """.formatted(
            coin,
            signed(inputs, size).toPlainString(),
            inputs.field("entryPrice").text(),
            size.multiply(mark).toPlainString(),
            value.toPlainString(),
            inputs.field("maxLeverage").text(),
            inputs.field("userLeverage").text());
    String meta = """
        {"universe": [{"name": "%s", "maxLeverage": %s, "marginTableId": %s}]}
        """.formatted(
        coin, inputs.field("maxLeverage").text(), inputs.field("maxLeverage").text());
    ExchangeFormat format = new Hyperliquid();

    ImportedMargin margin = ImportedMargin.of(format.read(
        Responses.of(format)
            .add("clearinghouse-state", "state.json", state)
            .add("user-abstraction", "mode.json", "\"disabled\"")
            .add("meta", "meta.json", meta)
            .build(),
        ImportOptions.named(id)));

    assertLiquidationPrice(margin.liquidationPrice(coin), figures.field("expected"));
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("binancePositions")
  void isolatedPositionOfBinance_hasTheLiquidationPriceOfTheWorkedNumber(
      String id, JsonValue figures) {
    JsonValue inputs = figures.field("inputs");
    String positions = """
        [{"symbol": "ETHUSDT", "positionSide": "BOTH", "positionAmt": "%s", "entryPrice": "%s",
          "markPrice": "%s", "leverage": "%s", "marginType": "isolated", "isolatedWallet": "%s"}]
        """.formatted(
            signed(inputs, inputs.field("size").decimal()).toPlainString(),
            inputs.field("entryPrice").text(),
            inputs.field("entryPrice").text(),
            inputs.field("leverage").text(),
            inputs.field("walletBalance").text());
    // An amount of 0.01 at 1 % is what a bracket from 1 on has after one without maintenance
    // margin.
    assertThat(inputs.field("maintenanceRate").text()).isEqualTo("0.01");
    assertThat(inputs.field("maintenanceAmount").text()).isEqualTo("0.01");
    String brackets = """
        {"symbol": "ETHUSDT", "brackets": [
          {"initialLeverage": 50, "notionalFloor": 0, "notionalCap": 1, "maintMarginRatio": 0,
           "cum": 0},
          {"initialLeverage": 50, "notionalFloor": 1, "notionalCap": 100, "maintMarginRatio": 0.01,
           "cum": 0.01}]}
        """;
    ExchangeFormat format = new BinanceUsdm();

    ImportedMargin margin = ImportedMargin.of(format.read(
        Responses.of(format)
            .add("account", "account.json", BinanceUsdmTest.account("0"))
            .add("position-risk", "positions.json", positions)
            .add("leverage-brackets", "brackets.json", brackets)
            .build(),
        ImportOptions.named(id)));

    assertLiquidationPrice(margin.liquidationPrice("ETHUSDT"), figures.field("expected"));
  }

  @Test
  void tiersOfAllSymbolsOfBinance_haveTheMaintenanceAmountsOfTheVenue() {
    assumeTrue(Files.exists(TIERS), "the tier tables are not beside the project");
    String tiers = ImportedMargin.text(TIERS);
    Set<String> symbols =
        new ResponseText(Set.of(), false).parse("tiers.json", tiers).fields().keySet();
    String positions = symbols.stream()
        .map(symbol -> """
            {"symbol": "%s", "side": "long", "contracts": 7, "contractSize": 1, "entryPrice": 1,
             "markPrice": 1, "leverage": 1, "marginMode": "cross"}
            """.formatted(symbol))
        .collect(Collectors.joining(",", "[", "]"));
    ExchangeFormat format = new Ccxt();

    ImportedAccount imported = format.read(
        Responses.of(format)
            .add("balance", "balance.json", "{\"info\": " + BinanceUsdmTest.account("100000") + "}")
            .add("positions", "positions.json", positions)
            .add("tiers", "tiers.json", tiers)
            .build(),
        new ImportOptions(
            "test",
            Optional.empty(),
            Map.of("USDC", BigDecimal.ONE, "BTC", new BigDecimal("60000")),
            Optional.of("binanceusdm"),
            false));

    // The service refuses an amount that floors and rates do not lead to: all of them are accepted.
    assertThat(imported.evaluation().getRuleSet().getInstrumentsList())
        .hasSize(symbols.size())
        .allSatisfy(
            instrument -> assertThat(deductions(instrument)).isNotEmpty().doesNotContain(""));
    assertThat(ImportedMargin.of(imported).response().getPositionsList()).hasSize(symbols.size());
  }

  private static List<String> deductions(Instrument instrument) {
    return instrument.getRequirement().getMarginalTiers().getTiersList().stream()
        .map(MarginTier::getMaintenanceDeduction)
        .toList();
  }

  private static void assertLiquidationPrice(BigDecimal price, JsonValue expected) {
    BigDecimal published = expected.field("liquidationPrice").decimal();
    BigDecimal tolerance = expected.field("tolerance").field("rel").decimal();
    assertThat(price).isCloseTo(published, within(published.multiply(tolerance)));
  }

  private static BigDecimal signed(JsonValue inputs, BigDecimal size) {
    return inputs.field("side").text().equals("LONG") ? size : size.negate();
  }

  private static Stream<Arguments> cases(String prefix) {
    if (!Files.exists(CASES)) {
      return Stream.empty();
    }
    return new ResponseText(Set.of(), false)
        .parse("venues.json", ImportedMargin.text(CASES)).items().stream()
            .filter(figures -> figures.field("id").text().startsWith(prefix))
            .map(figures -> arguments(figures.field("id").text(), figures));
  }
}
