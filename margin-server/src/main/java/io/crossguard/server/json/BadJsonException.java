package io.crossguard.server.json;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** A text that is not the JSON form of the message that is wanted; it says what is wrong, and where. */
public final class BadJsonException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient Optional<UnknownField> unknownField;

  /**
   * A field that a message does not have.
   *
   * @param message short name of the message
   * @param name the field, as the text has it
   */
  public record UnknownField(String message, String name) {
    public UnknownField {
      requireNonNull(message, "message");
      requireNonNull(name, "name");
    }
  }

  BadJsonException(String problem) {
    super(problem);
    this.unknownField = Optional.empty();
  }

  BadJsonException(String place, UnknownField field) {
    super(place + field.message() + " has no field " + field.name());
    this.unknownField = Optional.of(field);
  }

  /** The field that is not there, where that is what is wrong. */
  public Optional<UnknownField> unknownField() {
    return unknownField;
  }
}
