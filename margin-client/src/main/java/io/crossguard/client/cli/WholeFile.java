package io.crossguard.client.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/**
 * A file that is there whole or not at all: it is written under another name beside its place, and
 * moved there at the end. Where it replaces one, that one stays until then.
 */
final class WholeFile {
  private final String option;
  private final Path path;

  private WholeFile(String option, Path path) {
    this.option = option;
    this.path = path;
  }

  /**
   * @param option option that names the file, for messages
   * @param name the file; its folder must exist
   * @throws BadInputException if no file can be there
   */
  static WholeFile at(String option, String name) {
    try {
      Path path = Path.of(name).toAbsolutePath();
      // Behind a link stands the file that is meant.
      Path target = Files.exists(path) ? path.toRealPath() : path;
      if (Files.isDirectory(target)) {
        throw new BadInputException(option + ": " + name + ": is a directory");
      }
      if (!Files.isDirectory(folder(target))) {
        throw new BadInputException(option + ": " + name + ": its directory does not exist");
      }
      return new WholeFile(option, target);
    } catch (InvalidPathException e) {
      throw new BadInputException(option + ": " + name + ": is not a file name");
    } catch (IOException e) {
      throw new BadInputException(option + ": " + name + ": can't be written");
    }
  }

  /**
   * @throws BadInputException if it can't be written; then it is as it was
   */
  void write(String text) {
    try {
      if (Files.exists(path) && !Files.isRegularFile(path)) {
        // A device or a pipe has no place beside it.
        Files.writeString(path, text);
      } else {
        replace(text);
      }
    } catch (IOException e) {
      throw new BadInputException(option + ": " + path + ": can't be written: " + reason(e));
    }
  }

  private void replace(String text) throws IOException {
    Path beside = folder(path).resolve("." + UUID.randomUUID() + ".part");
    try {
      Files.writeString(beside, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
      Files.move(beside, path, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private static Path folder(Path path) {
    return Optional.ofNullable(path.getParent()).orElse(path);
  }

  private static String reason(IOException failure) {
    return failure.getClass().getSimpleName();
  }
}
