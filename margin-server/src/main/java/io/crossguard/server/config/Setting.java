package io.crossguard.server.config;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an operator may set, each under a key. Limits of a request are no settings: callers rely on
 * them.
 */
public enum Setting {
  HOST("host", "127.0.0.1", "address to listen on"),
  PORT("port", "50051", "TCP port to listen on; 0 takes a free one"),
  ALLOW_PLAINTEXT(
      "allow-plaintext",
      "false",
      "whether others than this machine are served without TLS: true or false"),
  HTTP_HOST("http.host", "127.0.0.1", "address of the calls over HTTP with JSON"),
  HTTP_PORT("http.port", "", "TCP port of the calls over HTTP with JSON; unset: there is none"),
  HTTP_ORIGINS(
      "http.origins",
      "",
      "web pages of which origins may call over HTTP, with commas between several, or *; unset: none"),
  TLS_CERTIFICATE(
      "tls.certificate", "", "PEM file of the server's certificate and its chain; turns TLS on"),
  TLS_PRIVATE_KEY("tls.private-key", "", "PEM file of its private key, in PKCS#8 without password"),
  TLS_CLIENT_AUTHORITY(
      "tls.client-authority", "", "PEM file of the authorities whose client certificates count"),
  TLS_CLIENT_CERTIFICATE(
      "tls.client-certificate",
      "required",
      "whether a client has to show a certificate: required, or optional beside tokens"),
  ACCESS_FILE("access.file", "", "file of identities, their credentials and permissions"),
  RELOAD_SECONDS(
      "reload-seconds",
      "10",
      "how often certificates, the access file and the rules directory are looked at; 0: never"),
  RULES_DIRECTORY(
      "rules.directory", "", "directory of rule-set files known beside the shipped ones"),
  CALLS_MAX("calls-max", "256", "calls under way at once; more are refused"),
  STREAMS_MAX(
      "streams-max", "256", "streams of watched accounts and of books at once; more are refused"),
  STREAMS_ROWS_MAX(
      "streams.rows-max",
      "200000",
      "balances, positions and orders of all accounts watched on all streams; more are refused"),
  CALL_SECONDS_MAX(
      "call.seconds-max", "60", "how long a call may take whose caller sets no deadline"),
  IDENTITY_CALLS_MAX(
      "identity.calls-max", "", "calls of one identity under way at once; unset: no limit"),
  IDENTITY_CALLS_PER_SECOND(
      "identity.calls-per-second", "", "calls of one identity in a second; unset: no limit"),
  CONNECTIONS_MAX("connections-max", "1000", "connections at once; more are closed at once"),
  ADDRESS_CONNECTIONS_MAX(
      "address.connections-max", "", "connections of one address at once; unset: no limit"),
  CONNECTION_CALLS_MAX(
      "connection.calls-max", "100", "calls of one connection under way; more wait at the client"),
  CONNECTION_METADATA_BYTES_MAX(
      "connection.metadata-bytes-max", "8192", "metadata of one call; more is refused"),
  CONNECTION_IDLE_SECONDS(
      "connection.idle-seconds", "900", "after how long without a call a connection is closed"),
  CONNECTION_AGE_SECONDS(
      "connection.age-seconds",
      "3600",
      "after how long clients have to connect anew, so that new replicas get their share"),
  CONNECTION_PING_SECONDS(
      "connection.ping-seconds", "60", "how often a silent client is asked whether it is there"),
  CONNECTION_CLIENT_PING_SECONDS_MIN(
      "connection.client-ping-seconds-min",
      "20",
      "how often clients may ping; more often, and the connection is closed"),
  DRAIN_DELAY_SECONDS(
      "drain-delay-seconds",
      "0",
      "how long calls are still taken after health says NOT_SERVING, so that balancers notice"),
  DRAIN_SECONDS(
      "drain-seconds", "10", "how long calls under way may take to end when the server stops"),
  ADMIN_HOST("admin.host", "127.0.0.1", "address of the admin port"),
  ADMIN_PORT(
      "admin.port", "", "TCP port of metrics, probes and channelz over HTTP; unset: there is none"),
  TRACES_ENDPOINT(
      "traces.endpoint",
      "",
      "where traces go by OTLP over HTTP, such as http://collector:4318/v1/traces"),
  TRACES_HEADERS(
      "traces.headers", "", "headers sent with traces, as name=value with commas; a secret"),
  TRACES_RATIO("traces.ratio", "0.01", "share of the calls that are traced, from 0 to 1"),
  LOG_FORMAT("log.format", "text", "how the log is written: text, or json with an object a line");

  /** Every environment variable of the server starts so. */
  public static final String ENVIRONMENT_PREFIX = "CROSSGUARD_SERVER_";

  private final String key;
  private final String textIfUnset;
  private final String meaning;

  Setting(String key, String textIfUnset, String meaning) {
    this.key = key;
    this.textIfUnset = textIfUnset;
    this.meaning = meaning;
  }

  /** Its name in files and flags, such as {@code tls.private-key}. */
  public String key() {
    return key;
  }

  /** Its name in the environment, such as {@code CROSSGUARD_SERVER_TLS_PRIVATE_KEY}. */
  public String environmentVariable() {
    return ENVIRONMENT_PREFIX + key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /** Its value where nobody sets it; empty where there is none. */
  public String textIfUnset() {
    return textIfUnset;
  }

  /** Whether its value must not be shown. */
  public boolean isSecret() {
    return this == TRACES_HEADERS;
  }

  /** What it means, in the words of the README. */
  public String meaning() {
    return meaning;
  }

  /**
   * States a rule about the value.
   *
   * @param rule the rule as it follows the key: "must be positive"
   * @throws BadConfigException if it is not kept
   */
  void require(boolean holds, String rule) {
    if (!holds) {
      throw new BadConfigException(this, rule);
    }
  }

  static Optional<Setting> ofKey(String key) {
    return Stream.of(values()).filter(setting -> setting.key.equals(key)).findFirst();
  }

  static Optional<Setting> ofEnvironmentVariable(String name) {
    return Stream.of(values())
        .filter(setting -> setting.environmentVariable().equals(name))
        .findFirst();
  }
}
