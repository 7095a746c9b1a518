package io.crossguard.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.rpc.Status;
import io.crossguard.server.mapping.Violation;
import io.crossguard.v1.Account;
import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.EvaluateMarginResponse;
import io.crossguard.v1.ExampleFigures;
import io.crossguard.v1.GetRuleSetRequest;
import io.crossguard.v1.Instrument;
import io.crossguard.v1.ListRuleSetsRequest;
import io.crossguard.v1.ListRuleSetsResponse;
import io.crossguard.v1.ListRuleSetsResponse.Summary;
import io.crossguard.v1.MarkPrice;
import io.crossguard.v1.Market;
import io.crossguard.v1.RuleSet;
import io.crossguard.v1.RuleSetServiceGrpc;
import io.crossguard.v1.RuleSetServiceGrpc.RuleSetServiceBlockingStub;
import org.junit.jupiter.api.Test;

class RuleSetServiceInProcessTest extends InProcessTest {
  private static final String BINANCE = "binance-usdm-2024-10";
  private static final String EXAMPLE = "example-coin-margined";

  @Test
  void listRuleSets_namesTheBuiltInOnesWithSourceAndDate() {
    var ruleSets = ruleSets().listRuleSets(ListRuleSetsRequest.getDefaultInstance());

    assertThat(ruleSets.getRuleSetsList())
        .extracting(Summary::getRuleSetId)
        .contains(BINANCE, EXAMPLE)
        .isSorted();
    assertThat(summary(ruleSets, BINANCE).getAsOf()).isEqualTo("2024-10-24");
    assertThat(summary(ruleSets, BINANCE).getSource()).startsWith("Binance USD-M");
    assertThat(summary(ruleSets, BINANCE).getExample()).isFalse();
    assertThat(summary(ruleSets, EXAMPLE).getExample()).isTrue();
  }

  @Test
  void listRuleSets_someFiguresMadeUp_namesThem() {
    Summary deribit = summary(
        ruleSets().listRuleSets(ListRuleSetsRequest.getDefaultInstance()), "deribit-standard");

    assertThat(deribit.getExample()).isFalse();
    assertThat(deribit.getExampleFiguresList())
        .extracting(ExampleFigures::getInstrumentId, ExampleFigures::getFigures)
        .containsExactly(
            tuple("ETH_USDC-PERPETUAL", "all rates"), tuple("XRP_USDC-PERPETUAL", "all rates"));
    assertThat(get("deribit-standard").getInstrumentsList())
        .filteredOn(instrument -> !instrument.getExampleFigures().isEmpty())
        .hasSize(2);
  }

  @Test
  void getRuleSet_venue_hasFivePerpetualsWithTheirTiers() {
    RuleSet binance = get(BINANCE);

    assertThat(binance.getInstrumentsList())
        .extracting(Instrument::getInstrumentId)
        .containsExactly("BTCUSDT", "ETHUSDT", "SOLUSDT", "XRPUSDT", "DOGEUSDT");
    assertThat(binance.getInstruments(0).getRequirement().getMarginalTiers().getTiersList())
        .hasSize(12)
        .first()
        .isEqualTo(Requests.tier("0", "0.004")
            .setMaintenanceDeduction("0")
            .setMaxLeverage("125")
            .build());
  }

  @Test
  void getRuleSet_sentBackInline_isEvaluatedAlike() {
    EvaluateMarginRequest.Builder request = EvaluateMarginRequest.newBuilder()
        .setAccount(Account.newBuilder()
            .setAccountId("holder")
            .addBalances(Requests.balance("USDT", "10000"))
            .addPositions(Requests.position("btc", "BTCUSDT", "1").setEntryPrice("70000")))
        .setMarket(Market.newBuilder()
            .addMarkPrices(MarkPrice.newBuilder().setInstrumentId("BTCUSDT").setPrice("70000")));

    EvaluateMarginResponse byName =
        margin().evaluateMargin(request.setRuleSetId(BINANCE).build());
    EvaluateMarginResponse inline =
        margin().evaluateMargin(request.setRuleSet(get(BINANCE)).build());

    assertThat(inline).isEqualTo(byName);
    // 70000 × 0.005 − 50
    assertThat(byName.getTotals().getMaintenanceMargin()).isEqualTo("300");
  }

  @Test
  void getRuleSet_unknownOrEmptyName_fails() {
    Status unknown = Errors.of(() -> get("nowhere"));
    assertThat(Errors.reason(unknown)).isEqualTo("UNKNOWN_RULE_SET");

    Status empty = Errors.of(() -> get(""));
    assertThat(Errors.reason(empty)).isEqualTo("INVALID_FIELD");
    assertThat(Errors.violations(empty))
        .containsExactly(new Violation("ruleSetId", "must not be empty"));
  }

  private static Summary summary(ListRuleSetsResponse ruleSets, String ruleSetId) {
    return ruleSets.getRuleSetsList().stream()
        .filter(summary -> summary.getRuleSetId().equals(ruleSetId))
        .findFirst()
        .orElseThrow();
  }

  private static RuleSet get(String ruleSetId) {
    return ruleSets()
        .getRuleSet(GetRuleSetRequest.newBuilder().setRuleSetId(ruleSetId).build())
        .getRuleSet();
  }

  private static RuleSetServiceBlockingStub ruleSets() {
    return RuleSetServiceGrpc.newBlockingStub(channel());
  }
}
