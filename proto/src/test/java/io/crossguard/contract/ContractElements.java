package io.crossguard.contract;

import com.google.api.AnnotationsProto;
import com.google.api.HttpRule;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Everything that a client depends on, a line each:
 *
 * <pre>
 *   message.field = number : [repeated | optional] type [in oneof]
 *   enum.VALUE = number
 *   service.Method : request -> response
 *   service.Method : GET path, or POST path
 * </pre>
 */
final class ContractElements {
  private final List<String> lines = new ArrayList<>();

  private ContractElements() {}

  static List<String> of(List<FileDescriptorProto> files) {
    ContractElements elements = new ContractElements();
    for (FileDescriptorProto file : files) {
      String scope = file.getPackage() + ".";
      file.getMessageTypeList().forEach(message -> elements.addMessage(message, scope));
      file.getEnumTypeList().forEach(type -> elements.addEnum(type, scope));
      file.getServiceList().forEach(service -> elements.addService(service, scope));
    }
    return List.copyOf(elements.lines);
  }

  private void addMessage(DescriptorProto message, String scope) {
    String name = scope + message.getName();
    for (FieldDescriptorProto field : message.getFieldList()) {
      lines.add(
          name + "." + field.getName() + " = " + field.getNumber() + " : " + shape(field, message));
    }
    message.getEnumTypeList().forEach(type -> addEnum(type, name + "."));
    message.getNestedTypeList().forEach(nested -> addMessage(nested, name + "."));
  }

  private static String shape(FieldDescriptorProto field, DescriptorProto message) {
    String type = field.getTypeName().isEmpty()
        ? field.getType().name().replace("TYPE_", "").toLowerCase(Locale.ROOT)
        : field.getTypeName().substring(1);
    if (field.getLabel() == Label.LABEL_REPEATED) {
      return "repeated " + type;
    }
    if (field.getProto3Optional()) {
      return "optional " + type;
    }
    return field.hasOneofIndex()
        ? type + " in " + message.getOneofDecl(field.getOneofIndex()).getName()
        : type;
  }

  private void addEnum(EnumDescriptorProto type, String scope) {
    type.getValueList()
        .forEach(value ->
            lines.add(scope + type.getName() + "." + value.getName() + " = " + value.getNumber()));
  }

  private void addService(ServiceDescriptorProto service, String scope) {
    for (MethodDescriptorProto method : service.getMethodList()) {
      lines.add(scope + service.getName() + "." + method.getName() + " : "
          + stream(method.getClientStreaming()) + method.getInputType().substring(1)
          + " -> "
          + stream(method.getServerStreaming()) + method.getOutputType().substring(1));
      if (method.getOptions().hasExtension(AnnotationsProto.http)) {
        lines.add(scope + service.getName() + "." + method.getName() + " : "
            + path(method.getOptions().getExtension(AnnotationsProto.http)));
      }
    }
  }

  private static String path(HttpRule rule) {
    return rule.hasGet() ? "GET " + rule.getGet() : "POST " + rule.getPost();
  }

  private static String stream(boolean streaming) {
    return streaming ? "stream " : "";
  }
}
