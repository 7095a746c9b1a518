package io.crossguard.margin.stress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Balance;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.InconsistentInputException;
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
import io.crossguard.margin.stress.Scenario.Peg;
import io.crossguard.margin.stress.Scenario.RootFactor;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import io.crossguard.margin.value.Rate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which roots and assets a scenario may name. The rules list WBTC, of the root BTC, and an instrument
 * of the root ETH that settles in USDT; the market prices USDT and DOGE, of which 5 are held.
 */
class ScenarioNamesTest {

  @ParameterizedTest
  @ValueSource(strings = {"BTC", "ETH", "USDT", "DOGE"})
  void root_ofAnAssetOrInstrumentThatIsKnown_isAccepted(String root) {
    Scenario scenario = new Scenario("s", List.of(new RootFactor(root, Decimal.of(2))));

    assertThat(new StressTest().run(account(), List.of(scenario), Optional.empty()))
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"USD", "WBTC", "XRP"})
  void root_ofTheQuoteCurrencyOrUnknown_isRefused(String root) {
    assertRefused(
        new Scenario("s", List.of(new RootFactor(root, Decimal.of(2)))),
        "scenarios[0].rootFactors[0].root");
  }

  @ParameterizedTest
  @ValueSource(strings = {"WBTC", "USDT", "DOGE"})
  void peg_ofAnAssetThatIsKnown_isAccepted(String asset) {
    Scenario scenario =
        new Scenario("s", List.of(), List.of(new Peg(asset, Decimal.of(2))), List.of());

    assertThat(new StressTest().run(account(), List.of(scenario), Optional.empty()))
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"USD", "ETH"})
  void peg_ofTheQuoteCurrencyOrAnUnknownAsset_isRefused(String asset) {
    assertRefused(
        new Scenario("s", List.of(), List.of(new Peg(asset, Decimal.of(2))), List.of()),
        "scenarios[0].pegs[0].asset");
  }

  @Test
  void roots_ofAnAccount_areThoseOfItsPositionsAndAssets() {
    assertThat(ScenarioGrid.roots(account())).containsExactly("DOGE", "ETH", "USDT");
  }

  @Test
  void pairs_ofThreeRoots_moveEachTwoOfThemOnceByEachTwoFactors() {
    List<Scenario> pairs =
        ScenarioGrid.ofPairs(List.of("A", "B", "C"), List.of(Decimal.ONE, Decimal.of(2)));

    assertThat(pairs).hasSize(12);
    assertThat(pairs.get(0).rootFactors())
        .containsExactly(new RootFactor("A", Decimal.ONE), new RootFactor("B", Decimal.ONE));
    assertThat(pairs.get(11).rootFactors())
        .containsExactly(new RootFactor("B", Decimal.of(2)), new RootFactor("C", Decimal.of(2)));
  }

  @Test
  void path_withoutSnapshotsOrTimes_isRefusedByItsPlace() {
    Instant now = Instant.parse("2026-01-01T00:00:00Z");

    assertThatThrownBy(() -> new Path(List.of()))
        .hasMessage("a path must have at least one snapshot");
    assertThatThrownBy(() -> new Path(List.of(at(Optional.of(now)), at(Optional.empty()))))
        .hasMessage("snapshots[1] must say when it held");
    assertThatThrownBy(() -> new Path(List.of(at(Optional.of(now)), at(Optional.of(now)))))
        .hasMessage("snapshots[1] must be later than the one before it");
    assertThat(
            new Path(List.of(at(Optional.of(now)), at(Optional.of(now.plusNanos(1))))).snapshots())
        .hasSize(2);
  }

  private static MarketSnapshot at(Optional<Instant> asOf) {
    return new MarketSnapshot(asOf, Map.of(), Map.of());
  }

  private static void assertRefused(Scenario scenario, String path) {
    assertThatThrownBy(() -> new StressTest().run(account(), List.of(scenario), Optional.empty()))
        .isInstanceOf(InconsistentInputException.class)
        .hasMessageContaining(path)
        .hasMessageContaining("must be known to the rule set or the market");
  }

  private static ResolvedAccount account() {
    Instrument perpetual = new Instrument(
        "ETH-PERP",
        InstrumentKind.PERPETUAL,
        Payoff.LINEAR,
        "ETH",
        "USDT",
        Decimal.ONE,
        Optional.empty(),
        Optional.empty(),
        new MarginalTiers(
            List.of(Tier.ofLeverage(Decimal.ZERO, new Rate(Decimal.ZERO), Decimal.of(10)))));
    Position position = new Position(
        "p",
        "ETH-PERP",
        new Quantity(Decimal.ONE),
        Price.ONE,
        Optional.empty(),
        new MarginMode.Cross());
    return ResolvedAccount.of(
        new Account("a", List.of(new Balance("DOGE", Decimal.of(5))), List.of(position)),
        new MarketSnapshot(
            Optional.empty(),
            Map.of("ETH-PERP", Price.ONE),
            Map.of("USDT", Price.ONE, "DOGE", Price.ONE)),
        new RuleSet(
            "r",
            "1",
            "USD",
            Conventions.of(CollateralMode.SINGLE_ASSET),
            Map.of("WBTC", new CollateralAsset("WBTC", "BTC", Haircut.NONE)),
            Map.of("ETH-PERP", perpetual)));
  }
}
