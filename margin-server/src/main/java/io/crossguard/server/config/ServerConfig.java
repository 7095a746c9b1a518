package io.crossguard.server.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that an operator has set.
 *
 * @param listen where the server listens
 * @param http where its calls are served over HTTP
 * @param tls how connections are secured; absent where they are plain text
 * @param accessFile who may call what; absent where everybody who can connect may
 * @param calls how much may go on at once
 * @param connections what one connection may do
 * @param drain how the server ends
 * @param rulesDirectory where rule-set files lie that are known beside the shipped ones; absent
 *     where there are none
 * @param reloadPeriod how often files are looked at for changes; zero: never
 * @param admin where operators look at it
 * @param traces where traces go
 * @param logFormat {@code text} or {@code json}
 */
public record ServerConfig(
    ListenConfig listen,
    HttpConfig http,
    Optional<TlsConfig> tls,
    Optional<Path> accessFile,
    CallLimits calls,
    ConnectionLimits connections,
    DrainConfig drain,
    Optional<Path> rulesDirectory,
    Duration reloadPeriod,
    AdminConfig admin,
    TracesConfig traces,
    String logFormat) {

  /** Local and in plain text, with the default of every setting. */
  public static final ServerConfig DEFAULT = of(Map.of());

  public ServerConfig {
    requireNonNull(listen, "listen");
    requireNonNull(http, "http");
    requireNonNull(tls, "tls");
    requireNonNull(accessFile, "accessFile");
    requireNonNull(calls, "calls");
    requireNonNull(connections, "connections");
    requireNonNull(drain, "drain");
    requireNonNull(rulesDirectory, "rulesDirectory");
    requireNonNull(reloadPeriod, "reloadPeriod");
    requireNonNull(admin, "admin");
    requireNonNull(traces, "traces");
    requireNonNull(logFormat, "logFormat");
    Setting.ALLOW_PLAINTEXT.require(
        listen.isLocal() || tls.isPresent() || listen.isPlaintextAllowed(),
        "must be true, or tls.certificate be set, where host is not of this machine alone");
    Setting.ALLOW_PLAINTEXT.require(
        http.port().isEmpty() || http.isLocal() || tls.isPresent() || listen.isPlaintextAllowed(),
        "must be true, or tls.certificate be set, where http.host is not of this machine alone");
  }

  /**
   * The values that are given, and the defaults of all others.
   *
   * @throws BadConfigException if a value breaks its rule
   */
  public static ServerConfig of(Map<Setting, String> given) {
    return EffectiveSettings.of(given).config();
  }

  public ServerConfig withPort(int port) {
    return new ServerConfig(
        new ListenConfig(listen.host(), port, listen.isPlaintextAllowed()),
        http,
        tls,
        accessFile,
        calls,
        connections,
        drain,
        rulesDirectory,
        reloadPeriod,
        admin,
        traces,
        logFormat);
  }

  public ServerConfig withRulesDirectory(Path directory) {
    return new ServerConfig(
        listen,
        http,
        tls,
        accessFile,
        calls,
        connections,
        drain,
        Optional.of(directory),
        reloadPeriod,
        admin,
        traces,
        logFormat);
  }
}
