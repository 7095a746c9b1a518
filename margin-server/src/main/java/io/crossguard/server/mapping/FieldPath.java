package io.crossguard.server.mapping;

import io.crossguard.server.mapping.Reading.FailedReadingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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

  // "tiers[2] must have a higher notional floor", "target liquidation probability must be 0.5".
  private static final Pattern RULE = Pattern.compile("([a-z]+\\[[0-9]+]|[a-z ]+) (must .*)");
  private static final Pattern NEXT_WORD = Pattern.compile(" ([a-z])");

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

  /** Runs a constructor of the core, as below, where a rule can only be about this place. */
  <T> Reading<T> reading(Supplier<T> value) {
    return reading(value, Set.of());
  }

  /**
   * Runs a constructor of the core; the rule that it states becomes a violation at this place, or
   * below it where the rule starts with a field or with the entry of a list. Failed without a word
   * where the constructor gets a failed reading: that has been reported.
   *
   * @param fields JSON names of the fields that a rule may start with, there in separate words
   */
  <T> Reading<T> reading(Supplier<T> value, Set<String> fields) {
    try {
      return Reading.of(value.get());
    } catch (FailedReadingException e) {
      return Reading.failed();
    } catch (IllegalArgumentException e) {
      return brokenRule(String.valueOf(e.getMessage()), fields);
    }
  }

  private <T> Reading<T> brokenRule(String message, Set<String> fields) {
    Matcher rule = RULE.matcher(message);
    if (!rule.matches()) {
      return violation(message);
    }
    String subject =
        NEXT_WORD.matcher(rule.group(1)).replaceAll(word -> word.group(1).toUpperCase(Locale.ROOT));
    return subject.endsWith("]") || fields.contains(subject)
        ? child(subject).violation(rule.group(2))
        : violation(message);
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
