package io.crossguard.margin.evaluation;

import java.util.List;

/**
 * What differs between the legs of one asset before and after a change: all between the first and the
 * last that is another one.
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
    return new LegChange(
        before.subList(first, before.size() - last), after.subList(first, after.size() - last));
  }
}
