package io.crossguard.margin.change;

import static io.crossguard.margin.change.Scenario.adjust;
import static io.crossguard.margin.change.Scenario.d;
import static io.crossguard.margin.change.Scenario.flat;
import static io.crossguard.margin.change.Scenario.withdraw;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.margin.rules.ChangePolicy.IsolationSource;
import io.crossguard.margin.rules.Haircut;
import io.crossguard.margin.rules.Release;
import io.crossguard.margin.value.Decimal;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The most that one change moves, worked by hand: a preview accepts it and refuses the least more. A
 * contract at 100 requires 10 initially and 5 to stay.
 */
class MarginLimitsTest {

  private static final Decimal LEAST = d("0.000000000000000001");

  private static Scenario venue() {
    return new Scenario().linear("BTC", "100", flat("0.1", "0.05", "10"));
  }

  @Test
  void addable_besideWalletsOfOtherAssets_isWhatItsOwnWalletCanSpare() {
    Scenario scenario = venue()
        .asset("EUR", "1", "0")
        .balance("EUR", "5000")
        .balance("USD", "100")
        .cross("c", "BTC", "1", "100")
        .isolated("i", "BTC", "1", "100", "20");

    assertThat(addable(scenario)).isEqualTo(d("90"));
    assertMost(scenario, d("90"), amount -> new Change.AdjustIsolatedMargin("i", amount));
  }

  @Test
  void addable_withoutAWalletOfTheAsset_isNothing() {
    Scenario scenario = venue().isolated("i", "BTC", "1", "100", "20");

    assertThat(addable(scenario)).isEqualTo(Decimal.ZERO);
    assertThat(removable(scenario)).isEqualTo(d("10"));
  }

  @ParameterizedTest
  @CsvSource({"FLOOR, LOSS_COUNTS, 100", "FORMULA, LOSS_COUNTS, 90", "FORMULA, STRICT, 100"})
  void addable_fromAWalletInProfit_dependsOnWhatMustStay(
      IsolationSource source, Release.Kind release, String most) {
    // A wallet of 100 and a profit of 10 over a requirement of 10: the formula counts no profit.
    Scenario scenario = venue()
        .isolationSource(source)
        .release(release)
        .balance("USD", "100")
        .cross("c", "BTC", "1", "90")
        .isolated("i", "BTC", "1", "100", "20");

    assertThat(addable(scenario)).isEqualTo(d(most));
    assertMost(scenario, d(most), amount -> new Change.AdjustIsolatedMargin("i", amount));
  }

  @ParameterizedTest
  @CsvSource({
    // The isolated scope has 2 and stands from 5 on.
    "2.999999999999999999, false, 0",
    "3, false, 3",
    "3, true, 0",
    "3.000000000000000001, true, 3.000000000000000001"
  })
  void addable_toAScopeThatLacksMargin_isNothingUnlessItRestoresIt(
      String wallet, boolean atTrigger, String most) {
    Scenario scenario = venue()
        .trigger("1", atTrigger)
        .balance("USD", wallet)
        .isolated("i", "BTC", "1", "100", "2");

    assertThat(addable(scenario)).isEqualTo(d(most));
    assertThat(scenario.preview(adjust("i", wallet)).isAccepted())
        .isEqualTo(d(most).isPositive());
  }

  @ParameterizedTest
  @CsvSource({
    // Of 20 of isolated margin 10 may leave; the cross position requires 5 to stay.
    "-5.000000000000000001, false, 0",
    "-5, false, 10",
    "-5, true, 0",
    "-4.999999999999999999, true, 10",
    "-30, false, 0"
  })
  void removable_intoAWalletThatLacksMargin_isNothingUnlessItRestoresIt(
      String wallet, boolean atTrigger, String most) {
    Scenario scenario = venue()
        .trigger("1", atTrigger)
        .balance("USD", wallet)
        .cross("c", "BTC", "1", "100")
        .isolated("i", "BTC", "1", "100", "20");

    assertThat(removable(scenario)).isEqualTo(d(most));
    assertThat(scenario.preview(adjust("i", "-10")).isAccepted())
        .isEqualTo(d(most).isPositive());
  }

  @ParameterizedTest
  @CsvSource({"-10.000000000000000001, 0", "-10, 10", "-9.999999999999999999, 10"})
  void removable_intoAWalletInDebtWithoutPositions_isNothingUnlessItPaysTheDebt(
      String wallet, String most) {
    Scenario scenario = venue().balance("USD", wallet).isolated("i", "BTC", "1", "100", "20");

    assertThat(removable(scenario)).isEqualTo(d(most));
    assertThat(scenario.preview(adjust("i", "-10")).isAccepted())
        .isEqualTo(d(most).isPositive());
  }

  @Test
  void limits_besideAScopeThatLacksMargin_areNothing() {
    Scenario scenario = venue()
        .balance("USD", "100")
        .isolated("i", "BTC", "1", "100", "20")
        .isolated("lacking", "BTC", "1", "100", "4");

    assertThat(removable(scenario)).isEqualTo(Decimal.ZERO);
    assertThat(withdrawals(scenario)).containsExactly(Decimal.ZERO);
    assertThat(scenario.preview(withdraw("USD", "1")).isAccepted()).isFalse();
    assertThat(scenario.preview(adjust("i", "-1")).isAccepted()).isFalse();
  }

  @Test
  void addable_fromAPoolWithoutTheAsset_isWhatThePoolCanBorrow() {
    // EUR 100 counts 80; what is added is borrowed in USD.
    Scenario scenario = venue()
        .multiAsset()
        .asset("EUR", "1", "0.2")
        .balance("EUR", "100")
        .isolated("i", "BTC", "1", "100", "20");

    assertThat(addable(scenario)).isEqualTo(d("80"));
    assertThat(removable(scenario)).isEqualTo(d("10"));
    assertMost(scenario, d("80"), amount -> new Change.AdjustIsolatedMargin("i", amount));
  }

  @Test
  void withdrawable_ofASlicedAsset_isTakenFromItsLastSlice() {
    // EUR 100 counts 50 + 50 × 0.5, less a debt of 35: 40, of which 10 are needed. The first 50 EUR
    // take 25 of it, each further EUR takes 1.
    Scenario scenario = venue()
        .multiAsset()
        .asset(
            "EUR",
            "1",
            new Haircut.Slices(List.of(
                new Haircut.Slices.Slice(Decimal.ZERO, Scenario.rate("0")),
                new Haircut.Slices.Slice(d("50"), Scenario.rate("0.5")))))
        .balance("EUR", "100")
        .balance("USD", "-35")
        .cross("c", "BTC", "1", "100");

    assertThat(withdrawals(scenario)).containsExactly(d("55"), d("0"));
    assertMost(scenario, d("55"), amount -> new Change.Withdraw("EUR", amount));
  }

  @Test
  void withdrawable_ofAPoolWithAHaircut_leavesTheFloorOfWhatCounts() {
    // EUR 125 counts 100; three times the maintenance margin of 5 must stay: 85 of 0.8 each.
    Scenario scenario = venue()
        .multiAsset()
        .release(Release.Kind.LOSS_COUNTS, "0", "3")
        .asset("EUR", "1", "0.2")
        .balance("EUR", "125")
        .cross("c", "BTC", "1", "100");

    assertThat(withdrawals(scenario)).containsExactly(d("106.25"));
    assertMost(scenario, d("106.25"), amount -> new Change.Withdraw("EUR", amount));
  }

  @Test
  void withdrawable_ofOneWallet_isWhatThatScopeCanSpare() {
    Scenario scenario = venue()
        .asset("EUR", "1", "0")
        .balance("EUR", "70")
        .balance("USD", "100")
        .cross("c", "BTC", "1", "100");

    assertThat(withdrawals(scenario)).containsExactly(d("70"), d("90"));
    assertMost(scenario, d("90"), amount -> new Change.Withdraw("USD", amount));
    assertMost(scenario, d("70"), amount -> new Change.Withdraw("EUR", amount));
  }

  private static void assertMost(
      Scenario scenario, Decimal most, Function<Decimal, Change> change) {
    assertThat(scenario.preview(change.apply(most)).isAccepted()).isTrue();
    assertThat(scenario.preview(change.apply(most.plus(LEAST))).isAccepted()).isFalse();
  }

  private static Decimal addable(Scenario scenario) {
    return scenario.limits().isolated().get(0).addable().amount();
  }

  private static Decimal removable(Scenario scenario) {
    return scenario.limits().isolated().get(0).removable().amount();
  }

  private static List<Decimal> withdrawals(Scenario scenario) {
    return scenario.limits().withdrawals().stream().map(most -> most.amount()).toList();
  }
}
