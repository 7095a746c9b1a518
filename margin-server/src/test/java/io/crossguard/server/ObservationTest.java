package io.crossguard.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ListValue;
import com.google.protobuf.util.JsonFormat;
import com.sun.net.httpserver.HttpServer;
import io.crossguard.server.config.ServerConfig;
import io.crossguard.server.config.Setting;
import io.crossguard.v1.AdvisorServiceGrpc;
import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.MarginServiceGrpc;
import io.crossguard.v1.RecommendMarginModesRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What operators see of a server on a port. */
@Timeout(60)
class ObservationTest {
  private static final EvaluateMarginRequest REQUEST = Requests.hedgedSol().build();
  private static final Pattern PORT = Pattern.compile("admin port on 127\\.0\\.0\\.1:(\\d+)");

  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir
  private Path directory;

  private LogCapture log;

  @BeforeEach
  void openTheLog() {
    log = LogCapture.of("io.crossguard.server");
  }

  @AfterEach
  void closeTheLog() {
    log.close();
  }

  @Test
  void metrics_afterCalls_countThemByMethodStatusAndVerdict() throws Exception {
    try (EmbeddedCrossguard server = start(Map.of())) {
      MarginServiceGrpc.newBlockingStub(server.channel()).evaluateMargin(REQUEST);
      MarginServiceGrpc.newBlockingStub(server.channel()).evaluateMargin(REQUEST);
      Errors.of(() -> MarginServiceGrpc.newBlockingStub(server.channel())
          .evaluateMargin(EvaluateMarginRequest.getDefaultInstance()));

      String metrics = get("/metrics");

      assertThat(metrics)
          .containsPattern("grpc_server_call_duration_seconds_count\\{"
              + "grpc_method=\"crossguard.v1.MarginService/EvaluateMargin\",grpc_status=\"OK\"} 2")
          .containsPattern("grpc_server_call_duration_seconds_count\\{"
              + "grpc_method=\"crossguard.v1.MarginService/EvaluateMargin\","
              + "grpc_status=\"INVALID_ARGUMENT\"} 1")
          .contains("crossguard_evaluations_total{rule_set=\"sent along\",status=\"HEALTHY\"} 2.0")
          .contains("grpc_server_call_duration_seconds_bucket{")
          .containsPattern("crossguard_calls_under_way \\d")
          .contains("crossguard_connections_open 1.0")
          .contains("crossguard_connections_max 1000.0")
          .contains("crossguard_connections_refused_total 0.0")
          .contains("crossguard_calls_max 256.0")
          .contains("crossguard_calls_waiting 0.0")
          .containsPattern("crossguard_rule_sets \\d\\d")
          .contains("service_name=\"crossguard\"");
    }
  }

  @Test
  void metrics_ofStreams_countWhatGoesOverThem() throws Exception {
    try (EmbeddedCrossguard server = start(Map.of());
        MonitorConversation stream = MonitorConversation.over(server.channel())) {
      stream.snapshot(MonitorMarginInProcessTest.solStart()
          .addAccounts(MonitorMarginInProcessTest.shortSol("second", "30"))
          .build());
      stream.nextAccount();
      stream.nextAccount();
      stream.ask("nobody");
      stream.nextRefusal();

      assertThat(get("/metrics"))
          .contains("crossguard_streams_open 1.0")
          .contains("crossguard_streams_max 256.0")
          .contains("crossguard_calls_under_way 0.0")
          .contains("crossguard_accounts_watched 2.0")
          .contains("crossguard_stream_messages_applied_total 1.0")
          .contains("crossguard_stream_messages_refused_total 1.0")
          .contains("crossguard_stream_answers_sent_total 2.0")
          .contains("crossguard_stream_answers_folded_total 0.0")
          .contains("crossguard_evaluations_total{rule_set=\"sent along\",status=\"HEALTHY\"} 2.0");
    }
  }

  @Test
  void metrics_afterAdvice_countItsActions() throws Exception {
    RecommendMarginModesRequest.Builder advice = RecommendMarginModesRequest.newBuilder();
    JsonFormat.parser()
        .merge(
            Files.readString(
                Path.of("..", "margin-client", "examples", "basis-book-and-a-bet.json")),
            advice);
    try (EmbeddedCrossguard server = start(Map.of())) {
      AdvisorServiceGrpc.newBlockingStub(server.channel()).recommendMarginModes(advice.build());

      assertThat(get("/metrics"))
          .contains("crossguard_recommendations_total{action=\"KEEP_CROSS\"} 1.0")
          .contains("crossguard_recommendations_total{action=\"MOVE_TO_ISOLATED\"} 1.0")
          .contains("crossguard_recommendations_total{action=\"KEEP_ISOLATED\"} 1.0");
    }
  }

  @Test
  void metrics_whileAChangeIsRefused_sayWhichFiles() throws Exception {
    Map<Setting, String> settings =
        Map.of(Setting.RULES_DIRECTORY, directory.toString(), Setting.RELOAD_SECONDS, "0.01");
    try (EmbeddedCrossguard server = start(settings)) {
      assertThat(server.port()).isPositive();
      assertThat(get("/metrics")).contains("crossguard_files_refused{files=\"rules\"} 0.0");

      Files.writeString(directory.resolve("venue.json"), "{");
      log.await("changed files are refused");

      assertThat(get("/metrics")).contains("crossguard_files_refused{files=\"rules\"} 1.0");
    }
  }

  @Test
  void ready_whileDraining_isNotAndLiveIs() throws Exception {
    EmbeddedCrossguard server = start(Map.of(Setting.DRAIN_DELAY_SECONDS, "600"));
    assertThat(status("/ready")).isEqualTo(200);
    Thread closing = new Thread(server::close);
    closing.start();

    while (status("/ready") != 503) {
      Thread.onSpinWait();
    }

    assertThat(status("/live")).isEqualTo(200);
    closing.interrupt();
    closing.join();
  }

  @Test
  void version_isThatOfTheBuild() throws Exception {
    try (EmbeddedCrossguard server = start(Map.of())) {
      assertThat(server.port()).isPositive();
      assertThat(get("/version")).contains("\"version\": \"", "\"java\": \"");
    }
  }

  @Test
  void channelz_showsTheServersAndTheirConnections() throws Exception {
    try (EmbeddedCrossguard server = start(Map.of())) {
      MarginServiceGrpc.newBlockingStub(server.channel()).evaluateMargin(REQUEST);

      String shown = get("/channelz");

      ListValue.Builder list = ListValue.newBuilder();
      JsonFormat.parser().merge(shown, list);
      assertThat(list.getValuesCount()).isPositive();
      assertThat(shown).contains("\"callsStarted\": \"1\"", "\"socketRef\"");
    }
  }

  @Test
  void pathThatIsNone_isNotFound() throws Exception {
    try (EmbeddedCrossguard server = start(Map.of())) {
      assertThat(server.port()).isPositive();
      assertThat(status("/")).isEqualTo(404);
      assertThat(status("/metrics/more")).isEqualTo(404);
    }
  }

  @Test
  void traces_ofACall_goToTheEndpointWithTheHeaders() throws Exception {
    CompletableFuture<String> received = new CompletableFuture<>();
    HttpServer collector =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext("/v1/traces", exchange -> {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      received.complete(exchange.getRequestHeaders().getFirst("x-tenant") + " " + body);
      exchange.sendResponseHeaders(200, -1);
      exchange.close();
    });
    collector.start();
    Map<Setting, String> settings = Map.of(
        Setting.TRACES_ENDPOINT,
        "http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/traces",
        Setting.TRACES_HEADERS,
        "x-tenant=desk",
        Setting.TRACES_RATIO,
        "1");
    try (EmbeddedCrossguard server = start(settings)) {
      MarginServiceGrpc.newBlockingStub(server.channel()).evaluateMargin(REQUEST);

      // The answer may be here before the server has done with the call: it has to go on meanwhile.
      assertThat(received.get(20, TimeUnit.SECONDS))
          .startsWith("desk ")
          .contains("crossguard.v1.MarginService")
          .doesNotContain("SOL-PERP");
    }
    collector.stop(0);
  }

  private static EmbeddedCrossguard start(Map<Setting, String> given) {
    Map<Setting, String> settings = new EnumMap<>(
        Map.of(Setting.PORT, "0", Setting.ADMIN_PORT, "0", Setting.DRAIN_SECONDS, "0"));
    settings.putAll(given);
    return EmbeddedCrossguard.startOnPort(ServerConfig.of(settings));
  }

  private String get(String path) throws IOException, InterruptedException {
    return http.send(request(path), HttpResponse.BodyHandlers.ofString()).body();
  }

  private int status(String path) throws IOException, InterruptedException {
    return http.send(request(path), HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private HttpRequest request(String path) {
    Matcher port = PORT.matcher(log.text());
    assertThat(port.find()).isTrue();
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.group(1) + path))
        .build();
  }
}
