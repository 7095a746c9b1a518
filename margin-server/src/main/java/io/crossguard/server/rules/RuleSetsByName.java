package io.crossguard.server.rules;

import static java.util.Objects.requireNonNull;

import io.crossguard.server.mapping.KnownRuleSet;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Rule sets by their names, as they are at one time. */
public final class RuleSetsByName {
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

  private final List<RuleSetFile> files;
  private final SortedMap<String, KnownRuleSet> byName = new TreeMap<>();

  /**
   * @throws BadRuleSetFileException if two files have the same name of a rule set
   */
  RuleSetsByName(List<RuleSetFile> files) {
    this.files = List.copyOf(files);
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

  /** Those that come with the server. They are a third of its start, so all cores read them. */
  public static RuleSetsByName builtIn() {
    return new RuleSetsByName(BUILT_IN.parallelStream()
        .map(RuleSetsByName::builtIn)
        .map(RuleSetFile::of)
        .toList());
  }

  /**
   * These and others.
   *
   * @throws BadRuleSetFileException if a text is no rule set, or a name is there twice
   */
  public RuleSetsByName and(List<RuleSetText> texts) {
    List<RuleSetFile> all = new ArrayList<>(files);
    texts.forEach(text -> all.add(RuleSetFile.of(text)));
    return new RuleSetsByName(all);
  }

  Optional<KnownRuleSet> find(String ruleSetId) {
    return Optional.ofNullable(byName.get(ruleSetId));
  }

  List<KnownRuleSet> all() {
    return List.copyOf(byName.values());
  }

  private static RuleSetText builtIn(String file) {
    try (InputStream json = requireNonNull(RuleSetsByName.class.getResourceAsStream(file), file)) {
      return new RuleSetText(file, new String(json.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
