package io.crossguard.client.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.Position;
import io.crossguard.v1.RuleSet;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Responses of Binance USD-M futures; where they are from is in {@code exchange/SOURCE.md}. */
class BinanceUsdmTest {
  private static final ExchangeFormat FORMAT = new BinanceUsdm();
  private static final Path RECORDED = ImportedMargin.RECORDED.resolve("binance-usdm");

  // The venue states amounts to eight places, rounded or cut off.
  private static final BigDecimal EIGHT_PLACES = new BigDecimal("0.00000001");

  @Test
  void crossExampleOfTheVenue_hasItsMaintenanceMarginsAndLiquidationPrices() {
    String responses =
        ImportedMargin.text(ImportedMargin.EXAMPLES.resolve("binance-usdm-responses.json"));

    ImportedMargin margin = ImportedMargin.of(FORMAT.read(
        Responses.of(FORMAT).addAll("responses.json", responses).build(),
        ImportOptions.named("test")));

    // 3,500,032.45776 × 0.025 − 16,300 and 4,918,775.08122 × 0.1 − 135,365.
    assertThat(margin.maintenanceMargin("BTCUSDT")).isEqualByComparingTo("71200.811444");
    assertThat(margin.maintenanceMargin("ETHUSDT")).isEqualByComparingTo("356512.508122");
    assertThat(margin.liquidationPrice("BTCUSDT"))
        .isCloseTo(new BigDecimal("26316.89"), within(new BigDecimal("0.005")));
    assertThat(margin.liquidationPrice("ETHUSDT"))
        .isCloseTo(new BigDecimal("1153.26"), within(new BigDecimal("0.005")));
    // The venue's ratio: maintenance margin ÷ margin balance.
    assertThat(new BigDecimal(margin.scope("cross:USDT").getMarginRatio()))
        .isCloseTo(new BigDecimal("0.4149"), within(new BigDecimal("0.00005")));
  }

  // No account was printed with these. The wallet is the one that the liquidation price implies;
  // that
  // it comes out at eight places, as wallets have, says that price and reading agree.
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "btc-cross-long,               BTCUSDT,      53.35717705, 8465.58529116,   0.00319000",
    "btc-cross-long-in-hedge-mode, BTCUSDT/LONG,  2.53267053, 19731.45529116, -1.06214947"
  })
  void crossLong_hasTheLiquidationPriceOfTheVenue(
      String file, String position, String wallet, BigDecimal price, BigDecimal unrealizedPnl) {
    ImportedMargin margin = ImportedMargin.of(read(
        account(wallet),
        ImportedMargin.text(RECORDED.resolve(file + ".json")),
        brackets("BTCUSDT", "0.004")));

    assertThat(margin.liquidationPrice(position)).isCloseTo(price, within(EIGHT_PLACES));
    assertThat(margin.unrealizedPnl(position)).isCloseTo(unrealizedPnl, within(EIGHT_PLACES));
  }

  @Test
  void isolatedShortInHedgeMode_hasTheLiquidationPriceOfTheVenue() {
    ImportedAccount imported = read(
        account("0"),
        ImportedMargin.text(RECORDED.resolve("doge-isolated-short.json")),
        brackets("DOGEUSDT", "0.005"));
    ImportedMargin margin = ImportedMargin.of(imported);

    assertThat(imported.evaluation().getAccount().getPositionsList())
        .singleElement()
        .satisfies(position -> {
          assertThat(position.getPositionId()).isEqualTo("DOGEUSDT/SHORT");
          assertThat(position.getIsolated().getMargin()).isEqualTo("0.88304001");
        });
    assertThat(margin.liquidationPrice("DOGEUSDT/SHORT"))
        .isCloseTo(new BigDecimal("0.19059204"), within(EIGHT_PLACES));
    assertThat(margin.notional("DOGEUSDT/SHORT")).isEqualByComparingTo("5.26909856");
    assertThat(margin.unrealizedPnl("DOGEUSDT/SHORT")).isEqualByComparingTo("-0.02269856");
    assertThat(new BigDecimal(margin.scope("isolated:DOGEUSDT/SHORT").getMarginBalance()))
        .isEqualByComparingTo("0.86034145");
  }

  @Test
  void thirdVersion_hasModeAndLeverageFromWhatItStates() {
    ImportedAccount imported = read(
        account("100"),
        ImportedMargin.text(RECORDED.resolve("ada-version-three.json")),
        brackets("ADAUSDT", "0.0065"));
    ImportedMargin margin = ImportedMargin.of(imported);

    Position position = imported.evaluation().getAccount().getPositions(0);
    assertThat(position.hasCross()).isTrue();
    assertThat(position.getLeverage()).isEqualTo("20");
    assertThat(margin.notional("ADAUSDT")).isEqualByComparingTo("12.31427700");
    assertThat(margin.unrealizedPnl("ADAUSDT")).isEqualByComparingTo("0.76427700");
    assertThat(margin.initialMargin("ADAUSDT"))
        .isCloseTo(new BigDecimal("0.61571385"), within(EIGHT_PLACES));
    assertThat(margin.maintenanceMargin("ADAUSDT"))
        .isCloseTo(new BigDecimal("0.08004280"), within(EIGHT_PLACES));
  }

  @Test
  void withoutBrackets_theRulesAreThoseOfTheServiceAndANoteSaysSo() {
    ImportedAccount imported = FORMAT.read(
        Responses.of(FORMAT)
            .add("account", "a.json", account("100"))
            .add("position-risk", "p.json", "[" + position("BTCUSDT", "1") + "]")
            .build(),
        ImportOptions.named("test"));

    assertThat(imported.evaluation().getRuleSetId()).isEqualTo("binance-usdm-2026-09");
    assertThat(imported.notes()).singleElement().asString().contains("2026-09-16");
  }

  @Test
  void multiAssetsMode_isOnePoolWithThePricesOfTheIndex() {
    String account = """
        {"multiAssetsMargin": true, "totalWalletBalance": "1", "assets": [
          {"asset": "USDT", "crossWalletBalance": "1000"},
          {"asset": "BTC", "crossWalletBalance": "0.5"}]}
        """;
    String index = """
        [{"symbol": "BTCUSD", "index": "60000"}, {"symbol": "USDTUSD", "index": "0.9998"},
         {"symbol": "ETHUSD", "index": "2500"}]
        """;

    ImportedAccount imported = FORMAT.read(
        Responses.of(FORMAT)
            .add("account", "a.json", account)
            .add("position-risk", "p.json", "[" + position("BTCUSDT", "1") + "]")
            .add("asset-index", "i.json", index)
            .build(),
        ImportOptions.named("test"));
    ImportedMargin margin = ImportedMargin.of(imported);

    EvaluateMarginRequest request = imported.evaluation();
    assertThat(request.getRuleSetId()).isEqualTo("binance-usdm-multi-asset-2026-09");
    // 0.5 × 60,000 × 0.95 + (1,000 + 1 × (61,000 − 60,000)) × 0.9998 × 0.9999.
    assertThat(new BigDecimal(margin.scope("cross").getMarginBalance()))
        .isEqualByComparingTo("30499.40004");
  }

  @Test
  void datedFuture_settlesAtEightOnItsDay() {
    RuleSet rules = read(
            account("100"),
            "[" + position("BTCUSDT_250328", "1") + "]",
            brackets("BTCUSDT_250328", "0.01"))
        .evaluation()
        .getRuleSet();

    assertThat(rules.getInstruments(0).getExpiry().getSeconds()).isEqualTo(1743148800L);
    assertThat(rules.getInstruments(0).getRoot()).isEqualTo("BTC");
  }

  @Test
  void assetBesideTheQuoteCurrency_needsItsPrice() {
    String account = """
        {"totalWalletBalance": "1", "assets": [
          {"asset": "USDT", "crossWalletBalance": "1000"},
          {"asset": "BNB", "crossWalletBalance": "2"}]}
        """;

    ImportedAccount imported = FORMAT.read(
        Responses.of(FORMAT)
            .add("account", "a.json", account)
            .add("position-risk", "p.json", "[]")
            .build(),
        new ImportOptions(
            "test",
            Optional.empty(),
            Map.of("BNB", new BigDecimal("600")),
            Optional.empty(),
            false));

    // 1,000 + 2 × 600.
    assertThat(new BigDecimal(ImportedMargin.of(imported).response().getTotals().getEquity()))
        .isEqualByComparingTo("2200");
  }

  @Test
  void settingsOfASymbol_giveLeverageAndMode() {
    ImportedAccount imported = FORMAT.read(
        Responses.of(FORMAT)
            .add("account", "a.json", account("100"))
            .add("position-risk", "p.json", """
                [{"symbol": "BTCUSDT", "positionSide": "BOTH", "positionAmt": "1",
                  "entryPrice": "60000", "markPrice": "61000", "isolatedWallet": "0"}]
                """)
            .add("symbol-config", "s.json", """
                [{"symbol": "BTCUSDT", "marginType": "ISOLATED", "leverage": 20}]
                """)
            .build(),
        ImportOptions.named("test"));

    Position position = imported.evaluation().getAccount().getPositions(0);
    assertThat(position.getLeverage()).isEqualTo("20");
    // Isolated, and nothing is left of its wallet.
    assertThat(position.getIsolated().getMargin()).isEqualTo("0");
  }

  private static ImportedAccount read(String account, String positions, String brackets) {
    return FORMAT.read(
        Responses.of(FORMAT)
            .add("account", "account.json", account)
            .add("position-risk", "positions.json", positions)
            .add("leverage-brackets", "brackets.json", brackets)
            .build(),
        ImportOptions.named("test"));
  }

  /** An account that says no more than its wallet. */
  static String account(String wallet) {
    return """
        {"totalWalletBalance": "%s", "assets": [{"asset": "USDT", "crossWalletBalance": "%s"}]}
        """.formatted(wallet, wallet);
  }

  static String position(String symbol, String amount) {
    return """
        {"symbol": "%s", "positionSide": "BOTH", "positionAmt": "%s", "entryPrice": "60000",
         "markPrice": "61000", "leverage": "10", "marginType": "cross", "isolatedWallet": "0"}
        """.formatted(symbol, amount);
  }

  /** One bracket without end. */
  static String brackets(String symbol, String rate) {
    return """
        {"symbol": "%s", "brackets": [{"bracket": 1, "initialLeverage": 50, "notionalCap": 5000,
         "notionalFloor": 0, "maintMarginRatio": %s, "cum": 0.0}]}
        """.formatted(symbol, rate);
  }
}
