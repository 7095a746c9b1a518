package io.crossguard.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.client.MarginClient;
import io.crossguard.client.MarginClientConfig;
import io.crossguard.server.EmbeddedCrossguard;
import io.crossguard.server.config.ServerConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Javadoc and READMEs show in Java compiles; those about the client run as well. */
@Timeout(60)
class JavaExamplesTest {
  private static final String SHOWN_TARGET = "localhost:50051";
  private static final String SHOWN_FILE = "mine.json";
  private static final String OWN_ACCOUNT = "examples/own-account.json";

  @TempDir
  private static @Nullable Path folder;

  private static @Nullable EmbeddedCrossguard server;
  private static @Nullable MarginClient client;

  static Stream<Example> all() {
    return Stream.concat(Example.ofJavadoc().stream(), Example.ofReadmes().stream());
  }

  static Stream<Example> ofTheClient() {
    return all()
        .filter(example -> example.place().startsWith("margin-client") && !example.isType());
  }

  @BeforeAll
  static void start() {
    server = EmbeddedCrossguard.startOnPort(ServerConfig.DEFAULT.withPort(0));
    client = MarginClient.connect(MarginClientConfig.builder(target()).build());
  }

  @AfterAll
  static void stop() {
    client().close();
    Objects.requireNonNull(server).close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void example_compiles(Example example, @TempDir Path classes) {
    assertThat(CompiledExample.of(example, classes).errors()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ofTheClient")
  void exampleOfTheClient_runs(Example example, @TempDir Path classes) throws Exception {
    String code = example.code().replace(SHOWN_TARGET, target()).replace(SHOWN_FILE, OWN_ACCOUNT);
    Example here = new Example(example.place(), code);

    CompiledExample.of(here, classes).run();
  }

  @Test
  void exampleThatIsWrong_isFound(@TempDir Path classes) {
    Example wrong = new Example("margin-client/README.md:1", "client.noSuchCall(request);");

    assertThat(CompiledExample.of(wrong, classes).errors())
        .singleElement()
        .asString()
        .contains("noSuchCall");
  }

  @Test
  void classesThatProgramsStartFrom_haveAnExample() {
    List<String> places = Example.ofJavadoc().stream()
        .map(example -> example.place().replaceAll(".*/|\\.java:.*", ""))
        .toList();

    assertThat(places)
        .contains(
            "MarginClient",
            "AsyncMarginClient",
            "MarginMonitor",
            "BookEvaluation",
            "CrossguardExtension",
            "AccountPage",
            "ExchangeFormats");
    assertThat(Example.ofReadmes()).hasSizeGreaterThan(8);
  }

  static MarginClient client() {
    return Objects.requireNonNull(client);
  }

  static String target() {
    return Objects.requireNonNull(server).target();
  }

  static Path file() {
    return Objects.requireNonNull(folder).resolve("page.html");
  }
}
