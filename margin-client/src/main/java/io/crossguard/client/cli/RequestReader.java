package io.crossguard.client.cli;

import com.google.protobuf.Message;
import io.crossguard.server.json.BadJsonException;
import io.crossguard.server.json.JsonForm;
import io.crossguard.v1.ClassifyPositionsRequest;
import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.RecommendMarginModesRequest;
import io.crossguard.v1.RecommendOrderModeRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/** Reads requests from their JSON form; whatever is wrong becomes one sentence with its place. */
final class RequestReader {
  /** The longest JSON text of one request: a message of the largest size, generously indented. */
  static final int TEXT_BYTES_MAX = 64 * 1024 * 1024;

  private static final String STANDARD_INPUT = "-";

  // The requests that a file may hold, by the command that takes them.
  private static final Map<String, Message> REQUESTS = Map.of(
      "evaluate", EvaluateMarginRequest.getDefaultInstance(),
      "classify", ClassifyPositionsRequest.getDefaultInstance(),
      "advise", RecommendMarginModesRequest.getDefaultInstance(),
      "advise-order", RecommendOrderModeRequest.getDefaultInstance());

  private final InputStream in;

  RequestReader(InputStream in) {
    this.in = in;
  }

  /** How messages call a file. */
  static String name(String file) {
    return file.equals(STANDARD_INPUT) ? "standard input" : file;
  }

  /**
   * Opens a file, or standard input for {@code -}.
   *
   * @throws BadInputException if it can't be opened
   */
  InputStream open(String file) {
    if (file.equals(STANDARD_INPUT)) {
      return in;
    }
    Path path = path(file);
    if (Files.isDirectory(path)) {
      throw new BadInputException(file + ": is a directory");
    }
    if (Files.notExists(path)) {
      throw new BadInputException(file + ": no such file");
    }
    try {
      return Files.newInputStream(path);
    } catch (IOException e) {
      throw new BadInputException(file + ": can't be read");
    }
  }

  /**
   * Reads the one request in a file.
   *
   * @param file name of a file, or {@code -} for standard input
   * @param prototype a message of the wanted type
   * @throws BadInputException if there is no such request
   */
  <T extends Message> T read(String file, T prototype) {
    return parse(name(file), text(file), prototype);
  }

  /**
   * Reads the text of a file.
   *
   * @param file name of a file, or {@code -} for standard input
   * @throws BadInputException if it can't be read, is too long, or is no text
   */
  String text(String file) {
    String name = name(file);
    try (InputStream stream = open(file)) {
      byte[] bytes = stream.readNBytes(TEXT_BYTES_MAX + 1);
      if (bytes.length > TEXT_BYTES_MAX) {
        throw new BadInputException(name + ": is longer than " + TEXT_BYTES_MAX + " bytes");
      }
      return text(name, bytes);
    } catch (IOException e) {
      throw new BadInputException(name + ": can't be read");
    }
  }

  /**
   * Reads a request from text.
   *
   * @param name where the text is from, for messages
   * @throws BadInputException if it is no such request
   */
  static <T extends Message> T parse(String name, String text, T prototype) {
    if (text.isBlank()) {
      throw new BadInputException(name + ": is empty");
    }
    Message.Builder builder = prototype.newBuilderForType();
    try {
      JsonForm.read(text, builder);
    } catch (BadJsonException e) {
      throw new BadInputException(name + ": " + e.getMessage() + hint(e, prototype));
    }
    @SuppressWarnings("unchecked") // A builder builds messages of the type that it came from.
    T message = (T) builder.build();
    return message;
  }

  private static String text(String name, byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new BadInputException(name + ": is not text in UTF-8");
    }
  }

  private static Path path(String file) {
    try {
      return Path.of(file);
    } catch (InvalidPathException e) {
      throw new BadInputException(file + ": is not a file name");
    }
  }

  /** Which command the text may be for, where it has a field that the request lacks. */
  private static String hint(BadJsonException problem, Message prototype) {
    return problem
        .unknownField()
        .filter(
            unknown -> unknown.message().equals(prototype.getDescriptorForType().getName()))
        .flatMap(unknown -> REQUESTS.entrySet().stream()
            .filter(request -> hasField(request.getValue(), unknown.name()))
            .map(Map.Entry::getKey)
            .sorted()
            .findFirst())
        .map(command -> ": is the file for the command " + command + "?")
        .orElse("");
  }

  private static boolean hasField(Message message, String jsonName) {
    return message.getDescriptorForType().getFields().stream()
        .anyMatch(field -> field.getJsonName().equals(jsonName));
  }
}
