package io.crossguard.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.server.EmbeddedCrossguard;
import io.crossguard.server.config.ServerConfig;
import io.crossguard.server.config.Setting;
import io.netty.pkitesting.CertificateBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands that ask a service with TLS, which wants to know who calls. */
@Timeout(60)
class SecuredTargetTest {
  private static final String TOKEN = "a-token-that-only-bot-1-has";
  private static final String TWO_LONGS =
      CommandRun.REQUESTS.resolve("two-longs.json").toString();

  @TempDir
  private Path directory;

  @BeforeEach
  void writeTheFiles() throws Exception {
    TestCertificates authority = new TestCertificates(directory, "authority");
    authority.issueForServer(
        "server", new CertificateBuilder().subject("CN=server").addSanIpAddress("127.0.0.1"));
    authority.issueForServer(
        "named", new CertificateBuilder().subject("CN=named").addSanDnsName("margin.example"));
    authority.issueForClient("desk", "spiffe://desk/risk");
    TestCertificates other = new TestCertificates(directory, "other");
    other.issueForClient("stranger", "spiffe://desk/risk");
    write("token", TOKEN + "\n");
    write("access", """
        bot-1  evaluate  plain:%s
        old    evaluate  plain:a-token-whose-time-has-passed expires=2020-01-01T00:00:00Z
        clerk  advise    plain:a-token-for-advice-alone
        desk   evaluate  certificate:spiffe://desk/risk
        """.formatted(TOKEN));
  }

  @Test
  void evaluate_withTokenFile_answersAsTheEmbeddedService() {
    try (EmbeddedCrossguard server = start("server", Map.of())) {
      CommandRun run =
          evaluate(server, "--trust", file("authority.pem"), "--token-file", file("token"));

      assertThat(run.err()).isEmpty();
      assertThat(run.out()).isEqualTo(CommandRun.golden("two-longs.txt"));
      assertThat(run.status()).isZero();
    }
  }

  @Test
  void rules_withTheTokenOfTheEnvironment_areListed() {
    try (EmbeddedCrossguard server = start("server", Map.of())) {
      CommandRun run = CommandRun.in(
          Map.of("CROSSGUARD_TOKEN", TOKEN),
          "rules",
          "--target",
          server.target(),
          "--trust",
          file("authority.pem"));

      assertThat(run.err()).isEmpty();
      assertThat(run.out()).contains("drift-v2");
    }
  }

  @Test
  void evaluate_tokenFileAndEnvironment_usesTheFile() {
    try (EmbeddedCrossguard server = start("server", Map.of())) {
      CommandRun run = CommandRun.in(
          Map.of("CROSSGUARD_TOKEN", "a-token-that-nobody-has"),
          arguments(server, "--trust", file("authority.pem"), "--token-file", file("token")));

      assertThat(run.status()).isZero();
    }
  }

  @Test
  void evaluate_withCertificate_isOfItsIdentity() {
    try (EmbeddedCrossguard server = startForCertificates()) {
      CommandRun run = evaluate(
          server,
          "--trust",
          file("authority.pem"),
          "--certificate",
          file("desk.pem"),
          "--private-key",
          file("desk.key"));

      assertThat(run.err()).isEmpty();
      assertThat(run.status()).isZero();
    }
  }

  @Test
  void evaluate_certificateOfAnotherAuthority_isNotLetIn() {
    try (EmbeddedCrossguard server = startForCertificates()) {
      assertRefused(
          evaluate(
              server,
              "--trust",
              file("authority.pem"),
              "--certificate",
              file("stranger.pem"),
              "--private-key",
              file("stranger.key")),
          3,
          "the service can't be reached: ");
    }
  }

  @Test
  void evaluate_serverOfAnotherName_isReachedByThatName() {
    try (EmbeddedCrossguard server = start("named", Map.of())) {
      CommandRun run = evaluate(
          server,
          "--trust",
          file("authority.pem"),
          "--token-file",
          file("token"),
          "--server-name",
          "margin.example");

      assertThat(run.err()).isEmpty();
      assertThat(run.status()).isZero();

      assertRefused(
          evaluate(server, "--trust", file("authority.pem"), "--token-file", file("token")),
          3,
          "the service can't be reached: TLS: No subject alternative names");
    }
  }

  @Test
  void evaluate_serverThatIsNotTrusted_namesTheReason() {
    try (EmbeddedCrossguard server = start("server", Map.of())) {
      assertRefused(
          evaluate(server, "--trust", file("other.pem"), "--token-file", file("token")),
          3,
          "the service can't be reached: TLS: PKIX path ");
      assertRefused(
          evaluate(server, "--tls"),
          3,
          "the service can't be reached: TLS: PKIX path building failed");
    }
  }

  @Test
  void evaluate_serverInPlainText_isNotSpokenToInTls() {
    try (EmbeddedCrossguard server =
        EmbeddedCrossguard.startOnPort(ServerConfig.DEFAULT.withPort(0))) {
      assertRefused(
          evaluate(server, "--trust", file("authority.pem")),
          3,
          "the service can't be reached: TLS: not an SSL/TLS record");
      assertRefused(
          CommandRun.in(Map.of("CROSSGUARD_TOKEN", TOKEN), arguments(server)),
          3,
          "the service can't be reached: TLS: not an SSL/TLS record");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', a bearer token or a client certificate must be shown",
    "a-token-that-nobody-has, the credentials are unknown",
    "a-token-whose-time-has-passed, the credentials have expired",
    "a-token-for-advice-alone, the identity lacks the permission evaluate"
  })
  void evaluate_otherToken_isRefusedWithTheReason(String token, String reason) {
    try (EmbeddedCrossguard server = start("server", Map.of())) {
      CommandRun run = CommandRun.in(
          Map.of("CROSSGUARD_TOKEN", token), arguments(server, "--trust", file("authority.pem")));

      assertThat(run.err())
          .isEqualTo("the service refuses the caller: " + reason + System.lineSeparator());
      assertThat(run.status()).isEqualTo(4);
    }
  }

  @Test
  void evaluate_linesWithoutToken_stopAtTheFirst() {
    String line = CommandRun.line(CommandRun.REQUESTS.resolve("two-longs.json"));
    try (EmbeddedCrossguard server = start("server", Map.of())) {
      CommandRun run = CommandRun.withInput(
          line + "\n" + line + "\n",
          "evaluate",
          "--lines",
          "--target",
          server.target(),
          "--trust",
          file("authority.pem"),
          "-");

      assertThat(run.out().lines()).hasSize(1);
      assertThat(run.out()).startsWith("{\"error\":{\"code\":16").contains("CREDENTIALS_MISSING");
      assertThat(run.status()).isEqualTo(4);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--trust none | --trust: DIR/none: can't be read as text in UTF-8",
        "--trust token | --trust: DIR/token: no certificate in PEM is there",
        "--certificate desk.pem | --certificate, --private-key: both must be there, or neither",
        "--private-key desk.key | --certificate, --private-key: both must be there, or neither",
        "--certificate token --private-key desk.key | --certificate: DIR/token: no certificate in",
        "--certificate desk.pem --private-key none | --private-key: DIR/none: can't be read as text",
        "--certificate desk.pem --private-key desk.pem | --private-key: DIR/desk.pem: no private key of",
        "--certificate desk.pem --private-key server.key | --private-key: DIR/server.key: not the key of",
        "--token-file none | --token-file: DIR/none: can't be read as text",
        "--token-file access | --token-file: DIR/access: must have a token alone",
        "--token-file empty | --token-file: DIR/empty: must have a token alone"
      })
  void evaluate_fileThatCantBeUsed_isNamedWithOptionAndReason(String options, String message)
      throws IOException {
    write("empty", "\n");
    List<String> arguments =
        new ArrayList<>(List.of("evaluate", "--target", "127.0.0.1:1", TWO_LONGS));
    for (String word : options.split(" ", -1)) {
      arguments.add(word.startsWith("--") ? word : file(word));
    }

    CommandRun run = CommandRun.of(arguments.toArray(String[]::new));

    assertRefused(run, 2, message.replace("DIR", directory.toString()));
    assertThat(run.err()).doesNotContain(TOKEN, "PRIVATE KEY", "a-token");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--trust a.pem | --target: must be there beside options about its connection",
        "--plaintext | --target: must be there beside options about its connection",
        "--token-file t | --target: must be there beside options about its connection",
        "--target margin.example:1 --plaintext --tls | --plaintext: must not stand beside options",
        "--target 127.0.0.1:1 --plaintext --server-name a | --plaintext: must not stand beside",
        "--target 127.0.0.1:1 --server-name a:1 | --server-name: must be a host name, without port",
        "--target :::x | --target: "
      })
  void evaluate_optionsThatDontGoTogether_areRefused(String options, String message) {
    List<String> arguments = new ArrayList<>(List.of("evaluate"));
    arguments.addAll(List.of(options.split(" ", -1)));
    arguments.add(TWO_LONGS);

    assertRefused(CommandRun.of(arguments.toArray(String[]::new)), 2, message);
  }

  @Test
  void evaluate_tokenInPlainText_isNotSent() {
    CommandRun run = CommandRun.in(
        Map.of("CROSSGUARD_TOKEN", TOKEN),
        "evaluate",
        "--target",
        "127.0.0.1:1",
        "--plaintext",
        TWO_LONGS);

    assertRefused(run, 2, "--plaintext: a token is sent over TLS alone");
  }

  @ParameterizedTest
  @CsvSource({
    "localhost:50051, true",
    "localhost, true",
    "127.0.0.1:50051, true",
    "127.1.2.3:50051, true",
    "[::1]:50051, true",
    "dns:///localhost:50051, true",
    "10.0.0.1:50051, false",
    "localhost.example:50051, false",
    "margin.example:50051, false",
    "dns:///crossguard:50051, false",
    "dns://127.0.0.1/crossguard:50051, false",
    "127.0.0.1.example:50051, false",
    "[::2]:50051, false"
  })
  void target_isSecuredWhereItIsNotThisMachine(String target, boolean isThisMachine) {
    TlsOptions none = new TlsOptions();

    assertThat(none.isSecured(new Target(target), false)).isEqualTo(!isThisMachine);
    assertThat(none.isSecured(new Target(target), true)).isTrue();
  }

  private static void assertRefused(CommandRun run, int status, String message) {
    assertThat(run.err()).startsWith(message);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.status()).isEqualTo(status);
  }

  private EmbeddedCrossguard startForCertificates() {
    return start("server", Map.of(Setting.TLS_CLIENT_AUTHORITY, file("authority.pem")));
  }

  private EmbeddedCrossguard start(String certificate, Map<Setting, String> given) {
    Map<Setting, String> settings = new EnumMap<>(Map.of(
        Setting.PORT, "0",
        Setting.DRAIN_SECONDS, "0",
        Setting.TLS_CERTIFICATE, file(certificate + ".pem"),
        Setting.TLS_PRIVATE_KEY, file(certificate + ".key"),
        Setting.ACCESS_FILE, file("access")));
    settings.putAll(given);
    return EmbeddedCrossguard.startOnPort(ServerConfig.of(settings));
  }

  private static CommandRun evaluate(EmbeddedCrossguard server, String... options) {
    return CommandRun.of(arguments(server, options));
  }

  private static String[] arguments(EmbeddedCrossguard server, String... options) {
    List<String> arguments = new ArrayList<>(List.of("evaluate", "--target", server.target()));
    arguments.addAll(List.of(options));
    arguments.add(TWO_LONGS);
    return arguments.toArray(String[]::new);
  }

  private String file(String name) {
    return directory.resolve(name).toString();
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }
}
