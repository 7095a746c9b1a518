package io.crossguard.server.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.crossguard.server.EmbeddedCrossguard;
import io.crossguard.v1.Account;
import io.crossguard.v1.Balance;
import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.EvaluateMarginResponse;
import io.crossguard.v1.IndexPrice;
import io.crossguard.v1.MarginServiceGrpc;
import io.crossguard.v1.MarkPrice;
import io.crossguard.v1.Market;
import io.crossguard.v1.Position;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers that venues publish, and numbers by hand from the rates that they publish. */
class ShippedNumbersTest {
  private static EmbeddedCrossguard crossguard;

  @BeforeAll
  static void start() {
    crossguard = EmbeddedCrossguard.startInProcess();
  }

  @AfterAll
  static void stop() {
    crossguard.close();
  }

  // Each figure by hand, from the published rate and amount.
  @ParameterizedTest
  @CsvSource({
    // 700,000 × 0.65 % − 950; 200,000 × 1 % − 380
    "binance-usdm-2024-10, BTCUSDT, 10, 70000, USDT, 3600",
    "binance-usdm-2024-10, SOLUSDT, 1000, 200, USDT, 1620",
    // 700,000 × 0.5 % − 300; 50 million × 10 % − 2,231,475; 5 million × 5 % − 58,735
    "binance-usdm-2026-09, BTCUSDT, 10, 70000, USDT, 3200",
    "binance-usdm-2026-09, SOLUSDT, 250000, 200, USDT, 2768525",
    "binance-usdm-2026-09, XRPUSDT, 2500000, 2, USDT, 191265",
    // 260,000 × 0.4 %; 300,000 × 1 % − 810
    "binance-usdm-multi-asset-2026-09, ETHUSDT, 100, 2600, USDT, 1040",
    "binance-usdm-multi-asset-2026-09, BNBUSDT, 500, 600, USDT, 2190",
    // 300 BTC × 5 % − 4.18; 150 ETH × 1 % − 0.3725; 50,000 SOL × 16.67 % − 4,187.06
    "binance-coinm-2026-09, BTCUSD_PERP, 150000, 50000, BTC, 10.82",
    "binance-coinm-2026-09, ETHUSD_PERP, 30000, 2000, ETH, 1.1275",
    "binance-coinm-2026-09, SOLUSD_PERP, 1000000, 200, SOL, 4147.94",
    // 100,000 × 0.33 %, and the fee 0.055 % on 50,000, where a leverage of 2 is lost
    "bybit-uta-linear, BTCUSDT, 1, 100000, USDT, 357.5",
    // 1,000,000 × 0.5 % − 510, and the fee on 500,000
    "bybit-uta-linear, BTCUSDT, 10, 100000, USDT, 4765",
    // 2,400,000 × 0.56 % − 1,710, and the fee on 1,200,000; 10 million × 1.5 % − 66,510, and the
    // fee
    "bybit-uta-linear, BTCUSDT, 24, 100000, USDT, 12390",
    "bybit-uta-linear, BTCUSDT, 100, 100000, USDT, 86240",
    // 250,000 × 0.33 %; 1,000,000 × 0.56 % − 1,050; 50 million × 5.5 % − 1,524,730; each with the
    // fee
    "bybit-uta-linear, ETHUSDT, 100, 2500, USDT, 893.75",
    "bybit-uta-linear, ETHUSDT, 400, 2500, USDT, 4825",
    "bybit-uta-linear, ETHUSDT, 19960, 2500, USDT, 1233492.5",
    // 40,000 × 0.5 %; 1,500,000 × 1.11 % − 3,535; 300,000 × 1 % − 625; 600,000 × 1.5 % − 3,125
    "bybit-uta-linear, SOLUSDT, 200, 200, USDT, 211",
    "bybit-uta-linear, SOLUSDT, 7500, 200, USDT, 13527.5",
    "bybit-uta-linear, XRPUSDT, 150000, 2, USDT, 2457.5",
    "bybit-uta-linear, DOGEUSDT, 6000000, 0.1, USDT, 6040",
    // 2 BTC × 0.5 %, and the fee on 3 BTC; 200 BTC × 1 % − 0.75, and the fee on 300 BTC
    "bybit-uta-inverse, BTCUSD, 100000, 50000, BTC, 0.01165",
    "bybit-uta-inverse, BTCUSD, 10000000, 50000, BTC, 1.415",
    // 300,000 × 0.4 %, and 0.05 % for the liquidation; 6 million × 0.75 %, and the same
    "okx-multi-currency, BTC-USDT-SWAP, 500, 60000, USDT, 1350",
    "okx-multi-currency, BTC-USDT-SWAP, 10000, 60000, USDT, 48000",
    // 20 ETH, 2,000 ETH and 100,000 ETH at 2,500: tiers 1, 3 and 42, each with the fee
    "okx-multi-currency, ETH-USDT-SWAP, 200, 2500, USDT, 225",
    "okx-multi-currency, ETH-USDT-SWAP, 20000, 2500, USDT, 40000",
    "okx-multi-currency, ETH-USDT-SWAP, 990000, 2500, USDT, 50242500",
    // 5,000 SOL at 100: 1 %; 700,000 XRP at 1.5: 1.5 %; 1 million DOGE at 0.1: 0.65 %; and the fee
    "okx-multi-currency, SOL-USDT-SWAP, 5000, 100, USDT, 5250",
    "okx-multi-currency, XRP-USDT-SWAP, 7000, 1.5, USDT, 16275",
    "okx-multi-currency, DOGE-USDT-SWAP, 1000, 0.1, USDT, 700",
    // 300 million × 2.5 % − 150 million × 1.25 %; 20,000 × 2.5 %; 4 million × 10 % − 150,000
    "hyperliquid-2026-07, BTC, 3000, 100000, USDC, 5625000",
    "hyperliquid-2026-07, SOL, 100, 200, USDC, 500",
    "hyperliquid-2026-07, BNB, 8000, 500, USDC, 250000",
    // 60 % of 2 %; half of 10 %
    "dydx-v4-2026-03, BTC-USD, 1, 100000, USDC, 1200",
    "dydx-v4-2026-03, SOL-USD, 10, 200, USDC, 100",
    // 15,000 × 5 %; a million coins at 0.8 × 5 % + 0.0001 × 1,000
    "drift-v2, SOL-PERP, 100, 150, USDC, 750",
    "drift-v2, SOL-PERP, 1000000, 150, USDC, 21000000",
    // 100,000 × 0.6 %; 32^5 × 0.6 × 0.000000375 × 32^4; 20,000 × 2.5 %
    "orderly-2025-05, PERP_BTC_USDC, 1, 100000, USDC, 600",
    "orderly-2025-05, PERP_BTC_USDC, 320, 104857.6, USDC, 7916483.7199872",
    "orderly-2025-05, PERP_XRP_USDC, 10000, 2, USDC, 500",
    // The venue's own examples: 25 BTC × 1.125 %; 5,000 × 2.0125 %
    "deribit-standard, BTC-PERPETUAL, 250000, 100000, BTC, 0.28125",
    "deribit-standard, SOL_USDC-PERPETUAL, 25, 200, USDC, 100.625",
    // 500,000 × 1 % + 500,000 × 2 %; 100,000 × 1 %
    "kraken-futures-2023-05, PF_XBTUSD, 20, 50000, USD, 15000",
    "kraken-futures-2023-05, PF_DOGEUSD, 1000000, 0.1, USD, 1000",
    // 5 %; 6.7 %
    "derive-standard-2025-06, BTC-PERP, 1, 100000, USDC, 5000",
    "derive-standard-2025-06, SOL-PERP, 10, 200, USDC, 134"
  })
  void evaluateMargin_ofAVenue_needsItsPublishedMaintenance(
      String ruleSetId,
      String instrumentId,
      String quantity,
      String price,
      String settlementAsset,
      BigDecimal expected) {
    EvaluateMarginResponse response = evaluate(
        ruleSetId,
        "100000000000",
        settlementAsset,
        position(instrumentId, quantity, price).setLeverage("2"),
        price);

    assertThat(maintenance(response)).isEqualByComparingTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    // The venue's rule for the fee of closing 1 BTC at 20,000 with a leverage of 50: 10.78 long,
    // 11.22 short; and 20,000 × 0.33 %.
    "1, 76.78",
    "-1, 77.22"
  })
  void bybit_closingFee_isThatOfItsRule(String quantity, BigDecimal expected) {
    EvaluateMarginResponse response = evaluate(
        "bybit-uta-linear",
        "100000",
        "USDT",
        position("BTCUSDT", quantity, "20000").setLeverage("50"),
        "20000");

    assertThat(maintenance(response)).isEqualByComparingTo(expected);
  }

  @Test
  void hyperliquid_liveIsolatedPosition_isLiquidatedWhereTheVenueReportedIt() {
    EvaluateMarginResponse response = evaluate(
        "hyperliquid-2026-07",
        "0",
        "USDC",
        position("SOL", "0.16", "146.82")
            .setIsolated(Position.Isolated.newBuilder().setMargin("23.482979")),
        "146.82");

    assertThat(liquidationPrice(response))
        .isCloseTo(new BigDecimal("0.05269872"), within(new BigDecimal("0.000005")));
  }

  @Test
  void dydx_short_isLiquidatedWhereItsDocumentSays() {
    EvaluateMarginResponse response =
        evaluate("dydx-v4-2026-03", "1000", "USDC", position("SOL-USD", "-3", "3000"), "3000");

    assertThat(liquidationPrice(response))
        .isCloseTo(new BigDecimal("3174.60"), within(new BigDecimal("0.005")));
  }

  @Test
  void binance_bnbAsCollateral_countsAtItsPublishedRate() {
    EvaluateMarginResponse response =
        evaluate(holding("binance-usdm-multi-asset-2026-09", "BNB", "2", "500"));

    assertThat(response.getScopes(0).getMarginBalance()).isEqualTo("950");
  }

  @Test
  void okx_stablecoinAsCollateral_countsInItsPublishedSlices() {
    EvaluateMarginResponse response =
        evaluate(holding("okx-multi-currency", "USDT", "11000000", "1"));

    assertThat(response.getScopes(0).getMarginBalance()).isEqualTo("10825000");
  }

  private static BigDecimal maintenance(EvaluateMarginResponse response) {
    return new BigDecimal(response.getPositions(0).getMaintenanceMargin());
  }

  private static BigDecimal liquidationPrice(EvaluateMarginResponse response) {
    return new BigDecimal(response.getPositions(0).getLiquidationPrice().getPrice());
  }

  private static EvaluateMarginResponse evaluate(EvaluateMarginRequest.Builder request) {
    return MarginServiceGrpc.newBlockingStub(crossguard.channel()).evaluateMargin(request.build());
  }

  private static EvaluateMarginResponse evaluate(
      String ruleSetId,
      String balance,
      String settlementAsset,
      Position.Builder position,
      String price) {
    boolean isStable = List.of("USDT", "USDC", "USD").contains(settlementAsset);
    EvaluateMarginRequest.Builder request =
        holding(ruleSetId, settlementAsset, balance, isStable ? "1" : price);
    request.getAccountBuilder().addPositions(position);
    request
        .getMarketBuilder()
        .addMarkPrices(
            MarkPrice.newBuilder().setInstrumentId(position.getInstrumentId()).setPrice(price));
    return evaluate(request);
  }

  private static EvaluateMarginRequest.Builder holding(
      String ruleSetId, String asset, String quantity, String index) {
    return EvaluateMarginRequest.newBuilder()
        .setAccount(Account.newBuilder()
            .setAccountId("holder")
            .addBalances(Balance.newBuilder().setAsset(asset).setQuantity(quantity)))
        .setMarket(Market.newBuilder()
            .addIndexPrices(IndexPrice.newBuilder().setAsset(asset).setPrice(index)))
        .setRuleSetId(ruleSetId);
  }

  /** A cross position at its entry price. */
  private static Position.Builder position(String instrumentId, String quantity, String price) {
    return Position.newBuilder()
        .setPositionId("held")
        .setInstrumentId(instrumentId)
        .setQuantity(quantity)
        .setEntryPrice(price)
        .setCross(Position.Cross.getDefaultInstance());
  }
}
