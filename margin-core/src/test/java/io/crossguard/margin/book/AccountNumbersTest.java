package io.crossguard.margin.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountNumbersTest {
  private final AccountNumbers numbers = new AccountNumbers();

  @Test
  void number_unknownName_isAbsent() {
    numbers.add("a", 0);

    assertThat(numbers.number("b")).isEmpty();
  }

  @Test
  void add_afterARemoval_usesTheNumberAgain() {
    int first = numbers.add("a", 0);
    int second = numbers.add("b", 1);
    numbers.remove(first);

    assertThat(numbers.add("c", 2)).isEqualTo(first);
    assertThat(numbers.number("a")).isEmpty();
    assertThat(numbers.number("b")).hasValue(second);
    assertThat(numbers.number("c")).hasValue(first);
    assertThat(numbers.accountId(first)).isEqualTo("c");
    assertThat(numbers.firstRow(first)).isEqualTo(2);
  }

  /** "Aa" and "BB" have one hash, and so has what is put together of as many of them. */
  @Test
  void number_namesOfOneHash_areToldApart() {
    List<String> names = new ArrayList<>(List.of(""));
    for (int length = 0; length < 6; length++) {
      List<String> longer = new ArrayList<>();
      names.forEach(name -> longer.addAll(List.of(name + "Aa", name + "BB")));
      names = longer;
    }
    assertThat(names.stream().map(String::hashCode).distinct()).hasSize(1);
    Map<String, Integer> expected = new HashMap<>();
    names.forEach(name -> expected.put(name, numbers.add(name, 0)));

    for (String name : names.subList(0, 40)) {
      numbers.remove(expected.remove(name));
    }

    assertHas(expected, names);
  }

  /** A map of the JDK is the second method; names end alike, and some hundreds come and go. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void numbers_afterAnyChanges_areThoseOfAMap(long seed) {
    Random random = new Random(seed);
    Map<String, Integer> expected = new HashMap<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      names.add("account-" + i);
    }
    for (int i = 0; i < 20_000; i++) {
      String name = names.get(random.nextInt(names.size()));
      if (expected.containsKey(name)) {
        numbers.remove(expected.remove(name));
      } else {
        expected.put(name, numbers.add(name, i));
      }
    }

    assertHas(expected, names);
  }

  private void assertHas(Map<String, Integer> expected, List<String> names) {
    assertThat(numbers.size()).isEqualTo(expected.size());
    for (String name : names) {
      Integer number = expected.get(name);
      assertThat(numbers.number(name))
          .isEqualTo(number == null ? OptionalInt.empty() : OptionalInt.of(number));
    }
    List<Integer> all = new ArrayList<>();
    numbers.forEach(all::add);
    assertThat(all).containsExactlyInAnyOrderElementsOf(expected.values());
    expected.forEach((name, number) -> assertThat(numbers.accountId(number)).isEqualTo(name));
  }
}
