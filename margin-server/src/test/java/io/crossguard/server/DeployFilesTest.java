package io.crossguard.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Struct;
import com.google.protobuf.util.JsonFormat;
import io.crossguard.server.config.EffectiveSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The files for operators speak of settings and metrics that there are. */
class DeployFilesTest {
  private static final Path FILES = Path.of("src", "main", "deploy");
  private static final Pattern METRIC = Pattern.compile("\\b(?:crossguard|grpc_server)_[a-z_]+");
  private static final Pattern VARIABLE =
      Pattern.compile("name: (CROSSGUARD_SERVER_[A-Z_]+), value: \"?([^\"}]+)");
  private static final Pattern ALERT = Pattern.compile("- alert: ");

  // ObservationTest sees each of them at a running server.
  private static final Set<String> METRICS = Set.of(
      "grpc_server_call_duration_seconds_count",
      "grpc_server_call_duration_seconds_bucket",
      "crossguard_evaluations_total",
      "crossguard_recommendations_total",
      "crossguard_connections_open",
      "crossguard_connections_max",
      "crossguard_connections_refused_total",
      "crossguard_calls_under_way",
      "crossguard_calls_max",
      "crossguard_calls_waiting",
      "crossguard_rule_sets",
      "crossguard_files_refused");

  @Test
  void dashboard_isJsonAndKnowsEveryMetric() throws IOException {
    String dashboard = text("grafana-dashboard.json");

    JsonFormat.parser().merge(dashboard, Struct.newBuilder());
    assertThat(metrics(dashboard)).isEqualTo(METRICS);
  }

  @Test
  void alerts_areFiveAboutMetricsThatThereAre() throws IOException {
    String alerts = text("prometheus-alerts.yaml");

    assertThat(ALERT.matcher(alerts).results()).hasSize(5);
    assertThat(METRICS).containsAll(metrics(alerts));
  }

  @Test
  void manifests_variables_areAConfiguration() throws IOException {
    Map<String, String> environment = new HashMap<>();
    VARIABLE
        .matcher(text("kubernetes.yaml"))
        .results()
        .forEach(
            variable -> environment.put(variable.group(1), variable.group(2).strip()));

    assertThat(EffectiveSettings.of(Map.of(), Optional.empty(), environment)
            .config()
            .admin()
            .port())
        .contains(9_090);
    assertThat(environment).hasSize(10);
  }

  private static Set<String> metrics(String text) {
    return METRIC.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
  }

  private static String text(String file) throws IOException {
    return Files.readString(FILES.resolve(file));
  }
}
