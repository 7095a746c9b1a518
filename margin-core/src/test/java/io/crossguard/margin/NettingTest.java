package io.crossguard.margin;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.evaluation.ScopeMargin;
import io.crossguard.margin.liquidation.Distance;
import io.crossguard.margin.liquidation.LiquidationPrice;
import io.crossguard.margin.rules.Netting;
import io.crossguard.margin.rules.RuleSet;
import io.crossguard.margin.value.Decimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A long and a short in A, and a short in its future F, by each rule of netting, worked by hand. All
 * marks are 100; 10 % is required initially and 5 % to stay.
 */
class NettingTest {

  private static final GoldenAccount HEDGE = new GoldenAccount(
      "SINGLE_ASSET",
      "A LINEAR A USD 1 0:0.05:10, F LINEAR A USD 1 0:0.05:10",
      "A=100, F=100",
      "USD=60",
      "A 3 @100, A -1 @100, F -4 @100");

  @ParameterizedTest
  @CsvSource({
    // Of A 15 and 5, of F 20 short: all, the larger of each, or 15 long against 25 short.
    "GROSS, 40, 80",
    "LARGER_SIDE, 35, 70",
    "LARGER_SIDE_OF_UNDERLYING, 25, 50"
  })
  void margins_ofAHedge_countTheSidesThatTheRuleNames(
      Netting netting, String maintenance, String initial) {
    ScopeMargin scope = evaluation(netting).margin().scopes().get(0);

    assertThat(scope.maintenanceMargin().amount()).isEqualTo(Decimal.parse(maintenance));
    assertThat(scope.initialMargin().amount()).isEqualTo(Decimal.parse(initial));
  }

  @ParameterizedTest
  @CsvSource({
    // 60 + 2 (p − 100) = 0.2 p + 20, = 0.15 p + 20, or = max(0.15 p, 0.05 p + 20).
    "GROSS, 160, 1.8",
    "LARGER_SIDE, 160, 1.85",
    "LARGER_SIDE_OF_UNDERLYING, 160, 1.95"
  })
  void liquidationPrice_ofTheLongerSide_followsTheNettedRequirement(
      Netting netting, String numerator, String denominator) {
    LiquidationPrice price = evaluation(netting).liquidations().get(0).liquidationPrice();

    assertThat(((LiquidationPrice.At) price).price().value())
        .isEqualTo(Decimal.parse(numerator).dividedBy(Decimal.parse(denominator)));
  }

  @ParameterizedTest
  @CsvSource({
    // 60 − 200 m = 40 (1 + m), = 35 (1 + m), or = 25 (1 + m), with m the move of all marks.
    "GROSS, 20, 240",
    "LARGER_SIDE, 25, 235",
    "LARGER_SIDE_OF_UNDERLYING, 35, 225"
  })
  void distance_ofTheRoot_followsTheNettedRequirement(
      Netting netting, String numerator, String denominator) {
    Distance up = evaluation(netting).distances().get(0).get(0).up();

    assertThat(((Distance.By) up).move().minus(quotient(numerator, denominator)).abs())
        .isLessThan(Decimal.parse("0.000000000000000001"));
  }

  private static Decimal quotient(String numerator, String denominator) {
    return Decimal.parse(numerator).dividedBy(Decimal.parse(denominator));
  }

  private static Evaluation evaluation(Netting netting) {
    ResolvedAccount account = HEDGE.resolved();
    RuleSet rules = account.rules();
    RuleSet netted = new RuleSet(
        rules.ruleSetId(),
        rules.version(),
        rules.quoteCurrency(),
        rules.conventions().toBuilder().netting(netting).build(),
        rules.assets(),
        rules.instruments());
    return new MarginEngine()
        .evaluate(ResolvedAccount.of(account.account(), account.market(), netted));
  }
}
