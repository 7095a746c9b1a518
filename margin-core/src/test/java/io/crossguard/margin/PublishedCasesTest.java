package io.crossguard.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Every collected case of a venue is either in a golden or named in the README with a reason. Further
 * cases are listed here with their sources, and each is in a golden.
 */
class PublishedCasesTest {

  private static final Path CASES = Path.of("..", "..", "shared", "cases", "venues.json");
  private static final Path GOLDENS = Path.of("src", "test", "resources", "golden");
  private static final Path FURTHER = Path.of("src", "test", "resources", "further-cases.csv");
  private static final Path README = Path.of("README.md");
  private static final Set<String> OTHER_SOURCES = Set.of("worked by hand", "design notes");

  @Test
  void goldensAndReadme_nameEachCollectedCaseOnce() throws IOException {
    assumeTrue(Files.exists(CASES), "the collection of cases is not beside this project");
    Set<String> collected = new TreeSet<>(matches("\\{\\s*\"id\": *\"([^\"]+)\"", text(CASES)));
    Set<String> expressed = collectedAndExpressed();
    Set<String> notExpressed = notExpressed();

    assertThat(expressed).doesNotContainAnyElementsOf(notExpressed);
    assertThat(union(expressed, notExpressed)).isEqualTo(collected);
  }

  @Test
  void readme_statesHowManyCasesAreExpressed() throws IOException {
    int expressed = collectedAndExpressed().size();
    int all = expressed + notExpressed().size();

    assertThat(text(README))
        .contains(expressed + " of the " + all + " collected cases")
        .contains(further().size() + " further cases")
        .contains("Not expressible, " + notExpressed().size() + " of " + all);
  }

  @Test
  void furtherCases_haveASourceAndAreInAGolden() throws IOException {
    assertThat(text(FURTHER).lines().skip(1))
        .allMatch(line -> line.matches("[a-z0-9-]+ \\| \\S+.*"));
    assertThat(expressed()).containsAll(further());
  }

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(
      resources = "/golden/in_code.csv",
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      numLinesToSkip = 1)
  void testNamedForACase_exists(String sentence, String venueCase, String test) throws Exception {
    String[] parts = test.split("#", 2);
    Class<?> type = Class.forName(getClass().getPackageName() + "." + parts[0]);

    assertThat(type.getDeclaredMethod(parts[1]).isAnnotationPresent(Test.class))
        .as("%s: %s", venueCase, sentence)
        .isTrue();
  }

  private static Set<String> collectedAndExpressed() throws IOException {
    Set<String> cases = expressed();
    cases.removeAll(further());
    return cases;
  }

  private static Set<String> further() throws IOException {
    return new TreeSet<>(matches("(?m)^([a-z0-9-]+) \\|", text(FURTHER).split("\n", 2)[1]));
  }

  private static Set<String> expressed() throws IOException {
    try (Stream<Path> files = Files.list(GOLDENS)) {
      Set<String> cases = new TreeSet<>();
      for (Path file : files.toList()) {
        text(file)
            .lines()
            .skip(1)
            .map(line -> line.split(" \\| ", 3)[1].trim())
            .forEach(cases::add);
      }
      cases.removeAll(OTHER_SOURCES);
      return cases;
    }
  }

  /** The cases that the last table of the README names, between back quotes. */
  private static Set<String> notExpressed() throws IOException {
    String[] parts = text(README).split("Not expressible, ", 2);
    return Arrays.stream(parts)
        .skip(1)
        .flatMap(table -> matches("`([^`]+)`", table).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> matches(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(PublishedCasesTest::group)
        .toList();
  }

  private static String group(MatchResult match) {
    return match.group(1);
  }

  private static Set<String> union(Collection<String> left, Collection<String> right) {
    Set<String> all = new TreeSet<>(left);
    all.addAll(right);
    return all;
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
