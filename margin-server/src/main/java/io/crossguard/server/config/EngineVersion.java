package io.crossguard.server.config;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * The version that every response names.
 *
 * @param text as in the build, such as {@code 0.1.0}
 */
public record EngineVersion(String text) {
  private static final String RESOURCE = "engine.properties";

  public EngineVersion {
    requireNonNull(text, "text");
  }

  /** The version that this code was built as. */
  public static EngineVersion ofThisBuild() {
    Properties properties = new Properties();
    try (InputStream file =
        requireNonNull(EngineVersion.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      properties.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new EngineVersion(properties.getProperty("version"));
  }
}
