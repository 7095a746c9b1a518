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

  @Test
  void powerOfNotional_belowAtAndAboveItsBounds_isHeldToThem() {
    assertThatThrownBy(() -> power("0", "0", "0"))
        .hasMessage("initial base rate must be above 0 and below 1");
    assertThatThrownBy(() -> power("1", "0", "0"))
        .hasMessage("initial base rate must be above 0 and below 1");
    assertThatThrownBy(() -> power("0.1", "-" + LEAST, "0"))
        .hasMessageStartingWith("maintenance base rate must be at least 0");
    assertThat(power("0.1", "0", "0").maintenanceBase()).isEqualTo(Rate.ZERO);
    assertThat(power("0.1", "0.1", "0").maintenanceBase()).isEqualTo(rate("0.1"));
    assertThatThrownBy(() -> power("0.1", "0.100000000000000001", "0"))
        .hasMessageStartingWith("maintenance base rate must be at least 0");
    assertThatThrownBy(() -> power("0.1", "0.05", "-" + LEAST))
        .hasMessage("initial factor must not be negative");
  }

  @Test
  void powerOfNotional_belowAndAboveItsKnee_takesTheBaseOrThePower() {
    // 0.001 × 32^0.8 is 0.016 and 0.001 × 100000^0.8 is 10; the base is 0.1.
    PowerOfNotional schedule = power("0.1", "0.05", "0.001");

    assertThat(schedule.limits(fraction("32"), Fraction.ZERO).initialRate())
        .isEqualTo(fraction("0.1"));
    assertThat(schedule.limits(fraction("100000"), Fraction.ZERO).initialRate())
        .isEqualTo(fraction("10"));
    assertThat(schedule.maintenanceMargin(fraction("100000"), Fraction.ZERO))
        .isEqualTo(fraction("500000"));
    assertThat(schedule.leverageMax()).isEqualTo(fraction("10"));
    assertThat(schedule.limits(fraction("100000"), Fraction.ZERO).leverageMax())
        .isEqualTo(fraction("0.1"));
  }

  @Test
  void sizeDependentHaircut_belowAtAndAboveItsBounds_isHeldToThem() {
    assertThatThrownBy(() -> new Haircut.SizeDependent(Rate.ZERO, Decimal.ZERO))
        .hasMessage("base weight must be above 0 and at most 1");
    assertThat(new Haircut.SizeDependent(Rate.ONE, Decimal.ZERO).baseWeight()).isEqualTo(Rate.ONE);
    assertThatThrownBy(() -> new Haircut.SizeDependent(rate("1.000000000000000001"), Decimal.ZERO))
        .hasMessage("base weight must be above 0 and at most 1");
    assertThatThrownBy(() -> new Haircut.SizeDependent(Rate.ONE, Decimal.parse("-" + LEAST)))
        .hasMessage("factor must not be negative");
  }

  @Test
  void liabilityWeights_belowAtAndAboveOneTogether_countInFull() {
    assertThat(weights("0.4", "0.3", "0.6", "0.7").maintenance()).isEqualTo(Decimal.parse("0.6"));
    assertThatThrownBy(() -> weights("0.4", "1", "0.599999999999999999", "0"))
        .hasMessageStartingWith("a liability must count in full");
    assertThatThrownBy(() -> weights("1", "0.3", "0", "0.699999999999999999"))
        .hasMessageStartingWith("a liability must count in full");
    for (String[] weights : new String[][] {
      {"-1", "1", "3", "0"}, {"1", "-1", "0", "3"}, {"3", "1", "-1", "0"}, {"1", "3", "0", "-1"}
    }) {
      assertThatThrownBy(() -> weights(weights[0], weights[1], weights[2], weights[3]))
          .hasMessage("liability weights must not be negative");
    }
  }

  @Test
  void backstopLevel_belowAtAndAboveZero_mustBePositive() {
    assertThatThrownBy(() -> backstop("-" + LEAST)).hasMessage("backstop level must be above 0");
    assertThatThrownBy(() -> backstop("0")).hasMessage("backstop level must be above 0");
    assertThat(backstop(LEAST).backstopLevel()).contains(rate(LEAST));
  }

  private static Conventions backstop(String level) {
    return Conventions.builder(CollateralMode.SINGLE_ASSET)
        .backstopLevel(Optional.of(rate(level)))
        .build();
  }

  private static PowerOfNotional power(String initial, String maintenance, String factor) {
    return new PowerOfNotional(rate(initial), rate(maintenance), Decimal.parse(factor));
  }

  private static LiabilityWeights weights(
      String balance, String initialBalance, String maintenance, String initial) {
    return new LiabilityWeights(
        Decimal.parse(balance),
        Decimal.parse(initialBalance),
        Decimal.parse(maintenance),
        Decimal.parse(initial));
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
