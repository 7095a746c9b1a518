package io.crossguard.server.openapi;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.protobuf.Any;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Schemas of the JSON forms of messages, for each message and enum that is referred to. */
final class Schemas {
  private static final String OURS = "crossguard.v1.";

  private final Comments comments;
  private final Map<String, JsonObject> byName = new TreeMap<>();
  private final Set<String> begun = new HashSet<>();

  Schemas(Comments comments) {
    this.comments = comments;
  }

  /** A reference to the schema of a message, which is there from now on. */
  JsonObject reference(Descriptor message) {
    if (begun.add(message.getFullName())) {
      byName.put(name(message.getFullName()), schema(message));
    }
    return reference(message.getFullName());
  }

  /** All that have been referred to, by their names. */
  JsonObject all() {
    JsonObject all = new JsonObject();
    byName.forEach(all::add);
    return all;
  }

  /** The schema of a field, with its comment. */
  JsonObject property(FieldDescriptor field) {
    JsonObject property = field.isMapField()
        ? map(field)
        : field.isRepeated() ? list(field) : described(single(field));
    property.addProperty("description", comments.of(field.getFullName()));
    return property;
  }

  private JsonObject schema(Descriptor message) {
    JsonObject properties = new JsonObject();
    message.getFields().forEach(field -> properties.add(field.getJsonName(), property(field)));
    JsonObject schema = typed("object");
    schema.addProperty(
        "description",
        message.getRealOneofs().stream()
            .map(this::alternatives)
            .collect(Collectors.joining("", comments.of(message.getFullName()), "")));
    schema.add("properties", properties);
    return schema;
  }

  private String alternatives(OneofDescriptor oneof) {
    String names = oneof.getFields().stream()
        .map(field -> "`" + field.getJsonName() + "`")
        .collect(Collectors.joining(", "));
    return "\n\nAt most one of " + names + ": " + comments.of(oneof.getFullName());
  }

  private JsonObject reference(EnumDescriptor type) {
    if (begun.add(type.getFullName())) {
      JsonArray values = new JsonArray();
      type.getValues().forEach(value -> values.add(value.getName()));
      JsonObject schema = typed("string");
      schema.addProperty(
          "description",
          type.getValues().stream()
              .map(value -> "\n- `" + value.getName() + "`: " + comments.of(value.getFullName()))
              .collect(Collectors.joining("", comments.of(type.getFullName()) + "\n", "")));
      schema.add("enum", values);
      byName.put(name(type.getFullName()), schema);
    }
    return reference(type.getFullName());
  }

  private JsonObject map(FieldDescriptor field) {
    JsonObject map = typed("object");
    map.add("additionalProperties", single(field.getMessageType().findFieldByName("value")));
    return map;
  }

  private JsonObject list(FieldDescriptor field) {
    JsonObject list = typed("array");
    list.add("items", single(field));
    return list;
  }

  /** Beside a reference nothing else counts: the comment of a field needs a schema around it. */
  private static JsonObject described(JsonObject schema) {
    if (!schema.has("$ref")) {
      return schema;
    }
    JsonArray all = new JsonArray();
    all.add(schema);
    JsonObject around = new JsonObject();
    around.add("allOf", all);
    return around;
  }

  private JsonObject single(FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case STRING -> typed("string");
      case BOOLEAN -> typed("boolean");
      case INT -> formatted("integer", "int32");
      case ENUM -> reference(field.getEnumType());
      case MESSAGE -> message(field.getMessageType());
      default -> throw new IllegalStateException("no schema for " + field.getFullName());
    };
  }

  private JsonObject message(Descriptor message) {
    if (message.getFullName().equals(Timestamp.getDescriptor().getFullName())) {
      return formatted("string", "date-time");
    }
    if (message.getFullName().equals(Duration.getDescriptor().getFullName())) {
      JsonObject duration = typed("string");
      duration.addProperty("pattern", "^-?[0-9]+([.][0-9]+)?s$");
      return duration;
    }
    if (message.getFullName().equals(Any.getDescriptor().getFullName())) {
      return any();
    }
    return reference(message);
  }

  private static JsonObject any() {
    JsonObject properties = new JsonObject();
    properties.add("@type", typed("string"));
    JsonObject any = typed("object");
    any.add("properties", properties);
    any.addProperty("additionalProperties", true);
    return any;
  }

  private static JsonObject formatted(String type, String format) {
    JsonObject schema = typed(type);
    schema.addProperty("format", format);
    return schema;
  }

  private static JsonObject typed(String type) {
    JsonObject schema = new JsonObject();
    schema.addProperty("type", type);
    return schema;
  }

  private static JsonObject reference(String fullName) {
    JsonObject reference = new JsonObject();
    reference.addProperty("$ref", "#/components/schemas/" + name(fullName));
    return reference;
  }

  private static String name(String fullName) {
    return fullName.startsWith(OURS) ? fullName.substring(OURS.length()) : fullName;
  }
}
