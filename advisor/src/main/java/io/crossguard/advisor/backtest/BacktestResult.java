package io.crossguard.advisor.backtest;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.value.Decimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What all windows together say.
 *
 * @param rules a row for each leverage and rule
 * @param bounds a row for each leverage
 * @param probabilities what the advisor stated against what happened
 * @param crashes single windows, by start and coin
 * @param skipped windows of a coin that could not be replayed, and why
 * @param endEquities for each rule the end equities of the accounts with the bets of
 *     {@code pictured}, ascending
 * @param pictured the leverage of {@code endEquities}
 */
public record BacktestResult(
    List<RuleStatistics> rules,
    List<BoundCheck> bounds,
    List<StatedAndRealized> probabilities,
    List<WindowResult> crashes,
    SortedMap<WindowBatch.Skip, Integer> skipped,
    SortedMap<ModeRule, List<Decimal>> endEquities,
    Decimal pictured) {

  public BacktestResult {
    rules = List.copyOf(rules);
    bounds = List.copyOf(bounds);
    probabilities = List.copyOf(probabilities);
    crashes = List.copyOf(crashes);
    skipped = Collections.unmodifiableSortedMap(new TreeMap<>(skipped));
    endEquities = Collections.unmodifiableSortedMap(new TreeMap<>(endEquities));
    requireNonNull(pictured, "pictured");
  }

  /**
   * @param experiment that was run
   * @param batches in the order of their starts
   * @param crashes accounts with one size of bet through single windows
   * @param pictured one of the leverages of the experiment
   */
  public static BacktestResult of(
      Experiment experiment,
      List<WindowBatch> batches,
      List<WindowBatch> crashes,
      Decimal pictured) {
    List<WindowResult> all = results(batches);
    List<RuleStatistics> rules = new ArrayList<>();
    List<BoundCheck> bounds = new ArrayList<>();
    Map<ModeRule, List<Decimal>> endEquities = new TreeMap<>();
    for (Decimal leverage : experiment.leverages()) {
      List<WindowResult> ofLeverage =
          all.stream().filter(result -> result.leverage().equals(leverage)).toList();
      if (ofLeverage.isEmpty()) {
        continue;
      }
      bounds.add(BoundCheck.of(ofLeverage));
      for (ModeRule rule : ModeRule.values()) {
        rules.add(RuleStatistics.of(rule, ofLeverage));
        if (leverage.equals(pictured)) {
          endEquities.put(rule, ascending(rule, ofLeverage));
        }
      }
    }
    Map<WindowBatch.Skip, Integer> skipped = new TreeMap<>();
    batches.forEach(
        batch -> batch.skipped().forEach((why, count) -> skipped.merge(why, count, Integer::sum)));
    Duration horizon = experiment.policy().horizon();
    return new BacktestResult(
        rules,
        bounds,
        StatedAndRealized.of(all, horizon),
        results(crashes),
        new TreeMap<>(skipped),
        new TreeMap<>(endEquities),
        pictured);
  }

  private static List<WindowResult> results(List<WindowBatch> batches) {
    return batches.stream().flatMap(batch -> batch.results().stream()).toList();
  }

  private static List<Decimal> ascending(ModeRule rule, List<WindowResult> results) {
    return results.stream()
        .map(result -> result.outcome(rule).endEquity())
        .sorted()
        .toList();
  }
}
