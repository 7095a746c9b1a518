package io.crossguard.client.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.crossguard.v1.Account;
import io.crossguard.v1.MarginTier;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Responses of Bybit; where they are from is in {@code exchange/SOURCE.md}. */
class BybitTest {
  private static final ExchangeFormat FORMAT = new Bybit();
  private static final String CROSS =
      "{\"retCode\": 0, \"result\": {\"marginMode\": \"REGULAR_MARGIN\"}}";
  private static final String ISOLATED = CROSS.replace("REGULAR", "ISOLATED");

  @Test
  void wallet_isWithoutProfitAndLossAtThePricesOfTheVenue() {
    ImportedAccount imported = FORMAT.read(
        Responses.of(FORMAT)
            .add("account-info", "i.json", CROSS)
            .add(
                "wallet-balance",
                "w.json",
                // Its positions are not with it, so that it must not state margin for them.
                ImportedMargin.text(ImportedMargin.RECORDED.resolve("bybit/wallet-balance.json"))
                    .replaceAll("\"totalPositionIM\": \"[^\"]*\"", "\"totalPositionIM\": \"0\""))
            .add("positions", "p.json", positions("linear"))
            .add("risk-limit", "r.json", "[]")
            .add(
                "collateral-info",
                "c.json",
                collateral("USDC", "BTC", "ETH", "ADA", "XRP", "USDT", "LTC"))
            .add("fee-rate", "f.json", fees("BTCUSDT", "0.00055"))
            .build(),
        new ImportOptions("test", Optional.empty(), Map.of(), Optional.empty(), true));

    // totalEquity less totalPerpUPL, both in USD, with eight places in each of seven coins.
    assertThat(new BigDecimal(ImportedMargin.of(imported).response().getTotals().getEquity()))
        .isCloseTo(
            new BigDecimal("92255.96988644").subtract(new BigDecimal("-21.66812467")),
            within(new BigDecimal("0.000001")));
  }

  @Test
  void position_hasTheMarginsOfTheVenueWithTheClosingFeeOfItsOwner() {
    // Mark and entry are the same: 7.2475 × 0.02 and 7.2475 ÷ 25, each with 0.00591396 of fee.
    ImportedMargin margin = ImportedMargin.of(read(
        CROSS,
        positions("linear", """
            {"symbol": "SNXUSDT", "leverage": "25", "breakEvenPrice": "0.29039324",
             "autoAddMargin": 0, "avgPrice": "0.2899", "liqPrice": "0.0000",
             "riskLimitValue": "100000", "takeProfit": "", "positionValue": "7.2475",
             "isReduceOnly": false, "positionIMByMp": "0.29581396", "tpslMode": "Full",
             "riskId": 1091, "trailingStop": "0", "unrealisedPnl": "0", "markPrice": "0.2899",
             "adlRankIndicator": 2, "cumRealisedPnl": "-0.08508952", "positionMM": "0.15086396",
             "createdTime": "1776806062923", "positionIdx": 0, "openTime": 1746806610164,
             "positionIM": "0.29581396", "positionMMByMp": "0.15086396", "seq": 314509385153,
             "updatedTime": "1766806610164", "side": "Buy", "bustPrice": "", "positionBalance": "0",
             "leverageSysUpdatedTime": "", "curRealisedPnl": "-0.0122", "size": "25",
             "positionStatus": "Normal", "mmrSysUpdatedTime": "", "stopLoss": "", "tradeMode": 0,
             "sessionAvgPrice": ""}
            """),
        limits("SNXUSDT", "0.02", "0.04", "25"),
        fees("SNXUSDT", "0.00085")));

    assertThat(margin.maintenanceMargin("SNXUSDT")).isEqualByComparingTo("0.15086396");
    assertThat(margin.initialMargin("SNXUSDT")).isEqualByComparingTo("0.29581396");
  }

  @Test
  void positionInHedgeMode_hasTheMarginsOfTheVenueButForAPartOfItsFee() {
    ImportedMargin margin = ImportedMargin.of(read(
        CROSS,
        positions("linear", """
            {"positionIdx": 1, "tradeMode": 0, "riskId": 116, "riskLimitValue": "200000",
             "symbol": "ADAUSDT", "side": "Buy", "size": "18720", "entryPrice": "0.41160027",
             "sessionAvgPrice": "", "leverage": "75", "positionValue": "7705.157",
             "positionBalance": "0", "markPrice": "0.41", "positionIM": "106.51735757",
             "positionMM": "61.74535757", "unrealisedPnl": "-29.957", "liqPrice": "0.37000066",
             "positionStatus": "Normal", "autoAddMargin": 0}
            """),
        limits("ADAUSDT", "0.0075", "0.0133", "75"),
        fees("ADAUSDT", "0.00055")));

    // 7,675.2 × 0.0075 = 57.564, and 7,675.2 ÷ 75 = 102.336: what the two differ by is exact. The
    // fee of 7,705.157 × 74/75 × 0.00055 is 4.18133, that of the venue 4.18136: not explained.
    assertThat(
            margin.initialMargin("ADAUSDT/LONG").subtract(margin.maintenanceMargin("ADAUSDT/LONG")))
        .isCloseTo(
            new BigDecimal("106.51735757").subtract(new BigDecimal("61.74535757")),
            within(new BigDecimal("1e-15")));
    assertThat(margin.maintenanceMargin("ADAUSDT/LONG"))
        .isCloseTo(new BigDecimal("61.74535757"), within(new BigDecimal("0.00003")));
    assertThat(margin.unrealizedPnl("ADAUSDT/LONG"))
        .isCloseTo(new BigDecimal("-29.957"), within(new BigDecimal("0.0001")));
  }

  @Test
  void isolatedAccount_hasTheMarginsOfItsPositionsBesideItsWallet() {
    Account account = read(
            ISOLATED,
            positions(
                "linear", position("BTCUSDT", "Sell", "0.5", "\"positionBalance\": \"3000\",")),
            limits("BTCUSDT", "0.005", "0.01", "100"),
            fees("BTCUSDT", "0.00055"))
        .evaluation()
        .getAccount();

    assertThat(account.getPositions(0).getQuantity()).isEqualTo("-0.5");
    assertThat(account.getPositions(0).getIsolated().getMargin()).isEqualTo("3000");
    assertThat(account.getBalances(0).getQuantity()).isEqualTo("7000");
  }

  @Test
  void riskLimits_areTiersThatEndWhereTheNextBegins() {
    List<MarginTier> tiers = read(
            CROSS,
            positions("linear", position("BTCUSDT", "Buy", "1", "")),
            """
            {"retCode": 0, "result": {"category": "linear", "list": [
              {"id": 2, "symbol": "BTCUSDT", "riskLimitValue": "2600000",
               "maintenanceMargin": "0.0056", "initialMargin": "0.0111", "maxLeverage": "90.00",
               "mmDeduction": "1200"},
              {"id": 1, "symbol": "BTCUSDT", "riskLimitValue": "2000000",
               "maintenanceMargin": "0.005", "initialMargin": "0.01", "isLowestRisk": 1,
               "maxLeverage": "100.00", "mmDeduction": ""},
              {"id": 7, "symbol": "ETHUSDT", "riskLimitValue": "1"}]}}
            """,
            fees("BTCUSDT", "0.00055"))
        .evaluation()
        .getRuleSet()
        .getInstruments(0)
        .getRequirement()
        .getMarginalTiers()
        .getTiersList();

    assertThat(tiers).extracting(MarginTier::getNotionalFloor).containsExactly("0", "2000000");
    assertThat(tiers).extracting(MarginTier::getMaintenanceDeduction).containsExactly("", "1200");
    assertThat(tiers).extracting(MarginTier::getInitialRate).containsExactly("0.01", "0.0111");
  }

  @Test
  void inverseContract_isOneDollarInItsCoin() {
    ImportedMargin margin = ImportedMargin.of(read(
        CROSS,
        "[" + positions("linear", position("BTCUSDT", "Buy", "1", "")) + ","
            + positions("inverse", position("BTCUSD", "Sell", "60000", "")) + "]",
        "[" + limits("BTCUSDT", "0.005", "0.01", "100") + ","
            + limits("BTCUSD", "0.005", "0.01", "100") + "]",
        fees("BTCUSDT", "0.00055", "BTCUSD", "0.00055"),
        "USDT",
        "BTC"));

    assertThat(margin.notional("BTCUSD")).isEqualByComparingTo("1");
    assertThat(margin.notional("BTCUSDT")).isEqualByComparingTo("60000");
  }

  @Test
  void coinThatIsSwitchedOff_isNoCollateral() {
    ImportedAccount imported = FORMAT.read(
        Responses.of(FORMAT)
            .add("account-info", "i.json", CROSS)
            .add("wallet-balance", "w.json", wallet("\"coin\": \"USDT\""))
            .add("positions", "p.json", positions("linear"))
            .add("risk-limit", "r.json", "[]")
            .add(
                "collateral-info",
                "c.json",
                collateral("USDT")
                    .replace("\"collateralSwitch\": true", "\"collateralSwitch\": false"))
            .add("fee-rate", "f.json", fees("BTCUSDT", "0.00055"))
            .build(),
        ImportOptions.named("test"));

    assertThat(ImportedMargin.of(imported).scope("cross").getMarginBalance()).isEqualTo("0");
  }

  @Test
  void withoutRiskLimits_theRulesAreThoseOfTheService() {
    ImportedAccount imported = FORMAT.read(
        Responses.of(FORMAT)
            .add("account-info", "i.json", CROSS)
            .add("wallet-balance", "w.json", wallet("\"coin\": \"USDT\""))
            .add("positions", "p.json", positions("linear", position("BTCUSDT", "Buy", "1", "")))
            .build(),
        ImportOptions.named("test"));

    assertThat(imported.evaluation().getRuleSetId()).isEqualTo("bybit-uta-linear");
    assertThat(ImportedMargin.of(imported).notional("BTCUSDT")).isEqualByComparingTo("60000");
  }

  @ParameterizedTest(name = "{1}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "i| REGULAR_MARGIN| PORTFOLIO_MARGIN| i.json: result.marginMode: is portfolio margin",
        "i| \"retCode\": 0| \"retCode\": 10003, \"retMsg\": \"API key is invalid.\""
            + "| i.json: is an error of the venue: \"API key is invalid.\"",
        "i| \"retCode\": 0| \"kode\": 0| i.json: has no retCode: the whole response of the venue is",
        "w| UNIFIED| CONTRACT| w.json: result.list[0].accountType: must be UNIFIED",
        "w| \"coin\": \"USDT\"| \"coin\": \"USDT\", \"borrowAmount\": \"5\""
            + "| w.json: result.list[0].coin[0].borrowAmount: borrowed amounts",
        "w| \"coin\": \"USDT\"| \"coin\": \"USDT\", \"locked\": \"42\""
            + "| w.json: result.list[0].coin[0].locked: open orders need margin",
        "w| \"coin\": \"USDT\"| \"coin\": \"XRP\""
            + "| w.json: result.list[0].coin[0].walletBalance: XRP is not among the assets of the rule",
        "w| \"coin\": \"USDT\"| \"totalPositionIM\": \"3\", \"coin\": \"ETH\""
            + "| w.json: result.list[0].coin[0].totalPositionIM: is \"3\", and no position settles in ETH",
        "w| \"coin\": \"USDT\"| \"coin\": \"BTC\", \"collateralSwitch\": false"
            + "| w.json: result.list[0].coin[0].collateralSwitch: is false, so that \"BTC\" does not",
        "w| \"coin\": \"USDT\"| \"coin\": \"BTC\", \"marginCollateral\": false"
            + "| w.json: result.list[0].coin[0].marginCollateral: is false, so that \"BTC\" does not",
        "p| \"category\": \"linear\"| \"category\": \"option\""
            + "| p.json: result.category: must be linear or inverse",
        "p| BTCUSDT| BTC-29MAR24| p.json: result.list[0].symbol: \"BTC-29MAR24\" is no perpetual",
        "p| BTCUSDT| PEPEUSDT| p.json: result.list[0]: PEPEUSDT is not among the instruments",
        "p| Buy| None| p.json: result.list[0].side: must be Buy or Sell",
        "p| Normal| Liq| p.json: result.list[0].positionStatus: is \"Liq\": the venue is closing",
        "p| \"leverage\": \"10\"| \"leverage\": \"\""
            + "| p.json: result.list[0].leverage: must be a number",
        "p| \"markPrice\": \"60000\"| \"markPrice\": \"\""
            + "| p.json: result.list[0].markPrice: must be a number",
        "p| \"size\"| \"vega\": \"0.1\", \"size\"| p.json: result.list[0].vega: is \"0.1\", and what",
      })
  void responseThatIsNotUnderstood_isRefused(
      String response, String part, String other, String message) {
    assertThatThrownBy(() -> FORMAT.read(
            Responses.of(FORMAT)
                .add("account-info", "i.json", changed("i", response, CROSS, part, other))
                .add(
                    "wallet-balance",
                    "w.json",
                    changed("w", response, wallet("\"coin\": \"USDT\""), part, other))
                .add(
                    "positions",
                    "p.json",
                    changed(
                        "p",
                        response,
                        positions("linear", position("BTCUSDT", "Buy", "1", "")),
                        part,
                        other))
                .build(),
            ImportOptions.named("test")))
        .isInstanceOf(BadResponseException.class)
        .hasMessageStartingWith(message.strip());
  }

  @Test
  void ratesInPercent_areRefused() {
    assertThatThrownBy(() -> read(
            CROSS,
            positions("linear", position("BTCUSDT", "Buy", "1", "")),
            limits("BTCUSDT", "0.5", "1", "100"),
            fees("BTCUSDT", "0.00055")))
        .hasMessageContaining(
            "initialMargin: is \"1\", not the inverse of maxLeverage: rates must");
  }

  @Test
  void pageThatMayNotBeTheLast_isRefused() {
    String rows = IntStream.range(0, 20)
        .mapToObj(row -> position("BTCUSDT", "Buy", "1", ""))
        .collect(Collectors.joining(","));

    assertThatThrownBy(() -> read(
            CROSS,
            "{\"retCode\": 0, \"result\": {\"category\": \"linear\", \"nextPageCursor\": \"x\","
                + "\"list\": [" + rows + "]}}",
            limits("BTCUSDT", "0.005", "0.01", "100"),
            fees("BTCUSDT", "0.00055")))
        .hasMessageContaining("nextPageCursor: says that there may be more pages");
  }

  private static String changed(
      String name, String wanted, String text, String part, String other) {
    return name.equals(wanted) ? text.replace(part, other) : text;
  }

  private static ImportedAccount read(
      String info, String positions, String limits, String fees, String... assets) {
    return FORMAT.read(
        Responses.of(FORMAT)
            .add("account-info", "i.json", info)
            .add("wallet-balance", "w.json", wallet("\"coin\": \"USDT\""))
            .add("positions", "p.json", positions)
            .add("risk-limit", "r.json", limits)
            .add(
                "collateral-info",
                "c.json",
                collateral(assets.length == 0 ? new String[] {"USDT"} : assets))
            .add("fee-rate", "f.json", fees)
            .build(),
        new ImportOptions(
            "test",
            Optional.empty(),
            Map.of("BTC", new BigDecimal("60000")),
            Optional.empty(),
            false));
  }

  private static String wallet(String coin) {
    return """
        {"retCode": 0, "result": {"list": [{"accountType": "UNIFIED", "coin": [
          {%s, "walletBalance": "10000", "equity": "10000", "usdValue": "10000"}]}]}}
        """.formatted(coin);
  }

  static String positions(String category, String... rows) {
    return """
        {"retCode": 0, "result": {"category": "%s", "nextPageCursor": "", "list": [%s]}}
        """.formatted(category, String.join(",", rows));
  }

  private static String position(String symbol, String side, String size, String more) {
    return """
        {%s "symbol": "%s", "side": "%s", "size": "%s", "avgPrice": "60000",
         "markPrice": "60000", "leverage": "10", "positionIdx": 0, "positionStatus": "Normal"}
        """.formatted(more, symbol, side, size);
  }

  static String limits(String symbol, String maintenance, String initial, String maxLeverage) {
    return """
        {"retCode": 0, "result": {"category": "linear", "list": [
          {"id": 1, "symbol": "%s", "riskLimitValue": "200000", "maintenanceMargin": "%s",
           "initialMargin": "%s", "isLowestRisk": 1, "maxLeverage": "%s", "mmDeduction": ""}]}}
        """.formatted(symbol, maintenance, initial, maxLeverage);
  }

  static String fees(String... symbolsAndRates) {
    StringBuilder rows = new StringBuilder();
    for (int at = 0; at < symbolsAndRates.length; at += 2) {
      rows.append(at == 0 ? "" : ",")
          .append("{\"symbol\": \"")
          .append(symbolsAndRates[at])
          .append("\", \"takerFeeRate\": \"")
          .append(symbolsAndRates[at + 1])
          .append("\", \"makerFeeRate\": \"0.0002\"}");
    }
    return "{\"retCode\": 0, \"result\": {\"list\": [" + rows + "]}}";
  }

  static String collateral(String... assets) {
    return Arrays.stream(assets)
        .map(asset -> "{\"currency\": \"" + asset + "\", \"collateralRatio\": \"1\","
            + " \"marginCollateral\": true, \"collateralSwitch\": true}")
        .collect(Collectors.joining(",", "{\"retCode\": 0, \"result\": {\"list\": [", "]}}"));
  }
}
