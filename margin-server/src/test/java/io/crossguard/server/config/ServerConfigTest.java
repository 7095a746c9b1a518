package io.crossguard.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerConfigTest {

  @Test
  void fromEnvironment_nothingSet_isTheDefault() {
    ServerConfig config = ServerConfig.fromEnvironment(Map.of("PATH", "/bin"));

    assertThat(config)
        .isEqualTo(ServerConfig.DEFAULT)
        .isEqualTo(
            new ServerConfig("127.0.0.1", 50051, 256, Duration.ofSeconds(10), Optional.empty()));
  }

  @Test
  void fromEnvironment_allSet_takesEach() {
    ServerConfig config = ServerConfig.fromEnvironment(Map.of(
        "CROSSGUARD_SERVER_HOST", "0.0.0.0",
        "CROSSGUARD_SERVER_PORT", "0",
        "CROSSGUARD_SERVER_CALLS_MAX", "1",
        "CROSSGUARD_SERVER_DRAIN_SECONDS", "0",
        "CROSSGUARD_SERVER_RULES_DIRECTORY", "/etc/crossguard/rules"));

    assertThat(config)
        .isEqualTo(new ServerConfig(
            "0.0.0.0", 0, 1, Duration.ZERO, Optional.of(Path.of("/etc/crossguard/rules"))));
  }

  @ParameterizedTest
  @CsvSource({
    "CROSSGUARD_SERVER_PORT, 65536, port must be from 0 to 65535",
    "CROSSGUARD_SERVER_PORT, -1, port must be from 0 to 65535",
    "CROSSGUARD_SERVER_PORT, http, environment variable CROSSGUARD_SERVER_PORT must be a whole number",
    "CROSSGUARD_SERVER_CALLS_MAX, 0, callsMax must be at least 1",
    "CROSSGUARD_SERVER_DRAIN_SECONDS, -1, drainTime must not be negative",
    "CROSSGUARD_SERVER_HOST, '', host must not be empty",
    "CROSSGUARD_SERVER_RULES_DIRECTORY, '', environment variable CROSSGUARD_SERVER_RULES_DIRECTORY must not be empty",
    "CROSSGUARD_SERVER_PROT, 1, environment variable CROSSGUARD_SERVER_PROT must be one of"
  })
  void fromEnvironment_whatIsWrong_isNamed(String name, String value, String rule) {
    assertThatThrownBy(() -> ServerConfig.fromEnvironment(Map.of(name, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(rule);
  }

  @Test
  void engineVersion_ofThisBuild_isAMavenVersion() {
    assertThat(EngineVersion.ofThisBuild().text()).matches("\\d+\\.\\d+\\.\\d+.*");
  }
}
