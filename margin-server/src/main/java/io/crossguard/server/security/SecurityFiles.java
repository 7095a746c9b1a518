package io.crossguard.server.security;

import io.crossguard.server.config.BadConfigException;
import io.crossguard.server.config.Setting;
import io.crossguard.server.reload.Reloading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.Supplier;

/** The files that say who may do what, and prove who is who. */
public final class SecurityFiles {
  private SecurityFiles() {}

  /**
   * Who may do what, as the access file says it.
   *
   * @throws BadConfigException if the file can't be read, or breaks a rule
   */
  public static Reloading<String, AccessList> access(Path file) {
    return reloading(
        "access",
        Setting.ACCESS_FILE,
        file,
        () -> text(Setting.ACCESS_FILE, file),
        AccessFile::read);
  }

  /** A value whose maker's complaints name the setting and the file. */
  static <S, T> Reloading<S, T> reloading(
      String name, Setting setting, Path file, Supplier<S> source, Function<S, T> maker) {
    return new Reloading<>(name, source, read -> {
      try {
        return maker.apply(read);
      } catch (IllegalArgumentException e) {
        throw new BadConfigException(setting, "must be usable: " + file + ": " + e.getMessage(), e);
      }
    });
  }

  static String text(Setting setting, Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new BadConfigException(setting, "must be readable: " + file, e);
    }
  }
}
