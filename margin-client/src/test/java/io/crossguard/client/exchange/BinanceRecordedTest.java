package io.crossguard.client.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recorded positions of Binance USD-M futures; where they are from is in {@code SOURCE.md}. */
class BinanceRecordedTest {
  private static final ExchangeFormat FORMAT = new BinanceUsdm();
  private static final Path RECORDED = ImportedMargin.RECORDED.resolve("binance-usdm");
  private static final BigDecimal EIGHT_PLACES = new BigDecimal("0.00000001");

  // The first two brackets of BTCUSDT at the time.
  private static final String BRACKETS = """
      [{"symbol": "BTCUSDT", "brackets": [
        {"bracket": 1, "initialLeverage": 125, "notionalCap": 50000, "notionalFloor": 0,
         "maintMarginRatio": 0.004, "cum": 0.0},
        {"bracket": 2, "initialLeverage": 100, "notionalCap": 250000, "notionalFloor": 50000,
         "maintMarginRatio": 0.005, "cum": 50.0}]}]
      """;

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "btc-isolated-long,  BTCUSDT/LONG, 27.75053162, 31.97800937, 54233.54768876, 0.00000001",
    "btc-isolated-short, BTCUSDT,      13.21988880, 13.22008880, 72670.46254980, 0.00000001",
    // 15517.54150468 − 2316.83423560; the venue printed its price to two places.
    "btc-isolated-long-without-wallet, BTCUSDT/LONG, 13200.70726908, 15517.54150468, 5930.78, 0.005"
  })
  void isolatedPosition_hasValueAndLiquidationPriceOfTheVenue(
      String file,
      String position,
      String wallet,
      BigDecimal value,
      BigDecimal liquidationPrice,
      BigDecimal rounding) {
    ImportedAccount imported = FORMAT.read(
        Responses.of(FORMAT)
            .add("account", "a.json", BinanceUsdmTest.account("0"))
            .add("position-risk", "p.json", ImportedMargin.text(RECORDED.resolve(file + ".json")))
            .add("leverage-brackets", "b.json", BRACKETS)
            .build(),
        ImportOptions.named("test"));
    ImportedMargin margin = ImportedMargin.of(imported);

    assertThat(new BigDecimal(
            imported.evaluation().getAccount().getPositions(0).getIsolated().getMargin()))
        .isEqualByComparingTo(wallet);
    assertThat(new BigDecimal(margin.scope("isolated:" + position).getMarginBalance()))
        .isCloseTo(value, within(EIGHT_PLACES));
    assertThat(margin.liquidationPrice(position)).isCloseTo(liquidationPrice, within(rounding));
  }

  @Test
  void marginWithoutModeAndWallet_isThatOfAnIsolatedPosition() {
    String positions = ImportedMargin.text(
            RECORDED.resolve("btc-isolated-long-without-wallet.json"))
        .replace("\"marginType\": \"isolated\",", "");
    ImportedAccount imported = FORMAT.read(
        Responses.of(FORMAT)
            .add("account", "a.json", BinanceUsdmTest.account("0"))
            .add("position-risk", "p.json", positions)
            .add("leverage-brackets", "b.json", BRACKETS)
            .build(),
        ImportOptions.named("test"));

    assertThat(imported.evaluation().getAccount().getPositions(0).getIsolated().getMargin())
        .isEqualTo("13200.70726908");
  }

  @Test
  void accountAndPosition_haveTheMarginsOfEachMoment() {
    String responses = ImportedMargin.text(RECORDED.resolve("account-and-position.json"));
    ImportedMargin margin = margin(responses);

    // As position-risk has them; 0 as liquidation price means that there is none.
    assertThat(margin.notional("BTCUSDT"))
        .isCloseTo(new BigDecimal("3807.90083572"), within(EIGHT_PLACES));
    assertThat(margin.unrealizedPnl("BTCUSDT"))
        .isCloseTo(new BigDecimal("-161.30883565"), within(EIGHT_PLACES));
    assertThat(margin.hasNoLiquidationPrice("BTCUSDT")).isTrue();

    // The account was taken earlier, at the price that its profit and loss implies.
    ImportedMargin earlier = margin(responses.replace("16067.09213386", "16053.31926816"));
    assertThat(earlier.initialMargin("BTCUSDT"))
        .isCloseTo(new BigDecimal("1902.31833327"), within(EIGHT_PLACES));
    assertThat(earlier.maintenanceMargin("BTCUSDT"))
        .isCloseTo(new BigDecimal("15.21854666"), within(EIGHT_PLACES));
    assertThat(new BigDecimal(earlier.scope("cross:USDT").getMarginBalance()))
        .isCloseTo(new BigDecimal("14450.00116565"), within(EIGHT_PLACES));
  }

  private static ImportedMargin margin(String responses) {
    return ImportedMargin.of(FORMAT.read(
        Responses.of(FORMAT)
            .addAll("responses.json", responses)
            .add("leverage-brackets", "b.json", BRACKETS)
            .build(),
        ImportOptions.named("test")));
  }
}
