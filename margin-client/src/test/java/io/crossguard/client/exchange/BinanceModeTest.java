package io.crossguard.client.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The mode of a Binance account is stated, or told by its totals, or asked for: never guessed. */
class BinanceModeTest {
  private static final ExchangeFormat FORMAT = new BinanceUsdm();
  private static final String SINGLE = "binance-usdm-2026-09";
  private static final String MULTI = "binance-usdm-multi-asset-2026-09";

  @ParameterizedTest(name = "{0} and {1}")
  @CsvSource({
    "true,  ,      " + MULTI,
    "false, ,      " + SINGLE,
    ",      true,  " + MULTI,
    ",      false, " + SINGLE,
    "true,  true,  " + MULTI,
    "false, false, " + SINGLE,
  })
  void mode_isWhatTheAccountOrItsConfigurationStates(
      String account, String configuration, String ruleSet) {
    assertThat(read(
                account("1000", "999.8", account),
                Optional.ofNullable(configuration).map(BinanceModeTest::configuration))
            .evaluation()
            .getRuleSetId())
        .isEqualTo(ruleSet);
  }

  @Test
  void accountOfTheThirdVersion_withTheTotalsOfUsdt_isInSingleAssetMode() {
    ImportedAccount imported = read(account("1000", "1000.00000000", null), Optional.empty());

    assertThat(imported.evaluation().getRuleSetId()).isEqualTo(SINGLE);
  }

  @ParameterizedTest
  @CsvSource({"999.8", "1000.00000001", "999.99999999", "1126.5"})
  void accountOfTheThirdVersion_withOtherTotals_needsItsConfiguration(String total) {
    assertThatThrownBy(() -> read(account("1000", total, null), Optional.empty()))
        .isInstanceOf(BadResponseException.class)
        .hasMessageStartingWith(
            "account.json: totalCrossWalletBalance: is \"" + total + "\", not the 1000 of USDT")
        .hasMessageContaining("add that of GET /fapi/v1/accountConfig");
  }

  @Test
  void configurationThatContradictsTheAccount_isRefused() {
    assertThatThrownBy(
            () -> read(account("1000", "1000", "false"), Optional.of(configuration("true"))))
        .hasMessage("config.json: says multiAssetsMargin true, and account.json says the opposite:"
            + " take both again");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"code\": -2015, \"msg\": \"Invalid API-key\"}| is an error of the venue: \"Invalid API-key\"",
        "{\"dualSidePosition\": true}| has no multiAssetsMargin",
        "{\"multiAssetsMargin\": true, \"haircut\": \"0.2\"}| haircut: is \"0.2\", and what it means"
      })
  void configurationThatIsNotUnderstood_isRefused(String configuration, String message) {
    assertThatThrownBy(() -> read(account("1000", "999.8", null), Optional.of(configuration)))
        .isInstanceOf(BadResponseException.class)
        .hasMessageStartingWith("config.json: " + message);
  }

  @Test
  void assetThatTheRulesOfTheServiceDoNotHave_isRefusedUnlessOthersAreNamed() {
    String credits = account("1000", "999.8", "true").replace("USDT", "BNFCR");

    assertThatThrownBy(() -> read(credits, Optional.empty()))
        .hasMessageStartingWith("account.json: assets[0].crossWalletBalance: BNFCR is not among the"
            + " assets of the rule set " + MULTI);

    ImportOptions own = new ImportOptions(
        "test", Optional.of("own"), Map.of("BNFCR", BigDecimal.ONE), Optional.empty(), false);
    assertThat(FORMAT
            .read(
                Responses.of(FORMAT)
                    .add("account", "account.json", credits)
                    .add("position-risk", "positions.json", "[]")
                    .build(),
                own)
            .evaluation()
            .getAccount()
            .getBalances(0)
            .getAsset())
        .isEqualTo("BNFCR");
  }

  private static ImportedAccount read(String account, Optional<String> configuration) {
    Responses.Builder responses = Responses.of(FORMAT)
        .add("account", "account.json", account)
        .add("position-risk", "positions.json", "[]");
    configuration.ifPresent(text -> responses.add("account-config", "config.json", text));
    return FORMAT.read(
        responses.build(),
        new ImportOptions(
            "test",
            Optional.empty(),
            Map.of("USDT", new BigDecimal("0.9998"), "BNFCR", BigDecimal.ONE),
            Optional.empty(),
            false));
  }

  private static String account(String wallet, String total, String multiAssets) {
    String stated = multiAssets == null ? "" : "\"multiAssetsMargin\": " + multiAssets + ",";
    return """
        {%s "totalCrossWalletBalance": "%s",
         "assets": [{"asset": "USDT", "crossWalletBalance": "%s"},
                    {"asset": "USDC", "crossWalletBalance": "0.00000000"}]}
        """.formatted(stated, total, wallet);
  }

  private static String configuration(String multiAssets) {
    return """
        {"feeTier": 0, "canTrade": true, "canDeposit": true, "canWithdraw": true,
         "dualSidePosition": true, "updateTime": 0, "multiAssetsMargin": %s, "tradeGroupId": -1}
        """.formatted(multiAssets);
  }
}
