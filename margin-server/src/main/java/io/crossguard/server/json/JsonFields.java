package io.crossguard.server.json;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import java.text.ParseException;
import java.util.Optional;

/** What the fields of messages may be in JSON. */
final class JsonFields {
  private JsonFields() {}

  /** The field that a name in JSON stands for: protobuf takes that of the file, too. */
  static Optional<FieldDescriptor> find(Descriptor message, String name) {
    return message.getFields().stream()
        .filter(field -> field.getJsonName().equals(name) || field.getName().equals(name))
        .findFirst();
  }

  /** The message whose fields stand in the object; absent where anything may stand there. */
  static Optional<Descriptor> message(FieldDescriptor field) {
    boolean hasFields = field.getJavaType() == JavaType.MESSAGE
        && !field.isMapField()
        && !field.getMessageType().getFile().getPackage().equals("google.protobuf");
    return hasFields ? Optional.of(field.getMessageType()) : Optional.empty();
  }

  /** Why a field can't have a text in quotes for its value; absent where that is not seen here. */
  static Optional<String> problem(FieldDescriptor field, String text) {
    if (field.getJavaType() == JavaType.ENUM) {
      return field.getEnumType().findValueByName(text) == null
          ? Optional.of(field.getJsonName() + " has no value " + text)
          : Optional.empty();
    }
    if (field.getJavaType() != JavaType.MESSAGE) {
      return Optional.empty();
    }
    try {
      if (field.getMessageType().equals(Duration.getDescriptor())) {
        Durations.parse(text);
      } else if (field.getMessageType().equals(Timestamp.getDescriptor())) {
        Timestamps.parse(text);
      }
      return Optional.empty();
    } catch (ParseException e) {
      return Optional.of(field.getJsonName()
          + (field.getMessageType().equals(Duration.getDescriptor())
              ? " must be seconds with an s, such as 86400s"
              : " must be a time, such as 2026-03-01T00:00:00Z"));
    }
  }
}
