package io.crossguard.server.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The value of every setting, and who set it. A flag wins over the environment, that over the file,
 * and that over the default.
 */
public final class EffectiveSettings {

  /** The environment variable that names the file. */
  public static final String FILE_VARIABLE = Setting.ENVIRONMENT_PREFIX + "CONFIG";

  private final Map<Setting, Value> values = new EnumMap<>(Setting.class);

  /** Who set a value. */
  private enum Origin {
    DEFAULT,
    FILE,
    ENVIRONMENT,
    FLAG
  }

  private record Value(String text, Origin origin) {
    Value {
      requireNonNull(text, "text");
    }
  }

  private EffectiveSettings() {
    for (Setting setting : Setting.values()) {
      values.put(setting, new Value(setting.textIfUnset(), Origin.DEFAULT));
    }
  }

  /**
   * Collects the values. That they keep their rules is found out by {@link #config}.
   *
   * @param flags values by the key of the setting
   * @param file file that a flag names; absent where the environment may name one
   * @throws BadConfigException if something is set that is no setting, or the file can't be read
   */
  public static EffectiveSettings of(
      Map<String, String> flags, Optional<Path> file, Map<String, String> environment) {
    EffectiveSettings settings = new EffectiveSettings();
    file.or(() -> Optional.ofNullable(environment.get(FILE_VARIABLE)).map(Path::of))
        .ifPresent(path -> settings.set(SettingsFile.read(path), Origin.FILE));
    settings.set(ofEnvironment(environment), Origin.ENVIRONMENT);
    settings.set(ofFlags(flags), Origin.FLAG);
    return settings;
  }

  /** The values that are given, and the defaults. */
  static EffectiveSettings of(Map<Setting, String> given) {
    EffectiveSettings settings = new EffectiveSettings();
    settings.set(given, Origin.FLAG);
    return settings;
  }

  /**
   * @throws BadConfigException if a value breaks its rule
   */
  public ServerConfig config() {
    try {
      return new ConfigReader(setting -> value(setting).text()).config();
    } catch (BadConfigException e) {
      throw e.setting().map(setting -> withOrigin(e, setting)).orElse(e);
    }
  }

  /** The content of a file that sets everything but secrets as it is, with who set it. */
  public String text() {
    StringBuilder text = new StringBuilder();
    values.forEach((setting, value) -> text.append("# ")
        .append(origin(setting, value.origin()))
        .append('\n')
        .append(line(setting, value.text()))
        .append('\n'));
    return text.toString();
  }

  private static String line(Setting setting, String text) {
    if (text.isEmpty()) {
      return setting.key() + " =";
    }
    return setting.isSecret() ? "# " + setting.key() + " = ***" : setting.key() + " = " + text;
  }

  private void set(Map<Setting, String> texts, Origin origin) {
    texts.forEach((setting, text) -> values.put(setting, new Value(text.strip(), origin)));
  }

  private Value value(Setting setting) {
    return requireNonNull(values.get(setting), setting.key());
  }

  private BadConfigException withOrigin(BadConfigException failure, Setting setting) {
    String origin = origin(setting, value(setting).origin());
    return new BadConfigException(failure.getMessage() + " (" + origin + ")");
  }

  private static String origin(Setting setting, Origin origin) {
    return switch (origin) {
      case DEFAULT -> "default";
      case FILE -> "from the file";
      case ENVIRONMENT -> "from " + setting.environmentVariable();
      case FLAG -> "from a flag";
    };
  }

  private static Map<Setting, String> ofFlags(Map<String, String> flags) {
    Map<Setting, String> values = new EnumMap<>(Setting.class);
    flags.forEach((key, text) -> values.put(
        Setting.ofKey(key)
            .orElseThrow(() -> new BadConfigException("no setting has the key " + key)),
        text));
    return values;
  }

  private static Map<Setting, String> ofEnvironment(Map<String, String> environment) {
    Map<Setting, String> values = new EnumMap<>(Setting.class);
    // In the order of names, so that of several mistakes the same one is told each time.
    new TreeMap<>(environment).forEach((name, text) -> {
      if (name.startsWith(Setting.ENVIRONMENT_PREFIX) && !name.equals(FILE_VARIABLE)) {
        values.put(
            Setting.ofEnvironmentVariable(name)
                .orElseThrow(() ->
                    new BadConfigException("no setting has the environment variable " + name)),
            text);
      }
    });
    return values;
  }
}
