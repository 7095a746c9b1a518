package io.crossguard.client.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.crossguard.v1.Position;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ccxt's unified structures of Binance. */
class CcxtTest {
  private static final ExchangeFormat FORMAT = new Ccxt();
  private static final String BALANCE = """
      {"info": {"assets": [{"asset": "USDT", "crossWalletBalance": "1535443.01"}]},
       "USDT": {"free": 0, "used": 1158756.64, "total": 1030895.56}}
      """;

  @Test
  void crossExampleOfTheVenue_hasItsLiquidationPrices() {
    String positions = "["
        + position("BTC/USDT:USDT", "long", "109.488", "32481.98", "31967.27", "20")
        + ","
        + position("ETH/USDT:USDT", "long", "3683.979", "1456.84", "1335.18", "5")
        + "]";
    String tiers = """
        {"BTC/USDT:USDT": [
          {"minNotional": 0, "maxNotional": 1000000, "maintenanceMarginRate": 0.0087,
           "maxLeverage": 125},
          {"minNotional": 1000000, "maxNotional": 5000000, "maintenanceMarginRate": 0.025,
           "maxLeverage": 20, "info": {"cum": "16300.0"}}],
         "ETH/USDT:USDT": [
          {"minNotional": 2000000.0, "maxNotional": 5000000.0, "maintenanceMarginRate": 0.1,
           "maxLeverage": 5, "info": {"cum": 135365}},
          {"minNotional": 0.0, "maxNotional": 2000000.0, "maintenanceMarginRate": 0.0323175,
           "maxLeverage": 10.0}]}
        """;

    ImportedMargin margin = ImportedMargin.of(read(BALANCE, positions, tiers));

    // Below them one tier stands for all that the venue's page does not name, with the rate that
    // leads to its maintenance amounts: 0.025 − 16,300 / 1,000,000, 0.1 − 135,365 / 2,000,000.
    assertThat(margin.liquidationPrice("BTC/USDT:USDT"))
        .isCloseTo(new BigDecimal("26316.89"), within(new BigDecimal("0.005")));
    assertThat(margin.liquidationPrice("ETH/USDT:USDT"))
        .isCloseTo(new BigDecimal("1153.26"), within(new BigDecimal("0.005")));
  }

  @Test
  void isolatedShort_hasItsCollateralWithoutProfitAndLossAsMargin() {
    // The recorded position of binance-usdm/doge-isolated-short.json as ccxt states it.
    String positions = """
        [{"symbol": "DOGE/USDT:USDT", "side": "short", "hedged": true, "contracts": 32,
          "contractSize": 1, "entryPrice": 0.16395, "markPrice": 0.16465933, "leverage": 6,
          "marginMode": "isolated", "collateral": 0.86034145, "unrealizedPnl": -0.02269856,
          "liquidationPrice": 0.19059204, "percentage": -2.5849999999999995},
         {"symbol": "DOGE/USDT:USDT", "side": null, "hedged": true, "contracts": 0}]
        """;
    String tiers = """
        {"DOGE/USDT:USDT": [{"minNotional": 0, "maxNotional": 10000,
         "maintenanceMarginRate": 0.005, "maxLeverage": 75}]}
        """;

    ImportedAccount imported = read(BALANCE, positions, tiers);

    Position position = imported.evaluation().getAccount().getPositions(0);
    assertThat(position.getPositionId()).isEqualTo("DOGE/USDT:USDT/short");
    assertThat(position.getIsolated().getMargin()).isEqualTo("0.88304001");
    assertThat(ImportedMargin.of(imported).liquidationPrice("DOGE/USDT:USDT/short"))
        .isCloseTo(new BigDecimal("0.19059204"), within(new BigDecimal("0.00000001")));
  }

  @Test
  void withoutTiers_contractsHaveTheNamesOfTheRuleSet() {
    String positions = "[" + position("BTC/USDT:USDT", "short", "2", "60000", "61000", "10") + "]";

    ImportedAccount imported = read(BALANCE, positions, null);

    assertThat(imported.evaluation().getRuleSetId()).isEqualTo("binance-usdm-2026-09");
    assertThat(imported.evaluation().getAccount().getPositions(0).getInstrumentId())
        .isEqualTo("BTCUSDT");
    assertThat(imported.evaluation().getAccount().getPositions(0).getQuantity()).isEqualTo("-2");
  }

  @Test
  void markPriceAndContractSize_comeFromTickersAndMarketsWherePositionsLackThem() {
    String position = position("BTC/USDT:USDT", "long", "2", "60000", "61000", "10")
        .replace("\"contractSize\": 1,", "")
        .replace("\"markPrice\": 61000,", "\"markPrice\": null,");

    ImportedAccount imported = FORMAT.read(
        Responses.of(FORMAT)
            .add("balance", "b.json", BALANCE)
            .add("positions", "p.json", "[" + position + "]")
            .add("tickers", "t.json", "{\"BTC/USDT:USDT\": {\"last\": 9, \"markPrice\": 61000.5}}")
            .add("markets", "m.json", "{\"BTC/USDT:USDT\": {\"contractSize\": 0.001}}")
            .add("tiers", "l.json", """
                {"BTC/USDT:USDT": [{"minNotional": 0, "maintenanceMarginRate": 4e-3,
                 "maxLeverage": 100}]}
                """)
            .build(),
        on("binance"));

    assertThat(imported.evaluation().getMarket().getMarkPrices(0).getPrice()).isEqualTo("61000.5");
    assertThat(imported.evaluation().getRuleSet().getInstruments(0).getMultiplier())
        .isEqualTo("0.001");
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "symbol| \"BTC/USDT\"| [0].symbol: \"BTC/USDT\" is no perpetual or dated future",
        "symbol| \"BTC/USDT:USDT-250328-70000-C\"| [0].symbol: \"BTC/USDT:USDT-250328-70000-C\" is no",
        "symbol| \"BTC/USDT:ETH\"| [0].symbol: \"BTC/USDT:ETH\" settles in neither",
        "symbol| \"BTC/USD:BTC\"| [0]: BTC/USD:BTC is coin-margined",
        "symbol| \"PEPE/USDT:USDT\"| [0]: PEPEUSDT is not among the instruments of the rule set",
        "side| null| [0]: has no side",
        "side| \"both\"| [0].side: must be long or short",
        "contracts| null| [0]: has no contracts",
        "contracts| -2| [0].contracts: must not be negative",
        "contracts| 0.30000000000000004| [0].contracts: 0.30000000000000004 has 17 digits",
        "marginMode| null| [0]: does not state marginMode",
        "marginMode| \"portfolio\"| [0].marginMode: must be cross or isolated",
        "marginMode| \"isolated\"| [0]: has no collateral",
        "leverage| null| [0]: does not state the leverage",
        "markPrice| null| [0]: has no markPrice",
        "entryPrice| null| [0]: has no entryPrice",
        "contractSize| null| [0]: has no contractSize",
        "delta| 0.4| [0].delta: is 0.4, and what it means for the margin is not known here",
      })
  void position_isRefused(String field, String value, String message) {
    String row = position("BTC/USDT:USDT", "long", "2", "60000", "61000", "10");
    String changed = row.contains("\"" + field + "\"")
        ? row.replaceFirst("\"" + field + "\": [^,}]*", "\"" + field + "\": " + value)
        : row.replaceFirst("\\{", "{\"" + field + "\": " + value + ", ");

    assertThatThrownBy(() -> read(BALANCE, "[" + changed + "]", null))
        .isInstanceOf(BadResponseException.class)
        .hasMessageStartingWith("p.json: " + message.strip());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"USDT\": {\"total\": 5}}| b.json: has no info",
        "{\"info\": {\"accountType\": \"SPOT\", \"balances\": []}}| b.json: info: is a spot account",
      })
  void balance_isRefused(String balance, String message) {
    assertThatThrownBy(() -> read(balance, "[]", null)).hasMessageStartingWith(message.strip());
  }

  @Test
  void samePositionTwice_isRefused() {
    String row = position("BTC/USDT:USDT", "long", "2", "60000", "61000", "10");

    assertThatThrownBy(() -> read(BALANCE, "[" + row + "," + row + "]", null))
        .hasMessage("p.json: [1]: the position BTC/USDT:USDT is there twice");
  }

  @Test
  void exchangeThatIsNotKnown_isRefused() {
    assertThatThrownBy(() -> FORMAT.read(Responses.of(FORMAT).build(), on("mtgox")))
        .hasMessageStartingWith(
            "--exchange: must be one of binance, binancecoinm, binanceusdm, bybit, hyperliquid, okx");
  }

  private static ImportedAccount read(String balance, String positions, String tiers) {
    Responses.Builder responses = Responses.of(FORMAT)
        .add("balance", "b.json", balance)
        .add("positions", "p.json", positions);
    if (tiers != null) {
      responses.add("tiers", "t.json", tiers);
    }
    return FORMAT.read(responses.build(), on("binance"));
  }

  private static ImportOptions on(String exchange) {
    return new ImportOptions("test", Optional.empty(), Map.of(), Optional.of(exchange), false);
  }

  private static String position(
      String symbol, String side, String contracts, String entry, String mark, String leverage) {
    return """
        {"symbol": "%s", "side": "%s", "contracts": %s, "contractSize": 1, "entryPrice": %s,
         "markPrice": %s, "leverage": %s, "marginMode": "cross", "hedged": false}
        """.formatted(symbol, side, contracts, entry, mark, leverage);
  }
}
