package io.crossguard.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.server.config.EffectiveSettings;
import io.crossguard.server.config.ServerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The manifests and the unit speak of settings, ports, paths and files that there are. */
class ManifestTest {
  // ObservationTest asks a running server for each of them.
  private static final List<String> ADMIN_PATHS =
      List.of("/live", "/ready", "/metrics", "/version", "/channelz");

  private final DeployFile service = document("Service");
  private final DeployFile deployment = document("Deployment");
  private final DeployFile pod = deployment.at("spec", "template", "spec");
  private final DeployFile container = pod.list("containers").get(0);
  private final ServerConfig config =
      EffectiveSettings.of(Map.of(), Optional.empty(), environment()).config();

  @Test
  void environment_setsOnlyWhatIsASetting() {
    assertThat(environment()).hasSize(12);
    assertThat(config.tls()).isPresent();
    assertThat(config.accessFile()).isPresent();
  }

  @Test
  void ports_areThoseOfTheSettings() {
    Map<String, Integer> ports = new HashMap<>();
    container
        .list("ports")
        .forEach(
            port -> ports.put(port.at("name").text(), port.at("containerPort").number()));

    assertThat(ports)
        .isEqualTo(Map.of(
            "grpc", config.listen().port(),
            "http", config.http().port().orElseThrow(),
            "admin", config.admin().port().orElseThrow()));
    assertThat(service.list("spec", "ports"))
        .allSatisfy(port -> {
          assertThat(ports).containsKey(port.at("targetPort").text());
          assertThat(port.at("port").number())
              .isEqualTo(ports.get(port.at("targetPort").text()));
        })
        .hasSize(3);
    assertThat(config.http().host()).isEqualTo("0.0.0.0");
    // A probe, and Prometheus, come from outside of the pod.
    assertThat(config.listen().isLocal()).isFalse();
    assertThat(config.admin().host()).isEqualTo("0.0.0.0");
  }

  @Test
  void probes_askPathsOfTheAdminPort() {
    for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
      assertThat(container.at(probe, "httpGet", "port").text()).isEqualTo("admin");
      assertThat(ADMIN_PATHS).contains(container.at(probe, "httpGet", "path").text());
    }
    assertThat(container.at("livenessProbe", "httpGet", "path").text()).isEqualTo("/live");
    DeployFile scraping = deployment.at("spec", "template", "metadata", "annotations");
    assertThat(ADMIN_PATHS).contains(scraping.at("prometheus.io/path").text());
    assertThat(scraping.at("prometheus.io/port").number())
        .isEqualTo(config.admin().port().orElseThrow());
  }

  @Test
  void files_areInVolumesThatAreMounted() {
    Map<String, String> mounts = new HashMap<>();
    container
        .list("volumeMounts")
        .forEach(
            mount -> mounts.put(mount.at("mountPath").text(), mount.at("name").text()));
    List<String> volumes =
        pod.list("volumes").stream().map(volume -> volume.at("name").text()).toList();

    assertThat(mounts.values()).containsExactlyInAnyOrderElementsOf(volumes);
    assertThat(mounts)
        .containsKeys(
            String.valueOf(config.tls().orElseThrow().certificate().getParent()),
            String.valueOf(config.tls().orElseThrow().privateKey().getParent()),
            String.valueOf(config.accessFile().orElseThrow().getParent()),
            String.valueOf(config.rulesDirectory().orElseThrow()));
  }

  @Test
  void labels_ofThePods_areSelected() {
    String app = deployment.at("spec", "template", "metadata", "labels", "app").text();

    assertThat(service.at("spec", "selector", "app").text()).isEqualTo(app);
    assertThat(deployment.at("spec", "selector", "matchLabels", "app").text()).isEqualTo(app);
    assertThat(document("PodDisruptionBudget")
            .at("spec", "selector", "matchLabels", "app")
            .text())
        .isEqualTo(app);
    // Clients look for every replica by DNS.
    assertThat(service.at("spec", "clusterIP").text()).isEqualTo("None");
  }

  @Test
  void patience_isLongerThanTheDrain() throws IOException {
    long drain = config.drain().delay().plus(config.drain().time()).toSeconds();
    assertThat(pod.at("terminationGracePeriodSeconds").number()).isGreaterThan((int) drain);

    Matcher patience = Pattern.compile("TimeoutStopSec=(\\d+)").matcher(unit());
    assertThat(patience.find()).isTrue();
    assertThat(Long.parseLong(patience.group(1)))
        .isGreaterThan(ServerConfig.DEFAULT.drain().time().toSeconds());
  }

  @Test
  void unit_startsTheLauncherOfTheDistribution() throws IOException {
    assertThat(unit())
        .contains("ExecStart=/opt/crossguard/bin/crossguard-server --config=/etc/crossguard/");
    assertThat(DeployFile.path("crossguard-server")).isExecutable();
  }

  @Test
  void launcher_isAShellScript() throws IOException, InterruptedException {
    Process check = new ProcessBuilder(
            "sh", "-n", DeployFile.path("crossguard-server").toString())
        .inheritIO()
        .start();

    assertThat(check.waitFor()).isZero();
  }

  private static String unit() throws IOException {
    return Files.readString(Path.of("src", "main", "deploy", "crossguard.service"));
  }

  private static DeployFile document(String kind) {
    return DeployFile.documents("kubernetes.yaml").stream()
        .filter(document -> document.at("kind").text().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    container
        .list("env")
        .forEach(variable ->
            environment.put(variable.at("name").text(), variable.at("value").text()));
    return environment;
  }
}
