package io.crossguard.server.rules;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The rule-set files of an operator. */
public final class RuleSetDirectory {
  private static final String FILES = "*.json";

  private RuleSetDirectory() {}

  /**
   * The files of a directory whose names end with {@code .json}, in the order of those names. What
   * else is in it, directories too, is not looked at.
   *
   * @throws BadRuleSetFileException if the directory or one of the files can't be read
   */
  public static List<RuleSetText> read(Path directory) {
    List<RuleSetText> texts = new ArrayList<>();
    for (Path file : files(directory)) {
      texts.add(new RuleSetText(file.toString(), text(file)));
    }
    return texts;
  }

  private static List<Path> files(Path directory) {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, FILES)) {
      for (Path path : found) {
        if (!Files.isDirectory(path)) {
          files.add(path);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      throw new BadRuleSetFileException(directory.toString(), "can't be read as a directory", e);
    }
    Collections.sort(files);
    return files;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new BadRuleSetFileException(file.toString(), "can't be read as text in UTF-8", e);
    }
  }
}
