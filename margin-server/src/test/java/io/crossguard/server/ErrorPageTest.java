package io.crossguard.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.v1.ErrorReason;
import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the tests take for the page of errors is the page of errors. */
class ErrorPageTest {
  private static final Path PAGE = Path.of("..", "proto", "README.md");
  private static final Pattern WITH_REASON =
      Pattern.compile("^\\| `([A-Z_]+)` \\| `([A-Z_]+)` \\|", Pattern.MULTILINE);
  private static final Pattern WITHOUT_REASON =
      Pattern.compile("^\\| `([A-Z_]+)` \\| none: ", Pattern.MULTILINE);

  @Test
  void page_reasonsWithTheirCodes_areThoseThatTheTestsKnow() throws IOException {
    List<String> rows = WITH_REASON
        .matcher(Files.readString(PAGE))
        .results()
        .map(row -> row.group(2) + " " + row.group(1))
        .toList();

    assertThat(rows)
        .containsExactlyInAnyOrderElementsOf(ErrorPageInterceptor.PAGE.entrySet().stream()
            .map(row -> row.getKey() + " " + row.getValue().code())
            .toList());
  }

  @Test
  void page_codesThatGrpcItselfDecides_areThoseThatTheTestsKnow() throws IOException {
    Set<Status.Code> codes = WITHOUT_REASON
        .matcher(Files.readString(PAGE))
        .results()
        .map((MatchResult row) -> Status.Code.valueOf(row.group(1)))
        .collect(Collectors.toSet());

    assertThat(codes).isEqualTo(ErrorPageInterceptor.WITHOUT_DETAILS);
  }

  @Test
  void page_reasons_areThoseOfTheProtocol() {
    assertThat(ErrorPageInterceptor.PAGE.keySet())
        .isEqualTo(Arrays.stream(ErrorReason.Code.values())
            .filter(code ->
                code != ErrorReason.Code.CODE_UNSPECIFIED && code != ErrorReason.Code.UNRECOGNIZED)
            .map(Enum::name)
            .collect(Collectors.toSet()));
  }
}
