package io.crossguard.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A file of lines {@code key = value}. Empty lines, and lines that start with #, say nothing. */
final class SettingsFile {
  private SettingsFile() {}

  /**
   * @throws BadConfigException if it can't be read, has a key that is no setting, or one twice
   */
  static Map<Setting, String> read(Path file) {
    Map<Setting, String> values = new EnumMap<>(Setting.class);
    List<String> lines = lines(file);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        add(values, line, file + ": line " + (i + 1) + ": ");
      }
    }
    return values;
  }

  private static void add(Map<Setting, String> values, String line, String place) {
    int sign = line.indexOf('=');
    if (sign < 0) {
      throw new BadConfigException(place + "must be: key = value");
    }
    String key = line.substring(0, sign).strip();
    Setting setting = Setting.ofKey(key)
        .orElseThrow(() -> new BadConfigException(place + "no setting has the key " + key));
    if (values.put(setting, line.substring(sign + 1).strip()) != null) {
      throw new BadConfigException(place + "must not set " + key + " again");
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new BadConfigException(file + ": can't be read as text in UTF-8");
    }
  }
}
