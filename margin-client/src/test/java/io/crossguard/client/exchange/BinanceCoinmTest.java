package io.crossguard.client.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.crossguard.v1.Instrument;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Responses of Binance COIN-M futures; where they are from is in {@code exchange/SOURCE.md}. */
class BinanceCoinmTest {
  private static final ExchangeFormat FORMAT = new BinanceCoinm();
  private static final Path RECORDED = ImportedMargin.RECORDED.resolve("binance-coinm");
  private static final BigDecimal EIGHT_PLACES = new BigDecimal("0.00000001");

  @Test
  void shortOfFiveContracts_hasTheLiquidationPriceOfTheVenue() {
    ImportedMargin margin = ImportedMargin.of(read(
        "0.00684259",
        ImportedMargin.text(RECORDED.resolve("short-of-five-contracts.json")),
        brackets("BTCUSD_PERP", "0.004")));

    assertThat(margin.liquidationPrice("BTCUSD_PERP"))
        .isCloseTo(new BigDecimal("397179.04831492"), within(EIGHT_PLACES));
    assertThat(margin.unrealizedPnl("BTCUSD_PERP"))
        .isCloseTo(new BigDecimal("0.00000519"), within(EIGHT_PLACES));
  }

  @Test
  void longOfADatedFuture_hasItsProfitInCoins() {
    ImportedAccount imported = read(
        "1",
        ImportedMargin.text(RECORDED.resolve("long-in-hedge-mode.json")),
        brackets("BTCUSD_201225", "0.004"));

    Instrument contract = imported.evaluation().getRuleSet().getInstruments(0);
    assertThat(contract.getPayoff()).isEqualTo(Instrument.Payoff.INVERSE);
    // 2020-12-25T08:00Z.
    assertThat(contract.getExpiry().getSeconds()).isEqualTo(1608883200L);
    assertThat(ImportedMargin.of(imported).unrealizedPnl("BTCUSD_201225/LONG"))
        .isCloseTo(new BigDecimal("0.00005866"), within(EIGHT_PLACES));
  }

  @Test
  void bracketsInCoins_giveTheMaintenanceMarginOfTheWorkedNumber() {
    // 300 BTC at 50,000 USD are 150,000 contracts of 100 USD. The rate of 0 below 22.4 BTC stands
    // for
    // the brackets that the venue's page does not name: it leads to the amount of 0.56 that it
    // does.
    String positions = """
        [{"symbol": "BTCUSD_PERP", "positionSide": "BOTH", "positionAmt": "-150000",
          "entryPrice": "50000", "markPrice": "50000", "leverage": "2", "marginType": "cross"}]
        """;
    String brackets = """
        [{"symbol": "BTCUSD_PERP", "brackets": [
          {"qtylFloor": 0, "qtyCap": 22.4, "maintMarginRatio": 0, "cum": 0, "initialLeverage": 20},
          {"qtylFloor": 22.4, "qtyCap": 50, "maintMarginRatio": 0.025, "cum": 0.56,
           "initialLeverage": 10},
          {"qtylFloor": 50, "qtyCap": 100, "maintMarginRatio": 0.05, "cum": 1.81,
           "initialLeverage": 5},
          {"qtylFloor": 100, "qtyCap": 200, "maintMarginRatio": 0.1, "cum": 6.81,
           "initialLeverage": 4},
          {"qtylFloor": 200, "qtyCap": 400, "maintMarginRatio": 0.125, "cum": 11.81,
           "initialLeverage": 3}]}]
        """;

    ImportedMargin margin = ImportedMargin.of(read("1000", positions, brackets));

    // 300 × 0.125 − 11.81.
    assertThat(margin.maintenanceMargin("BTCUSD_PERP")).isEqualByComparingTo("25.69");
  }

  @Test
  void otherCoins_haveContractsOfTenDollars() {
    String positions = ImportedMargin.text(RECORDED.resolve("short-of-five-contracts.json"))
        .replace("BTCUSD", "ETHUSD");

    ImportedAccount imported = read("0", positions, brackets("ETHUSD_PERP", "0.005"));

    Instrument contract = imported.evaluation().getRuleSet().getInstruments(0);
    assertThat(contract.getMultiplier()).isEqualTo("10");
    assertThat(contract.getSettlementAsset()).isEqualTo("ETH");
  }

  @Test
  void indexPrices_areNeededForTheTotals() {
    Responses.Builder responses = Responses.of(FORMAT)
        .add("account", "a.json", account("2"))
        .add("position-risk", "p.json", "[]");

    assertThatThrownBy(() -> FORMAT.read(responses.build(), ImportOptions.named("test")))
        .hasMessageContaining("the price of BTC in USD is needed for the totals: add --index BTC=");

    ImportedAccount imported = FORMAT.read(
        responses.add("premium-index", "i.json", """
                [{"symbol": "BTCUSD_PERP", "pair": "BTCUSD", "markPrice": "60001",
                  "indexPrice": "60000.5", "lastFundingRate": "0.0001"}]
                """).build(), ImportOptions.named("test"));

    assertThat(imported.evaluation().getMarket().getIndexPrices(0).getPrice()).isEqualTo("60000.5");
    assertThat(imported.evaluation().getRuleSetId()).isEqualTo("binance-coinm-2026-09");
  }

  private static ImportedAccount read(String wallet, String positions, String brackets) {
    return FORMAT.read(
        Responses.of(FORMAT)
            .add("account", "account.json", account(wallet))
            .add("position-risk", "positions.json", positions)
            .add("leverage-brackets", "brackets.json", brackets)
            .build(),
        new ImportOptions(
            "test",
            Optional.empty(),
            Map.of("BTC", new BigDecimal("60000"), "ETH", new BigDecimal("2500")),
            Optional.empty(),
            false));
  }

  private static String account(String wallet) {
    return "{\"assets\": [{\"asset\": \"BTC\", \"crossWalletBalance\": \"" + wallet + "\"}]}";
  }

  private static String brackets(String symbol, String rate) {
    return """
        [{"symbol": "%s", "brackets": [{"bracket": 1, "initialLeverage": 125, "qtyCap": 5,
         "qtylFloor": 0, "maintMarginRatio": %s, "cum": 0.0}]}]
        """.formatted(symbol, rate);
  }
}
