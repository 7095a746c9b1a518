package io.crossguard.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the project's README shows is what the command prints, and code that a test runs. */
class ProjectReadmeTest {
  private static final String README = CommandRun.text(Path.of("..", "README.md"));

  @Test
  void advice_isWhatTheCommandPrints() {
    CommandRun run = CommandRun.of(
        "advise", CommandRun.EXAMPLES.resolve("basis-book-and-a-bet.json").toString());

    assertThat(run.status()).isZero();
    assertThat(README).contains(run.out().strip());
  }

  @Test
  void accountOfYourOwn_isTheExample_andIsAdvisedOn() {
    String example = CommandRun.text(CommandRun.EXAMPLES.resolve("own-account.json"));

    CommandRun run = CommandRun.withInput(example, "advise", "-");

    assertThat(README).contains("```json\n" + example + "```");
    assertThat(run.status()).isZero();
    assertThat(run.out()).startsWith("Account mine: 3 positions: ");
  }

  @Test
  void javaSnippet_isTheCodeOfATest() {
    String code = CommandRun.text(
        Path.of("src", "test", "java", "io", "crossguard", "client", "HedgedBookExampleTest.java"));
    String snippet = README.substring(README.indexOf("```java\n") + "```java\n".length());

    assertThat(code).contains(snippet.substring(0, snippet.indexOf("```")).strip());
  }
}
