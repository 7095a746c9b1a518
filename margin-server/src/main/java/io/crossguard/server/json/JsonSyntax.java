package io.crossguard.server.json;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import io.crossguard.server.json.BadJsonException.UnknownField;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks that a text is one JSON object and nothing else, by the letter of RFC 8259, that no object
 * in it names a field twice, and that no number outside of quotes has digits that floating point may
 * have made up. The parser of protobuf is more tolerant: it drops what follows the object, of two
 * fields of one name it keeps the last, and it takes 0.30000000000000004 for a quantity.
 */
final class JsonSyntax {
  private static final int DEPTH_MAX = 100;
  private static final char END = '\0';

  /** A double keeps any decimal of so many digits; one of more may have come out of its arithmetic. */
  private static final int FLOAT_DIGITS = 15;

  private static final Pattern LITERAL =
      Pattern.compile("true|false|null|-?(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?(?:[eE][+-]?[0-9]++)?");
  private static final String ESCAPES = "\"\\/bfnrtu";

  private final String text;
  private final Matcher literals;
  private int at;
  private int depth;

  private JsonSyntax(String text) {
    this.text = text;
    this.literals = LITERAL.matcher(text);
  }

  /**
   * @throws BadJsonException if it is not; the message starts with line and column
   */
  static void check(String text) {
    check(text, Optional.empty());
  }

  /**
   * Looks for what the message can't have, too: a field that it lacks, two fields of which it has one,
   * a text that a field does not take.
   *
   * @throws BadJsonException if there is any; the message starts with line and column
   */
  static void check(String text, Descriptor message) {
    check(text, Optional.of(message));
  }

  private static void check(String text, Optional<Descriptor> message) {
    JsonSyntax syntax = new JsonSyntax(text);
    if (syntax.next() != '{') {
      throw syntax.problem("a JSON object is expected");
    }
    syntax.object(message);
    if (syntax.next() != END) {
      throw syntax.problem("something follows the JSON object");
    }
  }

  private void value(Optional<FieldDescriptor> field) {
    switch (next()) {
      case '{' -> object(field.flatMap(JsonFields::message));
      case '[' -> array(field);
      case '"' -> text(field);
      default -> literal();
    }
  }

  private void text(Optional<FieldDescriptor> field) {
    int start = at;
    String value = string();
    field.flatMap(of -> JsonFields.problem(of, value)).ifPresent(problem -> {
      at = start;
      throw problem(problem);
    });
  }

  private void object(Optional<Descriptor> message) {
    enter();
    Set<String> names = new HashSet<>();
    Map<OneofDescriptor, String> chosen = new HashMap<>();
    if (next() != '}') {
      do {
        if (next() != '"') {
          throw problem("the name of a field is expected, in double quotes");
        }
        int start = at;
        String name = string();
        if (!names.add(name)) {
          at = start;
          throw problem("the field " + name + " is there twice");
        }
        Optional<FieldDescriptor> field = message.map(of -> field(of, name, start));
        expect(':', "':' is expected");
        if (next() != 'n') {
          field.ifPresent(of -> choose(of, name, chosen, start));
        }
        value(field);
      } while (comma());
    }
    expect('}', "',' or '}' is expected");
    depth--;
  }

  private FieldDescriptor field(Descriptor message, String name, int start) {
    return JsonFields.find(message, name)
        .orElseThrow(() -> new BadJsonException(
            place(text, start) + ": ", new UnknownField(message.getName(), name)));
  }

  private void choose(
      FieldDescriptor field, String name, Map<OneofDescriptor, String> chosen, int start) {
    Optional.ofNullable(field.getContainingOneof())
        .map(choice -> chosen.put(choice, name))
        .ifPresent(other -> {
          at = start;
          throw problem(
              field.getContainingType().getName() + " has " + other + " or " + name + ", not both");
        });
  }

  private void array(Optional<FieldDescriptor> field) {
    enter();
    if (next() != ']') {
      do {
        value(field);
      } while (comma());
    }
    expect(']', "',' or ']' is expected");
    depth--;
  }

  private void enter() {
    at++;
    depth++;
    if (depth > DEPTH_MAX) {
      throw problem("nested more than " + DEPTH_MAX + " deep");
    }
  }

  private boolean comma() {
    boolean found = next() == ',';
    if (found) {
      at++;
    }
    return found;
  }

  private void expect(char wanted, String otherwise) {
    if (next() != wanted) {
      throw problem(otherwise);
    }
    at++;
  }

  /** Reads a string and returns what stands between its quotes, as it stands there. */
  private String string() {
    int start = at;
    at++;
    while (at < text.length() && text.charAt(at) != '"') {
      char character = text.charAt(at);
      if (character < ' ') {
        throw problem("a string goes on over the end of its line, or holds a control character");
      }
      if (character == '\\') {
        at++;
        if (at < text.length() && ESCAPES.indexOf(text.charAt(at)) < 0) {
          throw problem("an unknown escape in a string");
        }
      }
      at++;
    }
    if (at >= text.length()) {
      at = start;
      throw problem("a string has no end");
    }
    at++;
    return text.substring(start + 1, at - 1);
  }

  private void literal() {
    literals.region(at, text.length());
    if (!literals.lookingAt()) {
      throw problem("a JSON value is expected");
    }
    if (digits(literals.group()) > FLOAT_DIGITS) {
      throw problem("a number of more than " + FLOAT_DIGITS
          + " digits, which floating point does not keep: write the digits that are meant in"
          + " quotes");
    }
    at = literals.end();
  }

  /** How many digits of a number count: without zeros at either end, and without the exponent. */
  private static int digits(String number) {
    int first = -1;
    int last = -1;
    int seen = 0;
    for (int i = 0; i < number.length() && "eE".indexOf(number.charAt(i)) < 0; i++) {
      char character = number.charAt(i);
      if (character < '0' || character > '9') {
        continue;
      }
      seen++;
      if (character != '0') {
        first = first < 0 ? seen : first;
        last = seen;
      }
    }
    return first < 0 ? 0 : last - first + 1;
  }

  /** Skips white space and returns the character there; it is not taken yet. */
  private char next() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : END;
  }

  private BadJsonException problem(String what) {
    int end = Math.min(at, text.length());
    String where = place(text, end);
    return new BadJsonException(
        where + ": " + (end == text.length() ? "the text ends here, where " + what : what));
  }

  /** Line and column of an offset, both counted from 1. */
  static String place(String text, int offset) {
    long line = 1 + text.substring(0, offset).chars().filter(c -> c == '\n').count();
    int column = offset - text.lastIndexOf('\n', offset - 1);
    return "line " + line + ", column " + column;
  }
}
