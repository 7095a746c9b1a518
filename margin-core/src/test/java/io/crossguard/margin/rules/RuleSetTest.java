package io.crossguard.margin.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Rate;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleSetTest {

  private static final Instant EXPIRY = Instant.parse("2026-12-25T08:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "0, false",
    "0.000000000000000001, true",
    "1, true",
    "1.000000000000000001, false",
    "-1, false"
  })
  void warningLevel_belowAtAndAboveItsBounds_isAboveZeroAndAtMostOne(
      String level, boolean isAccepted) {
    assertAccepted(() -> conventions(level, "1"), isAccepted, "warning level must be above 0");
  }

  @ParameterizedTest
  @CsvSource({"0.999999999999999999, false", "1, true", "1.000000000000000001, true"})
  void liquidationTrigger_belowAtAndAboveOne_isAtLeastOne(String trigger, boolean isAccepted) {
    assertAccepted(
        () -> conventions("0.8", trigger), isAccepted, "liquidation trigger must be at least 1");
  }

  @ParameterizedTest
  @CsvSource({"-0.000000000000000001, false", "0, true", "1, true", "1.000000000000000001, false"})
  void haircut_belowAtAndAboveItsBounds_isBetweenZeroAndOne(String rate, boolean isAccepted) {
    assertAccepted(() -> haircut(rate), isAccepted, "haircut must be between 0 and 1");
  }

  @Test
  void valueCurve_belowAtAndAboveZero_cutsOnlyWhatIsPositive() {
    assertThat(haircut("0.1").valueCurve(Decimal.ONE).at(fraction("-10")))
        .isEqualTo(fraction("-10"));
    assertThat(haircut("0.1").valueCurve(Decimal.ONE).at(fraction("0"))).isEqualTo(fraction("0"));
    assertThat(haircut("0.1").valueCurve(Decimal.ONE).at(fraction("10"))).isEqualTo(fraction("9"));
    assertThat(haircut("1").valueCurve(Decimal.ONE).at(fraction("10"))).isEqualTo(fraction("0"));
  }

  @Test
  void instrument_multiplierBelowAtAndAboveZero_mustBePositive() {
    assertThatThrownBy(() -> linear("-1")).hasMessage("multiplier must be positive");
    assertThatThrownBy(() -> linear("0")).hasMessage("multiplier must be positive");
    assertThat(linear("0.000000000000000001").multiplier().isPositive()).isTrue();
  }

  @Test
  void instrument_expiry_belongsToWhatEnds() {
    assertThat(instrument(InstrumentKind.FUTURE, Optional.of(EXPIRY)).expiry()).contains(EXPIRY);
    assertThatThrownBy(() -> instrument(InstrumentKind.FUTURE, Optional.empty()))
        .hasMessage("a FUTURE and an OPTION must have an expiry, a PERPETUAL none");
    assertThatThrownBy(() -> instrument(InstrumentKind.PERPETUAL, Optional.of(EXPIRY)))
        .hasMessage("a FUTURE and an OPTION must have an expiry, a PERPETUAL none");
  }

  @Test
  void ruleSet_inverseInstrumentOfAnotherRoot_isRefused() {
    assertThatThrownBy(() -> rules(inverse("ETH"), Map.of()))
        .hasMessageContaining("must settle in an asset of its own root 'BTC'");
    assertThat(rules(inverse("BTC"), Map.of()).instrument("I")).isPresent();
    assertThat(rules(inverse("WBTC"), wrapped()).root("WBTC")).isEqualTo("BTC");
  }

  @Test
  void root_ofAnAssetThatIsNotListed_isItsOwn() {
    RuleSet rules = rules(inverse("BTC"), wrapped());
    assertThat(rules.root("DOGE")).isEqualTo("DOGE");
    assertThat(rules.asset("DOGE").haircut()).isEqualTo(Haircut.NONE);
  }

  @Test
  void ruleSet_afterItsMapsChange_isTheSame() {
    Map<String, CollateralAsset> assets = new LinkedHashMap<>(wrapped());
    RuleSet rules = rules(inverse("BTC"), assets);
    assets.clear();
    assertThat(rules.assets()).hasSize(1);
  }

  private static void assertAccepted(ThrowingCallable making, boolean isAccepted, String rule) {
    if (isAccepted) {
      assertThatCode(making).doesNotThrowAnyException();
    } else {
      assertThatThrownBy(making).hasMessageStartingWith(rule);
    }
  }

  private static Conventions conventions(String warningLevel, String trigger) {
    return Conventions.builder(CollateralMode.SINGLE_ASSET)
        .warningLevel(rate(warningLevel))
        .liquidationTrigger(rate(trigger))
        .build();
  }

  private static Haircut haircut(String rate) {
    return new Haircut.Flat(rate(rate));
  }

  private static Map<String, CollateralAsset> wrapped() {
    return Map.of("WBTC", new CollateralAsset("WBTC", "BTC", Haircut.NONE));
  }

  private static RuleSet rules(Instrument instrument, Map<String, CollateralAsset> assets) {
    return new RuleSet(
        "r",
        "1",
        "USD",
        Conventions.of(CollateralMode.SINGLE_ASSET),
        assets,
        Map.of(instrument.instrumentId(), instrument));
  }

  private static Instrument inverse(String settlement) {
    return instrument(InstrumentKind.PERPETUAL, Payoff.INVERSE, settlement, "1", Optional.empty());
  }

  private static Instrument linear(String multiplier) {
    return instrument(
        InstrumentKind.PERPETUAL, Payoff.LINEAR, "USDT", multiplier, Optional.empty());
  }

  private static Instrument instrument(InstrumentKind kind, Optional<Instant> expiry) {
    return instrument(kind, Payoff.LINEAR, "USDT", "1", expiry);
  }

  private static Instrument instrument(
      InstrumentKind kind,
      Payoff payoff,
      String settlement,
      String multiplier,
      Optional<Instant> expiry) {
    return new Instrument(
        "I",
        kind,
        payoff,
        "BTC",
        settlement,
        Decimal.parse(multiplier),
        Optional.empty(),
        expiry,
        new MarginalTiers(List.of(Tier.ofLeverage(Decimal.ZERO, Rate.ZERO, Decimal.of(10)))));
  }

  private static Rate rate(String fraction) {
    return new Rate(Decimal.parse(fraction));
  }

  private static Fraction fraction(String digits) {
    return Fraction.of(Decimal.parse(digits));
  }
}
