package io.crossguard.client.cli;

import java.io.IOException;
import java.io.Reader;
import java.util.Optional;

/**
 * Reads JSON objects that follow each other, on one line each or on several: cuts the text where an
 * object ends, and leaves its grammar to whoever reads it.
 */
final class JsonTexts {
  private final Reader reader;
  private final int lengthMax;

  /**
   * @param lengthMax characters of the longest object
   */
  JsonTexts(Reader reader, int lengthMax) {
    this.reader = reader;
    this.lengthMax = lengthMax;
  }

  /**
   * The next object, or whatever stands where one should, up to the end of its line; absent at the
   * end.
   *
   * @throws BadInputException if it is longer than the longest may be
   */
  Optional<String> next() throws IOException {
    StringBuilder text = new StringBuilder();
    int depth = 0;
    boolean isInString = false;
    boolean isEscaped = false;
    for (int next = reader.read(); next >= 0; next = reader.read()) {
      char character = (char) next;
      if (text.isEmpty() && Character.isWhitespace(character)) {
        continue;
      }
      text.append(character);
      if (text.length() > lengthMax) {
        throw new BadInputException("is longer than " + lengthMax + " characters");
      }
      if (isInString) {
        isInString = isEscaped || character != '"';
        isEscaped = !isEscaped && character == '\\';
      } else if (character == '"') {
        isInString = true;
      } else if (character == '{') {
        depth++;
      } else if (character == '}') {
        depth--;
      }
      boolean isEnd = character == '}' || character == '\n';
      if (depth <= 0 && !isInString && isEnd) {
        return Optional.of(text.toString());
      }
    }
    return Optional.of(text.toString()).filter(rest -> !rest.isEmpty());
  }
}
