package io.crossguard.server;

import static java.util.Objects.requireNonNull;

import io.crossguard.server.config.BadConfigException;
import io.crossguard.server.config.EffectiveSettings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The arguments of the process.
 *
 * @param flags {@code --KEY=VALUE}: values by the key of the setting
 * @param file {@code --config=FILE}: the file of settings
 * @param isPrintAsked {@code --print-config}: whether the settings are to be shown, and nothing more
 * @param isRehearsalAsked {@code --rehearse}: whether it is to start, to call itself, and to end
 */
record ServerArguments(
    Map<String, String> flags,
    Optional<Path> file,
    boolean isPrintAsked,
    boolean isRehearsalAsked) {
  private static final String PREFIX = "--";
  private static final String FILE = "config";
  private static final String PRINT = PREFIX + "print-config";
  private static final String REHEARSE = PREFIX + "rehearse";

  ServerArguments {
    flags = Map.copyOf(flags);
    requireNonNull(file, "file");
  }

  /**
   * @throws IllegalArgumentException if an argument is none of the four
   */
  static ServerArguments of(List<String> arguments) {
    Map<String, String> flags = new LinkedHashMap<>();
    boolean isPrintAsked = false;
    boolean isRehearsalAsked = false;
    for (String argument : arguments) {
      int sign = argument.indexOf('=');
      if (argument.equals(PRINT)) {
        isPrintAsked = true;
      } else if (argument.equals(REHEARSE)) {
        isRehearsalAsked = true;
      } else if (argument.startsWith(PREFIX) && sign > 0) {
        flags.put(argument.substring(PREFIX.length(), sign), argument.substring(sign + 1));
      } else {
        throw new IllegalArgumentException(
            argument + " must be --KEY=VALUE, --config=FILE, " + PRINT + " or " + REHEARSE);
      }
    }
    Optional<Path> file = Optional.ofNullable(flags.remove(FILE)).map(Path::of);
    return new ServerArguments(flags, file, isPrintAsked, isRehearsalAsked);
  }

  /**
   * @throws BadConfigException if something is set that is no setting
   */
  EffectiveSettings settings(Map<String, String> environment) {
    return EffectiveSettings.of(flags, file, environment);
  }
}
