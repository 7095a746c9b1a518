package io.crossguard.server.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossguard.server.EmbeddedCrossguard;
import io.crossguard.server.mapping.InvalidFieldException;
import io.crossguard.server.mapping.KnownRuleSet;
import io.crossguard.server.mapping.RuleSetFileMapper;
import io.crossguard.v1.Account;
import io.crossguard.v1.Balance;
import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.EvaluateMarginResponse;
import io.crossguard.v1.IndexPrice;
import io.crossguard.v1.Instrument;
import io.crossguard.v1.MarginScope;
import io.crossguard.v1.MarginServiceGrpc;
import io.crossguard.v1.MarginTier;
import io.crossguard.v1.MarkPrice;
import io.crossguard.v1.Market;
import io.crossguard.v1.Position;
import io.crossguard.v1.RuleSet;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What each shipped file must have, and published figures worked by hand. */
class ShippedRuleSetsTest {
  private static final int INSTRUMENTS_MIN = 5;

  private static final String NEW_VENUE = """
      {
        "ruleSetId": "new-venue",
        "version": "1",
        "source": "A venue that no code knows.",
        "asOf": "2026-11-01",
        "collateralMode": "SINGLE_ASSET",
        "quoteCurrency": "USDC",
        "liquidatesAtTrigger": true,
        "assets": [{"asset": "USDC", "root": "USDC"}],
        "instruments": [
          {
            "instrumentId": "BTC-USDC",
            "kind": "PERPETUAL",
            "payoff": "LINEAR",
            "root": "BTC",
            "settlementAsset": "USDC",
            "multiplier": "0.001",
            "requirement": {"marginalTiers": {"tiers": [
              {"notionalFloor": "0", "maintenanceRate": "0.01", "maxLeverage": "50"},
              {"notionalFloor": "50000", "maintenanceRate": "0.02", "maxLeverage": "25"}
            ]}},
            "terms": {"closingFee": {"rate": "0.0005", "joinsMaintenance": true}}
          }
        ]
      }
      """;

  private static EmbeddedCrossguard crossguard;

  @BeforeAll
  static void start() {
    crossguard = EmbeddedCrossguard.startInProcess();
  }

  @AfterAll
  static void stop() {
    crossguard.close();
  }

  @Test
  void shipped_ofEachVenue_areThere() {
    assertThat(shipped())
        .extracting(RuleSet::getRuleSetId)
        .containsExactly(
            "binance-coinm-2020-06",
            "binance-usdm-2024-10",
            "binance-usdm-multi-asset-2024-10",
            "bybit-uta-inverse",
            "bybit-uta-linear",
            "deribit-standard",
            "derive-portfolio",
            "derive-standard-2025-06",
            "drift-v2",
            "dydx-v4-2026-03",
            "example-coin-margined",
            "hyperliquid-2026-07",
            "kraken-futures-2023-05",
            "okx-multi-currency",
            "orderly-2025-05");
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void shipped_unlessAnExample_hasSourceDateAndFiveInstruments(RuleSet ruleSet) {
    assertThat(ruleSet.getSource()).isNotBlank();
    if (ruleSet.getExample()) {
      assertThat(ruleSet.getSource()).containsPattern("(?i)made up|an example");
    } else {
      assertThat(ruleSet.getAsOf()).matches("20\\d\\d-\\d\\d-\\d\\d");
      assertThat(ruleSet.getInstrumentsList()).hasSizeGreaterThanOrEqualTo(INSTRUMENTS_MIN);
    }
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void shipped_statesHowModesWork(RuleSet ruleSet) {
    assertThat(ruleSet.hasVenueCapabilities())
        .isEqualTo(!ruleSet.getRuleSetId().equals("example-coin-margined"));
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void shipped_marginalTiers_areContinuous(RuleSet ruleSet) {
    for (Instrument instrument : ruleSet.getInstrumentsList()) {
      BigDecimal deduction = BigDecimal.ZERO;
      BigDecimal floor = BigDecimal.ONE.negate();
      BigDecimal rate = BigDecimal.ZERO;
      for (MarginTier tier : instrument.getRequirement().getMarginalTiers().getTiersList()) {
        BigDecimal nextFloor = new BigDecimal(tier.getNotionalFloor());
        BigDecimal nextRate = new BigDecimal(tier.getMaintenanceRate());
        assertThat(nextFloor).as(instrument.getInstrumentId()).isGreaterThan(floor);
        assertThat(nextRate).as(instrument.getInstrumentId()).isGreaterThan(rate);
        // What the rate adds below the floor has to be taken off again.
        deduction = deduction.add(nextFloor.multiply(nextRate.subtract(rate)));
        if (!tier.getMaintenanceDeduction().isEmpty()) {
          assertThat(new BigDecimal(tier.getMaintenanceDeduction()))
              .as(instrument.getInstrumentId())
              .isEqualByComparingTo(deduction);
        }
        floor = nextFloor;
        rate = nextRate;
      }
    }
  }

  // Each figure by hand, from the published rate and amount.
  @ParameterizedTest
  @CsvSource({
    // 700,000 × 0.65 % − 950; 200,000 × 1 % − 380
    "binance-usdm-2024-10, BTCUSDT, 10, 70000, USDT, 3600",
    "binance-usdm-2024-10, SOLUSDT, 1000, 200, USDT, 1620",
    // 260,000 × 0.5 % − 50; 300,000 × 2 % − 2,210
    "binance-usdm-multi-asset-2024-10, ETHUSDT, 100, 2600, USDT, 1250",
    "binance-usdm-multi-asset-2024-10, BNBUSDT, 500, 600, USDT, 3790",
    // 300 BTC × 12.5 % − 11.81, as the venue's own example goes on; 150 ETH × 0.65 % − 0.15
    "binance-coinm-2020-06, BTCUSD_PERP, 150000, 50000, BTC, 25.69",
    "binance-coinm-2020-06, ETHUSD_PERP, 30000, 2000, ETH, 0.825",
    // 100,000 × 0.33 %, and the fee 0.055 % on 50,000, where a leverage of 2 is lost
    "bybit-uta-linear, BTCUSDT, 1, 100000, USDT, 357.5",
    // 1,000,000 × 0.5 % − 300,000 × 0.17 %, and the fee on 500,000
    "bybit-uta-linear, BTCUSDT, 10, 100000, USDT, 4765",
    // 2 BTC × 0.5 %, and the fee on 3 BTC
    "bybit-uta-inverse, BTCUSD, 100000, 50000, BTC, 0.01165",
    // 300,000 × 0.4 %, and 0.05 % for the liquidation
    "okx-multi-currency, BTC-USDT-SWAP, 500, 60000, USDT, 1350",
    // 20 ETH at 2,500 with the same rates
    "okx-multi-currency, ETH-USDT-SWAP, 200, 2500, USDT, 225",
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
    // 5 %; 6.7 %; 20 % and 3 %
    "derive-standard-2025-06, BTC-PERP, 1, 100000, USDC, 5000",
    "derive-standard-2025-06, SOL-PERP, 10, 200, USDC, 134",
    "derive-portfolio, BTC-PERP, 1, 100000, USDC, 23000"
  })
  void evaluateMargin_ofAVenue_needsItsPublishedMaintenance(
      String ruleSetId,
      String instrumentId,
      String quantity,
      String price,
      String settlementAsset,
      BigDecimal expected) {
    EvaluateMarginResponse response =
        evaluate(request(instrumentId, quantity, price, settlementAsset).setRuleSetId(ruleSetId));

    assertThat(new BigDecimal(response.getPositions(0).getMaintenanceMargin()))
        .isEqualByComparingTo(expected);
  }

  @Test
  void evaluateMargin_ofAVenueInAFile_needsNoCode(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("new-venue.json"), NEW_VENUE);
    KnownRuleSet newVenue = RuleSetFileMapper.fromJson(Files.readString(file));

    assertThat(new RuleSetCatalogue(List.of(newVenue)).find("new-venue")).contains(newVenue);
    EvaluateMarginResponse response =
        evaluate(request("BTC-USDC", "1000", "100000", "USDC").setRuleSet(newVenue.message()));

    assertThat(response.getRuleSet().getRuleSetId()).isEqualTo("new-venue");
    assertThat(response.getStatus()).isEqualTo(MarginScope.Status.HEALTHY);
    // 100,000 × 2 % − 50,000 × 1 %, and the fee 100,000 × 0.05 %
    assertThat(response.getTotals().getMaintenanceMargin()).isEqualTo("1550");
  }

  @Test
  void file_whoseTiersJump_isRefused() {
    String jumping = NEW_VENUE.replace(
        "\"maintenanceRate\": \"0.02\"",
        "\"maintenanceRate\": \"0.02\", \"maintenanceDeduction\": \"499\"");

    assertThatThrownBy(() -> RuleSetFileMapper.fromJson(jumping))
        .isInstanceOf(InvalidFieldException.class);
  }

  private static EvaluateMarginResponse evaluate(EvaluateMarginRequest.Builder request) {
    return MarginServiceGrpc.newBlockingStub(crossguard.channel()).evaluateMargin(request.build());
  }

  /** A cross position at its entry price with a leverage of 2, on a balance beyond any need. */
  private static EvaluateMarginRequest.Builder request(
      String instrumentId, String quantity, String price, String settlementAsset) {
    boolean isInverse = List.of("BTC", "ETH").contains(settlementAsset);
    return EvaluateMarginRequest.newBuilder()
        .setAccount(Account.newBuilder()
            .setAccountId("holder")
            .addBalances(Balance.newBuilder().setAsset(settlementAsset).setQuantity("100000000000"))
            .addPositions(Position.newBuilder()
                .setPositionId("long")
                .setInstrumentId(instrumentId)
                .setQuantity(quantity)
                .setEntryPrice(price)
                .setLeverage("2")
                .setCross(Position.Cross.getDefaultInstance())))
        .setMarket(Market.newBuilder()
            .addMarkPrices(MarkPrice.newBuilder().setInstrumentId(instrumentId).setPrice(price))
            .addIndexPrices(IndexPrice.newBuilder()
                .setAsset(settlementAsset)
                .setPrice(isInverse ? price : "1")));
  }

  private static Stream<RuleSet> shipped() {
    return RuleSetCatalogue.ofBuiltIn().all().stream().map(KnownRuleSet::message);
  }
}
