package io.crossguard.server.rules;

import io.crossguard.server.mapping.KnownRuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Rule sets by their names, as they are at one time. */
public final class RuleSetsByName {
  private static final List<String> BUILT_IN = List.of(
      "binance-coinm-2026-09",
      "binance-usdm-2024-10",
      "binance-usdm-2026-09",
      "binance-usdm-multi-asset-2026-09",
      "bybit-uta-inverse",
      "bybit-uta-linear",
      "deribit-standard",
      "derive-portfolio",
      "derive-standard-2025-06",
      "drift-v2",
      "dydx-v4-2026-03",
      "example-coin-margined",
      "hyperliquid-2026-07",
      "kraken-futures-2023-05",
      "okx-multi-currency",
      "orderly-2025-05");

  private final List<RuleSetFile> files;
  private final SortedMap<String, RuleSetFile> byName = new TreeMap<>();

  /**
   * @throws BadRuleSetFileException if two files have the same name of a rule set
   */
  RuleSetsByName(List<RuleSetFile> files) {
    this.files = List.copyOf(files);
    for (RuleSetFile file : files) {
      RuleSetFile other = byName.putIfAbsent(file.ruleSetId(), file);
      if (other != null) {
        throw new BadRuleSetFileException(
            file.file(),
            "ruleSetId must not be '" + file.ruleSetId() + "', which " + other.file() + " has");
      }
    }
  }

  /**
   * Those that come with the server. Each is read when it is first asked for: to read them all takes a
   * third of a start.
   */
  public static RuleSetsByName builtIn() {
    return new RuleSetsByName(BUILT_IN.stream().map(RuleSetFile::builtIn).toList());
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
    return Optional.ofNullable(byName.get(ruleSetId)).map(file -> file.content().get());
  }

  List<KnownRuleSet> all() {
    return byName.values().stream().map(file -> file.content().get()).toList();
  }
}
