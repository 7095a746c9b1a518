package io.crossguard.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.google.rpc.Code;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The operator's page about HTTP shows what the server answers. */
@Timeout(60)
class HttpReadmeTest {
  private static final Pattern EXAMPLE =
      Pattern.compile("```\\n(curl .*?)\\n```.*?```json\\n(.*?)\\n```", Pattern.DOTALL);
  private static final Pattern PARTS =
      Pattern.compile("http://127.0.0.1:8080(\\S+) .* -d '(.*)'", Pattern.DOTALL);

  private final MatchResult example = example();

  @Test
  void example_isAnsweredAsShown() {
    Matcher parts = PARTS.matcher(example.group(1));
    assertThat(parts.find()).isTrue();

    try (HttpFixture http = new HttpFixture(Map.of())) {
      assertThat(json(http.post(parts.group(1), parts.group(2)).body()))
          .isEqualTo(json(example.group(2)));
    }
  }

  @Test
  void example_inAShell_isAnsweredAsShown() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "there is no curl");
    try (HttpFixture http = new HttpFixture(Map.of())) {
      String command = example.group(1).replace(":8080", ":" + http.server().httpPort());
      Process curl = new ProcessBuilder("sh", "-c", command).start();

      try (InputStream out = curl.getInputStream()) {
        assertThat(json(new String(out.readAllBytes(), StandardCharsets.UTF_8)))
            .isEqualTo(json(example.group(2)));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Code.class,
      names = {
        "INVALID_ARGUMENT",
        "UNAUTHENTICATED",
        "PERMISSION_DENIED",
        "NOT_FOUND",
        "RESOURCE_EXHAUSTED",
        "CANCELLED",
        "INTERNAL",
        "UNAVAILABLE",
        "DEADLINE_EXCEEDED"
      })
  void status_ofEveryCode_isTheOneOfThePage(Code code) throws IOException {
    assertThat(Files.readString(Path.of("..", "proto", "README.md")))
        .contains("| `" + code + "` | " + status(code) + " |");
  }

  // As the comments of google.rpc.Code state it.
  private static int status(Code code) {
    return switch (code) {
      case INVALID_ARGUMENT -> 400;
      case UNAUTHENTICATED -> 401;
      case PERMISSION_DENIED -> 403;
      case NOT_FOUND -> 404;
      case RESOURCE_EXHAUSTED -> 429;
      case CANCELLED -> 499;
      case INTERNAL -> 500;
      case UNAVAILABLE -> 503;
      case DEADLINE_EXCEEDED -> 504;
      default -> throw new AssertionError(code);
    };
  }

  private static MatchResult example() {
    try {
      return EXAMPLE
          .matcher(Files.readString(Path.of("README.md")))
          .results()
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static JsonElement json(String text) {
    return JsonParser.parseString(text);
  }
}
