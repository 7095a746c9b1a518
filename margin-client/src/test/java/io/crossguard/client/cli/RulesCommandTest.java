package io.crossguard.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.v1.AssetRule;
import io.crossguard.v1.Instrument;
import io.crossguard.v1.MarginTier;
import io.crossguard.v1.Requirement;
import io.crossguard.v1.RuleSet;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The command {@code rules} with the real service in process. */
class RulesCommandTest {

  @Test
  void rules_withoutId_listsThem() {
    CommandRun run = CommandRun.of("rules");

    assertThat(run.out()).contains("binance-usdm-2024-10", "example-coin-margined");
    assertThat(run.out().lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(TextTable.WIDTH_MAX));
    assertThat(run.status()).isZero();
  }

  @Test
  void rules_withId_showsInstrumentsAndCollateral() {
    CommandRun run = CommandRun.of("rules", "example-coin-margined");

    assertThat(run.out())
        .startsWith("Rule set example-coin-margined version 1 (example)")
        .contains("BTCUSD-PERP", "inverse");
    assertThat(run.status()).isZero();
  }

  @Test
  void rules_withoutId_saysWhichAreExamples() {
    CommandRun run = CommandRun.of("rules");

    assertThat(run.out())
        .containsPattern("binance-usdm-2026-09 +\\S+ +2026-09-16 +venue ")
        .containsPattern("deribit-standard +\\S+ +2022-01-11 +partly ")
        .containsPattern("example-coin-margined +1 +- +example ")
        .contains("\nWarning: ");
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void rules_withId_showsEveryFigureWithinTheWidth(RuleSet ruleSet) {
    String out = CommandRun.of("rules", ruleSet.getRuleSetId()).out();

    assertThat(out.lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(TextTable.WIDTH_MAX));
    assertThat(out).contains("Conventions\n", "Changes\n", "Liquidation\n").doesNotContain("…");
    assertThat(out.replaceAll("\\s+", " ")).contains(ruleSet.getSource());
    for (AssetRule asset : ruleSet.getAssetsList()) {
      assertThat(out).contains("  " + asset.getAsset() + " ", asset.getExampleFigures());
    }
    for (Instrument instrument : ruleSet.getInstrumentsList()) {
      assertThat(out).contains(instrument.getInstrumentId(), instrument.getExampleFigures());
      assertThat(digits(out)).containsAll(figures(instrument.getRequirement()));
    }
  }

  @Test
  void rules_tiers_areShownWithAllTheirDigits() {
    CommandRun run = CommandRun.of("rules", "binance-coinm-2026-09");

    assertThat(run.out())
        .contains("Marginal tiers of ETHUSD_PERP, notional in ETH\n")
        .containsPattern("\n +1 +15 +0\\.65 % +0\\.0225 +- +75\n")
        .containsPattern("\n +9 +36,000 +50 % +12,493\\.8725 +- +1\n");
  }

  @Test
  void rules_haircutsInSlices_areShown() {
    CommandRun run = CommandRun.of("rules", "okx-multi-currency");

    assertThat(run.out())
        .contains("Slices of haircuts, by value in USD\n")
        .containsPattern("USDT +balance +5,000,000 +2\\.5 %\n")
        .containsPattern("USDT +balance +10,000,000 +5 %\n");
  }

  @Test
  void rules_conventions_areShownInWords() {
    CommandRun run = CommandRun.of("rules", "hyperliquid-2026-07");

    assertThat(run.out())
        .containsPattern("liquidation +below 100 % of maintenance margin\n")
        .containsPattern("what may leave +profit leaves, at least 10 % of the notional stays\n")
        .containsPattern("its switch +refused\n")
        .containsPattern("how much +20 % first above a notional of 100,000\n");
  }

  /** The figures of a text, without the commas that group their digits. */
  private static Set<BigDecimal> digits(String text) {
    Set<BigDecimal> figures = new TreeSet<>();
    Matcher matcher = Pattern.compile("[0-9][0-9,]*(\\.[0-9]+)?").matcher(text);
    while (matcher.find()) {
      figures.add(new BigDecimal(matcher.group().replace(",", "")).stripTrailingZeros());
    }
    return figures;
  }

  /** What a schedule consists of, as it is shown: rates in percent, all else as it is. */
  private static List<BigDecimal> figures(Requirement requirement) {
    List<BigDecimal> figures = new ArrayList<>();
    for (MarginTier tier : requirement.getMarginalTiers().getTiersList()) {
      addFigures(figures, tier);
    }
    for (MarginTier tier : requirement.getWholePositionTiers().getTiersList()) {
      addFigures(figures, tier);
    }
    if (requirement.hasLinearInSize()) {
      figures.add(percent(requirement.getLinearInSize().getMaintenanceBase()));
      figures.add(percent(requirement.getLinearInSize().getMaintenanceSlope()));
    }
    if (requirement.hasPowerOfNotional()) {
      figures.add(new BigDecimal(requirement.getPowerOfNotional().getInitialFactor()));
    }
    if (requirement.hasSquareRootOfSize()) {
      figures.add(new BigDecimal(requirement.getSquareRootOfSize().getMaintenanceFactor()));
    }
    if (requirement.hasShortOptionRates()) {
      figures.add(percent(requirement.getShortOptionRates().getInitialRate()));
      figures.add(percent(requirement.getShortOptionRates().getInitialRateLeast()));
      figures.add(percent(requirement.getShortOptionRates().getMaintenanceRate()));
    }
    return figures.stream().map(BigDecimal::stripTrailingZeros).toList();
  }

  private static void addFigures(List<BigDecimal> figures, MarginTier tier) {
    figures.add(new BigDecimal(tier.getNotionalFloor()));
    figures.add(percent(tier.getMaintenanceRate()));
    if (!tier.getMaintenanceDeduction().isEmpty()) {
      figures.add(new BigDecimal(tier.getMaintenanceDeduction()));
    }
    if (!tier.getInitialRate().isEmpty()) {
      figures.add(percent(tier.getInitialRate()));
    }
  }

  private static BigDecimal percent(String rate) {
    return new BigDecimal(rate).movePointRight(2);
  }

  private static Stream<RuleSet> shipped() {
    try (ServiceConnection connection =
        ServiceConnection.embedded(Duration.ofSeconds(30), Map.of())) {
      return connection.client().listRuleSets().stream()
          .map(summary -> connection.client().getRuleSet(summary.getRuleSetId()))
          .toList()
          .stream();
    }
  }

  @Test
  void rules_outputJson_isOneLine() {
    CommandRun run = CommandRun.of("rules", "example-coin-margined", "--output", "json");

    assertThat(run.out().lines()).hasSize(1);
    assertThat(run.out()).startsWith("{\"ruleSet\":{\"ruleSetId\":\"example-coin-margined\"");
  }

  @Test
  void rules_unknownId_isBadInput() {
    CommandRun run = CommandRun.of("rules", "nowhere");

    assertThat(run.err()).contains("nowhere");
    assertThat(run.status()).isEqualTo(2);
  }
}
