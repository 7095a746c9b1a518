package io.crossguard.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An example in Java, as its readers see it.
 *
 * @param place file and line that it begins in
 * @param code without the marks of the comment around it
 */
record Example(String place, String code) {
  private static final Path PROJECT = Path.of("..");
  private static final List<String> MODULES =
      List.of("proto", "margin-core", "advisor", "margin-server", "margin-client");

  private static final Pattern JAVADOC =
      Pattern.compile("<pre>\\{@code\\n(.*?)\\n *\\* *}</pre>", Pattern.DOTALL);
  private static final Pattern README = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern TYPE = Pattern.compile(
      "^(?:public |final |abstract )*(?:class|record|interface) ", Pattern.MULTILINE);

  /** Those of the Javadoc of all modules. */
  static List<Example> ofJavadoc() {
    List<Example> examples = new ArrayList<>();
    for (String module : MODULES) {
      for (Path source : sources(PROJECT.resolve(module).resolve(Path.of("src", "main", "java")))) {
        examples.addAll(of(source, JAVADOC));
      }
    }
    return examples;
  }

  /** Those of the READMEs of the project and of its modules. */
  static List<Example> ofReadmes() {
    List<Example> examples = new ArrayList<>(of(PROJECT.resolve("README.md"), README));
    for (String module : MODULES) {
      examples.addAll(of(PROJECT.resolve(module).resolve("README.md"), README));
    }
    return examples;
  }

  /** Whether it is a type of its own, and not some statements. */
  boolean isType() {
    return TYPE.matcher(code).find();
  }

  @Override
  public String toString() {
    return place;
  }

  private static List<Example> of(Path file, Pattern pattern) {
    List<Example> examples = new ArrayList<>();
    String text = text(file);
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      long line = text.substring(0, matcher.start(1)).lines().count() + 1;
      String code =
          pattern == JAVADOC ? matcher.group(1).replaceAll("(?m)^ *\\* ?", "") : matcher.group(1);
      examples.add(new Example(PROJECT.relativize(file) + ":" + line, code));
    }
    return examples;
  }

  private static List<Path> sources(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
