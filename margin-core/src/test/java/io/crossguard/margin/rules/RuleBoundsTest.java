package io.crossguard.margin.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import io.crossguard.margin.value.Rate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the parts of a rule set refuse, and where the counted profit bends. */
class RuleBoundsTest {

  private static final String LEAST = "0.000000000000000001";

  @ParameterizedTest
  @CsvSource({"'', 1, USD", "r, '', USD", "r, 1, ''"})
  void ruleSet_withoutAName_isRefused(String ruleSetId, String version, String quoteCurrency) {
    Conventions conventions = Conventions.of(CollateralMode.SINGLE_ASSET);
    assertThatThrownBy(
            () -> new RuleSet(ruleSetId, version, quoteCurrency, conventions, Map.of(), Map.of()))
        .hasMessage("must not be empty");
  }

  @Test
  void profitWeight_belowAtAndAboveItsBounds_isBetweenZeroAndOne() {
    assertThatThrownBy(() -> weight("-" + LEAST))
        .hasMessage("profit weight must be between 0 and 1");
    assertThat(weight("0").isFull()).isFalse();
    assertThat(weight("0.999999999999999999").isFull()).isFalse();
    assertThat(weight("1").isFull()).isTrue();
    assertThatThrownBy(() -> weight("1." + LEAST.substring(2)))
        .hasMessage("profit weight must be between 0 and 1");
  }

  @Test
  void profitCap_belowAtAndAboveZero_mustBePositive() {
    assertThatThrownBy(() -> capped("1", "-" + LEAST)).hasMessage("profit cap must be positive");
    assertThatThrownBy(() -> capped("1", "0")).hasMessage("profit cap must be positive");
    assertThat(capped("1", LEAST).isFull()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    // A loss counts in full; half of a profit, up to 10: from a profit of 20 on no more.
    "0.5, 10, -30, -30",
    "0.5, 10, 0, 0",
    "0.5, 10, 19.999999999999999998, 9.999999999999999999",
    "0.5, 10, 20, 10",
    "0.5, 10, 21, 10",
    "1, 10, 9, 9",
    "1, 10, 11, 10",
    "0, 10, 50, 0",
    "0, 10, -50, -50"
  })
  void countedProfit_belowAtAndAboveItsCap_isWeightedUpToIt(
      String weight, String cap, String pnl, String counted) {
    assertThat(capped(weight, cap).curve().at(fraction(pnl))).isEqualTo(fraction(counted));
  }

  @Test
  void countedProfit_withoutACap_isWeightedHoweverLarge() {
    assertThat(weight("0.5").curve().at(fraction("1000"))).isEqualTo(fraction("500"));
    assertThat(weight("0.5").curve().at(fraction("-1000"))).isEqualTo(fraction("-1000"));
    assertThat(weight("0").curve().at(fraction("1000"))).isEqualTo(fraction("0"));
    assertThat(weight("1").curve().at(fraction("1000"))).isEqualTo(fraction("1000"));
  }

  @Test
  void size_ofAContract_isInCoinsAtThePrice() {
    Quantity short3 = new Quantity(Decimal.of(-3));
    Price four = new Price(Decimal.of(4));

    assertThat(Payoff.LINEAR.size(short3, Decimal.of(2), four)).isEqualTo(fraction("6"));
    assertThat(Payoff.INVERSE.size(short3, Decimal.of(2), four)).isEqualTo(fraction("1.5"));
  }

  @Test
  void requirementTerms_ofNegativeAmounts_areRefused() {
    assertThat(terms("0", "0", "0", "0")).isEqualTo(RequirementTerms.NONE);
    assertThatThrownBy(() -> terms("-" + LEAST, "0", "0", "0"))
        .hasMessage("added amounts must not be negative");
    assertThatThrownBy(() -> terms("0", "-" + LEAST, "0", "0"))
        .hasMessage("added amounts must not be negative");
    assertThatThrownBy(() -> terms("0", "0", "-" + LEAST, "0"))
        .hasMessage("least amounts must not be negative");
    assertThatThrownBy(() -> terms("0", "0", "0", "-" + LEAST))
        .hasMessage("least amounts must not be negative");
  }

  private static RequirementTerms terms(
      String initialAdded, String maintenanceAdded, String initialLeast, String maintenanceLeast) {
    return new RequirementTerms(
        ClosingFee.NONE,
        Decimal.parse(initialAdded),
        Decimal.parse(maintenanceAdded),
        Decimal.parse(initialLeast),
        Decimal.parse(maintenanceLeast));
  }

  private static ProfitWeight weight(String weight) {
    return new ProfitWeight(rate(weight), Optional.empty());
  }

  private static ProfitWeight capped(String weight, String cap) {
    return new ProfitWeight(rate(weight), Optional.of(Decimal.parse(cap)));
  }

  private static Rate rate(String fraction) {
    return new Rate(Decimal.parse(fraction));
  }

  private static Fraction fraction(String digits) {
    return Fraction.of(Decimal.parse(digits));
  }
}
