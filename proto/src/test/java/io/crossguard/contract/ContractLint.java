package io.crossguard.contract;

import com.google.api.AnnotationsProto;
import com.google.api.HttpRule;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileOptions;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.DescriptorProtos.MethodOptions.IdempotencyLevel;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.DescriptorProtos.SourceCodeInfo.Location;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds where a proto file departs from the conventions of the contract. */
final class ContractLint {
  private static final String PACKAGE = "crossguard.v1";
  private static final String JAVA_PACKAGE = "io.crossguard.v1";
  private static final Pattern FILE_NAME =
      Pattern.compile("crossguard/v1/([a-z]+(_[a-z]+)*)\\.proto");
  private static final Pattern TYPE_NAME = Pattern.compile("([A-Z][a-z0-9]*)+");
  private static final Pattern FIELD_NAME = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");
  private static final Pattern VALUE_NAME = Pattern.compile("[A-Z][A-Z0-9]*(_[A-Z0-9]+)*");
  private static final Pattern HTTP_PATH =
      Pattern.compile("/v1(/[a-z]+(-[a-z]+)*|/\\{[a-z]+(_[a-z]+)*})+(:[a-z][A-Za-z]*)?");
  // Amounts are decimal strings; counts are int32.
  private static final Set<FieldDescriptorProto.Type> FIELD_TYPES = Set.of(
      FieldDescriptorProto.Type.TYPE_STRING,
      FieldDescriptorProto.Type.TYPE_BOOL,
      FieldDescriptorProto.Type.TYPE_INT32,
      FieldDescriptorProto.Type.TYPE_ENUM,
      FieldDescriptorProto.Type.TYPE_MESSAGE);

  private final FileDescriptorProto file;
  private final Map<List<Integer>, String> comments = new HashMap<>();
  private final List<String> violations = new ArrayList<>();

  private ContractLint(FileDescriptorProto file) {
    this.file = file;
    for (Location location : file.getSourceCodeInfo().getLocationList()) {
      comments.put(location.getPathList(), location.getLeadingComments());
    }
  }

  static List<String> violations(FileDescriptorProto file) {
    ContractLint lint = new ContractLint(file);
    lint.checkFile();
    return List.copyOf(lint.violations);
  }

  private void checkFile() {
    String name = file.getName();
    check(
        FILE_NAME.matcher(name).matches(), name, "must be named crossguard/v1/<lower_snake>.proto");
    check(file.getSyntax().equals("proto3"), name, "must be proto3");
    check(file.getPackage().equals(PACKAGE), name, "must have the package " + PACKAGE);
    FileOptions options = file.getOptions();
    check(
        options.getJavaPackage().equals(JAVA_PACKAGE),
        name,
        "must have the java_package " + JAVA_PACKAGE);
    check(options.getJavaMultipleFiles(), name, "must have java_multiple_files");
    String outer = upperCamel(baseName()) + "Proto";
    check(
        options.getJavaOuterClassname().equals(outer),
        name,
        "must have the java_outer_classname " + outer);
    check(
        file.getEnumTypeCount() == 0,
        name,
        "must nest its enums in the messages that they belong to");
    check(file.getServiceCount() <= 1, name, "must hold at most one service");

    for (int i = 0; i < file.getMessageTypeCount(); i++) {
      checkMessage(
          file.getMessageType(i),
          file.getPackage(),
          List.of(FileDescriptorProto.MESSAGE_TYPE_FIELD_NUMBER, i));
    }
    for (int i = 0; i < file.getServiceCount(); i++) {
      checkService(file.getService(i), List.of(FileDescriptorProto.SERVICE_FIELD_NUMBER, i));
    }
  }

  private void checkMessage(DescriptorProto message, String parent, List<Integer> path) {
    if (message.getOptions().getMapEntry()) {
      return; // Made up by the compiler for a map field.
    }
    String name = parent + "." + message.getName();
    check(TYPE_NAME.matcher(message.getName()).matches(), name, "must be UpperCamel");
    checkComment(name, path);
    for (int i = 0; i < message.getFieldCount(); i++) {
      checkField(message.getField(i), name, child(path, DescriptorProto.FIELD_FIELD_NUMBER, i));
    }
    for (int i = 0; i < message.getOneofDeclCount(); i++) {
      String oneof = message.getOneofDecl(i).getName();
      if (!oneof.startsWith("_")) { // The compiler makes such a oneof for an optional field.
        checkComment(name + "." + oneof, child(path, DescriptorProto.ONEOF_DECL_FIELD_NUMBER, i));
      }
    }
    for (int i = 0; i < message.getEnumTypeCount(); i++) {
      checkEnum(
          message.getEnumType(i), name, child(path, DescriptorProto.ENUM_TYPE_FIELD_NUMBER, i));
    }
    for (int i = 0; i < message.getNestedTypeCount(); i++) {
      checkMessage(
          message.getNestedType(i), name, child(path, DescriptorProto.NESTED_TYPE_FIELD_NUMBER, i));
    }
  }

  private void checkField(FieldDescriptorProto field, String message, List<Integer> path) {
    String name = message + "." + field.getName();
    check(FIELD_NAME.matcher(field.getName()).matches(), name, "must be lower_snake");
    check(
        FIELD_TYPES.contains(field.getType()),
        name,
        "must be a string, bool, int32, enum or message");
    checkComment(name, path);
  }

  private void checkEnum(EnumDescriptorProto type, String parent, List<Integer> path) {
    String name = parent + "." + type.getName();
    checkComment(name, path);
    String prefix = upperSnake(type.getName()) + "_";
    for (int i = 0; i < type.getValueCount(); i++) {
      String value = type.getValue(i).getName();
      if (type.getValue(i).getNumber() == 0) {
        check(
            value.equals(prefix + "UNSPECIFIED"),
            name,
            "must call its zero " + prefix + "UNSPECIFIED");
      } else {
        check(
            !value.startsWith(prefix), name + "." + value, "must not repeat the name of its enum");
        check(VALUE_NAME.matcher(value).matches(), name + "." + value, "must be UPPER_SNAKE");
      }
      checkComment(name + "." + value, child(path, EnumDescriptorProto.VALUE_FIELD_NUMBER, i));
    }
  }

  private void checkService(ServiceDescriptorProto service, List<Integer> path) {
    String name = file.getPackage() + "." + service.getName();
    check(service.getName().endsWith("Service"), name, "must be called a Service");
    check(
        service.getName().equals(upperCamel(baseName())), name, "must be in the file of its name");
    checkComment(name, path);
    for (int i = 0; i < service.getMethodCount(); i++) {
      MethodDescriptorProto method = service.getMethod(i);
      String rpc = name + "." + method.getName();
      String type = "." + file.getPackage() + "." + method.getName();
      check(
          method.getInputType().equals(type + "Request"),
          rpc,
          "must have a request of its own name");
      check(
          method.getOutputType().equals(type + "Response"),
          rpc,
          "must have a response of its own name");
      check(
          method.getOptions().getIdempotencyLevel() == IdempotencyLevel.NO_SIDE_EFFECTS,
          rpc,
          "must be marked as NO_SIDE_EFFECTS");
      checkPath(method, rpc);
      checkComment(rpc, child(path, ServiceDescriptorProto.METHOD_FIELD_NUMBER, i));
    }
  }

  /** A call has a path for HTTP; a stream, which HTTP with JSON can't carry, has none. */
  private void checkPath(MethodDescriptorProto method, String rpc) {
    boolean isStream = method.getClientStreaming() || method.getServerStreaming();
    HttpRule rule = method.getOptions().getExtension(AnnotationsProto.http);
    boolean isGet = rule.hasGet() && rule.getBody().isEmpty();
    boolean isPost = rule.hasPost() && rule.getBody().equals("*");
    check(
        isStream ? rule.equals(HttpRule.getDefaultInstance()) : isGet || isPost,
        rpc,
        isStream
            ? "must have no path, as it is a stream"
            : "must have a path to GET, or to POST to");
    check(
        isStream || HTTP_PATH.matcher(isGet ? rule.getGet() : rule.getPost()).matches(),
        rpc,
        "must have a path like /v1/things/{id} or /v1/things:verb");
  }

  private void checkComment(String name, List<Integer> path) {
    String comment = comments.getOrDefault(path, "").strip();
    check(comment.endsWith("."), name, "must have a leading comment of whole sentences");
  }

  private void check(boolean holds, String name, String rule) {
    if (!holds) {
      violations.add(name + " " + rule);
    }
  }

  private String baseName() {
    String name = file.getName();
    return name.substring(name.lastIndexOf('/') + 1).replace(".proto", "");
  }

  private static List<Integer> child(List<Integer> path, int field, int index) {
    List<Integer> child = new ArrayList<>(path);
    child.add(field);
    child.add(index);
    return child;
  }

  private static String upperCamel(String lowerSnake) {
    return Pattern.compile("(?:^|_)([a-z])")
        .matcher(lowerSnake)
        .replaceAll(start -> start.group(1).toUpperCase(Locale.ROOT));
  }

  private static String upperSnake(String upperCamel) {
    return upperCamel.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
  }
}
