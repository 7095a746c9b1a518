package io.crossguard.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Status;
import io.crossguard.server.mapping.Violation;
import io.crossguard.v1.Account;
import io.crossguard.v1.BatchEvaluateMarginRequest;
import io.crossguard.v1.BatchEvaluateMarginResponse;
import io.crossguard.v1.BatchEvaluateMarginResponse.Item;
import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.EvaluateMarginResponse;
import io.crossguard.v1.IndexPrice;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchEvaluateMarginInProcessTest extends InProcessTest {
  private final EvaluateMarginRequest.Builder single = Requests.hedgedSol();
  private final BatchEvaluateMarginRequest.Builder batch = BatchEvaluateMarginRequest.newBuilder()
      .setMarket(single.getMarket())
      .setRuleSet(single.getRuleSet());

  @Test
  void batchEvaluateMargin_goodAccounts_answersAsForEachAlone() {
    Account first = single.getAccount();
    Account second = first.toBuilder().setAccountId("second").removeBalances(1).build();
    EvaluateMarginResponse alone =
        margin().evaluateMargin(single.setAccount(second).build());

    BatchEvaluateMarginResponse response = margin()
        .batchEvaluateMargin(batch.addAccounts(first).addAccounts(second).build());

    assertThat(response.getRuleSet().getRuleSetId()).isEqualTo("sol");
    assertThat(response.getEngineVersion()).isEqualTo(alone.getEngineVersion()).isNotEmpty();
    assertThat(response.getItemsList())
        .extracting(item -> item.getResult().getAccountId())
        .containsExactly("hedged", "second");
    assertThat(response.getItems(1).getResult()).isEqualTo(alone);
  }

  @Test
  void batchEvaluateMargin_viewBasic_leavesOutExposures() {
    batch.addAccounts(single.getAccount()).setView(EvaluateMarginRequest.View.BASIC);

    Item item = margin().batchEvaluateMargin(batch.build()).getItems(0);

    assertThat(item.getResult().getExposuresList()).isEmpty();
    assertThat(item.getResult().getScopesList()).isNotEmpty();
  }

  @Test
  void batchEvaluateMargin_badAccounts_failAloneWithPathsOfTheBatch() {
    Account good = single.getAccount();
    Account.Builder malformed = good.toBuilder();
    malformed.getPositionsBuilder(0).setQuantity("0");
    Account.Builder inconsistent = good.toBuilder();
    inconsistent.getPositionsBuilder(0).setInstrumentId("DOGE-PERP");
    Account.Builder tooLong = good.toBuilder();
    for (int i = 0; i <= 1_000; i++) {
      tooLong.addPositions(good.getPositions(0));
    }
    batch.addAccounts(malformed).addAccounts(good).addAccounts(inconsistent).addAccounts(tooLong);

    List<Item> items = margin().batchEvaluateMargin(batch.build()).getItemsList();

    assertThat(items)
        .extracting(Item::getOutcomeCase)
        .containsExactly(
            Item.OutcomeCase.ERROR,
            Item.OutcomeCase.RESULT,
            Item.OutcomeCase.ERROR,
            Item.OutcomeCase.ERROR);
    assertThat(Errors.reason(items.get(0).getError())).isEqualTo("INVALID_FIELD");
    assertThat(Errors.violations(items.get(0).getError()))
        .containsExactly(new Violation("accounts[0].positions[0].quantity", "must not be zero"));
    assertThat(Errors.reason(items.get(2).getError())).isEqualTo("INCONSISTENT_REQUEST");
    assertThat(Errors.violations(items.get(2).getError()))
        .extracting(Violation::field)
        .containsExactly("accounts[2].positions[0].instrumentId");
    assertThat(Errors.info(items.get(3).getError()).getMetadataMap())
        .containsEntry("limit", "1000")
        .containsEntry("count", "1002");
    items.stream()
        .filter(Item::hasError)
        .forEach(item -> ErrorPageInterceptor.assertOnPage(item.getError()));
  }

  @Test
  void batchEvaluateMargin_badMarketForAll_failsTheCall() {
    batch.addAccounts(single.getAccount());
    batch
        .getMarketBuilder()
        .addIndexPrices(IndexPrice.newBuilder().setAsset("USD").setPrice("2"));

    Status status = Errors.of(() -> margin().batchEvaluateMargin(batch.build()));

    assertThat(Errors.reason(status)).isEqualTo("INCONSISTENT_REQUEST");
    assertThat(Errors.violations(status))
        .extracting(Violation::field)
        .containsExactly("market.indexPrices");
  }

  @Test
  void batchEvaluateMargin_noAccountsMarketOrRules_failsTheCall() {
    BatchEvaluateMarginRequest empty = BatchEvaluateMarginRequest.getDefaultInstance();
    assertThat(Errors.violations(Errors.of(() -> margin().batchEvaluateMargin(empty))))
        .extracting(Violation::field)
        .containsExactly("accounts", "ruleSetId");

    BatchEvaluateMarginRequest withoutMarket =
        batch.addAccounts(single.getAccount()).clearMarket().build();
    assertThat(Errors.violations(Errors.of(() -> margin().batchEvaluateMargin(withoutMarket))))
        .containsExactly(new Violation("market", "must be set"));
  }

  @Test
  void batchEvaluateMargin_unknownRuleSet_failsTheCall() {
    batch.addAccounts(single.getAccount()).setRuleSetId("nowhere");

    Status status = Errors.of(() -> margin().batchEvaluateMargin(batch.build()));

    assertThat(Errors.reason(status)).isEqualTo("UNKNOWN_RULE_SET");
  }
}
