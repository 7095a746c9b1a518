package io.crossguard.margin.evaluation;

import io.crossguard.margin.rules.Conventions;
import io.crossguard.margin.rules.ScenarioMargin;
import io.crossguard.margin.value.Fraction;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The legs of a scope by what they require together with: under portfolio margin all of a root, else
 * those that net against each other. Amounts are in the unit of the scope.
 */
final class RequirementGroups {
  private final Conventions conventions;
  private final Map<String, NettingGroup> netting;
  private final Map<String, ScenarioGroup> scenarios = new LinkedHashMap<>();
  // The other groups are those of the scope before a change, and stay as they are.
  private final Set<String> own = new HashSet<>();

  RequirementGroups(Conventions conventions) {
    this.conventions = conventions;
    this.netting = new LinkedHashMap<>();
  }

  /** Those of a scope before a change, to go on from. */
  RequirementGroups(RequirementGroups before) {
    this.conventions = before.conventions;
    this.netting = new LinkedHashMap<>(before.netting);
  }

  void add(Leg leg, Fraction maintenance, Fraction initial) {
    ownGroup(leg).add(leg, maintenance, initial);
  }

  void remove(Leg leg, Fraction maintenance, Fraction initial) {
    NettingGroup group = ownGroup(leg);
    group.remove(leg, maintenance, initial);
    if (group.legs().isEmpty()) {
      netting.remove(NettingGroup.key(conventions.netting(), leg));
    }
  }

  private NettingGroup ownGroup(Leg leg) {
    String key = NettingGroup.key(conventions.netting(), leg);
    NettingGroup group = netting.get(key);
    if (group == null) {
      group = new NettingGroup(conventions.netting());
    } else if (!own.contains(key)) {
      group = group.copy();
    }
    own.add(key);
    netting.put(key, group);
    return group;
  }

  ScenarioGroup scenario(String root, ScenarioMargin rule) {
    return scenarios.computeIfAbsent(root, key -> new ScenarioGroup(rule));
  }

  Collection<? extends RequirementGroup> all() {
    return conventions.scenarioMargin().isPresent() ? scenarios.values() : netting.values();
  }

  /** What all groups require. */
  Fraction sum(Function<RequirementGroup, Fraction> figure) {
    Fraction sum = Fraction.ZERO;
    for (RequirementGroup group : all()) {
      sum = sum.plus(figure.apply(group));
    }
    return sum;
  }

  /**
   * What all groups require, by what differs from a scope before a change.
   *
   * @param before its groups
   * @param sumBefore what they require
   */
  Fraction sum(
      Function<RequirementGroup, Fraction> figure, RequirementGroups before, Fraction sumBefore) {
    Fraction sum = sumBefore;
    for (String key : own) {
      NettingGroup was = before.netting.get(key);
      NettingGroup is = netting.get(key);
      sum = was == null ? sum : sum.minus(figure.apply(was));
      sum = is == null ? sum : sum.plus(figure.apply(is));
    }
    return sum;
  }
}
