package io.crossguard.server.mapping;

import io.crossguard.server.mapping.Reading.FailedReadingException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in a request, as its JSON form names it. It is written out only where a violation needs
 * it.
 *
 * @param violations what collects the violations of the request
 * @param parent the place above; null at the top
 * @param name the field's JSON name; empty at the top
 * @param index the entry of a list; negative where the place is no entry
 */
record FieldPath(Violations violations, @Nullable FieldPath parent, String name, int index) {

  // Such as "tiers[2] must have a higher notional floor than the tier before it".
  private static final Pattern RULE_OF_ENTRY = Pattern.compile("([a-z]+\\[[0-9]+]) (must .*)");

  /** The request itself. */
  static FieldPath ofRequest(Violations violations) {
    return new FieldPath(violations, null, "", -1);
  }

  FieldPath child(String childName) {
    return new FieldPath(violations, this, childName, -1);
  }

  FieldPath at(int entry) {
    return new FieldPath(violations, parent, name, entry);
  }

  /** Reports that the field is missing, malformed or out of range. */
  <T> Reading<T> violation(String rule) {
    violations.addMalformed(this, rule);
    return Reading.failed();
  }

  /** Reports that the field contradicts another. */
  void inconsistency(String rule) {
    violations.addInconsistent(toString(), rule);
  }

  /**
   * Runs a constructor of the core; the rule that it states becomes a violation at this place, or
   * at the entry of a list that the rule starts with. Failed without a word where the constructor
   * gets a failed reading: that has been reported.
   */
  <T> Reading<T> reading(Supplier<T> value) {
    try {
      return Reading.of(value.get());
    } catch (FailedReadingException e) {
      return Reading.failed();
    } catch (IllegalArgumentException e) {
      String rule = String.valueOf(e.getMessage());
      Matcher ofEntry = RULE_OF_ENTRY.matcher(rule);
      return ofEntry.matches()
          ? child(ofEntry.group(1)).violation(ofEntry.group(2))
          : violation(rule);
    }
  }

  /** Reads every entry of a list; failed if one of them is. */
  <M, T> Reading<List<T>> each(List<M> messages, BiFunction<M, FieldPath, Reading<T>> mapper) {
    List<T> values = new ArrayList<>(messages.size());
    boolean isComplete = true;
    for (int i = 0; i < messages.size(); i++) {
      Reading<T> value = mapper.apply(messages.get(i), at(i));
      isComplete &= !value.isFailed();
      if (isComplete) {
        values.add(value.get());
      }
    }
    return isComplete ? Reading.of(values) : Reading.failed();
  }

  /**
   * @throws LimitExceededException if a list at this place is longer than its limit
   */
  void requireAtMost(int limit, int count) {
    if (count > limit) {
      throw new LimitExceededException(toString(), limit, count);
    }
  }

  @Override
  public String toString() {
    String step = index < 0 ? name : name + "[" + index + "]";
    String above = parent == null ? "" : parent.toString();
    return above.isEmpty() ? step : above + "." + step;
  }
}
