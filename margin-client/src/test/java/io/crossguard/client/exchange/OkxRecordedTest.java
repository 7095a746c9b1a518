package io.crossguard.client.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recorded positions of OKX; where they are from is in {@code exchange/SOURCE.md}. */
class OkxRecordedTest {
  private static final BigDecimal RELATIVE = new BigDecimal("1e-12");
  private static final BigDecimal FEE = new BigDecimal("0.0005");

  // The venue's price of an isolated position is one tick, 0.01, nearer to the mark than the price
  // at which its own ratio is 1.
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "eth-isolated-long-position,  long,  30.064,   1.204216, 22.191662920568692,"
        + " 2722.159673530889,  -0.01",
    "eth-isolated-short-position, short, 14.22225, 0.509636, 24.805939925750945,"
        + " 1409.9576455948234,  0.01"
  })
  void isolatedPosition_hasMarginAndRatioOfTheVenue(
      String file,
      String side,
      String equity,
      BigDecimal maintenanceMargin,
      BigDecimal ratio,
      BigDecimal liquidationPrice,
      BigDecimal tick) {
    ImportedMargin margin = ImportedMargin.of(OkxTest.read(
        OkxTest.config("2"),
        OkxTest.balance(OkxTest.currency("USDT", equity, equity, equity, equity)),
        OkxTest.positions(recorded(file)),
        OkxTest.tiers(0, 1000, "0.004", "0.01").replace("BTC-USDT", "ETH-USDT")));

    String position = "ETH-USDT-SWAP/" + side + "/isolated";
    BigDecimal fee = margin.notional(position).multiply(FEE);
    assertThat(margin.maintenanceMargin(position).subtract(fee))
        .isCloseTo(maintenanceMargin, within(RELATIVE));
    assertThat(
            new BigDecimal(margin.scope("isolated:" + position).getMarginRatio()).multiply(ratio))
        .isCloseTo(BigDecimal.ONE, within(RELATIVE));
    assertThat(margin.liquidationPrice(position))
        .isCloseTo(liquidationPrice.add(tick), within(new BigDecimal("1e-9")));
  }

  @Test
  void inverseCrossPosition_hasMarginsProfitAndLiquidationPriceOfTheVenue() {
    // Without its account: the equity is what its ratio says, 973.3428546449297 × 10 ÷ 1340.22 ×
    // (0.4 % + 0.05 %). The liquidation price is then a check.
    String equity = new BigDecimal("973.3428546449297")
        .multiply(new BigDecimal("0.045"))
        .divide(new BigDecimal("1340.22"), 18, RoundingMode.HALF_EVEN)
        .toPlainString();
    ImportedMargin margin = ImportedMargin.of(OkxTest.read(
        OkxTest.config("2"),
        OkxTest.balance(OkxTest.currency("ETH", equity, "43.8", "0", "43.8")),
        OkxTest.positions(recorded("eth-inverse-cross-position")),
        OkxTest.tiers(0, 1000, "0.004", "0.01").replace("BTC-USDT", "ETH-USD")));

    String position = "ETH-USD-SWAP";
    BigDecimal fee = margin.notional(position).multiply(FEE);
    assertThat(margin.unrealizedPnl(position))
        .isCloseTo(new BigDecimal("0.0000086393699748"), within(new BigDecimal("1e-16")));
    assertThat(margin.initialMargin(position))
        .isCloseTo(new BigDecimal("0.0024871538503629"), within(new BigDecimal("1e-16")));
    assertThat(margin.maintenanceMargin(position).subtract(fee))
        .isCloseTo(new BigDecimal("0.0000298458462044"), within(new BigDecimal("1e-16")));
    assertThat(margin.liquidationPrice(position))
        .isCloseTo(new BigDecimal("250.2305332057643"), within(new BigDecimal("1e-8")));
  }

  @Test
  void balance_withTheFieldsThatTheVenueHasToday_isRead() {
    String today = OkxTest.currency("USDT", "1000", "999.3", "0", "999.3").replaceFirst("\\{", """
            {"autoLendStatus": "off", "autoLendMtAmt": "0", "autoStakingStatus": "unsupported",
             "frpType": "0", "coinUsdPrice": "0.9993", "colRes": "0", "rewardBal": "0",
             "maxSpotInUse": "", "clSpotInUseAmt": "", "collateralEnabled": false,
            """);

    assertThat(OkxTest.read(
                OkxTest.config("2"),
                OkxTest.balance(today),
                OkxTest.positions(),
                OkxTest.tiers(0, 1000, "0.004", "0.01"))
            .evaluation()
            .getAccount()
            .getBalances(0)
            .getQuantity())
        .isEqualTo("1000");
  }

  private static String recorded(String file) {
    return ImportedMargin.text(ImportedMargin.RECORDED.resolve("okx").resolve(file + ".json"));
  }
}
