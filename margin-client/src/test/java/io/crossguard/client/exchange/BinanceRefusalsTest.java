package io.crossguard.client.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What could change a figure of a Binance account and is not understood, is refused by its place. */
class BinanceRefusalsTest {
  private static final ExchangeFormat FORMAT = new BinanceUsdm();

  @ParameterizedTest(name = "account {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "[]| account.json: is a list of balances",
        "{\"code\": -2015, \"msg\": \"Invalid API-key\"}| account.json: is an error of the venue: \"Inv",
        "{\"balances\": [], \"accountType\": \"SPOT\"}| account.json: is a spot account",
        "{\"uniMMR\": \"5167.9\", \"accountEquity\": \"7\"}| account.json: is a portfolio margin account",
        "{}| account.json: has no assets",
        "{\"assets\": null}| account.json: has no assets",
        "{\"assets\": {}}| account.json: assets: must be an array, is an object",
        "{\"assets\": [{\"asset\": \"USDT\"}]}| account.json: assets[0]: has no crossWalletBalance",
        "{\"assets\": [{\"asset\": \"USDT\", \"crossWalletBalance\": \"NaN\"}]}"
            + "| account.json: assets[0].crossWalletBalance: must be a number, is \"NaN\"",
        "{\"assets\": [{\"asset\": \"USDT\", \"crossWalletBalance\": \"\"}]}"
            + "| account.json: assets[0].crossWalletBalance: must be a number, is \"\"",
        "{\"assets\": [{\"asset\": \"USDT\", \"crossWalletBalance\": \"1\"},"
            + "{\"asset\": \"USDT\", \"crossWalletBalance\": \"1\"}]}"
            + "| account.json: assets[1].crossWalletBalance: the asset USDT is there twice",
        "{\"assets\": [], \"totalOpenOrderInitialMargin\": \"3.5\"}"
            + "| account.json: totalOpenOrderInitialMargin: open orders need margin",
        "{\"assets\": [], \"vipMarginRelief\": 0.2}"
            + "| account.json: vipMarginRelief: is 0.2, and what it means for the margin is not known",
        "{\"assets\": [], \"multiAssetsMargin\": \"perhaps\"}"
            + "| account.json: multiAssetsMargin: must be true or false, is \"perhaps\"",
        "{\"assets\": [{\"asset\": \"LTC\", \"crossWalletBalance\": \"2\", \"marginAvailable\": false}],"
            + "\"multiAssetsMargin\": true}| account.json: assets[0].crossWalletBalance: is no collateral",
        "{\"assets\": [{\"asset\": \"BNB\", \"crossWalletBalance\": \"2\"}]}"
            + "| account.json: assets[0].crossWalletBalance: the price of BNB in USDT is needed",
      })
  void account_isRefused(String account, String message) {
    assertThatThrownBy(() -> read(account, "[]", null))
        .isInstanceOf(BadResponseException.class)
        .hasMessageStartingWith(message.strip());
  }

  @ParameterizedTest
  @ValueSource(strings = {"position-risk", "symbol-config", "leverage-brackets", "asset-index"})
  void errorOfTheVenue_inPlaceOfAnyList_isNamed(String name) {
    String error =
        "{\"code\": -2015, \"msg\": \"Invalid API-key, IP, or permissions for action.\"}";
    Responses.Builder responses = Responses.of(FORMAT)
        .add(
            "account",
            "account.json",
            BinanceUsdmTest.account("1")
                .replaceFirst(
                    "\\{", "{\"multiAssetsMargin\": " + name.equals("asset-index") + ", "))
        .add(name, "error.json", error);
    if (!name.equals("position-risk")) {
      responses.add(
          "position-risk", "p.json", "[" + BinanceUsdmTest.position("BTCUSDT", "1") + "]");
    }
    ImportOptions options = new ImportOptions(
        "test", Optional.empty(), Map.of("USDT", BigDecimal.ONE), Optional.empty(), false);

    assertThatThrownBy(() -> FORMAT.read(responses.build(), options))
        .isInstanceOf(BadResponseException.class)
        .hasMessage(
            "error.json: is an error of the venue: \"Invalid API-key, IP, or permissions for"
                + " action.\"");
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "symbol| \"BTC/USDT\"| positions.json: [0].symbol: \"BTC/USDT\" is no symbol of USD-M futures",
        "symbol| \"BTCEUR\"| positions.json: [0].symbol: \"BTCEUR\" is no symbol of USD-M futures",
        "symbol| \"PEPEUSDT\"| positions.json: [0]: PEPEUSDT is not among the instruments of the rule",
        "symbol| null| positions.json: [0]: has no symbol",
        "positionSide| \"SIDEWAYS\"| positions.json: [0].positionSide: must be BOTH, LONG or SHORT",
        "positionSide| \"SHORT\"| positions.json: [0].positionAmt: is \"1\" on the side SHORT",
        "marginType| \"portfolio\"| positions.json: [0].marginType: must be cross or isolated",
        "isolatedWallet| \"5\"| positions.json: [0]: has an isolated wallet, and positions.json: [0].",
        "markPrice| \"0.00000000\"| positions.json: [0].markPrice: must be positive",
        "markPrice| null| positions.json: [0]: has no markPrice",
        "entryPrice| \"0.0\"| positions.json: [0].entryPrice: must be positive",
        "leverage| \"\"| positions.json: [0]: does not state the leverage: add --symbol-config",
        "leverage| \"-3\"| positions.json: [0].leverage: must be positive",
        "marginAsset| \"USDC\"| positions.json: [0].marginAsset: BTCUSDT is expected to settle in USDT",
        "positionAmt| 0.30000000000000004| positions.json: [0].positionAmt: 0.30000000000000004 has 17",
        "bidNotional| \"12\"| positions.json: [0].bidNotional: open orders need margin",
      })
  void position_isRefused(String field, String value, String message) {
    String row = BinanceUsdmTest.position("BTCUSDT", "1");
    String changed = row.contains("\"" + field + "\"")
        ? row.replaceFirst("\"" + field + "\": \"[^\"]*\"", "\"" + field + "\": " + value)
        : row.replaceFirst("\\{", "{\"" + field + "\": " + value + ", ");

    assertThatThrownBy(() -> read(BinanceUsdmTest.account("1"), "[" + changed + "]", null))
        .isInstanceOf(BadResponseException.class)
        .hasMessageStartingWith(message.strip());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"symbol\": \"ETHUSDT\", \"brackets\": []}"
            + "| positions.json: [0]: BTCUSDT is not in brackets.json",
        "{\"symbol\": \"BTCUSDT\", \"brackets\": []}| brackets.json: brackets: has no tiers",
        "{\"symbol\": \"BTCUSDT\", \"notionalCoef\": 1.5, \"brackets\": []}"
            + "| brackets.json: notionalCoef: is 1.5: the brackets of this owner are adjusted",
        "{\"symbol\": \"BTCUSDT\", \"brackets\": [{\"notionalFloor\": 5, \"notionalCap\": 9,"
            + "\"maintMarginRatio\": 0.01, \"cum\": 0, \"initialLeverage\": 5}]}"
            + "| brackets.json: brackets[0]: starts at 5 where 0 is expected",
        "{\"symbol\": \"BTCUSDT\", \"brackets\": [{\"notionalFloor\": 0, \"notionalCap\": 9,"
            + "\"maintMarginRatio\": 0.01, \"cum\": 0, \"initialLeverage\": 5, \"surcharge\": 0.1}]}"
            + "| brackets.json: brackets[0].surcharge: is 0.1, and what it means",
      })
  void brackets_areRefused(String brackets, String message) {
    assertThatThrownBy(() -> read(
            BinanceUsdmTest.account("1"),
            "[" + BinanceUsdmTest.position("BTCUSDT", "1") + "]",
            brackets))
        .isInstanceOf(BadResponseException.class)
        .hasMessageStartingWith(message.strip());
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "BTCUSDT| 2| account.json: positions[0].positionAmt: is \"2\" here and 1 in the positions: the",
        "ETHUSDT| 0| positions.json: [0]: is not in account.json: positions: the responses are of",
        "BTCUSDT| 1, ETHUSDT| account.json: positions[1].positionAmt: is \"3\" here, and not in"
      })
  void positionsOfAnotherMoment_areRefused(String symbol, String amount, String message) {
    String second = """
        , {"symbol": "ETHUSDT", "positionSide": "BOTH", "positionAmt": "3"}
        """;
    String account =
        """
        {"assets": [], "positions": [
          {"symbol": "%s", "positionSide": "BOTH", "positionAmt": "%s"} %s]}
        """.formatted(symbol, amount.replaceFirst(",.*", ""), amount.contains(",") ? second : "");

    assertThatThrownBy(
            () -> read(account, "[" + BinanceUsdmTest.position("BTCUSDT", "1") + "]", null))
        .hasMessageStartingWith(message);
  }

  @Test
  void markPricesOfOneSymbolThatDiffer_areRefused() {
    String both = "["
        + BinanceUsdmTest.position("BTCUSDT", "1").replace("BOTH", "LONG")
        + ","
        + BinanceUsdmTest.position("BTCUSDT", "-1")
            .replace("BOTH", "SHORT")
            .replace("61000", "61001")
        + "]";

    assertThatThrownBy(() -> read(BinanceUsdmTest.account("1"), both, null))
        .hasMessageContaining("[1]: the mark price of BTCUSDT is 61001 here and 61000 before");
  }

  @Test
  void openOrders_canBeLeftOutOnPurpose() {
    ImportOptions without =
        new ImportOptions("test", Optional.empty(), Map.of(), Optional.empty(), true);
    ImportedAccount imported = FORMAT.read(
        Responses.of(FORMAT)
            .add(
                "account",
                "account.json",
                "{\"assets\": [], \"totalOpenOrderInitialMargin\": \"3.5\"}")
            .add("position-risk", "positions.json", "[]")
            .build(),
        without);

    assertThat(imported.evaluation().getAccount().getOrdersList()).isEmpty();
  }

  private static ImportedAccount read(String account, String positions, String brackets) {
    Responses.Builder responses = Responses.of(FORMAT)
        .add("account", "account.json", account)
        .add("position-risk", "positions.json", positions);
    if (brackets != null) {
      responses.add("leverage-brackets", "brackets.json", brackets);
    }
    return FORMAT.read(responses.build(), ImportOptions.named("test"));
  }
}
