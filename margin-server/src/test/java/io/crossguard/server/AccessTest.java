package io.crossguard.server;

import static io.crossguard.server.SecureServer.margin;
import static io.crossguard.server.SecureServer.withToken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.hash.Hashing;
import com.google.rpc.Code;
import com.google.rpc.Status;
import io.crossguard.server.config.BadConfigException;
import io.crossguard.server.config.Setting;
import io.crossguard.v1.AdvisorServiceGrpc;
import io.crossguard.v1.ClassifyPositionsRequest;
import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.ListRuleSetsRequest;
import io.crossguard.v1.MonitorAdvice;
import io.crossguard.v1.MonitorMarginRequest;
import io.crossguard.v1.RuleSetServiceGrpc;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.channelz.v1.ChannelzGrpc;
import io.grpc.channelz.v1.GetServersRequest;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.MetadataUtils;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may call what, over TLS with tokens and certificates. */
@Timeout(60)
class AccessTest {
  private static final EvaluateMarginRequest REQUEST = Requests.hedgedSol().build();
  private static final String TOKEN = "a-token-that-only-bot-1-has";
  private static final String NEXT_TOKEN = "the-token-that-bot-1-gets-next";
  private static final String OLD_TOKEN = "a-token-whose-time-has-passed";
  private static final String ADVISER_TOKEN = "a-token-for-advice-alone";
  private static final String ACCESS =
      """
      # identity  permissions  credential
      bot-1    evaluate         sha256:%s
      bot-1    evaluate         plain:%s expires=2999-01-01T00:00:00Z

      bot-1    evaluate         plain:%s expires=2020-01-01T00:00:00Z
      adviser  advise           plain:%s
      desk     evaluate,advise  certificate:spiffe://desk/risk
      ops      admin            certificate:operations
      """.formatted(sha256(TOKEN), NEXT_TOKEN, OLD_TOKEN, ADVISER_TOKEN);

  private final TestAuthority clients = new TestAuthority("clients");

  @TempDir
  private Path directory;

  private Path file;

  @BeforeEach
  void writeTheFile() {
    file = TestAuthority.write(directory.resolve("access"), ACCESS);
  }

  @Test
  void call_withEitherTokenOfAnIdentity_isAnswered() {
    try (SecureServer server = start()) {
      Channel channel = server.channel();

      assertEvaluates(withToken(channel, TOKEN));
      assertEvaluates(withToken(channel, NEXT_TOKEN));
    }
  }

  @Test
  void stream_thatAsksForAdvice_needsBothPermissions() {
    MonitorMarginRequest.Snapshot withAdvice = MonitorMarginInProcessTest.solStart()
        .setAdvice(MonitorAdvice.getDefaultInstance())
        .build();
    try (SecureServer server = start();
        MonitorConversation evaluating =
            MonitorConversation.over(withToken(server.channel(), TOKEN));
        MonitorConversation advising =
            MonitorConversation.over(withToken(server.channel(), ADVISER_TOKEN));
        MonitorConversation both =
            MonitorConversation.over(server.channel(clients.client("spiffe://desk/risk")))) {
      evaluating.snapshot(withAdvice);
      Status refusal = evaluating.nextRefusal().getError();
      assertThat(Errors.reason(refusal)).isEqualTo("PERMISSION_MISSING");
      assertThat(Errors.info(refusal).getMetadataMap()).containsEntry("permission", "advise");
      evaluating.snapshot(MonitorMarginInProcessTest.solStart().build());
      assertThat(evaluating.nextAccount().hasAdvice()).isFalse();

      assertThat(Errors.reason(StatusProto.fromThrowable(advising.failure())))
          .isEqualTo("PERMISSION_MISSING");

      both.snapshot(withAdvice);
      both.nextAccount();
      assertThat(both.nextAccount().hasAdvice()).isTrue();
    }
  }

  @Test
  void call_withoutCredentials_isUnauthenticated() {
    try (SecureServer server = start()) {
      assertRefused(server.channel(), Code.UNAUTHENTICATED, "CREDENTIALS_MISSING");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Basic Ym90LTE6cHc=, CREDENTIALS_MISSING",
    "a-token-that-only-bot-1-has, CREDENTIALS_MISSING",
    "Bearer, CREDENTIALS_MISSING",
    "Bearer a-token-that-only-bot-1-ha, CREDENTIALS_UNKNOWN",
    "Bearer a-token-that-only-bot-1-hast, CREDENTIALS_UNKNOWN",
    "Bearer a-token-whose-time-has-passed, CREDENTIALS_EXPIRED"
  })
  void call_withOtherCredentials_isUnauthenticated(String authorization, String reason) {
    try (SecureServer server = start()) {
      Metadata headers = new Metadata();
      headers.put(SecureServer.AUTHORIZATION, authorization);

      assertRefused(with(server.channel(), headers), Code.UNAUTHENTICATED, reason);
    }
  }

  @Test
  void call_withTheDigestInPlaceOfTheToken_isUnauthenticated() {
    try (SecureServer server = start()) {
      assertRefused(
          withToken(server.channel(), sha256(TOKEN)), Code.UNAUTHENTICATED, "CREDENTIALS_UNKNOWN");
    }
  }

  @Test
  void call_withTwoTokens_countsNeither() {
    try (SecureServer server = start()) {
      Metadata headers = new Metadata();
      headers.put(SecureServer.AUTHORIZATION, "Bearer " + TOKEN);
      headers.put(SecureServer.AUTHORIZATION, "Bearer " + NEXT_TOKEN);

      assertRefused(with(server.channel(), headers), Code.UNAUTHENTICATED, "CREDENTIALS_MISSING");
    }
  }

  @Test
  void call_withoutThePermission_isDeniedWithItsName() {
    try (SecureServer server = start()) {
      Channel adviser = withToken(server.channel(), ADVISER_TOKEN);
      Channel evaluator = withToken(server.channel(), TOKEN);

      Status evaluating = assertRefused(adviser, Code.PERMISSION_DENIED, "PERMISSION_MISSING");
      Status advising = Errors.of(() -> AdvisorServiceGrpc.newBlockingStub(evaluator)
          .classifyPositions(ClassifyPositionsRequest.getDefaultInstance()));

      assertThat(Errors.info(evaluating).getMetadataMap()).containsEntry("permission", "evaluate");
      assertThat(Errors.info(advising).getMetadataMap()).containsEntry("permission", "advise");
      // It is let in, and told what is wrong with its request.
      assertThat(Errors.reason(Errors.of(() -> AdvisorServiceGrpc.newBlockingStub(adviser)
              .classifyPositions(ClassifyPositionsRequest.getDefaultInstance()))))
          .isEqualTo("INVALID_FIELD");
      assertThat(RuleSetServiceGrpc.newBlockingStub(adviser)
              .listRuleSets(ListRuleSetsRequest.getDefaultInstance())
              .getRuleSetsCount())
          .isPositive();
    }
  }

  @Test
  void call_withACertificate_isOfTheIdentityThatItsNameStandsFor() {
    try (SecureServer server = start()) {
      assertEvaluates(server.channel(clients.client("spiffe://desk/risk")));
      assertRefused(
          server.channel(clients.clientWithoutAlternatives("operations")),
          Code.PERMISSION_DENIED,
          "PERMISSION_MISSING");
      assertRefused(
          server.channel(clients.client("spiffe://desk/other")),
          Code.UNAUTHENTICATED,
          "CREDENTIALS_UNKNOWN");
    }
  }

  @Test
  void call_withTokenAndCertificate_isOfTheToken() {
    try (SecureServer server = start()) {
      Channel desk = server.channel(clients.client("spiffe://desk/risk"));

      assertRefused(
          withToken(desk, "unknown-to-the-server"), Code.UNAUTHENTICATED, "CREDENTIALS_UNKNOWN");
    }
  }

  @Test
  void channelz_isForAdministratorsAlone() {
    try (SecureServer server = start()) {
      Channel admin = server.channel(clients.clientWithoutAlternatives("operations"));
      Channel evaluator = withToken(server.channel(), TOKEN);

      assertThat(servers(admin)).isPositive();
      assertThat(Errors.reason(Errors.of(() -> servers(evaluator))))
          .isEqualTo("PERMISSION_MISSING");
    }
  }

  private static int servers(Channel channel) {
    return ChannelzGrpc.newBlockingStub(channel)
        .getServers(GetServersRequest.getDefaultInstance())
        .getServerCount();
  }

  @Test
  void health_withoutCredentials_isTold() {
    try (SecureServer server = start()) {
      assertThat(HealthGrpc.newBlockingStub(server.channel())
              .check(HealthCheckRequest.getDefaultInstance())
              .getStatus())
          .isEqualTo(ServingStatus.SERVING);
    }
  }

  @Test
  void file_changedWhileServing_countsFromThen() {
    try (SecureServer server = start()) {
      Channel later = withToken(server.channel(), "a-token-that-is-given-later");
      assertRefused(later, Code.UNAUTHENTICATED, "CREDENTIALS_UNKNOWN");

      TestAuthority.write(file, "bot-2 evaluate plain:a-token-that-is-given-later\n");

      awaitAnswer(later);
      assertRefused(
          withToken(server.channel(), TOKEN), Code.UNAUTHENTICATED, "CREDENTIALS_UNKNOWN");
    }
  }

  @Test
  void file_changedToGarbageWhileServing_changesNothing() {
    try (SecureServer server = start();
        LogCapture log = LogCapture.of("io.crossguard.server.reload")) {
      TestAuthority.write(file, "bot-2 evaluate plain:short-token\n");

      log.await("changed files are refused");

      assertEvaluates(withToken(server.channel(), TOKEN));
      assertThat(log.text()).contains("line 1: plain: must have at least 16 characters");
      assertThat(log.text()).doesNotContain("short-token");
    }
  }

  @Test
  void log_ofARefusedCall_hasRequestIdAndNoToken() {
    try (SecureServer server = start();
        LogCapture log = LogCapture.of("io.crossguard.server.security")) {
      Metadata headers = new Metadata();
      headers.put(SecureServer.AUTHORIZATION, "Bearer a-wrong-token-of-somebody");
      headers.put(Metadata.Key.of("x-request-id", Metadata.ASCII_STRING_MARSHALLER), "order-17");

      assertRefused(with(server.channel(), headers), Code.UNAUTHENTICATED, "CREDENTIALS_UNKNOWN");

      assertThat(log.text())
          .contains("order-17", "crossguard.v1.MarginService/EvaluateMargin")
          .doesNotContain("a-wrong-token");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bot evaluate | line 1: must be: identity, permissions, credential",
        "bot evaluate plain:0123456789abcdef x y | line 1: behind the credential must be expires=",
        "b?t evaluate plain:0123456789abcdef | line 1: the identity must match",
        "bot evalate plain:0123456789abcdef | line 1: the permissions must be of evaluate",
        "bot evaluate,, plain:0123456789abcdef | line 1: the permissions must be of evaluate",
        "bot evaluate 0123456789abcdef | line 1: the credential must start with",
        "bot evaluate plain:0123456789abcde | line 1: plain: must have at least 16",
        "bot evaluate sha256:0123 | line 1: sha256: must have 64",
        "bot evaluate certificate: | line 1: certificate: must have a name",
        "bot evaluate plain:0123456789abcdef till=2027 | line 1: behind the credential must be expires=",
        "bot evaluate plain:0123456789abcdef calls-max=0 | line 1: calls-max= must be a whole number of at least 1",
        "bot evaluate plain:0123456789abcdef calls-max= | line 1: calls-max= must be a whole number of at least 1",
        "bot evaluate plain:0123456789abcdef calls-per-second=2.5 | line 1: calls-per-second= must be a whole number",
        "bot evaluate plain:0123456789abcdef calls-max=1 calls-max=1 | line 1: calls-max= must not come twice",
        "bot evaluate plain:0123456789abcdef expires=2027 | line 1: expires= must be like"
      })
  void start_fileThatBreaksARule_namesKeyFileAndLine(String text, String message) {
    TestAuthority.write(file, text);

    assertThatThrownBy(this::start)
        .isInstanceOf(BadConfigException.class)
        .hasMessageStartingWith("access.file must be usable: " + file + ": " + message)
        .hasMessageNotContaining("0123456789");
  }

  @Test
  void start_credentialThatIsThereTwice_isRefused() {
    TestAuthority.write(
        file, "a evaluate plain:%s\nb advise sha256:%s\n".formatted(TOKEN, sha256(TOKEN)));

    assertThatThrownBy(this::start)
        .hasMessage(
            "access.file must be usable: " + file + ": must not have a credential of b twice");
  }

  @Test
  void start_limitsOfAnIdentityThatContradictEachOther_areRefused() {
    TestAuthority.write(file, """
        bot evaluate plain:%s calls-max=2 calls-per-second=5
        bot evaluate plain:%s calls-per-second=5
        bot evaluate plain:%s calls-max=3
        """.formatted(TOKEN, NEXT_TOKEN, OLD_TOKEN));

    assertThatThrownBy(this::start)
        .hasMessage("access.file must be usable: " + file
            + ": must not give bot different limits on its lines");
  }

  @Test
  void call_beyondTheLimitOfItsIdentity_isRefusedWithWhicheverOfItsTokens() {
    TestAuthority.write(file, """
        bot-1  evaluate plain:%s
        bot-1  evaluate plain:%s calls-per-second=1
        desk   evaluate plain:%s
        """.formatted(TOKEN, NEXT_TOKEN, OLD_TOKEN));
    try (SecureServer server = start()) {
      Channel channel = server.channel();
      assertEvaluates(withToken(channel, TOKEN));

      assertRefused(withToken(channel, NEXT_TOKEN), Code.RESOURCE_EXHAUSTED, "QUOTA_EXCEEDED");

      assertEvaluates(withToken(channel, OLD_TOKEN));
      assertEvaluates(withToken(channel, OLD_TOKEN));
    }
  }

  private SecureServer start() {
    Map<Setting, String> settings = new HashMap<>();
    settings.put(Setting.ACCESS_FILE, file.toString());
    settings.put(
        Setting.TLS_CLIENT_AUTHORITY,
        clients.write(directory.resolve("clients.pem")).toString());
    settings.put(Setting.TLS_CLIENT_CERTIFICATE, "optional");
    return new SecureServer(directory, settings);
  }

  private static Channel with(Channel channel, Metadata headers) {
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  private static void assertEvaluates(Channel channel) {
    assertThat(margin(channel).evaluateMargin(REQUEST).getAccountId()).isEqualTo("hedged");
  }

  private static Status assertRefused(Channel channel, Code code, String reason) {
    Status status = Errors.of(() -> margin(channel).evaluateMargin(REQUEST));
    assertThat(status.getCode()).isEqualTo(code.getNumber());
    assertThat(Errors.reason(status)).isEqualTo(reason);
    return status;
  }

  private static void awaitAnswer(Channel channel) {
    while (true) {
      try {
        assertEvaluates(channel);
        return;
      } catch (StatusRuntimeException e) {
        Thread.onSpinWait();
      }
    }
  }

  private static String sha256(String token) {
    return Hashing.sha256().hashString(token, StandardCharsets.UTF_8).toString();
  }
}
