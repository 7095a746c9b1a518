package io.crossguard.margin.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Rate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Deductions derived from floors and rates, against those that an exchange published. */
class BinanceLeverageTiersTest {

  private static final Path TABLE =
      Path.of("..", "..", "shared", "leverage-tiers", "binance_leverage_tiers.json");
  private static final int SYMBOLS = 349;
  private static final int TIERS = 2_805;

  // The file is an object of lists of flat objects: a symbol opens a list, and each tier has its
  // published texts in this order.
  private static final Pattern SYMBOL_OR_TIER =
      Pattern.compile("\"(?<symbol>[^\"]+)\": \\[|\"initialLeverage\": \"(?<leverage>[^\"]+)\""
          + "|\"notionalFloor\": \"(?<floor>[^\"]+)\""
          + "|\"maintMarginRatio\": \"(?<rate>[^\"]+)\"|\"cum\": \"(?<cum>[^\"]+)\"");

  @Test
  void deductions_ofEverySymbol_equalThePublishedAmounts() throws IOException {
    assumeTrue(Files.exists(TABLE), "the published tiers are not beside this checkout");
    Map<String, List<Tier>> published = published(Files.readString(TABLE));
    assertThat(published).hasSize(SYMBOLS);
    assertThat(published.values().stream().mapToInt(List::size).sum()).isEqualTo(TIERS);
    published.forEach((symbol, tiers) -> assertThat(
            deductions(new MarginalTiers(withoutDeductions(tiers)).tiers()))
        .as(symbol)
        .isEqualTo(deductions(tiers)));
  }

  @Test
  void marginalTiers_withThePublishedAmounts_areAccepted() throws IOException {
    assumeTrue(Files.exists(TABLE), "the published tiers are not beside this checkout");
    published(Files.readString(TABLE))
        .forEach((symbol, tiers) ->
            assertThat(new MarginalTiers(tiers).tiers()).as(symbol).isEqualTo(tiers));
  }

  private static List<Decimal> deductions(List<Tier> tiers) {
    return tiers.stream().map(tier -> tier.maintenanceDeduction().orElseThrow()).toList();
  }

  private static List<Tier> withoutDeductions(List<Tier> tiers) {
    return tiers.stream()
        .map(tier -> new Tier(
            tier.notionalFloor(),
            tier.maintenanceRate(),
            Optional.empty(),
            tier.initialRate(),
            tier.leverageMax()))
        .toList();
  }

  private static Map<String, List<Tier>> published(String json) {
    Map<String, List<Tier>> bySymbol = new LinkedHashMap<>();
    List<Tier> tiers = new ArrayList<>();
    Map<String, Decimal> parts = new LinkedHashMap<>();
    Matcher matcher = SYMBOL_OR_TIER.matcher(json);
    while (matcher.find()) {
      if (matcher.group("symbol") != null) {
        tiers = new ArrayList<>();
        bySymbol.put(matcher.group("symbol"), tiers);
        continue;
      }
      for (String part : List.of("leverage", "floor", "rate", "cum")) {
        if (matcher.group(part) != null) {
          parts.put(part, Decimal.parse(matcher.group(part)));
        }
      }
      if (parts.size() == 4) {
        tiers.add(tier(parts));
        parts.clear();
      }
    }
    return bySymbol;
  }

  private static Tier tier(Map<String, Decimal> parts) {
    Tier derived =
        Tier.ofLeverage(parts.get("floor"), new Rate(parts.get("rate")), parts.get("leverage"));
    return new Tier(
        derived.notionalFloor(),
        derived.maintenanceRate(),
        Optional.of(parts.get("cum")),
        derived.initialRate(),
        derived.leverageMax());
  }
}
