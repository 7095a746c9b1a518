package io.crossguard.margin.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.margin.MarginEngine;
import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Balance;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.rules.CollateralAsset;
import io.crossguard.margin.rules.CollateralMode;
import io.crossguard.margin.rules.Conventions;
import io.crossguard.margin.rules.Haircut;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.InstrumentKind;
import io.crossguard.margin.rules.MarginalTiers;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.rules.RuleSet;
import io.crossguard.margin.rules.Tier;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Money;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import io.crossguard.margin.value.Rate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ExposureCalculatorTest {

  @Test
  void calculate_ofASpotCoinAndItsShort_isNeutralWhateverTheBasis() {
    Exposure exposure = only(evaluate(
        List.of(balance("BTC", "2")),
        List.of(position("LINEAR", "-2")),
        Map.of("LINEAR", "110"),
        Map.of("BTC", "100")));

    assertThat(exposure.root()).isEqualTo("BTC");
    assertThat(exposure.delta().orElseThrow().net()).isEqualTo(Decimal.ZERO);
    assertThat(exposure.delta().orElseThrow().gross()).isEqualTo(Decimal.of(4));
    assertThat(exposure.notional().longNotional()).isEqualTo(usd("200"));
    assertThat(exposure.notional().shortNotional()).isEqualTo(usd("200"));
    assertThat(exposure.netToEquity()).contains(Decimal.ZERO);
    assertThat(exposure.grossToEquity()).contains(Decimal.of(2));
  }

  @Test
  void calculate_ofAnInverseShortOfAllItsCollateral_isNeutral() {
    Exposure exposure = only(evaluate(
        List.of(balance("BTC", "1")),
        List.of(position("INVERSE", "-100")),
        Map.of("INVERSE", "100"),
        Map.of("BTC", "100")));

    assertThat(exposure.delta().orElseThrow().longDelta()).isEqualTo(Decimal.ONE);
    assertThat(exposure.delta().orElseThrow().net()).isEqualTo(Decimal.ZERO);
  }

  @Test
  void calculate_ofAWrappedCoin_convertsAtTheIndexes() {
    Exposure exposure = only(evaluate(
        List.of(balance("WBTC", "2")), List.of(), Map.of(), Map.of("BTC", "100", "WBTC", "95")));

    assertThat(exposure.root()).isEqualTo("BTC");
    assertThat(exposure.delta().orElseThrow().longDelta()).isEqualTo(Decimal.parse("1.9"));
    assertThat(exposure.notional().net()).isEqualTo(usd("190"));
  }

  @Test
  void calculate_ofAPositionWithoutARootIndex_isValuedAtItsMark() {
    Exposure exposure = only(evaluate(
        List.of(balance("USD", "50")),
        List.of(position("LINEAR", "2")),
        Map.of("LINEAR", "110"),
        Map.of()));

    assertThat(exposure.delta().orElseThrow().net()).isEqualTo(Decimal.of(2));
    assertThat(exposure.notional().net()).isEqualTo(usd("220"));
    assertThat(exposure.grossToEquity()).contains(Decimal.parse("4.4"));
  }

  @Test
  void calculate_ofAnEquityBelowAtAndAboveZero_hasFractionsOnlyAbove() {
    assertThat(shareOf("-1")).isEmpty();
    assertThat(shareOf("0")).isEmpty();
    assertThat(shareOf("1")).contains(Decimal.of(110));
  }

  @Test
  void calculate_ofTheQuoteCurrency_hasNoRow() {
    assertThat(evaluate(List.of(balance("USD", "7")), List.of(), Map.of(), Map.of()))
        .isEmpty();
  }

  private static Optional<Decimal> shareOf(String equity) {
    return only(evaluate(
            List.of(balance("USD", equity)),
            List.of(position("LINEAR", "1")),
            Map.of("LINEAR", "110"),
            Map.of()))
        .netToEquity();
  }

  private static Exposure only(List<Exposure> exposures) {
    assertThat(exposures).hasSize(1);
    return exposures.get(0);
  }

  private static List<Exposure> evaluate(
      List<Balance> balances,
      List<Position> positions,
      Map<String, String> marks,
      Map<String, String> indexes) {
    // Positions are opened at the mark, so that none has a profit.
    List<Position> atMark = positions.stream()
        .map(position -> new Position(
            position.positionId(),
            position.instrumentId(),
            position.quantity(),
            price(marks.get(position.instrumentId())),
            position.leverage(),
            position.mode()))
        .toList();
    MarketSnapshot market = new MarketSnapshot(Optional.empty(), prices(marks), prices(indexes));
    return new MarginEngine()
        .evaluate(ResolvedAccount.of(new Account("a", balances, atMark), market, rules()))
        .exposures();
  }

  private static Map<String, Price> prices(Map<String, String> digits) {
    return digits.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> price(entry.getValue())));
  }

  private static Price price(String digits) {
    return new Price(Decimal.parse(digits));
  }

  private static Money usd(String amount) {
    return new Money(Decimal.parse(amount), "USD");
  }

  private static Balance balance(String asset, String quantity) {
    return new Balance(asset, Decimal.parse(quantity));
  }

  private static Position position(String instrumentId, String contracts) {
    return new Position(
        instrumentId,
        instrumentId,
        new Quantity(Decimal.parse(contracts)),
        Price.ONE,
        Optional.empty(),
        new MarginMode.Cross());
  }

  private static RuleSet rules() {
    return new RuleSet(
        "r",
        "1",
        "USD",
        Conventions.of(CollateralMode.MULTI_ASSET),
        Map.of(
            "BTC",
            new CollateralAsset("BTC", "BTC", Haircut.NONE),
            "WBTC",
            new CollateralAsset("WBTC", "BTC", Haircut.NONE)),
        Map.of(
            "LINEAR",
            instrument("LINEAR", Payoff.LINEAR, "USD"),
            "INVERSE",
            instrument("INVERSE", Payoff.INVERSE, "BTC")));
  }

  private static Instrument instrument(String instrumentId, Payoff payoff, String settlement) {
    return new Instrument(
        instrumentId,
        InstrumentKind.PERPETUAL,
        payoff,
        "BTC",
        settlement,
        Decimal.ONE,
        Optional.empty(),
        Optional.empty(),
        new MarginalTiers(List.of(Tier.ofLeverage(Decimal.ZERO, Rate.ZERO, Decimal.of(10)))));
  }
}
