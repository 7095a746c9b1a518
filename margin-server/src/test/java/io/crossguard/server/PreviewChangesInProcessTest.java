package io.crossguard.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Status;
import io.crossguard.server.mapping.Violation;
import io.crossguard.v1.CashFlow;
import io.crossguard.v1.Change;
import io.crossguard.v1.ChangeOutcome;
import io.crossguard.v1.EvaluateMarginRequest.View;
import io.crossguard.v1.EvaluateMarginResponse;
import io.crossguard.v1.PreviewChangesRequest;
import io.crossguard.v1.PreviewChangesResponse;
import io.crossguard.v1.RefusalReason;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changes of an account of Hyperliquid: 20x, 10x from a notional of 1,000, half of it to keep. */
class PreviewChangesInProcessTest extends InProcessTest {
  private final PreviewChangesRequest.Builder request =
      Requests.ofJson("""
      {"account": {"accountId": "a", "balances": [{"asset": "USD", "quantity": "1000"}],
        "positions": [{"positionId": "p", "instrumentId": "BTC", "quantity": "2",
          "entryPrice": "100", "leverage": "10", "isolated": {"margin": "100"}}]},
       "market": {"markPrices": [{"instrumentId": "BTC", "price": "100"}]},
       "ruleSet": {"ruleSetId": "hyperliquid", "version": "1", "quoteCurrency": "USD",
        "instruments": [{"instrumentId": "BTC", "kind": "PERPETUAL", "payoff": "LINEAR",
          "root": "BTC", "settlementAsset": "USD", "multiplier": "1",
          "requirement": {"marginalTiers": {"tiers": [
            {"notionalFloor": "0", "maintenanceRate": "0.025", "maxLeverage": "20"},
            {"notionalFloor": "1000", "maintenanceRate": "0.05", "maxLeverage": "10"}]}}}]}}
      """, PreviewChangesRequest.newBuilder());

  private PreviewChangesResponse preview(String... changes) {
    for (String change : changes) {
      request.addChanges(Requests.ofJson(change, Change.newBuilder()));
    }
    return margin().previewChanges(request.build());
  }

  private static String adjust(String amount) {
    return "{\"adjustIsolatedMargin\": {\"positionId\": \"p\", \"amount\": \"" + amount + "\"}}";
  }

  private static String open(String positionId, String more) {
    return "{\"trade\": {\"positionId\": \"" + positionId + "\", \"instrumentId\": \"BTC\","
        + " \"quantity\": \"1\", \"price\": \"100\"" + more + "}}";
  }

  private static ChangeOutcome last(PreviewChangesResponse response) {
    return response.getOutcomes(response.getOutcomesCount() - 1);
  }

  private static String balance(EvaluateMarginResponse account, String scopeId) {
    return account.getScopesList().stream()
        .filter(scope -> scope.getScopeId().equals(scopeId))
        .findFirst()
        .orElseThrow()
        .getMarginBalance();
  }

  private static void assertSame(String actual, String expected) {
    assertThat(new BigDecimal(actual)).isEqualByComparingTo(expected);
  }

  private static void assertRefused(PreviewChangesResponse response, RefusalReason.Code code) {
    assertThat(response.getAccepted()).isFalse();
    assertThat(last(response).getAccepted()).isFalse();
    assertThat(last(response).getReasonsList())
        .extracting(RefusalReason::getCode)
        .containsExactly(code);
    assertThat(last(response).getReasons(0).getMessage()).isNotEmpty();
    assertThat(last(response).getCashFlowsList()).isEmpty();
  }

  @Test
  void addIsolatedMargin_movesItFromTheCrossWallet() {
    PreviewChangesResponse response = preview(adjust("20"));

    assertThat(response.getAccountId()).isEqualTo("a");
    assertThat(response.getRuleSet().getRuleSetId()).isEqualTo("hyperliquid");
    assertThat(response.getEngineVersion()).isNotEmpty();
    assertThat(response.getAccepted()).isTrue();
    assertSame(balance(response.getBefore(), "cross:USD"), "1000");
    assertSame(balance(response.getBefore(), "isolated:p"), "100");
    assertSame(balance(last(response).getAfter(), "cross:USD"), "980");
    assertSame(balance(last(response).getAfter(), "isolated:p"), "120");
    assertThat(last(response).getCashFlowsList())
        .containsExactly(CashFlow.newBuilder()
            .setFromScopeId("cross:USD")
            .setToScopeId("isolated:p")
            .setAsset("USD")
            .setAmount("20")
            .setWhy(CashFlow.Why.MARGIN)
            .build());
    // 100 + 2 (p − 100) = 0.025 × 2 p, and with 120.
    assertThat(response.getBefore().getPositions(0).getLiquidationPrice().getPrice())
        .startsWith("51.28205128205128");
    assertThat(last(response).getAfter().getPositions(0).getLiquidationPrice().getPrice())
        .startsWith("41.02564102564102");
  }

  @Test
  void removeIsolatedMargin_moreThanThereIs_isRefused() {
    PreviewChangesResponse response = preview(adjust("-101"));

    assertRefused(response, RefusalReason.Code.NEGATIVE_MARGIN);
    assertSame(balance(last(response).getAfter(), "isolated:p"), "100");
  }

  @ParameterizedTest
  @CsvSource({"-79.99, true", "-80, true", "-80.01, false"})
  void removeIsolatedMargin_downToTheInitialMargin(String amount, boolean isAccepted) {
    assertThat(preview(adjust(amount)).getAccepted()).isEqualTo(isAccepted);
  }

  @Test
  void limits_areWhatCanBeMovedAfterTheChanges() {
    PreviewChangesResponse response = preview(adjust("20"));

    assertSame(response.getLimits().getIsolated(0).getAddable(), "980");
    assertSame(response.getLimits().getIsolated(0).getRemovable(), "100");
    assertThat(response.getLimits().getWithdrawals(0).getAsset()).isEqualTo("USD");
    assertSame(response.getLimits().getWithdrawals(0).getAmount(), "980");
  }

  @Test
  void openIsolated_takesTheInitialMarginOfItsLeverage() {
    PreviewChangesResponse response =
        preview(open("new", ", \"leverage\": \"10\", \"mode\": \"ISOLATED\""));

    assertSame(balance(last(response).getAfter(), "cross:USD"), "990");
    assertSame(balance(last(response).getAfter(), "isolated:new"), "10");
  }

  @Test
  void everyChange_inTurn_endsWithTheFirstRefused() {
    PreviewChangesResponse response = preview(
        "{\"toCross\": {\"positionId\": \"p\"}}",
        "{\"setLeverage\": {\"positionId\": \"p\", \"leverage\": \"5\"}}",
        "{\"toIsolated\": {\"positionId\": \"p\", \"margin\": \"40\"}}",
        "{\"deposit\": {\"asset\": \"USD\", \"amount\": \"5\"}}",
        "{\"withdraw\": {\"asset\": \"USD\", \"amount\": \"6\"}}",
        "{\"trade\": {\"positionId\": \"p\", \"instrumentId\": \"BTC\", \"quantity\": \"-2\","
            + " \"price\": \"110\", \"fee\": \"3\"}}",
        "{\"withdraw\": {\"asset\": \"USD\", \"amount\": \"1117\"}}",
        "{\"deposit\": {\"asset\": \"USD\", \"amount\": \"5\"}}");

    assertThat(response.getOutcomesList())
        .extracting(ChangeOutcome::getAccepted)
        .containsExactly(true, true, true, true, true, true, false);
    assertSame(balance(response.getOutcomes(2).getAfter(), "cross:USD"), "1060");
    // 1060 + 5 − 6, and 40 + 2 × 10 − 3 come back.
    assertSame(balance(response.getOutcomes(5).getAfter(), "cross:USD"), "1116");
    assertThat(response.getOutcomes(5).getAfter().getPositionsList()).isEmpty();
    assertThat(last(response).getReasonsList())
        .extracting(RefusalReason::getCode)
        .contains(RefusalReason.Code.NOT_RELEASABLE);
    assertThat(response.getOutcomes(0).getAfter().getExposuresList()).isEmpty();
  }

  @Test
  void reduceCross_awayFromTheMark_addsTheRealizedProfitOnce() {
    request.getMarketBuilder().getMarkPricesBuilder(0).setPrice("105");
    request.getAccountBuilder().getBalancesBuilder(0).setQuantity("990");
    request.getAccountBuilder().getPositionsBuilder(0).getCrossBuilder();

    PreviewChangesResponse response = preview(
        "{\"trade\": {\"positionId\": \"p\", \"instrumentId\": \"BTC\", \"quantity\": \"-1\","
            + " \"price\": \"110\", \"fee\": \"3\"}}");

    assertSame(balance(response.getBefore(), "cross:USD"), "1000");
    assertSame(balance(last(response).getAfter(), "cross:USD"), "1002");
  }

  @Test
  void changePolicy_ofTheRules_refusesTheSwitch() {
    request
        .getRuleSetBuilder()
        .getChangePolicyBuilder()
        .setModeSwitch(io.crossguard.v1.ChangePolicy.ModeSwitch.REFUSED);

    assertRefused(
        preview("{\"toCross\": {\"positionId\": \"p\"}}"), RefusalReason.Code.SWITCH_REFUSED);
  }

  @Test
  void basicView_leavesOutPricesAndLimits() {
    request.setView(View.BASIC);
    PreviewChangesResponse response = preview(adjust("20"));

    assertThat(response.hasLimits()).isFalse();
    assertThat(response.getBefore().getPositions(0).hasLiquidationPrice()).isFalse();
    assertThat(last(response).getAfter().getPositions(0).hasLiquidationPrice()).isFalse();
  }

  @Test
  void noChanges_areAcceptedAndShowTheAccount() {
    PreviewChangesResponse response = preview();

    assertThat(response.getAccepted()).isTrue();
    assertThat(response.getOutcomesList()).isEmpty();
    assertThat(response.getBefore().getScopesCount()).isEqualTo(2);
    assertSame(response.getLimits().getIsolated(0).getRemovable(), "80");
  }

  @Test
  void changesThatDoNotFit_areNamedWithTheirKind() {
    request
        .addChanges(Requests.ofJson(adjust("1"), Change.newBuilder()))
        .addChanges(Requests.ofJson(open("new", ""), Change.newBuilder()));

    Status status = Errors.of(() -> preview(
        "{\"setLeverage\": {\"positionId\": \"ghost\", \"leverage\": \"5\"}}",
        "{\"setLeverage\": {\"positionId\": \"p\", \"leverage\": \"20.1\"}}",
        "{\"deposit\": {\"asset\": \"DOGE\", \"amount\": \"5\"}}"));

    assertThat(Errors.reason(status)).isEqualTo("INCONSISTENT_REQUEST");
    assertThat(Errors.violations(status))
        .containsExactly(
            new Violation("changes[1].trade.mode", "must be set to open a position"),
            new Violation(
                "changes[2].setLeverage.positionId", "must be an open position: 'ghost' is not"),
            new Violation(
                "changes[3].setLeverage.leverage", "must be at most 20, the highest of 'BTC'"),
            new Violation(
                "changes[4].deposit.asset",
                "needs an index price of 'DOGE' in market.indexPrices"));
  }

  @Test
  void malformedChanges_areNamed() {
    request.addChanges(Change.getDefaultInstance());

    Status status = Errors.of(() -> preview(
        adjust("0"),
        "{\"trade\": {\"quantity\": \"0\", \"fee\": \"x\", \"leverage\": \"0\", \"mode\": 9,"
            + " \"margin\": \"-1\"}}",
        "{\"toIsolated\": {\"positionId\": \"p\"}}",
        "{\"withdraw\": {\"asset\": \"USD\", \"amount\": \"-1\"}}"));

    assertThat(Errors.reason(status)).isEqualTo("INVALID_FIELD");
    assertThat(Errors.violations(status))
        .containsExactly(
            new Violation("changes[0]", "must be a change"),
            new Violation("changes[1].adjustIsolatedMargin.amount", "must not be zero"),
            new Violation("changes[2].trade.positionId", "must not be empty"),
            new Violation("changes[2].trade.instrumentId", "must not be empty"),
            new Violation("changes[2].trade.quantity", "must not be zero"),
            new Violation("changes[2].trade.price", "must be set"),
            new Violation(
                "changes[2].trade.fee",
                "must be a plain decimal, at most 18 digits before and 18 after the point"),
            new Violation("changes[2].trade.leverage", "must be positive"),
            new Violation("changes[2].trade.mode", "must be CROSS or ISOLATED"),
            new Violation("changes[2].trade.margin", "must not be negative"),
            new Violation("changes[3].toIsolated.margin", "must be set"),
            new Violation("changes[4].withdraw.amount", "must be positive"));
  }

  @Test
  void changes_atAndAboveTheLimit() {
    Change deposit = Change.newBuilder()
        .setDeposit(Change.Deposit.newBuilder().setAsset("USD").setAmount("1"))
        .build();
    for (int i = 0; i < 1_000; i++) {
      request.addChanges(deposit);
    }
    assertSame(balance(last(preview()).getAfter(), "cross:USD"), "2000");

    request.addChanges(deposit);
    assertExceeded("1000", "1001");
  }

  @Test
  void rows_atAndAboveTheLimit() {
    request.setView(View.BASIC).getAccountBuilder().clearPositions();
    for (int i = 0; i < 1_000; i++) {
      request.getAccountBuilder().addPositions(Requests.position("p" + i, "BTC", "0.001"));
    }
    for (int i = 0; i < 20; i++) {
      request.addChangesBuilder().getDepositBuilder().setAsset("USD").setAmount("1");
    }
    assertThat(preview().getOutcomesCount()).isEqualTo(20);

    request.addChangesBuilder().getDepositBuilder().setAsset("USD").setAmount("1");
    assertExceeded("20000", "21000");
  }

  private void assertExceeded(String limit, String count) {
    Status status = Errors.of(this::preview);
    assertThat(Errors.reason(status)).isEqualTo("LIMIT_EXCEEDED");
    assertThat(Errors.info(status).getMetadataMap())
        .containsEntry("limit", limit)
        .containsEntry("count", count);
  }
}
