package io.crossguard.margin.change;

import static io.crossguard.margin.change.Scenario.d;
import static io.crossguard.margin.change.Scenario.trade;
import static io.crossguard.margin.change.Scenario.withLeverage;
import static io.crossguard.margin.change.Scenario.withMargin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What changes refuse by themselves, and how margin that a division makes is rounded. */
class ChangeBoundsTest {

  private static final String LEAST = "0.000000000000000001";

  @Test
  void change_withoutAName_isRefused() {
    List<ThrowingCallable> nameless = List.of(
        () -> trade("", "BTC", "1", "1"),
        () -> trade("p", "", "1", "1"),
        () -> new Change.SetLeverage("", Decimal.ONE),
        () -> new Change.ToIsolated("", Decimal.ONE),
        () -> new Change.ToCross(""),
        () -> new Change.AdjustIsolatedMargin("", Decimal.ONE),
        () -> new Change.Deposit("", Decimal.ONE),
        () -> new Change.Withdraw("", Decimal.ONE));

    assertThat(nameless)
        .allSatisfy(making -> assertThatThrownBy(making).hasMessage("must not be empty"));
  }

  @Test
  void trade_leverageBelowAtAndAboveZero_mustBePositive() {
    Change.Trade trade = trade("p", "BTC", "1", "1");

    assertThatThrownBy(() -> withLeverage(trade, "-" + LEAST))
        .hasMessage("leverage must be positive");
    assertThatThrownBy(() -> withLeverage(trade, "0")).hasMessage("leverage must be positive");
    assertThat(withLeverage(trade, LEAST).leverage()).contains(d(LEAST));
  }

  @Test
  void trade_marginBelowAtAndAboveZero_mustNotBeNegative() {
    Change.Trade trade = trade("p", "BTC", "1", "1");

    assertThatThrownBy(() -> withMargin(trade, "-" + LEAST))
        .hasMessage("margin must not be negative");
    assertThat(withMargin(trade, "0").margin()).contains(Decimal.ZERO);
    assertThat(withMargin(trade, LEAST).margin()).contains(d(LEAST));
  }

  @Test
  void within_aPeriodicAmount_isTheStepBelowIt() {
    Fraction third = Fraction.of(Decimal.ONE, Decimal.of(3));

    assertThat(Amounts.within(third)).isEqualTo(d("0.333333333333333333"));
    assertThat(Amounts.within(third.negated())).isEqualTo(d("-0.333333333333333334"));
    assertThat(Amounts.within(Fraction.of(d("0.3")))).isEqualTo(d("0.3"));
  }

  @Test
  void within_anAmountThatRoundsUpToAStep_isTheStepBefore() {
    // 1 − 1/(3 × 10^36) has 36 nines and more: at 34 digits it is 1.
    Decimal tens = d("1000000000000").times(d("1000000000000")).times(d("1000000000000"));
    Fraction justBelowOne = Fraction.ONE.minus(Fraction.of(Decimal.ONE, tens.times(Decimal.of(3))));

    assertThat(justBelowOne.rounded()).isEqualTo(Decimal.ONE);
    assertThat(Amounts.within(justBelowOne)).isEqualTo(d("0.999999999999999999"));
  }
}
