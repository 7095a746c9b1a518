package io.crossguard.server.rules;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.value.Require;
import io.crossguard.server.mapping.KnownRuleSet;
import io.crossguard.server.mapping.KnownRuleSets;
import io.crossguard.server.mapping.RuleSetFileMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The rule sets that the server knows by name. */
public final class RuleSetCatalogue implements KnownRuleSets {
  private static final List<String> BUILT_IN = List.of(
      "binance-coinm-2020-06.json",
      "binance-usdm-2024-10.json",
      "binance-usdm-multi-asset-2024-10.json",
      "bybit-uta-inverse.json",
      "bybit-uta-linear.json",
      "deribit-standard.json",
      "derive-portfolio.json",
      "derive-standard-2025-06.json",
      "drift-v2.json",
      "dydx-v4-2026-03.json",
      "example-coin-margined.json",
      "hyperliquid-2026-07.json",
      "kraken-futures-2023-05.json",
      "okx-multi-currency.json",
      "orderly-2025-05.json");

  private final SortedMap<String, KnownRuleSet> byName = new TreeMap<>();

  /**
   * @throws IllegalArgumentException if two have the same name
   */
  public RuleSetCatalogue(List<KnownRuleSet> ruleSets) {
    for (KnownRuleSet ruleSet : ruleSets) {
      Require.that(
          byName.putIfAbsent(ruleSet.ruleSetId(), ruleSet) == null,
          "there must be one rule set '" + ruleSet.ruleSetId() + "'");
    }
  }

  /** Those that come with the server. */
  public static RuleSetCatalogue ofBuiltIn() {
    return new RuleSetCatalogue(BUILT_IN.stream().map(RuleSetCatalogue::builtIn).toList());
  }

  @Override
  public Optional<KnownRuleSet> find(String ruleSetId) {
    return Optional.ofNullable(byName.get(ruleSetId));
  }

  /** All of them, in the order of their names. */
  public List<KnownRuleSet> all() {
    return List.copyOf(byName.values());
  }

  private static KnownRuleSet builtIn(String file) {
    try (InputStream json =
        requireNonNull(RuleSetCatalogue.class.getResourceAsStream(file), file)) {
      return RuleSetFileMapper.fromJson(new String(json.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
