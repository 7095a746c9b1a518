package io.crossguard.server.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.AnnotationsProto;
import com.google.api.HttpRule;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import io.crossguard.v1.AdvisorServiceProto;
import io.crossguard.v1.MarginServiceProto;
import io.crossguard.v1.RuleSetServiceProto;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OpenApiDocumentTest {
  private static final SwaggerParseResult READ = new OpenAPIV3Parser()
      .readContents(new String(OpenApiDocument.ofTheProtocol(), StandardCharsets.UTF_8));
  private static final OpenAPI DOCUMENT = READ.getOpenAPI();

  static Stream<MethodDescriptor> unaryMethods() {
    return Stream.of(
            MarginServiceProto.getDescriptor(),
            AdvisorServiceProto.getDescriptor(),
            RuleSetServiceProto.getDescriptor())
        .flatMap(file -> file.getServices().stream())
        .flatMap(service -> service.getMethods().stream())
        .filter(method -> !method.isClientStreaming() && !method.isServerStreaming());
  }

  @Test
  void document_ofTheProtocol_isValid() {
    assertThat(READ.getMessages()).isEmpty();
    assertThat(DOCUMENT.getOpenapi()).isEqualTo("3.0.3");
    assertThat(DOCUMENT.getPaths()).hasSize((int) unaryMethods().count());
  }

  @ParameterizedTest
  @MethodSource("unaryMethods")
  void path_ofEveryUnaryMethod_hasItsOperation(MethodDescriptor method) {
    HttpRule rule = method.getOptions().getExtension(AnnotationsProto.http);
    PathItem path = DOCUMENT.getPaths().get(rule.hasGet() ? rule.getGet() : rule.getPost());
    Operation operation = rule.hasGet() ? path.getGet() : path.getPost();

    assertThat(operation.getOperationId()).isEqualTo(method.getName());
    assertThat(operation.getDescription()).contains("Stateless.").endsWith(".");
    assertThat(operation.getResponses()).containsOnlyKeys("200", "default");
    if (rule.hasPost()) {
      assertThat(operation
              .getRequestBody()
              .getContent()
              .get("application/json")
              .getSchema()
              .get$ref())
          .isEqualTo("#/components/schemas/" + method.getInputType().getName());
    } else {
      assertThat(operation.getParameters() == null ? List.of() : operation.getParameters())
          .hasSameSizeAs(method.getInputType().getFields());
    }
  }

  @Test
  void schemas_ofEveryMessageOfACall_haveEveryFieldWithItsComment() {
    forEachMessage(message -> {
      Map<String, Schema<?>> properties = properties(message);
      assertThat(properties.keySet())
          .as(message.getFullName())
          .containsExactlyInAnyOrderElementsOf(
              message.getFields().stream().map(FieldDescriptor::getJsonName).toList());
      properties.forEach((name, property) -> assertThat(property.getDescription())
          .as(message.getFullName() + "." + name)
          .endsWith("."));
    });
  }

  @Test
  void schemas_ofEnums_haveEveryValueWithItsComment() {
    forEachMessage(message -> message.getFields().stream()
        .filter(field -> field.getJavaType() == FieldDescriptor.JavaType.ENUM)
        .map(FieldDescriptor::getEnumType)
        .forEach(type -> {
          Schema<?> schema = schema(name(type));
          assertThat(schema.getEnum())
              .map(String::valueOf)
              .containsExactlyElementsOf(
                  type.getValues().stream().map(EnumValueDescriptor::getName).toList());
          type.getValues()
              .forEach(value -> assertThat(schema.getDescription())
                  .containsPattern("\\n- `" + value.getName() + "`: .+[.](\\n|$)"));
        }));
  }

  @Test
  void schemas_sayWhatTheFilesSay() {
    Map<String, Schema<?>> request = properties(
        MarginServiceProto.getDescriptor().findMessageTypeByName("EvaluateMarginRequest"));

    assertThat(request.get("market").getDescription())
        .isEqualTo("The prices. Unset is an error where the account has a balance, a position or an"
            + " order.");
    assertThat(request.get("market").getAllOf().get(0).get$ref())
        .isEqualTo("#/components/schemas/Market");
    assertThat(request.get("ruleSetId").getType()).isEqualTo("string");
    assertThat(schema("EvaluateMarginRequest").getDescription())
        .isEqualTo("Asks for the margin of one account.\n\nAt most one of `ruleSetId`, `ruleSet`:"
            + " The rules to compute by. Unset is an error.");
    assertThat(schema("EvaluateMarginRequest.View").getDescription())
        .contains("\n- `FULL`: Everything.");
    assertThat(properties(
                MarginServiceProto.getDescriptor().findMessageTypeByName("EvaluateMarginResponse"))
            .get("scopes")
            .getItems()
            .get$ref())
        .isEqualTo("#/components/schemas/MarginScope");
  }

  private static void forEachMessage(Consumer<Descriptor> check) {
    Set<String> seen = new TreeSet<>();
    unaryMethods()
        .flatMap(method -> Stream.of(method.getInputType(), method.getOutputType()))
        .filter(message ->
            !message.getName().matches("(ListRuleSets|GetRuleSet)Request")) // In the path.
        .forEach(message -> visit(message, seen, check));
    assertThat(seen.size()).isGreaterThan(100);
  }

  private static void visit(Descriptor message, Set<String> seen, Consumer<Descriptor> check) {
    boolean isOurs = message.getFullName().startsWith("crossguard.v1.");
    if (isOurs && seen.add(message.getFullName())) {
      if (!message.getOptions().getMapEntry()) {
        check.accept(message);
      }
      message.getFields().stream()
          .filter(field -> field.getJavaType() == FieldDescriptor.JavaType.MESSAGE)
          .forEach(field -> visit(field.getMessageType(), seen, check));
    }
  }

  private static Map<String, Schema<?>> properties(Descriptor message) {
    @SuppressWarnings({"unchecked", "rawtypes"}) // The model of the parser has raw types.
    Map<String, Schema<?>> properties =
        (Map) schema(message.getFullName().substring("crossguard.v1.".length())).getProperties();
    return properties == null ? Map.of() : properties;
  }

  private static String name(EnumDescriptor type) {
    return type.getFullName().substring("crossguard.v1.".length());
  }

  private static Schema<?> schema(String name) {
    return DOCUMENT.getComponents().getSchemas().get(name);
  }
}
