package io.crossguard.client.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever stands in the place of any part of a response, it is read or refused by its place: no
 * other failure gets out.
 */
class HostileResponsesTest {
  // What a name or a value can be replaced with.
  private static final List<String> OTHERS = List.of(
      "null",
      "true",
      "0",
      "-1",
      "1e-05",
      "1.2e+21",
      "0.30000000000000004",
      "123456789012345678901234567890",
      "\"\"",
      "\"NaN\"",
      "\"-0.0\"",
      "\"1e999999999\"",
      "\"" + "9".repeat(10_000) + "\"",
      "\"BTC/USDT\"",
      "\"\\u0000\"",
      "[]",
      "{}",
      "[[[[1]]]]",
      "NaN");
  private static final Pattern SCALAR =
      Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|-?\\d+(?:\\.\\d+)?|true|false|null");

  static Stream<Arguments> samples() {
    return Stream.of(
        arguments(new BinanceUsdm(), binanceUsdm()),
        arguments(new BinanceCoinm(), binanceCoinm()),
        arguments(new Ccxt(), ccxt()),
        arguments(new Bybit(), bybit()),
        arguments(new Okx(), okx()),
        arguments(new Hyperliquid(), hyperliquid()));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void sample_isRead(ExchangeFormat format, Map<String, String> responses) {
    ImportedAccount imported = read(format, responses);

    assertThat(imported.evaluation().getAccount().getPositionsList()).isNotEmpty();
    assertThat(ImportedMargin.of(imported).response().getPositionsList()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void anyPart_replacedByAnything_isReadOrRefusedByItsPlace(
      ExchangeFormat format, Map<String, String> responses) {
    responses.forEach((name, text) -> {
      for (MatchResult part : SCALAR.matcher(text).results().toList()) {
        for (String other : OTHERS) {
          String changed = text.substring(0, part.start()) + other + text.substring(part.end());
          readOrRefuse(format, responses, name, changed);
        }
      }
    });
  }

  @ParameterizedTest
  @MethodSource("samples")
  void anyResponse_cutAnywhere_isRefusedByItsName(
      ExchangeFormat format, Map<String, String> responses) {
    responses.forEach((name, text) -> {
      for (int end = 0; end < text.stripTrailing().length(); end++) {
        Optional<String> refusal = readOrRefuse(format, responses, name, text.substring(0, end));
        assertThat(refusal).get().asString().startsWith(name + ".json: ");
      }
    });
  }

  @ParameterizedTest
  @MethodSource("samples")
  void anyResponse_thatIsMissingOrAnother_isReadOrRefused(
      ExchangeFormat format, Map<String, String> responses) {
    for (String name : responses.keySet()) {
      Map<String, String> fewer = new LinkedHashMap<>(responses);
      fewer.remove(name);
      refusal(format, fewer);
      responses.values().forEach(other -> readOrRefuse(format, responses, name, other));
    }
  }

  @Test
  void fiveHundredPositions_areImportedInTheirOrder() {
    List<String> symbols =
        IntStream.range(0, 500).mapToObj(number -> "COIN" + number + "USDT").toList();
    Map<String, String> responses = Map.of(
        "account",
        "{\"assets\": [{\"asset\": \"USDT\", \"crossWalletBalance\": \"100000000\"}]}",
        "position-risk",
        symbols.stream()
            .map(symbol -> BinanceUsdmTest.position(symbol, "0.1"))
            .collect(Collectors.joining(",", "[", "]")),
        "leverage-brackets",
        symbols.stream()
            .map(symbol -> BinanceUsdmTest.brackets(symbol, "0.01"))
            .collect(Collectors.joining(",", "[", "]")));

    ImportedAccount imported = read(new BinanceUsdm(), responses);

    assertThat(imported.evaluation().getAccount().getPositionsList())
        .extracting(position -> position.getInstrumentId())
        .containsExactlyElementsOf(symbols);
    // 500 × 0.1 × 61,000 × 0.01.
    assertThat(
            new BigDecimal(ImportedMargin.of(imported).scope("cross:USDT").getMaintenanceMargin()))
        .isEqualByComparingTo("30500");
  }

  private static Optional<String> readOrRefuse(
      ExchangeFormat format, Map<String, String> responses, String name, String changed) {
    Map<String, String> all = new LinkedHashMap<>(responses);
    all.put(name, changed);
    return refusal(format, all);
  }

  /** Why responses are refused; any other exception fails the test. */
  private static Optional<String> refusal(ExchangeFormat format, Map<String, String> responses) {
    try {
      read(format, responses);
      return Optional.empty();
    } catch (BadResponseException e) {
      assertThat(e.getMessage()).hasSizeLessThan(1000).doesNotContainPattern("\\p{Cntrl}");
      return Optional.of(e.getMessage());
    }
  }

  private static ImportedAccount read(ExchangeFormat format, Map<String, String> responses) {
    Responses.Builder builder = Responses.of(format);
    responses.forEach((name, text) -> builder.add(name, name + ".json", text));
    return format.read(
        builder.build(),
        new ImportOptions(
            "test",
            Optional.empty(),
            Map.of("BTC", new BigDecimal("60000")),
            format.exchanges().stream().findFirst(),
            false));
  }

  private static Map<String, String> binanceUsdm() {
    return responses(
        "account",
        BinanceUsdmTest.account("100"),
        "position-risk",
        ImportedMargin.text(
            ImportedMargin.RECORDED.resolve("binance-usdm/doge-isolated-short.json")),
        "symbol-config",
        "[{\"symbol\": \"DOGEUSDT\", \"marginType\": \"ISOLATED\", \"leverage\": 6}]",
        "leverage-brackets",
        BinanceUsdmTest.brackets("DOGEUSDT", "0.005"));
  }

  private static Map<String, String> binanceCoinm() {
    return responses(
        "account",
        "{\"assets\": [{\"asset\": \"BTC\", \"crossWalletBalance\": \"0.00684259\"}]}",
        "position-risk",
        ImportedMargin.text(
            ImportedMargin.RECORDED.resolve("binance-coinm/short-of-five-contracts.json")),
        "premium-index",
        "[{\"symbol\": \"BTCUSD_PERP\", \"indexPrice\": \"61716\"}]");
  }

  private static Map<String, String> ccxt() {
    return responses(
        "balance",
        "{\"info\": {\"assets\": [{\"asset\": \"USDT\", \"crossWalletBalance\": \"100\"}]}}",
        "positions",
        """
        [{"symbol": "DOGE/USDT:USDT", "side": "short", "hedged": true, "contracts": 32,
          "contractSize": 1, "entryPrice": 0.16395, "markPrice": 0.16465933, "leverage": 6,
          "marginMode": "isolated", "collateral": 0.86034145, "unrealizedPnl": -0.02269856}]
        """,
        "tiers",
        """
        {"DOGE/USDT:USDT": [{"tier": 1, "minNotional": 0, "maxNotional": 10000,
          "maintenanceMarginRate": 0.005, "maxLeverage": 75, "info": {"cum": "0.0"}}]}
        """);
  }

  private static Map<String, String> bybit() {
    return responses(
        "account-info",
        "{\"retCode\": 0, \"result\": {\"marginMode\": \"ISOLATED_MARGIN\"}}",
        "wallet-balance",
        """
        {"retCode": 0, "result": {"list": [{"accountType": "UNIFIED", "coin": [{"coin": "USDT",
          "walletBalance": "10000", "equity": "10000", "usdValue": "9999.5"}]}]}}
        """,
        "positions",
        """
        {"retCode": 0, "result": {"category": "linear", "nextPageCursor": "", "list": [
          {"symbol": "BTCUSDT", "side": "Sell", "size": "0.5", "avgPrice": "60000",
           "markPrice": "60000", "leverage": "10", "positionIdx": 2, "positionStatus": "Normal",
           "positionBalance": "3000"}]}}
        """,
        "risk-limit",
        """
        {"retCode": 0, "result": {"list": [{"symbol": "BTCUSDT", "riskLimitValue": "2000000",
          "maintenanceMargin": "0.005", "initialMargin": "0.01", "maxLeverage": "100.00",
          "mmDeduction": "0"}]}}
        """,
        "collateral-info",
        """
        {"retCode": 0, "result": {"list": [{"currency": "USDT", "collateralRatio": "1",
          "marginCollateral": true, "collateralSwitch": true}]}}
        """,
        "fee-rate",
        """
        {"retCode": 0, "result": {"list": [{"symbol": "BTCUSDT", "takerFeeRate": "0.00055"}]}}
        """);
  }

  private static Map<String, String> okx() {
    return responses(
        "account-config",
        "{\"code\": \"0\", \"data\": [{\"acctLv\": \"3\"}]}",
        "balance",
        """
        {"code": "0", "data": [{"details": [{"ccy": "USDT", "eq": "1000", "eqUsd": "999.5",
          "isoEq": "", "disEq": "950"}]}]}
        """,
        "positions",
        """
        {"code": "0", "data": [{"instType": "FUTURES", "instId": "BTC-USDT-260626",
          "mgnMode": "cross", "posSide": "net", "pos": "-50", "avgPx": "60000.123",
          "markPx": "60010", "lever": "10", "margin": "", "ccy": "USDT"}]}
        """,
        "instruments",
        """
        {"code": "0", "data": [{"instId": "BTC-USDT-260626", "instType": "FUTURES",
          "instFamily": "BTC-USDT", "ctType": "linear", "ctVal": "0.01", "ctMult": "1",
          "ctValCcy": "BTC", "settleCcy": "USDT", "expTime": "1782460800000"}]}
        """,
        "position-tiers",
        """
        {"code": "0", "data": [{"instFamily": "BTC-USDT", "minSz": "0", "maxSz": "1000",
          "mmr": "0.004", "imr": "0.01"}]}
        """);
  }

  private static Map<String, String> hyperliquid() {
    return responses(
        "clearinghouse-state",
        ImportedMargin.text(ImportedMargin.RECORDED.resolve("hyperliquid/isolated-short.json")),
        "user-abstraction",
        "\"disabled\"",
        "meta",
        """
        [{"universe": [{"name": "HYPE", "maxLeverage": 10, "marginTableId": 52}],
          "marginTables": [[52, {"description": "tiered 10x", "marginTiers": [
            {"lowerBound": "0.0", "maxLeverage": 10},
            {"lowerBound": "20000000.0", "maxLeverage": 5}]}]], "collateralToken": 0}]
        """);
  }

  private static Map<String, String> responses(String... namesAndTexts) {
    Map<String, String> responses = new LinkedHashMap<>();
    List<String> all = new ArrayList<>(List.of(namesAndTexts));
    while (!all.isEmpty()) {
      responses.put(all.remove(0), all.remove(0));
    }
    return responses;
  }
}
