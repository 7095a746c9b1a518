package io.crossguard.client.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/**
 * Where the bearer token is that a service elsewhere asks for. It never stands on the command line
 * itself, which other users of the machine can see, nor in a message.
 */
final class TokenOption {

  /** The environment variable that has the token itself. */
  static final String VARIABLE = "CROSSGUARD_TOKEN";

  private static final String NAME = "--token-file";
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,4096}");

  @Option(
      names = NAME,
      paramLabel = "FILE",
      description =
          "File that has the bearer token alone; read for each call. Default: the token in"
              + " the environment variable " + VARIABLE + ", if any.")
  private Optional<Path> file = Optional.empty();

  boolean isGiven() {
    return file.isPresent();
  }

  /**
   * The token, asked for anew with each call, so that it may change meanwhile; absent where none is
   * to be sent.
   *
   * @throws BadInputException if what should be a token is none
   */
  Optional<Supplier<String>> token(Map<String, String> environment) {
    if (file.isPresent()) {
      Path place = file.get();
      // At once, so that what is wrong with the file is told before anybody is called.
      read(place);
      return Optional.of(() -> read(place));
    }
    return Optional.ofNullable(environment.get(VARIABLE))
        .filter(text -> !text.isEmpty())
        .map(text -> {
          String token = checked(VARIABLE, text);
          return () -> token;
        });
  }

  private static String read(Path file) {
    try {
      return checked(NAME + ": " + file, Files.readString(file));
    } catch (IOException e) {
      throw new BadInputException(NAME + ": " + file + ": can't be read as text");
    }
  }

  private static String checked(String place, String text) {
    String token = text.strip();
    if (!TOKEN.matcher(token).matches()) {
      throw new BadInputException(
          place + ": must have a token alone, of visible ASCII characters without spaces");
    }
    return token;
  }
}
