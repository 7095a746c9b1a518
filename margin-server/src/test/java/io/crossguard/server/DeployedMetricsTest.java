package io.crossguard.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.JsonFormat;
import io.crossguard.server.config.ServerConfig;
import io.crossguard.server.config.Setting;
import io.crossguard.v1.AdvisorServiceGrpc;
import io.crossguard.v1.MarginServiceGrpc;
import io.crossguard.v1.RecommendMarginModesRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Dashboard and alerts ask for metrics and labels that a running server has. */
@Timeout(60)
class DeployedMetricsTest {
  private static final Pattern ADMIN_PORT = Pattern.compile("admin port on 127\\.0\\.0\\.1:(\\d+)");
  private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z_]+)(?:\\{(.*)})? [0-9.eE+-]+$");
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"");
  private static final Pattern METRIC = Pattern.compile("\\b(?:crossguard|grpc)_[a-z_]+\\b");
  private static final Pattern SELECTOR = Pattern.compile("([a-z_]+)\\{([^}]*)}");
  private static final Pattern MATCHER = Pattern.compile("([a-z_]+)\\s*(?:=~|!=|=|!~)\\s*\"");
  private static final Pattern GROUPING = Pattern.compile("by \\(([^)]*)\\)");
  private static final Pattern LEGEND = Pattern.compile("\\{\\{\\s*([a-z_]+)\\s*}}");

  // Prometheus adds these to every sample that it fetches, and knows of each target whether it is
  // up.
  private static final Set<String> ADDED_LABELS = Set.of("job", "instance");
  private static final String UP = "up";

  /** The labels of each metric that the server has, by its name. */
  private static final Map<String, Set<String>> EXPORTED = new HashMap<>();

  @BeforeAll
  static void fetchTheMetrics(@TempDir Path rules) throws Exception {
    RecommendMarginModesRequest.Builder advice = RecommendMarginModesRequest.newBuilder();
    JsonFormat.parser()
        .merge(
            Files.readString(
                Path.of("..", "margin-client", "examples", "basis-book-and-a-bet.json")),
            advice);
    try (LogCapture log = LogCapture.of("io.crossguard.server");
        EmbeddedCrossguard server = EmbeddedCrossguard.startOnPort(ServerConfig.of(Map.of(
            Setting.PORT, "0",
            Setting.ADMIN_PORT, "0",
            Setting.DRAIN_SECONDS, "0",
            Setting.RULES_DIRECTORY, rules.toString())))) {
      MarginServiceGrpc.newBlockingStub(server.channel())
          .evaluateMargin(Requests.hedgedSol().build());
      AdvisorServiceGrpc.newBlockingStub(server.channel()).recommendMarginModes(advice.build());
      Matcher port = ADMIN_PORT.matcher(log.text());
      assertThat(port.find()).isTrue();
      String metrics = HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.group(1) + "/metrics"))
                  .build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
      SAMPLE.matcher(metrics).results().forEach(DeployedMetricsTest::remember);
    }
  }

  private static void remember(MatchResult sample) {
    Set<String> labels = EXPORTED.computeIfAbsent(sample.group(1), name -> new HashSet<>());
    if (sample.group(2) != null) {
      LABEL.matcher(sample.group(2)).results().map(label -> label.group(1)).forEach(labels::add);
    }
  }

  @Test
  void dashboard_asksForWhatTheServerHas() {
    assertThat(dashboardTargets()).hasSizeGreaterThan(8).allSatisfy(target -> {
      assertExported(target.at("expr").text());
      assertThat(exportedLabels(target.at("expr").text()))
          .containsAll(names(LEGEND, target.at("legendFormat").text()));
    });
  }

  @Test
  void dashboard_showsEveryMetricOfOurs() {
    Set<String> shown = new TreeSet<>();
    dashboardTargets().forEach(target -> shown.addAll(metrics(target.at("expr").text())));

    assertThat(shown)
        .containsAll(EXPORTED.keySet().stream()
            .filter(name -> name.startsWith("crossguard_"))
            .toList());
  }

  @Test
  void alerts_askForWhatTheServerHasAndSayWhatToDo() {
    List<DeployFile> alerts =
        DeployFile.documents("prometheus-alerts.yaml").get(0).list("groups").stream()
            .flatMap(group -> group.list("rules").stream())
            .toList();

    assertThat(alerts).hasSize(5).allSatisfy(alert -> {
      assertThat(alert.at("alert").text()).startsWith("Crossguard");
      assertExported(alert.at("expr").text());
      assertThat(alert.at("for").text()).matches("\\d+m");
      assertThat(alert.at("labels", "severity").text()).isIn("page", "ticket");
      assertThat(alert.at("annotations", "summary").text()).isNotBlank();
      assertThat(alert.at("annotations", "action").text()).isNotBlank();
    });
  }

  @Test
  void readme_namesEveryMetricOfOurs() throws Exception {
    String readme = Files.readString(Path.of("README.md"));

    assertThat(EXPORTED.keySet())
        .filteredOn(name -> name.startsWith("crossguard_") && !readme.contains("`" + name + "`"))
        .isEmpty();
  }

  @Test
  void server_hasTheMetricsOfGrpc() {
    assertThat(EXPORTED)
        .containsKeys(
            "grpc_server_call_started_total",
            "grpc_server_call_duration_seconds_count",
            "grpc_server_call_duration_seconds_bucket");
  }

  private static List<DeployFile> dashboardTargets() {
    return DeployFile.documents("grafana-dashboard.json").get(0).list("panels").stream()
        .flatMap(panel -> panel.list("targets").stream())
        .toList();
  }

  private static void assertExported(String expression) {
    assertThat(metrics(expression)).isNotEmpty().isSubsetOf(EXPORTED.keySet());
    SELECTOR.matcher(expression).results().forEach(selector -> {
      Set<String> labels = new HashSet<>(EXPORTED.getOrDefault(selector.group(1), Set.of()));
      labels.addAll(ADDED_LABELS);
      assertThat(labels).containsAll(names(MATCHER, selector.group(2)));
    });
    assertThat(exportedLabels(expression))
        .containsAll(GROUPING
            .matcher(expression)
            .results()
            .flatMap(grouping -> Stream.of(grouping.group(1).split(",\\s*", -1)))
            .toList());
  }

  private static Set<String> exportedLabels(String expression) {
    Set<String> labels = new HashSet<>(ADDED_LABELS);
    metrics(expression).forEach(metric -> labels.addAll(EXPORTED.getOrDefault(metric, Set.of())));
    return labels;
  }

  private static Set<String> metrics(String expression) {
    Set<String> metrics = new TreeSet<>();
    METRIC.matcher(expression).results().map(MatchResult::group).forEach(metrics::add);
    // A label of gRPC's looks like a metric.
    metrics.removeIf(name -> EXPORTED.values().stream().anyMatch(labels -> labels.contains(name)));
    return metrics.isEmpty() && expression.startsWith(UP) ? Set.of("target_info") : metrics;
  }

  private static List<String> names(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(name -> name.group(1)).toList();
  }
}
