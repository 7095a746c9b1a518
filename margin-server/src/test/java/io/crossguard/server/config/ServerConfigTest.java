package io.crossguard.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerConfigTest {

  @Test
  void default_isLocalPlainTextAndOpen() {
    assertThat(ServerConfig.DEFAULT.listen())
        .isEqualTo(new ListenConfig("127.0.0.1", 50051, false));
    assertThat(ServerConfig.DEFAULT.tls()).isEmpty();
    assertThat(ServerConfig.DEFAULT.accessFile()).isEmpty();
    assertThat(ServerConfig.DEFAULT.calls().callsMax()).isEqualTo(256);
    assertThat(ServerConfig.DEFAULT.drain())
        .isEqualTo(new DrainConfig(Duration.ZERO, Duration.ofSeconds(10)));
  }

  @Test
  void of_everySettingGiven_takesEach() {
    ServerConfig config = ServerConfig.of(Map.ofEntries(
        Map.entry(Setting.HOST, "0.0.0.0"),
        Map.entry(Setting.PORT, "0"),
        Map.entry(Setting.ALLOW_PLAINTEXT, "true"),
        Map.entry(Setting.HTTP_HOST, "10.0.0.2"),
        Map.entry(Setting.HTTP_PORT, "8080"),
        Map.entry(Setting.HTTP_ORIGINS, "https://desk.example, http://localhost:3000"),
        Map.entry(Setting.TLS_CERTIFICATE, "/tls/server.pem"),
        Map.entry(Setting.TLS_PRIVATE_KEY, "/tls/server.key"),
        Map.entry(Setting.TLS_CLIENT_AUTHORITY, "/tls/clients.pem"),
        Map.entry(Setting.TLS_CLIENT_CERTIFICATE, "optional"),
        Map.entry(Setting.ACCESS_FILE, "/access"),
        Map.entry(Setting.RELOAD_SECONDS, "0.25"),
        Map.entry(Setting.RULES_DIRECTORY, "/rules"),
        Map.entry(Setting.CALLS_MAX, "1"),
        Map.entry(Setting.STREAMS_MAX, "13"),
        Map.entry(Setting.STREAMS_ROWS_MAX, "14"),
        Map.entry(Setting.CALL_SECONDS_MAX, "2"),
        Map.entry(Setting.IDENTITY_CALLS_MAX, "3"),
        Map.entry(Setting.IDENTITY_CALLS_PER_SECOND, "4"),
        Map.entry(Setting.CONNECTIONS_MAX, "11"),
        Map.entry(Setting.ADDRESS_CONNECTIONS_MAX, "12"),
        Map.entry(Setting.CONNECTION_CALLS_MAX, "5"),
        Map.entry(Setting.CONNECTION_METADATA_BYTES_MAX, "1024"),
        Map.entry(Setting.CONNECTION_IDLE_SECONDS, "6"),
        Map.entry(Setting.CONNECTION_AGE_SECONDS, "7"),
        Map.entry(Setting.CONNECTION_PING_SECONDS, "8"),
        Map.entry(Setting.CONNECTION_CLIENT_PING_SECONDS_MIN, "9"),
        Map.entry(Setting.DRAIN_DELAY_SECONDS, "10"),
        Map.entry(Setting.DRAIN_SECONDS, "0"),
        Map.entry(Setting.ADMIN_HOST, "10.0.0.1"),
        Map.entry(Setting.ADMIN_PORT, "0"),
        Map.entry(Setting.TRACES_ENDPOINT, "http://collector:4318/v1/traces"),
        Map.entry(Setting.TRACES_HEADERS, "authorization=Bearer a=b, x = y"),
        Map.entry(Setting.TRACES_RATIO, "0.5"),
        Map.entry(Setting.LOG_FORMAT, "json")));

    assertThat(config)
        .isEqualTo(new ServerConfig(
            new ListenConfig("0.0.0.0", 0, true),
            new HttpConfig(
                "10.0.0.2",
                Optional.of(8080),
                Set.of("https://desk.example", "http://localhost:3000")),
            Optional.of(new TlsConfig(
                Path.of("/tls/server.pem"),
                Path.of("/tls/server.key"),
                Optional.of(Path.of("/tls/clients.pem")),
                false)),
            Optional.of(Path.of("/access")),
            new CallLimits(
                1,
                13,
                14,
                Duration.ofSeconds(2),
                new IdentityLimits(Optional.of(3), Optional.of(4))),
            new ConnectionLimits(
                11,
                Optional.of(12),
                5,
                1_024,
                Duration.ofSeconds(6),
                Duration.ofSeconds(7),
                Duration.ofSeconds(8),
                Duration.ofSeconds(9)),
            new DrainConfig(Duration.ofSeconds(10), Duration.ZERO),
            Optional.of(Path.of("/rules")),
            Duration.ofMillis(250),
            new AdminConfig("10.0.0.1", Optional.of(0)),
            new TracesConfig(
                Optional.of("http://collector:4318/v1/traces"),
                Map.of("authorization", "Bearer a=b", "x", "y"),
                0.5),
            "json"));
  }

  @ParameterizedTest
  @CsvSource({
    "HOST, '', host must not be empty",
    "PORT, 65536, port must be from 0 to 65535",
    "PORT, -1, port must be a whole number",
    "PORT, http, port must be a whole number",
    "PORT, '', port must be a whole number",
    "PORT, 99999999999, port must be a whole number",
    "ALLOW_PLAINTEXT, yes, allow-plaintext must be true or false",
    "HTTP_HOST, '', http.host must not be empty",
    "HTTP_PORT, 65536, http.port must be from 0 to 65535",
    "HTTP_ORIGINS, desk.example, http.origins must be like https://desk.example",
    "HTTP_ORIGINS, 'https://a.example,', http.origins must be like https://desk.example",
    "HTTP_ORIGINS, https://a.example/page, http.origins must be like https://desk.example",
    "TLS_CERTIFICATE, a.pem, tls.private-key must be set where tls.certificate is",
    "TLS_PRIVATE_KEY, a.key, tls.certificate must be set where tls.private-key is",
    "TLS_CLIENT_AUTHORITY, a.pem, tls.certificate must be set where tls.client-authority is",
    "TLS_CLIENT_CERTIFICATE, no, tls.client-certificate must be required or optional",
    "RULES_DIRECTORY, a\0b, rules.directory must be a path",
    "CALLS_MAX, 0, calls-max must be at least 1",
    "STREAMS_MAX, 0, streams-max must be at least 1",
    "STREAMS_ROWS_MAX, 0, streams.rows-max must be at least 1",
    "CALL_SECONDS_MAX, 0, call.seconds-max must be positive",
    "IDENTITY_CALLS_MAX, 0, identity.calls-max must be at least 1",
    "IDENTITY_CALLS_PER_SECOND, 0, identity.calls-per-second must be at least 1",
    "CONNECTIONS_MAX, 0, connections-max must be at least 1",
    "ADDRESS_CONNECTIONS_MAX, 0, address.connections-max must be at least 1",
    "CONNECTION_CALLS_MAX, 0, connection.calls-max must be at least 1",
    "CONNECTION_METADATA_BYTES_MAX, 1023, connection.metadata-bytes-max must be at least 1024",
    "CONNECTION_IDLE_SECONDS, 0, connection.idle-seconds must be positive",
    "CONNECTION_AGE_SECONDS, 0, connection.age-seconds must be positive",
    "CONNECTION_PING_SECONDS, 0, connection.ping-seconds must be positive",
    "CONNECTION_CLIENT_PING_SECONDS_MIN, 0.999, connection.client-ping-seconds-min must be at least 1",
    "DRAIN_DELAY_SECONDS, -1, drain-delay-seconds must be seconds",
    "DRAIN_SECONDS, 1h, drain-seconds must be seconds",
    "ADMIN_PORT, 65536, admin.port must be from 0 to 65535",
    "ADMIN_HOST, '', admin.host must not be empty",
    "TRACES_ENDPOINT, collector:4317, traces.endpoint must start with http",
    "TRACES_HEADERS, secret-without-name, traces.headers must be name=value",
    "TRACES_RATIO, 1.1, traces.ratio must be from 0 to 1",
    "LOG_FORMAT, xml, log.format must be text or json"
  })
  void of_valueThatBreaksARule_namesKeyAndRule(Setting setting, String value, String message) {
    assertThatThrownBy(() -> ServerConfig.of(Map.of(setting, value)))
        .isInstanceOf(BadConfigException.class)
        .hasMessageStartingWith(message)
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "::1", "localhost"})
  void of_plainTextOnLoopback_isServed(String host) {
    assertThat(ServerConfig.of(Map.of(Setting.HOST, host)).listen().isLocal()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "10.0.0.1", "margin.example", "localhost.example"})
  void of_plainTextElsewhere_isServedOnlyWhereThatIsSaid(String host) {
    assertThatThrownBy(() -> ServerConfig.of(Map.of(Setting.HOST, host)))
        .hasMessageStartingWith("allow-plaintext must be true, or tls.certificate be set");

    assertThat(ServerConfig.of(Map.of(Setting.HOST, host, Setting.ALLOW_PLAINTEXT, "true"))
            .tls())
        .isEmpty();
    assertThat(ServerConfig.of(Map.of(
                Setting.HOST, host,
                Setting.TLS_CERTIFICATE, "a.pem",
                Setting.TLS_PRIVATE_KEY, "a.key"))
            .tls())
        .isPresent();
  }

  @Test
  void of_httpElsewhereThanOnLoopback_isServedOnlyWhereThatIsSaid() {
    Map<Setting, String> open = Map.of(Setting.HTTP_HOST, "0.0.0.0", Setting.HTTP_PORT, "0");
    assertThatThrownBy(() -> ServerConfig.of(open))
        .hasMessageStartingWith(
            "allow-plaintext must be true, or tls.certificate be set, where http.host is"
                + " not of this machine alone");

    // Where there is no port, nobody is served.
    assertThat(ServerConfig.of(Map.of(Setting.HTTP_HOST, "0.0.0.0")).http().port())
        .isEmpty();
    assertThat(ServerConfig.of(Map.of(
                Setting.HTTP_HOST, "0.0.0.0",
                Setting.HTTP_PORT, "0",
                Setting.ALLOW_PLAINTEXT, "true"))
            .http()
            .isLocal())
        .isFalse();
  }

  @Test
  void engineVersion_ofThisBuild_isAMavenVersion() {
    assertThat(EngineVersion.ofThisBuild().text()).matches("\\d+\\.\\d+\\.\\d+.*");
  }
}
