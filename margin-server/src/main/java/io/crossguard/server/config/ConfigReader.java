package io.crossguard.server.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads texts into a configuration. An empty text stands for nothing. */
final class ConfigReader {
  private static final Pattern SECONDS = Pattern.compile("\\d{1,7}(\\.\\d{1,3})?");
  private static final Pattern WHOLE = Pattern.compile("\\d{1,9}");

  private static final Pattern SHARE = Pattern.compile("0(\\.\\d{1,9})?|1(\\.0{1,9})?");
  private static final String[] NONE = {};

  private final Function<Setting, String> texts;

  ConfigReader(Function<Setting, String> texts) {
    this.texts = texts;
  }

  /**
   * @throws BadConfigException if a text breaks a rule
   */
  ServerConfig config() {
    return new ServerConfig(
        new ListenConfig(text(Setting.HOST), whole(Setting.PORT), truth(Setting.ALLOW_PLAINTEXT)),
        new HttpConfig(
            text(Setting.HTTP_HOST), optionalWhole(Setting.HTTP_PORT), words(Setting.HTTP_ORIGINS)),
        tls(),
        path(Setting.ACCESS_FILE),
        new CallLimits(
            whole(Setting.CALLS_MAX),
            whole(Setting.STREAMS_MAX),
            whole(Setting.STREAMS_ROWS_MAX),
            seconds(Setting.CALL_SECONDS_MAX),
            new IdentityLimits(
                optionalLimit(Setting.IDENTITY_CALLS_MAX),
                optionalLimit(Setting.IDENTITY_CALLS_PER_SECOND))),
        new ConnectionLimits(
            whole(Setting.CONNECTIONS_MAX),
            optionalLimit(Setting.ADDRESS_CONNECTIONS_MAX),
            whole(Setting.CONNECTION_CALLS_MAX),
            whole(Setting.CONNECTION_METADATA_BYTES_MAX),
            seconds(Setting.CONNECTION_IDLE_SECONDS),
            seconds(Setting.CONNECTION_AGE_SECONDS),
            seconds(Setting.CONNECTION_PING_SECONDS),
            seconds(Setting.CONNECTION_CLIENT_PING_SECONDS_MIN)),
        new DrainConfig(seconds(Setting.DRAIN_DELAY_SECONDS), seconds(Setting.DRAIN_SECONDS)),
        path(Setting.RULES_DIRECTORY),
        seconds(Setting.RELOAD_SECONDS),
        new AdminConfig(text(Setting.ADMIN_HOST), optionalWhole(Setting.ADMIN_PORT)),
        new TracesConfig(
            optional(Setting.TRACES_ENDPOINT),
            headers(Setting.TRACES_HEADERS),
            share(Setting.TRACES_RATIO)),
        choice(Setting.LOG_FORMAT, "text", "json"));
  }

  private Optional<TlsConfig> tls() {
    Optional<Path> certificate = path(Setting.TLS_CERTIFICATE);
    Optional<Path> privateKey = path(Setting.TLS_PRIVATE_KEY);
    Optional<Path> clientAuthority = path(Setting.TLS_CLIENT_AUTHORITY);
    boolean isCertificateRequired =
        choice(Setting.TLS_CLIENT_CERTIFICATE, "required", "optional").equals("required");
    if (certificate.isEmpty()) {
      Setting.TLS_CERTIFICATE.require(privateKey.isEmpty(), "must be set where tls.private-key is");
      Setting.TLS_CERTIFICATE.require(
          clientAuthority.isEmpty(), "must be set where tls.client-authority is");
      return Optional.empty();
    }
    return Optional.of(new TlsConfig(
        certificate.get(),
        privateKey.orElseThrow(() -> new BadConfigException(
            Setting.TLS_PRIVATE_KEY, "must be set where tls.certificate is")),
        clientAuthority,
        isCertificateRequired));
  }

  private String text(Setting setting) {
    return texts.apply(setting);
  }

  private Optional<String> optional(Setting setting) {
    return Optional.of(text(setting)).filter(text -> !text.isEmpty());
  }

  private String choice(Setting setting, String first, String second) {
    String text = text(setting);
    setting.require(
        text.equals(first) || text.equals(second), "must be " + first + " or " + second);
    return text;
  }

  private boolean truth(Setting setting) {
    return choice(setting, "true", "false").equals("true");
  }

  private int whole(Setting setting) {
    String text = text(setting);
    setting.require(WHOLE.matcher(text).matches(), "must be a whole number");
    return Integer.parseInt(text);
  }

  private Optional<Integer> optionalWhole(Setting setting) {
    return optional(setting).map(text -> whole(setting));
  }

  private Optional<Integer> optionalLimit(Setting setting) {
    Optional<Integer> limit = optionalWhole(setting);
    setting.require(limit.orElse(1) >= 1, "must be at least 1");
    return limit;
  }

  private Duration seconds(Setting setting) {
    String text = text(setting);
    setting.require(
        SECONDS.matcher(text).matches(), "must be seconds, such as 10 or 0.5, up to 9999999");
    return Duration.parse("PT" + text + "S");
  }

  private double share(Setting setting) {
    String text = text(setting);
    setting.require(SHARE.matcher(text).matches(), "must be from 0 to 1, such as 0.01");
    return Double.parseDouble(text);
  }

  private Set<String> words(Setting setting) {
    return optional(setting).stream()
        .flatMap(text -> Stream.of(text.split(",", -1)))
        .map(String::strip)
        .collect(Collectors.toSet());
  }

  private Map<String, String> headers(Setting setting) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String header : optional(setting).map(text -> text.split(",", -1)).orElse(NONE)) {
      int sign = header.indexOf('=');
      setting.require(sign > 0, "must be name=value, with commas between several");
      headers.put(header.substring(0, sign).strip(), header.substring(sign + 1).strip());
    }
    return headers;
  }

  private Optional<Path> path(Setting setting) {
    try {
      return optional(setting).map(Path::of);
    } catch (InvalidPathException e) {
      throw new BadConfigException(setting, "must be a path", e);
    }
  }
}
