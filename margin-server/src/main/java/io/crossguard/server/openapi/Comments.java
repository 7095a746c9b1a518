package io.crossguard.server.openapi;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.DescriptorProtos.SourceCodeInfo.Location;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The comments of proto files, by the full names of what they are about. */
final class Comments {
  private final Map<String, String> byName = new HashMap<>();

  Comments(List<FileDescriptorProto> files) {
    files.forEach(file -> new OfAFile(file).collect());
  }

  /** The comment of a message, field, oneof, enum, value, service or method; empty where it has none. */
  String of(String fullName) {
    return byName.getOrDefault(fullName, "");
  }

  private final class OfAFile {
    private final FileDescriptorProto file;
    private final Map<List<Integer>, String> byPath = new HashMap<>();

    OfAFile(FileDescriptorProto file) {
      this.file = file;
      for (Location location : file.getSourceCodeInfo().getLocationList()) {
        byPath.put(location.getPathList(), location.getLeadingComments());
      }
    }

    void collect() {
      String scope = file.getPackage();
      for (int i = 0; i < file.getMessageTypeCount(); i++) {
        collect(
            file.getMessageType(i),
            scope,
            List.of(FileDescriptorProto.MESSAGE_TYPE_FIELD_NUMBER, i));
      }
      for (int i = 0; i < file.getEnumTypeCount(); i++) {
        collect(file.getEnumType(i), scope, List.of(FileDescriptorProto.ENUM_TYPE_FIELD_NUMBER, i));
      }
      for (int i = 0; i < file.getServiceCount(); i++) {
        collect(file.getService(i), scope, List.of(FileDescriptorProto.SERVICE_FIELD_NUMBER, i));
      }
    }

    private void collect(DescriptorProto message, String scope, List<Integer> path) {
      String name = put(scope, message.getName(), path);
      for (int i = 0; i < message.getFieldCount(); i++) {
        put(
            name,
            message.getField(i).getName(),
            child(path, DescriptorProto.FIELD_FIELD_NUMBER, i));
      }
      for (int i = 0; i < message.getOneofDeclCount(); i++) {
        put(
            name,
            message.getOneofDecl(i).getName(),
            child(path, DescriptorProto.ONEOF_DECL_FIELD_NUMBER, i));
      }
      for (int i = 0; i < message.getEnumTypeCount(); i++) {
        collect(
            message.getEnumType(i), name, child(path, DescriptorProto.ENUM_TYPE_FIELD_NUMBER, i));
      }
      for (int i = 0; i < message.getNestedTypeCount(); i++) {
        collect(
            message.getNestedType(i),
            name,
            child(path, DescriptorProto.NESTED_TYPE_FIELD_NUMBER, i));
      }
    }

    private void collect(EnumDescriptorProto type, String scope, List<Integer> path) {
      String name = put(scope, type.getName(), path);
      for (int i = 0; i < type.getValueCount(); i++) {
        put(
            name,
            type.getValue(i).getName(),
            child(path, EnumDescriptorProto.VALUE_FIELD_NUMBER, i));
      }
    }

    private void collect(ServiceDescriptorProto service, String scope, List<Integer> path) {
      String name = put(scope, service.getName(), path);
      for (int i = 0; i < service.getMethodCount(); i++) {
        put(
            name,
            service.getMethod(i).getName(),
            child(path, ServiceDescriptorProto.METHOD_FIELD_NUMBER, i));
      }
    }

    private String put(String scope, String name, List<Integer> path) {
      String fullName = scope + "." + name;
      String comment = byPath.getOrDefault(path, "");
      byName.put(
          fullName,
          comment.lines().map(String::strip).reduce("", Comments::joined).strip());
      return fullName;
    }
  }

  /** Lines go on from each other; an empty one is the end of a paragraph. */
  private static String joined(String text, String line) {
    if (line.isEmpty()) {
      return text + "\n\n";
    }
    return text.isEmpty() || text.endsWith("\n") ? text + line : text + " " + line;
  }

  private static List<Integer> child(List<Integer> path, int field, int index) {
    List<Integer> child = new ArrayList<>(path);
    child.add(field);
    child.add(index);
    return List.copyOf(child);
  }
}
