package io.crossguard.margin.evaluation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What differs between the legs of one asset before and after a change. A leg is the same only as the
 * same object.
 *
 * @param gone legs of before
 * @param come legs of after
 */
record LegChange(List<Leg> gone, List<Leg> come) {

  static LegChange between(List<Leg> before, List<Leg> after) {
    int least = Math.min(before.size(), after.size());
    int first = 0;
    while (first < least && before.get(first).equals(after.get(first))) {
      first++;
    }
    int last = 0;
    while (last < least - first
        && before.get(before.size() - 1 - last).equals(after.get(after.size() - 1 - last))) {
      last++;
    }
    List<Leg> were = before.subList(first, before.size() - last);
    List<Leg> are = after.subList(first, after.size() - last);
    return new LegChange(without(are, were), without(were, are));
  }

  private static List<Leg> without(List<Leg> some, List<Leg> legs) {
    if (some.isEmpty() || legs.isEmpty()) {
      return legs;
    }
    Set<Leg> others = new HashSet<>(some);
    return legs.stream().filter(leg -> !others.contains(leg)).toList();
  }
}
