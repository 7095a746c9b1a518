package io.crossguard.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page for traders says what the commands print, and no number that they do not. */
class CrossOrIsolatedPageTest {
  private static final String PAGE =
      CommandRun.text(Path.of("..", "advisor", "cross-or-isolated.md"));
  private static final Pattern EXAMPLE =
      Pattern.compile("```\\n\\$ margin-client/bin/crossguard (.*)\\n((?:.|\\n)*?)```");
  // A number with a fraction or with thousands, as the tables have them.
  private static final Pattern FIGURE = Pattern.compile("\\d[\\d,]*\\.\\d+|\\d+,\\d{3}");

  @TempDir
  private Path directory;

  static Stream<MatchResult> examples() {
    return EXAMPLE.matcher(PAGE).results();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void example_isWhatTheCommandPrints(MatchResult example) {
    CommandRun run = run(example);

    assertThat(run.status()).isZero();
    assertThat(run.out()).contains(example.group(2).split("…\n"));
  }

  @Test
  void figures_ofTheProse_areThoseOfTheCommands() {
    String prose = EXAMPLE.matcher(PAGE).replaceAll("");
    String printed =
        String.join("\n", examples().map(example -> run(example).out()).toList());
    List<String> figures =
        FIGURE.matcher(prose).results().map(MatchResult::group).distinct().toList();

    assertThat(figures).hasSizeGreaterThan(10);
    assertThat(figures).allSatisfy(figure -> assertThat(printed).contains(figure));
  }

  @Test
  void tagsAndOwner_changeNoAdvice() throws Exception {
    Path bet = CommandRun.EXAMPLES.resolve("basis-book-and-a-bet.json");
    String said = CommandRun.text(bet)
        .replaceFirst(
            "\\{",
            "{\"tags\": [{\"positionId\": \"sol-bet\", \"tag\": \"hedge\"}],"
                + " \"ownerAttributes\": {\"years\": \"20\"},");
    Path file = Files.writeString(directory.resolve("said.json"), said);

    CommandRun run = CommandRun.of("advise", file.toString());

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(withoutReasons(run.out()))
        .isEqualTo(withoutReasons(CommandRun.of("advise", bet.toString()).out()));
    assertThat(run.out()).contains("sol-bet DECLARED_HEDGE_NOT_FOUND: ");
  }

  private static String withoutReasons(String out) {
    return out.substring(0, out.indexOf("\nReasons\n"))
        + out.substring(out.indexOf("\nHedge groups"));
  }

  private static CommandRun run(MatchResult example) {
    return CommandRun.of(example.group(1).replace("margin-client/", "").split(" "));
  }
}
