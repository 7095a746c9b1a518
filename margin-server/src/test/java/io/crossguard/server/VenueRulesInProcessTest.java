package io.crossguard.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.EvaluateMarginResponse;
import io.crossguard.v1.MarginScope;
import io.crossguard.v1.PositionMargin;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every rule of the protocol once, with numbers that venues publish or that are worked by hand. */
class VenueRulesInProcessTest extends InProcessTest {
  private static final String FIVE_PER_CENT =
      "\"marginalTiers\": {\"tiers\": [{\"notionalFloor\": \"0\", \"maintenanceRate\": \"0.05\","
          + " \"maxLeverage\": \"10\"}]}";

  /** One account in coins of 100, with a perpetual that has a requirement, terms and the like. */
  private static EvaluateMarginResponse evaluate(
      String rules, String instrument, String balances, String positions, String orders) {
    String json = """
        {"account": {"accountId": "a", "balances": [%s], "positions": [%s], "orders": [%s]},
         "market": {"markPrices": [{"instrumentId": "A", "price": "100"}],
                    "indexPrices": [{"asset": "COIN", "price": "100"}]},
         "ruleSet": {"ruleSetId": "r", "version": "1", "quoteCurrency": "USD", %s "instruments": [
           {"instrumentId": "A", "kind": "PERPETUAL", "payoff": "LINEAR", "root": "COIN",
            "settlementAsset": "USD", "multiplier": "1", %s}]}}
        """.formatted(balances, positions, orders, rules, instrument);
    return margin()
        .evaluateMargin(
            Requests.ofJson(json, EvaluateMarginRequest.newBuilder()).build());
  }

  private static String requirement(String schedule) {
    return "\"requirement\": {" + schedule + "}";
  }

  private static String usd(String quantity) {
    return "{\"asset\": \"USD\", \"quantity\": \"" + quantity + "\"}";
  }

  private static String coins(String quantity) {
    return "{\"asset\": \"COIN\", \"quantity\": \"" + quantity + "\"}";
  }

  private static String cross(String positionId, String quantity, String entryPrice) {
    return """
        {"positionId": "%s", "instrumentId": "A", "quantity": "%s", "entryPrice": "%s", "cross": {}}
        """.formatted(positionId, quantity, entryPrice);
  }

  private static String order(String quantity, String price) {
    return """
        {"orderId": "o", "instrumentId": "A", "quantity": "%s", "price": "%s", "leverage": "5"}
        """.formatted(quantity, price);
  }

  private static MarginScope scope(EvaluateMarginResponse response) {
    return response.getScopes(0);
  }

  private static void assertSame(String actual, String expected) {
    assertThat(new BigDecimal(actual)).isEqualByComparingTo(expected);
  }

  private static void assertNear(String actual, String expected, String tolerance) {
    assertThat(new BigDecimal(actual))
        .isCloseTo(new BigDecimal(expected), within(new BigDecimal(tolerance)));
  }

  private static EvaluateMarginResponse ofSchedule(String schedule, String quantity) {
    return evaluate("", requirement(schedule), usd("10000"), cross("p", quantity, "100"), "");
  }

  @Test
  void powerOfNotional_orderly_hasTheRootOfItsEquationWithItsTolerance() {
    EvaluateMarginRequest.Builder request =
        Requests.ofJson("""
        {"account": {"accountId": "orderly", "balances": [{"asset": "USD", "quantity": "200000"}],
          "positions": [
            {"positionId": "btc", "instrumentId": "BTC", "quantity": "50", "entryPrice": "90000",
             "cross": {}},
            {"positionId": "eth", "instrumentId": "ETH", "quantity": "100", "entryPrice": "3000",
             "cross": {}}]},
         "market": {"markPrices": [{"instrumentId": "BTC", "price": "90000"},
                                   {"instrumentId": "ETH", "price": "3000"}]},
         "ruleSet": {"ruleSetId": "orderly", "version": "1", "quoteCurrency": "USD", "instruments": [
           {"instrumentId": "BTC", "kind": "PERPETUAL", "payoff": "LINEAR", "root": "BTC",
            "settlementAsset": "USD", "multiplier": "1", "requirement": {"powerOfNotional": {
              "initialBase": "0.01", "maintenanceBase": "0.006", "initialFactor": "0.0000001"}}},
           {"instrumentId": "ETH", "kind": "PERPETUAL", "payoff": "LINEAR", "root": "ETH",
            "settlementAsset": "USD", "multiplier": "1", "requirement": {"marginalTiers": {"tiers": [
              {"notionalFloor": "0", "maintenanceRate": "0.006", "maxLeverage": "100"}]}}}]}}
        """, EvaluateMarginRequest.newBuilder());

    EvaluateMarginResponse response = margin().evaluateMargin(request.build());

    PositionMargin btc = response.getPositions(0);
    assertNear(btc.getLiquidationPrice().getPrice(), "87106.0755967", "0.0000001");
    assertSame(btc.getPriceTolerance(), "0.000000000001");
    assertThat(scope(response).getDistancesList())
        .extracting(distance -> distance.getRoot() + " " + distance.getTolerance())
        .contains("BTC 0.000000000001");
    assertSame(
        margin().evaluateMargin(request.build()).getPositions(1).getMaintenanceMargin(), "1800");
  }

  @Test
  void entryBasis_bybit_isLiquidatedWhereTheMarginIsWornDownToTheMaintenanceAtEntry() {
    EvaluateMarginResponse response = margin()
        .evaluateMargin(Requests.ofJson("""
            {"account": {"accountId": "bybit", "positions": [
              {"positionId": "p", "instrumentId": "BTC", "quantity": "1", "entryPrice": "20000",
               "leverage": "50", "isolated": {"margin": "400"}}]},
             "market": {"markPrices": [{"instrumentId": "BTC", "price": "20100"}]},
             "ruleSet": {"ruleSetId": "bybit", "version": "1", "quoteCurrency": "USDT",
              "bases": {"isolatedInitial": "ENTRY", "isolatedMaintenance": "ENTRY"}, "instruments": [
                {"instrumentId": "BTC", "kind": "PERPETUAL", "payoff": "LINEAR", "root": "BTC",
                 "settlementAsset": "USDT", "multiplier": "1",
                 "requirement": {"marginalTiers": {"tiers": [{"notionalFloor": "0",
                   "maintenanceRate": "0.005", "initialRate": "0.01"}]}},
                 "terms": {"closingFee": {"rate": "0.00055", "basis": "BANKRUPTCY",
                   "joinsInitial": true}}}]}}
            """, EvaluateMarginRequest.newBuilder()).build());

    assertSame(response.getPositions(0).getLiquidationPrice().getPrice(), "19700");
    assertSame(response.getPositions(0).getMaintenanceMargin(), "100");
    // 400 and a fee of 20000 × (1 − 1/50) × 0.00055.
    assertSame(response.getPositions(0).getInitialMargin(), "410.78");
  }

  @Test
  void closingFee_gate_isPartOfTheMaintenanceMargin() {
    EvaluateMarginResponse response = margin()
        .evaluateMargin(Requests.ofJson("""
            {"account": {"accountId": "gate", "positions": [
              {"positionId": "p", "instrumentId": "A", "quantity": "-1", "entryPrice": "10",
               "isolated": {"margin": "2"}}]},
             "market": {"markPrices": [{"instrumentId": "A", "price": "10"}]},
             "ruleSet": {"ruleSetId": "gate", "version": "1", "quoteCurrency": "USD", "instruments": [
                {"instrumentId": "A", "kind": "PERPETUAL", "payoff": "LINEAR", "root": "A",
                 "settlementAsset": "USD", "multiplier": "1",
                 "requirement": {"marginalTiers": {"tiers": [{"notionalFloor": "0",
                   "maintenanceRate": "0.01", "maxLeverage": "5"}]}},
                 "terms": {"closingFee": {"rate": "0.0006", "joinsMaintenance": true}}}]}}
            """, EvaluateMarginRequest.newBuilder()).build());

    assertNear(
        response.getPositions(0).getLiquidationPrice().getPrice(),
        "11.874134177716208",
        "0.000000000000001");
    assertThat(response.getPositions(0).getPriceTolerance()).isEmpty();
  }

  @Test
  void filledOrders_kucoin_requireTheirMaintenanceAndFeesAndPayTheirOpening() {
    EvaluateMarginResponse response = margin()
        .evaluateMargin(Requests.ofJson("""
            {"account": {"accountId": "kucoin",
              "balances": [{"asset": "USDT", "quantity": "5000"}], "positions": [
                {"positionId": "p", "instrumentId": "XBT", "quantity": "100", "entryPrice": "62000",
                 "cross": {}}],
              "orders": [{"orderId": "o", "instrumentId": "ETH", "quantity": "1000",
                "price": "3000"}]},
             "market": {"markPrices": [{"instrumentId": "XBT", "price": "62000"},
                                       {"instrumentId": "ETH", "price": "3000"}]},
             "ruleSet": {"ruleSetId": "kucoin", "version": "1", "quoteCurrency": "USDT",
              "orderMargin": {"kind": "FILLED", "openingFeeRate": "0.0006",
                "closingFeeRate": "0.0006"},
              "instruments": [
                {"instrumentId": "XBT", "kind": "PERPETUAL", "payoff": "LINEAR", "root": "BTC",
                 "settlementAsset": "USDT", "multiplier": "0.001", "quantityStep": "1",
                 "requirement": {"marginalTiers": {"tiers": [{"notionalFloor": "0",
                   "maintenanceRate": "0.005", "maxLeverage": "100"}]}},
                 "terms": {"closingFee": {"rate": "0.0006", "joinsMaintenance": true}}},
                {"instrumentId": "ETH", "kind": "PERPETUAL", "payoff": "LINEAR", "root": "ETH",
                 "settlementAsset": "USDT", "multiplier": "0.01",
                 "requirement": {"marginalTiers": {"tiers": [{"notionalFloor": "0",
                   "maintenanceRate": "0.008", "maxLeverage": "50"}]}}}]}}
            """, EvaluateMarginRequest.newBuilder()).build());

    assertSame(scope(response).getMaintenanceMargin(), "292.72");
    assertSame(scope(response).getMarginBalance(), "4982");
    assertSame(scope(response).getOrderMargin(), "600");
    assertNear(scope(response).getMarginRatio(), "0.05875552", "0.00000001");
  }

  @Test
  void liabilityWeights_drift_countAsRequirementInPlaceOfTheBalance() {
    EvaluateMarginResponse response =
        evaluate("""
        "collateralMode": "MULTI_ASSET", "assets": [{"asset": "COIN", "haircut": {"flat": "0.2"},
          "liabilityWeights": {"balance": "0", "initialBalance": "0", "maintenance": "1.1",
          "initial": "1.2"}}],""", requirement(FIVE_PER_CENT), usd("20000") + "," + coins("-100"), "", "");

    assertSame(scope(response).getInitialMargin(), "12000");
    assertSame(scope(response).getMaintenanceMargin(), "11000");
    assertSame(scope(response).getMarginBalance(), "20000");
    assertThat(scope(response).getInitialMarginBalance()).isEmpty();
    assertSame(scope(response).getFreeMargin(), "8000");
  }

  @ParameterizedTest
  @CsvSource({"9.99, 9.99, 99.9", "10, 20, 100", "10.01, 20.02, 100.1"})
  void wholePositionTiers_takeOneRateForAll(
      String quantity, String maintenanceMargin, String initialMargin) {
    PositionMargin position = ofSchedule("""
        "wholePositionTiers": {"tiers": [
          {"notionalFloor": "0", "maintenanceRate": "0.01", "maxLeverage": "10"},
          {"notionalFloor": "1000", "maintenanceRate": "0.02", "initialRate": "0.1"}]}
        """, quantity).getPositions(0);

    assertSame(position.getMaintenanceMargin(), maintenanceMargin);
    assertSame(position.getInitialMargin(), initialMargin);
    assertSame(position.getLeverage(), "10");
  }

  @Test
  void linearInSize_growsWithTheCoins() {
    PositionMargin position = ofSchedule("""
        "linearInSize": {"initialBase": "0.02", "initialSlope": "0.01", "maintenanceBase": "0.01",
          "maintenanceSlope": "0.005"}
        """, "-2").getPositions(0);

    assertSame(position.getMaintenanceMargin(), "4");
    assertSame(position.getInitialMargin(), "8");
  }

  @Test
  void squareRootOfSize_growsWithTheRootOfTheCoins() {
    PositionMargin position = ofSchedule("""
        "squareRootOfSize": {"initialBase": "0.02", "initialFactor": "0.02",
          "maintenanceBase": "0.01", "maintenanceFactor": "0.01"}
        """, "4").getPositions(0);

    // 400 × (0.008 + 0.01 × 2) and 400 × (0.016 + 0.02 × 2).
    assertSame(position.getMaintenanceMargin(), "11.2");
    assertSame(position.getInitialMargin(), "22.4");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'flat': '0.1'} | 1 | 90",
        "{'slices': {'slices': [{'valueFloor': '0', 'haircut': '0.1'},"
            + " {'valueFloor': '50', 'haircut': '0.5'}]}} | 1 | 70",
        "{'capped': {'flat': '0.1', 'valueMax': '60'}} | 0.59 | 53.1",
        "{'capped': {'flat': '0.1', 'valueMax': '60'}} | 0.6 | 54",
        "{'capped': {'flat': '0.1', 'valueMax': '60'}} | 0.61 | 54",
        "{'sizeDependent': {'baseWeight': '0.9', 'factor': '0.0625'}} | 0.32 | 19.2",
        "{'sizeDependent': {'baseWeight': '0.5', 'factor': '0.0625'}} | 0.32 | 16"
      })
  void haircut_ofEachKind_leavesItsShare(String haircut, String quantity, String marginBalance) {
    EvaluateMarginResponse response = evaluate(
        "\"collateralMode\": \"MULTI_ASSET\", \"assets\": [{\"asset\": \"COIN\", \"haircut\": "
            + haircut.replace('\'', '"')
            + ", \"initialHaircut\": {\"flat\": \"1\"}}],",
        requirement(FIVE_PER_CENT),
        coins(quantity),
        "",
        "");

    assertSame(scope(response).getMarginBalance(), marginBalance);
    assertSame(scope(response).getInitialMarginBalance(), "0");
    assertSame(scope(response).getFreeMargin(), "0");
  }

  @Test
  void profitWeights_countAPartOfAProfitUpToALimit() {
    EvaluateMarginResponse response = evaluate(
        "",
        requirement(FIVE_PER_CENT)
            + ", \"profitWeight\": {\"weight\": \"0.5\", \"most\": \"15\"},"
            + " \"initialProfitWeight\": {\"weight\": \"0\"}",
        usd("100"),
        cross("p", "2", "80"),
        "");

    assertSame(scope(response).getUnrealizedPnl(), "40");
    assertSame(scope(response).getMarginBalance(), "115");
    assertSame(scope(response).getInitialMarginBalance(), "100");
  }

  @Test
  void terms_raiseToTheLeastAndAdd() {
    EvaluateMarginResponse response = evaluate(
        "",
        requirement(FIVE_PER_CENT)
            + ", \"terms\": {\"initialAdded\": \"1\", \"maintenanceAdded\": \"2\","
            + " \"initialLeast\": \"30\", \"maintenanceLeast\": \"7\"}",
        usd("100"),
        cross("p", "1", "100"),
        "");

    assertSame(scope(response).getInitialMargin(), "31");
    assertSame(scope(response).getMaintenanceMargin(), "9");
  }

  @ParameterizedTest
  @CsvSource({"GROSS, 15", "LARGER_SIDE, 10", "LARGER_SIDE_OF_UNDERLYING, 10"})
  void netting_countsTheLargerSide(String netting, String maintenanceMargin) {
    EvaluateMarginResponse response = evaluate(
        "\"netting\": \"" + netting + "\",",
        requirement(FIVE_PER_CENT),
        usd("100"),
        cross("long", "2", "100") + "," + cross("short", "-1", "100"),
        "");

    assertSame(scope(response).getMaintenanceMargin(), maintenanceMargin);
    assertSame(response.getPositions(1).getMaintenanceMargin(), "5");
  }

  @ParameterizedTest
  @CsvSource({"NONE, 0", "WORST_SIDE, 20", "COST, 24.904", "FILLED, 20.8", "DEARER_SIDE, 24.904"})
  void orderMargin_ofEachKind(String kind, String orderMargin) {
    // 104 / 5, 4 lost at once, and a fee of 0.104.
    EvaluateMarginResponse response = evaluate(
        "\"orderMargin\": {\"kind\": \"" + kind + "\", \"openingFeeRate\": \"0.001\"},",
        requirement(FIVE_PER_CENT),
        usd("100"),
        "",
        order("1", "104"));

    assertSame(scope(response).getOrderMargin(), orderMargin);
  }

  @ParameterizedTest
  @CsvSource({"LOSS_COUNTS, 90", "PROFIT_COVERS, 95", "PROFIT_LEAVES, 110", "STRICT, 0"})
  void release_ofEachKind(String kind, String releasable) {
    EvaluateMarginResponse response = evaluate(
        "\"release\": {\"kind\": \"" + kind + "\"},",
        requirement(FIVE_PER_CENT),
        usd("100"),
        cross("p", "1", "80"),
        "");

    assertSame(scope(response).getReleasable(), releasable);
  }

  @Test
  void release_keepsItsFloors() {
    EvaluateMarginResponse response = evaluate(
        "\"release\": {\"notionalShare\": \"0.3\", \"maintenanceMultiple\": \"5\"},",
        requirement(FIVE_PER_CENT),
        usd("100"),
        cross("p", "1", "100"),
        "");

    assertSame(scope(response).getReleasable(), "70");
  }

  @ParameterizedTest
  @CsvSource({
    "5, false, WARNING, margin call",
    "5, true, LIQUIDATABLE, margin call",
    "4.99, false, LIQUIDATABLE, margin call",
    "7.5, false, HEALTHY, reminder",
    "7.51, true, HEALTHY, ''"
  })
  void triggerAndBands_sayWhereTheScopeStands(
      String balance, boolean liquidatesAtTrigger, MarginScope.Status status, String band) {
    EvaluateMarginResponse response = evaluate(
        "\"liquidatesAtTrigger\": " + liquidatesAtTrigger + ", \"bands\": ["
            + "{\"name\": \"reminder\", \"balanceToMaintenanceMax\": \"1.5\"},"
            + "{\"name\": \"margin call\", \"balanceToMaintenanceMax\": \"1.2\"}],",
        requirement(FIVE_PER_CENT),
        usd(balance),
        cross("p", "1", "100"),
        "");

    assertThat(scope(response).getStatus()).isEqualTo(status);
    assertThat(scope(response).getBand()).isEqualTo(band);
  }

  @Test
  void backstopLevel_hasAPriceBetweenLiquidationAndBankruptcy() {
    EvaluateMarginResponse response = evaluate(
        "\"backstopLevel\": \"0.5\",",
        requirement(FIVE_PER_CENT),
        usd("22"),
        cross("p", "1", "100"),
        "");

    // 22 + p − 100 = 0.025 p.
    assertSame(response.getPositions(0).getBackstopPrice().getPrice(), "80");
    assertSame(response.getPositions(0).getBankruptcyPrice().getPrice(), "78");
    assertThat(evaluate("", requirement(FIVE_PER_CENT), usd("22"), cross("p", "1", "100"), "")
            .getPositions(0)
            .hasBackstopPrice())
        .isFalse();
  }
}
