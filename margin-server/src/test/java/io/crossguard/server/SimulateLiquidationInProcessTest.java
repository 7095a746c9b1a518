package io.crossguard.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Status;
import io.crossguard.server.mapping.Violation;
import io.crossguard.v1.EvaluateMarginRequest.View;
import io.crossguard.v1.LiquidationPolicy;
import io.crossguard.v1.LiquidationStep;
import io.crossguard.v1.MarginScope;
import io.crossguard.v1.ScopeLiquidation;
import io.crossguard.v1.ScopeLiquidation.Outcome;
import io.crossguard.v1.SimulateLiquidationRequest;
import io.crossguard.v1.SimulateLiquidationResponse;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The worked examples of Dango: 5 % to keep, a fee of 0.1 %, as much as the balance lacks. */
class SimulateLiquidationInProcessTest extends InProcessTest {
  private final SimulateLiquidationRequest.Builder request =
      Requests.ofJson("""
      {"account": {"accountId": "dango", "balances": [{"asset": "USD", "quantity": "2180"}],
        "positions": [{"positionId": "eth", "instrumentId": "ETH", "quantity": "10",
          "entryPrice": "2000", "cross": {}}],
        "orders": [{"orderId": "bid", "instrumentId": "ETH", "quantity": "1", "price": "1000"}]},
       "market": {"markPrices": [{"instrumentId": "ETH", "price": "1800"}]},
       "ruleSet": {"ruleSetId": "dango", "version": "1", "quoteCurrency": "USD",
        "liquidationPolicy": {"cancelledOrders": "ALL", "order": "LARGEST_MAINTENANCE_MARGIN",
          "portion": {"minimum": {"ignoresFee": true}},
          "stopCondition": {"maintenanceTimes": "1"}, "feeRate": "0.001"},
        "instruments": [{"instrumentId": "ETH", "kind": "PERPETUAL", "payoff": "LINEAR",
          "root": "ETH", "settlementAsset": "USD", "multiplier": "1",
          "requirement": {"marginalTiers": {"tiers": [
            {"notionalFloor": "0", "maintenanceRate": "0.05", "maxLeverage": "10"}]}}}]}}
      """, SimulateLiquidationRequest.newBuilder());

  private SimulateLiquidationResponse simulate() {
    return margin().simulateLiquidation(request.build());
  }

  private static void assertSame(String actual, String expected) {
    assertThat(new BigDecimal(actual)).isEqualByComparingTo(expected);
  }

  @Test
  void atTheMark_closesEightAndPaysTheFee() {
    request.setStepLimit(1);

    SimulateLiquidationResponse response = simulate();

    assertThat(response.getAccountId()).isEqualTo("dango");
    assertThat(response.getRuleSet().getVersion()).isEqualTo("1");
    assertThat(response.getEngineVersion()).isNotEmpty();
    ScopeLiquidation scope = response.getScopes(0);
    assertThat(scope.getScopeId()).isEqualTo("cross:USD");
    assertThat(scope.getCancelledOrderIdsList()).containsExactly("bid");
    LiquidationStep step = scope.getSteps(0);
    assertThat(step.getSequence()).isEqualTo(1);
    assertThat(step.getPositionId()).isEqualTo("eth");
    assertSame(step.getQuantity(), "8");
    assertSame(step.getPrice(), "1800");
    assertSame(step.getRealizedPnl(), "-1600");
    assertSame(step.getFee(), "14.40");
    assertSame(step.getTakerGain(), "0");
    assertSame(step.getMarginBalance(), "165.60");
    assertSame(step.getMaintenanceMargin(), "180");
    assertSame(scope.getMarginBalance(), "165.60");
    // The fee has taken what the least closure left: one step is not enough.
    assertThat(scope.getOutcome()).isEqualTo(Outcome.STEP_LIMIT);
    assertSame(response.getAfter().getTotals().getEquity(), "165.60");
    assertSame(response.getAfter().getScopes(0).getWalletBalance(), "565.60");
    assertThat(response.getAfter().getPositions(0).hasLiquidationPrice()).isTrue();
  }

  @Test
  void unlimited_restoresTheScope() {
    SimulateLiquidationResponse response = simulate();

    assertThat(response.getScopes(0).getOutcome()).isEqualTo(Outcome.RESTORED);
    assertThat(response.getScopes(0).getShortfall()).isEmpty();
    assertThat(response.getAfter().getScopes(0).getStatus())
        .isIn(MarginScope.Status.HEALTHY, MarginScope.Status.WARNING);
  }

  @Test
  void policyOfTheRequest_goesBeforeThatOfTheRules() {
    LiquidationPolicy.Builder policy = request.setStepLimit(1).getLiquidationPolicyBuilder();
    policy.setFeeRate("0.001").getPortionBuilder().getMinimumBuilder().setIgnoresFee(true);
    policy.getPriceBuilder().getBankruptcyBuilder();

    SimulateLiquidationResponse response = simulate();

    LiquidationStep step = response.getScopes(0).getSteps(0);
    assertSame(step.getQuantity(), "8");
    assertSame(step.getPrice(), "1782");
    assertSame(step.getTakerGain(), "144");
    assertSame(response.getAfter().getScopes(0).getWalletBalance(), "421.60");
  }

  @Test
  void insolvent_isBankruptWithItsShortfall() {
    request.getAccountBuilder().getBalancesBuilder(0).setQuantity("2800");
    request.getMarketBuilder().getMarkPricesBuilder(0).setPrice("1700");

    ScopeLiquidation scope = simulate().getScopes(0);

    assertThat(scope.getOutcome()).isEqualTo(Outcome.BANKRUPT);
    assertSame(scope.getShortfall(), "200");
    assertSame(scope.getSteps(0).getQuantity(), "10");
    assertSame(scope.getSteps(0).getFee(), "0");
  }

  @Test
  void standing_isLeftAlone() {
    request.getAccountBuilder().getBalancesBuilder(0).setQuantity("2900");

    ScopeLiquidation scope = simulate().getScopes(0);

    assertThat(scope.getOutcome()).isEqualTo(Outcome.NOT_LIQUIDATABLE);
    assertThat(scope.getStepsList()).isEmpty();
    assertThat(scope.getCancelledOrderIdsList()).isEmpty();
    assertSame(scope.getMarginBalance(), "900");
  }

  @Test
  void isolated_closedOut_isNoLongerInTheAccount() {
    request
        .setView(View.BASIC)
        .getAccountBuilder()
        .getPositionsBuilder(0)
        .getIsolatedBuilder()
        .setMargin("2000");
    request.getRuleSetBuilder().clearLiquidationPolicy();

    SimulateLiquidationResponse response = simulate();

    assertThat(response.getScopesList())
        .extracting(ScopeLiquidation::getOutcome)
        .containsExactly(Outcome.NOT_LIQUIDATABLE, Outcome.CLOSED_OUT);
    assertThat(response.getAfter().getPositionsList()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"-1, false", "1, true", "10000, true", "10001, false"})
  void stepLimit_hasItsRange(int stepLimit, boolean isAllowed) {
    request.setStepLimit(stepLimit);
    if (isAllowed) {
      assertThat(simulate().getScopesCount()).isEqualTo(1);
    } else {
      Status status = Errors.of(this::simulate);
      assertThat(Errors.violations(status))
          .containsExactly(new Violation("stepLimit", "must be from 1 to 10000"));
    }
  }

  @Test
  void policyOutOfRange_isNamed() {
    request
        .getLiquidationPolicyBuilder()
        .setFeeRate("1")
        .getPortionBuilder()
        .getTierStepBuilder()
        .setTiers(-1);
    request.setViewValue(7);

    Status status = Errors.of(this::simulate);

    assertThat(Errors.reason(status)).isEqualTo("INVALID_FIELD");
    assertThat(Errors.violations(status))
        .containsExactly(
            new Violation("liquidationPolicy.portion.tierStep.tiers", "must be at least 1"),
            new Violation("liquidationPolicy.feeRate", "must be at least 0 and below 1"),
            new Violation("view", "must be BASIC or FULL"));
  }
}
