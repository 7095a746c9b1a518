package io.crossguard.server.rules;

import static java.util.Objects.requireNonNull;

import io.crossguard.server.mapping.KnownRuleSet;
import io.crossguard.server.mapping.KnownRuleSets;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The rule sets that the server knows by name. */
public final class RuleSetCatalogue implements KnownRuleSets {
  private static final List<String> BUILT_IN = List.of(
      "binance-coinm-2026-09.json",
      "binance-usdm-2024-10.json",
      "binance-usdm-2026-09.json",
      "binance-usdm-multi-asset-2026-09.json",
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
   * @throws BadRuleSetFileException if two files have the same name of a rule set
   */
  public RuleSetCatalogue(List<RuleSetFile> files) {
    Map<String, String> fileOf = new HashMap<>();
    for (RuleSetFile file : files) {
      String ruleSetId = file.ruleSet().ruleSetId();
      String other = fileOf.putIfAbsent(ruleSetId, file.file());
      if (other != null) {
        throw new BadRuleSetFileException(
            file.file(), "ruleSetId must not be '" + ruleSetId + "', which " + other + " has");
      }
      byName.put(ruleSetId, file.ruleSet());
    }
  }

  /** Those that come with the server. */
  public static RuleSetCatalogue ofBuiltIn() {
    return new RuleSetCatalogue(builtIn());
  }

  /**
   * Those that come with the server, and those of the files in a directory.
   *
   * @throws BadRuleSetFileException if the directory can't be read, one of its files is no rule set,
   *     or a name is there twice
   */
  public static RuleSetCatalogue ofBuiltInAnd(Path directory) {
    List<RuleSetFile> files = new ArrayList<>(builtIn());
    files.addAll(RuleSetDirectory.read(directory));
    return new RuleSetCatalogue(files);
  }

  @Override
  public Optional<KnownRuleSet> find(String ruleSetId) {
    return Optional.ofNullable(byName.get(ruleSetId));
  }

  /** All of them, in the order of their names. */
  public List<KnownRuleSet> all() {
    return List.copyOf(byName.values());
  }

  private static List<RuleSetFile> builtIn() {
    return BUILT_IN.stream().map(RuleSetCatalogue::builtIn).toList();
  }

  private static RuleSetFile builtIn(String file) {
    try (InputStream json =
        requireNonNull(RuleSetCatalogue.class.getResourceAsStream(file), file)) {
      return RuleSetFile.of(file, new String(json.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
