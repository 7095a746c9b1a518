package io.crossguard.client.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.crossguard.v1.Account;
import io.crossguard.v1.RuleSet;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Responses of OKX; where they are from is in {@code exchange/SOURCE.md}. */
class OkxTest {
  private static final ExchangeFormat FORMAT = new Okx();
  private static final BigDecimal RELATIVE = new BigDecimal("1e-12");

  @Test
  void crossLong_hasMarginsRatioAndLiquidationPriceOfTheVenue() {
    // The record has neither its account nor, in 2021, a mark price: that is what its profit and
    // loss
    // says, 34,131.1 + 0.0108608358957281 / 0.01. The equity is what its ratio says,
    // 140.49930117599155
    // × (1.3652874433435829 + 341.3218608358957281 × 0.0005): its liquidation price is then a
    // check.
    String equity = new BigDecimal("140.49930117599155")
        .multiply(new BigDecimal("1.53594837376153076405"))
        .setScale(18, RoundingMode.HALF_EVEN)
        .toPlainString();
    ImportedMargin margin = ImportedMargin.of(read(
        config("2"),
        balance(currency("USDT", equity, equity, "0", equity)),
        positions(
            ImportedMargin.text(ImportedMargin.RECORDED.resolve("okx/btc-cross-long-position.json"))
                .replaceFirst("\\{", "{\"markPx\": \"34132.18608358957281\",")),
        tiers(0, 1000, "0.004", "0.01")));

    String position = "BTC-USDT-SWAP/long";
    assertThat(margin.unrealizedPnl(position)).isEqualByComparingTo("0.0108608358957281");
    assertThat(margin.initialMargin(position))
        .isCloseTo(new BigDecimal("170.66093041794787"), within(new BigDecimal("1e-13")));
    // The venue's maintenance margin is without the liquidation fee of 0.05 %, its ratio has it.
    BigDecimal fee = margin.notional(position).multiply(new BigDecimal("0.0005"));
    assertThat(margin.maintenanceMargin(position).subtract(fee))
        .isCloseTo(new BigDecimal("1.3652874433435829"), within(RELATIVE));
    assertThat(new BigDecimal(margin.scope("cross:USDT").getMarginRatio())
            .multiply(new BigDecimal("140.49930117599155")))
        .isCloseTo(BigDecimal.ONE, within(RELATIVE));
    assertThat(margin.liquidationPrice(position))
        .isCloseTo(new BigDecimal("12608.959083877446"), within(new BigDecimal("1e-8")));
  }

  @Test
  void multiCurrencyMode_hasTheDiscountsOfTheResponse() {
    // Recorded: 2,973.521 USDC count 2,913.7591749420003 of 2,973.2236479000003 USD, and 1,000 ADA
    // 672.912 of 747.6800000000001.
    ImportedMargin margin = ImportedMargin.of(read(
        config("3"),
        balance(
            currency("USDC", "2973.521", "2973.2236479000003", "0", "2913.7591749420003"),
            currency("ADA", "1000", "747.6800000000001", "0", "672.912")),
        positions(),
        tiers(0, 1000, "0.004", "0.01")));

    assertThat(new BigDecimal(margin.scope("cross").getMarginBalance()))
        .isCloseTo(new BigDecimal("3586.6711749420003"), within(new BigDecimal("1e-10")));
    assertThat(new BigDecimal(margin.response().getTotals().getEquity()))
        .isCloseTo(new BigDecimal("3720.9036479000004"), within(new BigDecimal("1e-10")));
  }

  @Test
  void crossAndIsolatedRowsOfOneContract_standBesideEachOther() {
    // 1,000 of equity, 210 of it in the isolated position: 200 of margin and 100 contracts × 0.01 ×
    // 10.
    Account account = read(
            config("2"),
            balance(currency("USDT", "1000", "1000", "210", "1000")),
            positions(
                position("cross", "net", "-50", ""), position("isolated", "net", "100", "200")),
            tiers(0, 1000, "0.004", "0.01"))
        .evaluation()
        .getAccount();

    assertThat(account.getPositionsList())
        .extracting(position -> position.getPositionId())
        .containsExactly("BTC-USDT-SWAP", "BTC-USDT-SWAP/isolated");
    assertThat(account.getPositions(1).getIsolated().getMargin()).isEqualTo("200");
    // 1,000 − 210 − (−50 × 0.01 × 10).
    assertThat(account.getBalances(0).getQuantity()).isEqualTo("795");
  }

  @Test
  void inverseContract_hasItsProfitInCoins() {
    // −100 contracts of 100 USD from 50,000 to 40,000: 10,000 × (1/40,000 − 1/50,000) = 0.05 BTC.
    ImportedMargin margin = ImportedMargin.of(read(
        config("2"),
        balance(currency("BTC", "1.05", "42000", "0", "42000")),
        positions(position("cross", "net", "-100", "")
            .replace("BTC-USDT-SWAP", "BTC-USD-SWAP")
            .replace("\"USDT\"", "\"BTC\"")
            .replace("\"60000\"", "\"50000\"")
            .replace("\"60010\"", "\"40000\"")),
        tiers(0, 1000, "0.004", "0.01").replace("BTC-USDT", "BTC-USD")));

    assertThat(margin.unrealizedPnl("BTC-USD-SWAP"))
        .isCloseTo(new BigDecimal("0.05"), within(new BigDecimal("1e-30")));
    assertThat(new BigDecimal(margin.scope("cross:BTC").getMarginBalance()))
        .isCloseTo(new BigDecimal("1.05"), within(new BigDecimal("1e-17")));
  }

  @ParameterizedTest(name = "{0} contracts")
  @CsvSource({"1000, 0.004", "1000.1, 0.005", "5000, 0.005"})
  void tier_isThatOfTheSizeInContracts(String size, String rate) {
    String tiers = """
        {"code": "0", "data": [
          {"instFamily": "BTC-USDT", "minSz": "0", "maxSz": "1000", "mmr": "0.004", "imr": "0.01"},
          {"instFamily": "BTC-USDT", "minSz": "1000", "maxSz": "5000", "mmr": "0.005",
           "imr": "0.015"},
          {"instFamily": "ETH-USDT", "minSz": "0", "maxSz": "9000", "mmr": "0.007", "imr": "0.02"}]}
        """;

    RuleSet rules = read(
            config("2"),
            balance(currency("USDT", "1000000", "1000000", "0", "0")),
            positions(position("cross", "net", size, "")),
            tiers)
        .evaluation()
        .getRuleSet();

    assertThat(rules
            .getInstruments(0)
            .getRequirement()
            .getWholePositionTiers()
            .getTiers(0)
            .getMaintenanceRate())
        .isEqualTo(rate);
    assertThat(rules.getExampleFigures()).isEqualTo("liquidation fee of 0.05 %");
  }

  @Test
  void tiersOfSwapsAndFutures_ofOneFamily_areNotTakenForEachOther() {
    String both = """
        {"code": "0", "data": [
          {"instFamily": "BTC-USDT", "minSz": "0", "maxSz": "1000", "mmr": "0.004", "imr": "0.01"},
          {"instFamily": "BTC-USDT", "minSz": "0", "maxSz": "500", "mmr": "0.005", "imr": "0.02"}]}
        """;

    assertThatThrownBy(() -> read(
            config("2"),
            balance(currency("USDT", "1000", "1000", "0", "1000")),
            positions(position("cross", "net", "-50", "")),
            both))
        .isInstanceOf(BadResponseException.class)
        .hasMessageStartingWith("p.json: data[0]: BTC-USDT has 2 tiers of different rates for 50");
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "c| \"acctLv\": \"2\"| \"acctLv\": \"1\"| c.json: data[0].acctLv: is the spot mode",
        "c| \"acctLv\": \"2\"| \"acctLv\": \"4\"| c.json: data[0].acctLv: is portfolio margin",
        "c| \"code\": \"0\"| \"code\": \"50111\", \"msg\": \"Invalid key\""
            + "| c.json: is an error of the venue: \"Invalid key\"",
        "b| \"liab\": \"\"| \"liab\": \"5\"| b.json: data[0].details[0].liab: borrowed amounts",
        "b| \"ccy\"| \"stgyEq\": \"5\", \"ccy\"| b.json: data[0].details[0].stgyEq: equity in strategies",
        "b| \"ccy\"| \"autoLendMtAmt\": \"5\", \"ccy\"| b.json: data[0].details[0].autoLendMtAmt: amounts",
        "b| \"ccy\"| \"rewardBal\": \"5\", \"ccy\"| b.json: data[0].details[0].rewardBal: trial funds",
        "b| \"code\"| \"kode\"| b.json: has no code: the whole response of the venue is needed",
        "p| \"SWAP\"| \"OPTION\", \"optVal\": \"0.1\"| p.json: data[0].instType: must be SWAP or FUTURES",
        "b| \"ccy\"| \"ordFrozen\": \"5\", \"ccy\"| b.json: data[0].details[0].ordFrozen: open orders",
        "p| \"SWAP\"| \"OPTION\"| p.json: data[0].instType: must be SWAP or FUTURES, is \"OPTION\"",
        "p| BTC-USDT-SWAP| BTC-USDT-260626| p.json: data[0].instId: \"BTC-USDT-260626\" is there 0",
        "p| \"net\"| \"both\"| p.json: data[0].posSide: must be net, long or short",
        "p| \"net\"| \"short\"| p.json: data[0].pos: must be positive, is \"-50\"",
        "p| \"cross\"| \"portfolio\"| p.json: data[0].mgnMode: must be cross or isolated",
        "p| \"markPx\": \"60010\"| \"markPx\": \"\"| p.json: data[0].markPx: must be a number, is \"\"",
        "p| \"ccy\": \"USDT\"| \"ccy\": \"USDC\"| p.json: data[0].ccy: is \"USDC\", and BTC-USDT-SWAP",
        "p| \"ccy\"| \"spotInUseAmt\": \"1\", \"ccy\"| p.json: data[0].spotInUseAmt: is \"1\", and what",
        "p| \"-50\"| \"-2000\"| p.json: data[0]: BTC-USDT has no tier for 2000 contracts in t.json",
      })
  void responseThatIsNotUnderstood_isRefused(
      String response, String part, String other, String message) {
    assertThatThrownBy(() -> read(
            changed("c", response, config("2"), part, other),
            changed(
                "b", response, balance(currency("USDT", "1000", "1000", "0", "1000")), part, other),
            changed("p", response, positions(position("cross", "net", "-50", "")), part, other),
            tiers(0, 1000, "0.004", "0.01")))
        .isInstanceOf(BadResponseException.class)
        .hasMessageStartingWith(message.strip());
  }

  @Test
  void haircutBesideIsolatedPositions_isRefused() {
    assertThatThrownBy(() -> read(
            config("3"),
            balance(currency("USDT", "1000", "1000", "210", "900")),
            positions(position("isolated", "net", "100", "200")),
            tiers(0, 1000, "0.004", "0.01")))
        .hasMessageContaining("disEq: has a haircut beside isolated positions");
  }

  private static String changed(
      String name, String wanted, String text, String part, String other) {
    return name.equals(wanted) ? text.replace(part, other) : text;
  }

  static ImportedAccount read(String config, String balance, String positions, String tiers) {
    return FORMAT.read(
        Responses.of(FORMAT)
            .add("account-config", "c.json", config)
            .add("balance", "b.json", balance)
            .add("positions", "p.json", positions)
            .add("instruments", "i.json", """
                [{"code": "0", "data": [
                  {"instId": "BTC-USDT-SWAP", "instType": "SWAP", "instFamily": "BTC-USDT",
                   "ctType": "linear", "ctVal": "0.01", "ctMult": "1", "ctValCcy": "BTC",
                   "settleCcy": "USDT", "lotSz": "0.01"},
                  {"instId": "ETH-USDT-SWAP", "instType": "SWAP", "instFamily": "ETH-USDT",
                   "ctType": "linear", "ctVal": "0.1", "ctMult": "1", "ctValCcy": "ETH",
                   "settleCcy": "USDT", "lotSz": "0.01"},
                  {"instId": "ETH-USD-SWAP", "instType": "SWAP", "instFamily": "ETH-USD",
                   "ctType": "inverse", "ctVal": "10", "ctMult": "1", "ctValCcy": "USD",
                   "settleCcy": "ETH", "lotSz": "1"},
                  {"instId": "BTC-USD-SWAP", "instType": "SWAP", "instFamily": "BTC-USD",
                   "ctType": "inverse", "ctVal": "100", "ctMult": "1", "ctValCcy": "USD",
                   "settleCcy": "BTC", "lotSz": "0.1"}]}]
                """)
            .add("position-tiers", "t.json", tiers)
            .build(),
        ImportOptions.named("test"));
  }

  static String config(String level) {
    return "{\"code\": \"0\", \"data\": [{\"acctLv\": \"" + level
        + "\", \"posMode\": \"net_mode\"}]}";
  }

  static String balance(String... currencies) {
    return "{\"code\": \"0\", \"data\": [{\"totalEq\": \"1\", \"details\": ["
        + String.join(",", currencies) + "]}]}";
  }

  static String currency(
      String name, String equity, String value, String isolated, String discounted) {
    return """
        {"ccy": "%s", "eq": "%s", "eqUsd": "%s", "isoEq": "%s", "disEq": "%s", "liab": ""}
        """.formatted(name, equity, value, isolated, discounted);
  }

  static String positions(String... rows) {
    return "{\"code\": \"0\", \"data\": [" + String.join(",", rows) + "]}";
  }

  private static String position(String mode, String side, String size, String margin) {
    return """
        {"instType": "SWAP", "instId": "BTC-USDT-SWAP", "mgnMode": "%s", "posSide": "%s",
         "pos": "%s", "avgPx": "60000", "markPx": "60010", "lever": "10", "margin": "%s",
         "ccy": "USDT"}
        """.formatted(mode, side, size, margin);
  }

  static String tiers(int least, int most, String maintenance, String initial) {
    return """
        {"code": "0", "data": [{"instFamily": "BTC-USDT", "minSz": "%d", "maxSz": "%d",
         "mmr": "%s", "imr": "%s", "maxLever": "100", "tier": "1"}]}
        """.formatted(least, most, maintenance, initial);
  }
}
