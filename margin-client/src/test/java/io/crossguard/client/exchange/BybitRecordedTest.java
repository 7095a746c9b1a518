package io.crossguard.client.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.crossguard.v1.MarginScope;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A recorded account of Bybit with its position; where it is from is in {@code SOURCE.md}. */
class BybitRecordedTest {
  private static final ExchangeFormat FORMAT = new Bybit();
  private static final Offset<BigDecimal> EIGHT_PLACES = within(new BigDecimal("0.00000001"));
  private static final String POSITION = """
      {"positionIdx": 0, "tradeMode": 0, "riskId": 281, "riskLimitValue": "50000",
       "symbol": "SOLUSDT", "side": "Buy", "size": "0.2", "entryPrice": "233.02",
       "sessionAvgPrice": "", "leverage": "10", "positionValue": "46.604", "positionBalance": "0",
       "markPrice": "233.029", "positionIM": "4.6876214", "positionMM": "0.2602414",
       "positionIMByMp": "4.68780139", "positionMMByMp": "0.26025039", "takeProfit": "0",
       "stopLoss": "0", "trailingStop": "0", "unrealisedPnl": "0.0018",
       "cumRealisedPnl": "1.24634526", "curRealisedPnl": "-0.03024599",
       "createdTime": "1758826877748", "updatedTime": "1759432560942", "tpslMode": "Full",
       "liqPrice": "176.89650029", "bustPrice": "", "category": "linear",
       "positionStatus": "Normal", "adlRankIndicator": 2, "autoAddMargin": 0,
       "leverageSysUpdatedTime": "", "mmrSysUpdatedTime": "", "seq": 227170130491,
       "isReduceOnly": false}
      """;
  private static final String WALLET = """
      {"retCode": 0, "result": {"list": [
        {"accountIMRate": "0.4083", "accountMMRate": "0.0226", "accountIMRateByMp": "0.4083",
         "accountMMRateByMp": "0.0226", "totalEquity": "11.48691986",
         "totalWalletBalance": "11.48511863", "totalMarginBalance": "11.48691986",
         "totalAvailableBalance": "6.79608275", "totalPerpUPL": "0.00180123",
         "totalInitialMargin": "4.6908371", "totalMaintenanceMargin": "0.26041992",
         "totalInitialMarginByMp": "4.69101722", "totalMaintenanceMarginByMp": "0.26042892",
         "coin": [{"coin": "USDT", "equity": "11.47904524", "usdValue": "11.48691986",
           "walletBalance": "11.47724524", "availableToWithdraw": "", "availableToBorrow": "",
           "borrowAmount": "0", "accruedInterest": "0", "totalOrderIM": "0",
           "totalPositionIM": "4.6876214", "totalPositionMM": "0.2602414",
           "unrealisedPnl": "0.0018", "cumRealisedPnl": "1.25916611", "bonus": "0",
           "collateralSwitch": true, "marginCollateral": true, "locked": "0",
           "spotHedgingQty": "0", "spotBorrow": "0"}],
         "accountLTV": "0", "accountType": "UNIFIED"}]}}
      """;

  @Test
  void account_hasTheMarginsByMarkPriceAndTheRatesOfTheVenue() {
    // The taker fee of this owner was 0.055 % and 18 % of tax on it: its execution says both.
    ImportedMargin margin = ImportedMargin.of(read("REGULAR_MARGIN", 6, "linear", POSITION));

    assertThat(margin.initialMargin("SOLUSDT"))
        .isCloseTo(new BigDecimal("4.68780139"), EIGHT_PLACES);
    assertThat(margin.maintenanceMargin("SOLUSDT"))
        .isCloseTo(new BigDecimal("0.26025039"), EIGHT_PLACES);
    assertThat(margin.unrealizedPnl("SOLUSDT")).isEqualByComparingTo("0.0018");
    MarginScope pool = margin.scope("cross");
    assertThat(new BigDecimal(pool.getMarginBalance()))
        .isCloseTo(new BigDecimal("11.48691986"), EIGHT_PLACES);
    assertThat(new BigDecimal(pool.getInitialMargin()))
        .isCloseTo(new BigDecimal("4.69101722"), EIGHT_PLACES);
    assertThat(new BigDecimal(pool.getMaintenanceMargin()))
        .isCloseTo(new BigDecimal("0.26042892"), EIGHT_PLACES);
    // The venue cuts its rates off after four places.
    assertThat(new BigDecimal(pool.getMarginRatio()).setScale(4, RoundingMode.DOWN))
        .isEqualByComparingTo("0.0226");
    assertThat(new BigDecimal(pool.getInitialMargin())
            .divide(new BigDecimal(pool.getMarginBalance()), 4, RoundingMode.DOWN))
        .isEqualByComparingTo("0.4083");
  }

  @ParameterizedTest
  @CsvSource({"\"0\"", "\"\"", "null", "\"-1\""})
  void isolatedPositionWithoutMargin_isRefused(String margin) {
    String position =
        POSITION.replace("\"positionBalance\": \"0\"", "\"positionBalance\": " + margin);

    assertThatThrownBy(() -> read("ISOLATED_MARGIN", 6, "linear", position))
        .isInstanceOf(BadResponseException.class)
        .hasMessageContaining("positionBalance");
  }

  @Test
  void bothSidesOfASymbol_areReadInAnIsolatedAccountAlone() {
    String sides = POSITION
            .replace("\"positionIdx\": 0", "\"positionIdx\": 1")
            .replace("\"positionBalance\": \"0\"", "\"positionBalance\": \"4\"")
        + ","
        + POSITION
            .replace("\"positionIdx\": 0", "\"positionIdx\": 2")
            .replace("Buy", "Sell")
            .replace("\"positionBalance\": \"0\"", "\"positionBalance\": \"5\"");

    assertThat(read("ISOLATED_MARGIN", 6, "linear", sides)
            .evaluation()
            .getAccount()
            .getPositionsList())
        .extracting(position -> position.getPositionId())
        .containsExactly("SOLUSDT/LONG", "SOLUSDT/SHORT");
    assertThatThrownBy(() -> read("REGULAR_MARGIN", 6, "linear", sides))
        .isInstanceOf(BadResponseException.class)
        .hasMessageStartingWith("p.json: result.list[1]: SOLUSDT is held on both sides in cross");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "1, linear,  'i.json: result.unifiedMarginStatus: is 1, a classic account'",
    "3, inverse, 'p.json: result.list[0]: is inverse, and i.json: result.unifiedMarginStatus'",
    "4, inverse, 'p.json: result.list[0]: is inverse, and i.json: result.unifiedMarginStatus'",
    "7, linear,  'i.json: result.unifiedMarginStatus: must be 3, 4, 5 or 6, is 7'"
  })
  void accountInWhichOnePoolDoesNotStandBehindAll_isRefused(
      int status, String category, String message) {
    String position = category.equals("inverse") ? POSITION.replace("SOLUSDT", "BTCUSD") : POSITION;

    assertThatThrownBy(() -> read("REGULAR_MARGIN", status, category, position))
        .isInstanceOf(BadResponseException.class)
        .hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @CsvSource({"3", "4", "5"})
  void linearPositionOfAnyUnifiedAccount_isRead(int status) {
    assertThat(read("REGULAR_MARGIN", status, "linear", POSITION)
            .evaluation()
            .getAccount()
            .getPositionsList())
        .hasSize(1);
  }

  private static ImportedAccount read(String mode, int status, String category, String position) {
    return FORMAT.read(
        Responses.of(FORMAT)
            .add("account-info", "i.json", """
                {"retCode": 0, "result": {"marginMode": "%s", "unifiedMarginStatus": %d,
                 "updatedTime": "1697078946000", "isMasterTrader": false}}
                """.formatted(mode, status))
            .add("wallet-balance", "w.json", WALLET)
            .add("positions", "p.json", BybitTest.positions(category, position))
            .add("risk-limit", "r.json", BybitTest.limits("SOLUSDT", "0.005", "0.01", "100"))
            .add("collateral-info", "c.json", BybitTest.collateral("USDT"))
            .add("fee-rate", "f.json", BybitTest.fees("SOLUSDT", "0.000649"))
            .build(),
        ImportOptions.named("test"));
  }
}
