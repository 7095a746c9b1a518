package io.crossguard.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A place in a file for operators, in YAML or JSON, which is a part of it. */
record DeployFile(Object value) {
  private static final Path FILES = Path.of("src", "main", "deploy");

  /** The documents of a file. */
  static List<DeployFile> documents(String name) {
    LoaderOptions strict = new LoaderOptions();
    strict.setAllowDuplicateKeys(false);
    List<DeployFile> documents = new ArrayList<>();
    new Yaml(new SafeConstructor(strict))
        .loadAll(text(name))
        .forEach(document -> documents.add(new DeployFile(document)));
    return documents;
  }

  static String text(String name) {
    try {
      return Files.readString(path(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path path(String name) {
    return FILES.resolve(name);
  }

  /** What stands below these keys; it has to be there. */
  DeployFile at(String... keys) {
    DeployFile place = this;
    for (String key : keys) {
      if (!(place.value instanceof Map<?, ?> map) || !map.containsKey(key)) {
        throw new AssertionError("no " + key + " in " + place.value);
      }
      place = new DeployFile(map.get(key));
    }
    return place;
  }

  List<DeployFile> list(String... keys) {
    if (!(at(keys).value instanceof List<?> list)) {
      throw new AssertionError("no list in " + value);
    }
    return list.stream().<DeployFile>map(DeployFile::new).toList();
  }

  String text() {
    return String.valueOf(value);
  }

  int number() {
    return Integer.parseInt(text());
  }
}
