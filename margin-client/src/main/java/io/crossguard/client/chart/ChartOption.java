package io.crossguard.client.chart;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;

/**
 * A part of what a chart shows, under the names that the manual of the library gives: the values of
 * an option are texts, numbers, switches, further options, lists of these, and labels of numbers.
 */
public final class ChartOption {
  private final Map<String, Object> values = new LinkedHashMap<>();

  private ChartOption() {}

  /** An option with nothing set. */
  public static ChartOption empty() {
    return new ChartOption();
  }

  /** An option with one text, such as its type. */
  public static ChartOption of(String name, String text) {
    return empty().set(name, text);
  }

  /** Sets a text. What comes from outside may be a name or a label; never a template. */
  public ChartOption set(String name, String text) {
    return put(name, text);
  }

  /** Sets a number. */
  public ChartOption set(String name, double number) {
    return put(name, number);
  }

  /** Switches something on or off. */
  public ChartOption set(String name, boolean isOn) {
    return put(name, isOn);
  }

  /** Sets a further option, as it is now: what is set in it later is not seen. */
  public ChartOption set(String name, ChartOption option) {
    return put(name, option.copy());
  }

  /**
   * Sets a list.
   *
   * @param list of texts, numbers, options and lists
   * @throws IllegalArgumentException if it has something else
   */
  public ChartOption set(String name, List<?> list) {
    return put(name, checked(list));
  }

  /** Sets how numbers are written, as those of an axis. */
  public ChartOption label(String name, DoubleFunction<String> label) {
    return put(name, label);
  }

  /** Every value by its name, in the order in which they were set. */
  Map<String, Object> values() {
    return values;
  }

  private ChartOption put(String name, Object value) {
    values.put(requireNonNull(name, "name"), requireNonNull(value, name));
    return this;
  }

  private ChartOption copy() {
    ChartOption copy = empty();
    copy.values.putAll(values);
    return copy;
  }

  private static List<Object> checked(List<?> list) {
    return list.stream().map(ChartOption::checked).toList();
  }

  private static Object checked(Object value) {
    if (value instanceof List<?> list) {
      return checked(list);
    }
    if (value instanceof ChartOption option) {
      return option.copy();
    }
    if (value instanceof String || value instanceof Number) {
      return value;
    }
    throw new IllegalArgumentException("no value of a chart: " + value.getClass());
  }
}
