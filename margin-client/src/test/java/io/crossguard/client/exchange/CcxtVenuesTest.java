package io.crossguard.client.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.crossguard.v1.EvaluateMarginRequest;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Venues that ccxt is in front of, and whose own rows are read. The files are what ccxt makes of
 * responses that tests of the venue have too, so that the same figures are expected; where those are
 * from is in {@code exchange/SOURCE.md}.
 */
class CcxtVenuesTest {
  private static final ExchangeFormat FORMAT = new Ccxt();
  private static final Path RECORDED = ImportedMargin.RECORDED.resolve("ccxt");
  private static final String CURSOR = "\"nextPageCursor\": \"SNXUSDT%2C1776806062923%2C0\"";

  @Test
  void bybit_hasTheMarginsOfTheVenueUnderTheNamesOfCcxt() {
    ImportedMargin margin = ImportedMargin.of(read("bybit", recorded("bybit")));

    assertThat(margin.maintenanceMargin("SNX/USDT:USDT")).isEqualByComparingTo("0.15086396");
    assertThat(margin.initialMargin("SNX/USDT:USDT")).isEqualByComparingTo("0.29581396");
    assertThat(margin
            .initialMargin("ADA/USDT:USDT/long")
            .subtract(margin.maintenanceMargin("ADA/USDT:USDT/long")))
        .isCloseTo(
            new BigDecimal("106.51735757").subtract(new BigDecimal("61.74535757")),
            within(new BigDecimal("1e-15")));
  }

  @Test
  void bybit_modeMayBeThatOfFetchMarginMode() {
    String mode = """
        "account": {"symbol": "SNX/USDT:USDT", "marginMode": "isolated",
                    "info": {"marginMode": "ISOLATED_MARGIN"}},
        "was": {
        """;

    // The record is of a cross account, whose positions have no margin of their own.
    String isolated = recorded("bybit")
        .replace("\"account\": {", mode.strip())
        .replace("\"positionBalance\": \"0\"", "\"positionBalance\": \"120\"");
    EvaluateMarginRequest request = read("bybit", isolated, "was").evaluation();

    assertThat(request.getAccount().getPositionsList())
        .allMatch(position -> position.hasIsolated());
  }

  @Test
  void bybit_withoutTiersHasTheRulesOfTheServiceAndItsNames() {
    String account = recorded("bybit")
        .replaceAll("(?s)\"tiers\": .*", "\"tiers\": null}")
        .replace("\"SNXUSDT\"", "\"XRPUSDT\"")
        .replace("\"ADAUSDT\"", "\"SOLUSDT\"")
        .replace("SNX/USDT:USDT", "XRP/USDT:USDT")
        .replace("ADA/USDT:USDT", "SOL/USDT:USDT");

    ImportedAccount imported = read("bybit", account, "tiers");

    assertThat(imported.evaluation().getRuleSetId()).isEqualTo("bybit-uta-linear");
    assertThat(imported.evaluation().getAccount().getPositions(1).getPositionId())
        .isEqualTo("SOL/USDT:USDT/long");
    assertThat(imported.evaluation().getAccount().getPositions(1).getInstrumentId())
        .isEqualTo("SOLUSDT");
    assertThat(imported.notes()).singleElement().asString().contains("; --tiers takes the venue's");
  }

  @Test
  void okx_hasTheLiquidationPriceOfTheVenue() {
    ImportedAccount imported = read("okx", recorded("okx"));

    assertThat(imported.evaluation().getRuleSet().getInstruments(0).getInstrumentId())
        .isEqualTo("BTC/USDT:USDT");
    assertThat(ImportedMargin.of(imported).liquidationPrice("BTC/USDT:USDT/long"))
        .isCloseTo(new BigDecimal("12608.959083877446"), within(new BigDecimal("1e-8")));
  }

  @Test
  void hyperliquid_hasValueAndMaintenanceMarginOfTheVenue() {
    ImportedMargin margin =
        ImportedMargin.of(read("hyperliquid", recorded("hyperliquid-two-longs")));

    assertThat(margin.scope("cross:USDC").getMarginBalance()).isEqualTo("19762.483455");
    assertThat(new BigDecimal(margin.scope("cross:USDC").getMaintenanceMargin()))
        .isCloseTo(new BigDecimal("141.579994"), within(new BigDecimal("0.000001")));
    assertThat(margin.hasNoLiquidationPrice("SOL/USDC:USDC")).isTrue();
  }

  @Test
  void hyperliquid_isolatedPositionHasTheLiquidationPriceOfTheVenue() {
    ImportedMargin margin =
        ImportedMargin.of(read("hyperliquid", recorded("hyperliquid-isolated-short")));

    assertThat(margin.liquidationPrice("HYPE/USDC:USDC"))
        .isCloseTo(new BigDecimal("50.2724802381"), within(new BigDecimal("1e-10")));
  }

  @Test
  void binanceCoinm_hasTheLiquidationPriceOfTheVenueAndItsIndexPrice() {
    ImportedAccount imported = read("binancecoinm", recorded("binancecoinm"));

    assertThat(imported.evaluation().getMarket().getIndexPrices(0).getPrice()).isEqualTo("61720.5");
    assertThat(ImportedMargin.of(imported).liquidationPrice("BTC/USD:BTC"))
        .isCloseTo(new BigDecimal("397179.04831492"), within(new BigDecimal("0.00000001")));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "bybit| \"account\": {| \"market\": {| market: is no response that ccxt reads",
        "bybit| REGULAR_MARGIN| PORTFOLIO_MARGIN| account.result.marginMode: is portfolio margin",
        "bybit| UNIFIED| FUND| balance.info.result.list[0].accountType: must be UNIFIED",
        "bybit| \"symbol\": \"SNX/USDT:USDT\"| \"symbol\": \"SNX/USDT\""
            + "| positions[0].symbol: \"SNX/USDT\" is no perpetual",
        "bybit| \"coin\": \"USDT\"| \"coin\": \"USDC\""
            + "| balance.info.result.list[0].coin[0].totalPositionIM: is \"106.81317153\", and no position"
            + " settles in USDC: add those that do, with settleCoin=USDC or of the category inverse",
        "bybit| \"takerFeeRate\": \"0.00085\"| \"takerFeeRate\": \"\""
            + "| fees.SNX/USDT:USDT.info.takerFeeRate: must be a number",
        "bybit| \"avgPrice\"| \"delta\": \"0.4\", \"avgPrice\""
            + "| positions[0].info.delta: is \"0.4\", and what it means",
        "bybit| \"info\": {\\n        \"symbol\": \"SNXUSDT\"| \"raw\": {\\n        \"symbol\": \"SNXUSDT\""
            + "| positions[0]: has no info, and the venue's own response is needed",
        "okx| \"acctLv\": \"2\"| \"acctLv\": \"1\"| account[0].info.acctLv: is the spot mode",
        "okx| \"tiers\": {\\n    \"BTC/USDT:USDT\"| \"tiers\": {\\n    \"ETH/USDT:USDT\""
            + "| positions[0].symbol: \"BTC/USDT:USDT\" is not in case: tiers, which has by symbol what"
            + " exchange.fetchMarketLeverageTiers(symbol",
        "okx| \"markets\": {\\n    \"BTC/USDT:USDT\"| \"markets\": {\\n    \"ETH/USDT:USDT\""
            + "| positions[0].symbol: \"BTC/USDT:USDT\" is not in case: markets, which has by symbol what"
            + " exchange.loadMarkets() answers",
        "okx| \"details\"| \"stgyEq\": \"5\", \"details\"| balance.info.data[0].stgyEq: is \"5\", and what",
        "hyperliquid-two-longs| \"\\\"default\\\"\"| \"\\\"unifiedAccount\\\"\""
            + "| account: is \"unifiedAccount\": what is held in spot",
        "hyperliquid-two-longs| \"szi\": \"3.34\"| \"szi\": \"3.4\""
            + "| positions[0].info.position.szi: is \"3.34\" here, and 3.4 in case: balance.info: take both",
        "hyperliquid-two-longs| \"meta\"| \"tiers\"| tiers: can't be taken: the tiers of hyperliquid are",
        "hyperliquid-two-longs| \"crossMarginSummary\"| \"balances\": [], \"crossMarginSummary\""
            + "| balance.info: is the balance in spot: take fetchBalance of the type swap",
        "binancecoinm| \"positionAmt\": \"-5\"| \"positionAmt\": \"-6\""
            + "| balance.info.positions[0].positionAmt: is \"-6\" here and -5 in the positions",
      })
  void whatIsNotUnderstood_isRefused(String file, String part, String other, String message) {
    String text = recorded(file);
    String before = part.strip().replace("\\n", "\n");
    assertThat(text).contains(before);

    assertThatThrownBy(() -> read(
            file.replaceFirst("-.*", ""),
            text.replaceFirst(
                Pattern.quote(before),
                Matcher.quoteReplacement(other.strip().replace("\\n", "\n")))))
        .isInstanceOf(BadResponseException.class)
        .hasMessageStartingWith("case: " + message.strip());
  }

  @ParameterizedTest(name = "{0} without {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "bybit| account| privateGetV5AccountInfo(): the margin mode",
        "bybit| fees| fetchTradingFees({'category': 'linear'}), for what is held",
        "bybit| collateral| privateGetV5AccountCollateralInfo()",
        "okx| account| fetchAccounts(): the account mode",
        "okx| markets| loadMarkets(): the contracts",
        "okx| tiers| fetchMarketLeverageTiers(symbol, {'marginMode': that of the position}) of each",
        "hyperliquid-two-longs| account| publicPostInfo({'type': 'userAbstraction', 'user': address})",
        "hyperliquid-two-longs| meta| publicPostInfo({'type': 'meta'}): the tiers",
      })
  void whatIsMissing_isToldWithTheCallThatAnswersIt(String file, String name, String call) {
    assertThatThrownBy(() -> read(file.replaceFirst("-.*", ""), recorded(file), name))
        .isInstanceOf(BadResponseException.class)
        .hasMessageStartingWith(
            "ccxt: the response " + name + " is missing, which is that of exchange." + call);
  }

  @Test
  void hyperliquid_positionThatIsLeftOut_isRefused() {
    String text = recorded("hyperliquid-two-longs");
    String none = text.replaceFirst("(?s)\"positions\": \\[.*?\n  \\]", "\"positions\": []");

    assertThatThrownBy(() -> read("hyperliquid", none))
        .hasMessage(
            "case: balance.info.assetPositions[0].position.szi: is \"3.34\" of SOL here, and"
                + " not in case: positions: take both again, all positions of them");
  }

  @Test
  void bybit_pageThatMayNotBeTheLast_isRefused() {
    String rows = IntStream.range(0, 200)
        .mapToObj(row -> """
            {"symbol": "X%d/USDT:USDT", "info": {"symbol": "X%dUSDT", "side": "", "size": "0" %s}}
            """.formatted(row, row, row == 0 ? ", " + CURSOR : ""))
        .collect(Collectors.joining(","));
    String text = recorded("bybit")
        .replaceFirst("(?s)\"positions\": \\[.*?\n  \\]", "\"positions\": [" + rows + "]");

    assertThatThrownBy(() -> read("bybit", text))
        .hasMessageStartingWith(
            "case: positions[0].info.nextPageCursor: says that there may be more");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // A list for another margin mode or product has the same family.
    "0.004, 0.01, ''",
    "0.005, 0.01, 2 tiers of different rates for 1 contracts in case: tiers",
    "0.004, 0.02, 2 tiers of different rates for 1 contracts in case: tiers"
  })
  void okx_tiersOfSeveralLists_mustSayTheSame(String maintenance, String initial, String problem) {
    String second = """
        "tiers": {"BTC/USDT:USDT": [{"info": {"instFamily": "BTC-USDT", "minSz": "0",
          "maxSz": "500", "mmr": "%s", "imr": "%s"}},
        """.formatted(maintenance, initial);
    String text =
        recorded("okx").replaceFirst("\"tiers\": \\{\\s*\"BTC/USDT:USDT\": \\[", second.strip());

    if (problem.isEmpty()) {
      assertThat(read("okx", text).evaluation().getRuleSet().getInstrumentsList())
          .hasSize(1);
    } else {
      assertThatThrownBy(() -> read("okx", text)).hasMessageContaining(problem);
    }
  }

  private static String recorded(String file) {
    return ImportedMargin.text(RECORDED.resolve(file + ".json"));
  }

  private static ImportedAccount read(String exchange, String responses, String... left) {
    return FORMAT.read(
        Responses.of(FORMAT, Set.of(left), false).addAll("case", responses).build(),
        new ImportOptions("test", Optional.empty(), Map.of(), Optional.of(exchange), false));
  }
}
