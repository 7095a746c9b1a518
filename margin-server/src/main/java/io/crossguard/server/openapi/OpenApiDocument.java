package io.crossguard.server.openapi;

import com.google.api.AnnotationsProto;
import com.google.api.HttpRule;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.google.rpc.Status;
import java.nio.charset.StandardCharsets;

/**
 * The description of the calls over HTTP: OpenAPI 3.0, with every path, message and field of the
 * protocol and its comment.
 */
public final class OpenApiDocument {
  private static final String ABOUT =
      "Where an account stands under cross and isolated margin, and which of its positions belong in"
          + " which. Every call is stateless. Decimals are strings of plain digits.";

  private final Protocol protocol;
  private final Schemas schemas;
  private final JsonObject paths = new JsonObject();
  private final JsonArray tags = new JsonArray();

  private OpenApiDocument(Protocol protocol) {
    this.protocol = protocol;
    this.schemas = new Schemas(protocol.comments());
    protocol.services().forEach(this::add);
  }

  /** That of the protocol of this build, in JSON. */
  public static byte[] ofTheProtocol() {
    return new GsonBuilder()
        .disableHtmlEscaping()
        .create()
        .toJson(new OpenApiDocument(Protocol.read()).json())
        .getBytes(StandardCharsets.UTF_8);
  }

  private JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("openapi", "3.0.3");
    json.add("info", info());
    json.add("servers", listOf(object("url", "/")));
    json.add("tags", tags);
    json.add("paths", paths);
    json.add("components", components());
    json.add("security", security());
    return json;
  }

  private static JsonObject info() {
    JsonObject info = object("title", "Crossguard");
    info.addProperty("version", "v1");
    info.addProperty("description", ABOUT);
    return info;
  }

  private JsonObject components() {
    JsonObject bearer = object("type", "http");
    bearer.addProperty("scheme", "bearer");
    JsonObject schemes = new JsonObject();
    schemes.add("bearer", bearer);
    JsonObject components = new JsonObject();
    components.add("schemas", schemas.all());
    components.add("securitySchemes", schemes);
    return components;
  }

  /** A token, or nothing: whether one is asked for is up to the operator. */
  private static JsonArray security() {
    JsonObject token = new JsonObject();
    token.add("bearer", new JsonArray());
    JsonArray security = listOf(new JsonObject());
    security.add(token);
    return security;
  }

  private void add(ServiceDescriptor service) {
    JsonObject tag = object("name", service.getName());
    tag.addProperty("description", protocol.comments().of(service.getFullName()));
    tags.add(tag);
    service.getMethods().stream().filter(Protocol::hasPath).forEach(this::add);
  }

  private void add(MethodDescriptor method) {
    HttpRule rule = method.getOptions().getExtension(AnnotationsProto.http);
    String path = rule.hasGet() ? rule.getGet() : rule.getPost();
    JsonObject item = new JsonObject();
    item.add(rule.hasGet() ? "get" : "post", operation(method, rule));
    paths.add(path, item);
  }

  private JsonObject operation(MethodDescriptor method, HttpRule rule) {
    JsonObject operation = object("operationId", method.getName());
    JsonArray tagNames = new JsonArray();
    tagNames.add(method.getService().getName());
    operation.add("tags", tagNames);
    operation.addProperty("description", protocol.comments().of(method.getFullName()));
    if (rule.hasGet()) {
      operation.add("parameters", parameters(method, rule));
    } else {
      JsonObject body = content(schemas.reference(method.getInputType()));
      body.addProperty("required", true);
      operation.add("requestBody", body);
    }
    JsonObject responses = new JsonObject();
    responses.add(
        "200", described("The answer.", content(schemas.reference(method.getOutputType()))));
    responses.add(
        "default",
        described(
            "A failure, with the same code, reason and details as over gRPC.",
            content(schemas.reference(Status.getDescriptor()))));
    operation.add("responses", responses);
    return operation;
  }

  private JsonArray parameters(MethodDescriptor method, HttpRule rule) {
    JsonArray parameters = new JsonArray();
    for (FieldDescriptor field : method.getInputType().getFields()) {
      boolean isInPath = rule.getGet().contains("{" + field.getName() + "}");
      JsonObject schema = schemas.property(field);
      JsonObject parameter = object("name", isInPath ? field.getName() : field.getJsonName());
      parameter.addProperty("in", isInPath ? "path" : "query");
      parameter.addProperty("required", isInPath);
      parameter.add("description", schema.remove("description"));
      parameter.add("schema", schema);
      parameters.add(parameter);
    }
    return parameters;
  }

  private static JsonObject content(JsonObject schema) {
    JsonObject media = new JsonObject();
    media.add("schema", schema);
    JsonObject types = new JsonObject();
    types.add("application/json", media);
    JsonObject content = new JsonObject();
    content.add("content", types);
    return content;
  }

  private static JsonObject described(String description, JsonObject object) {
    object.addProperty("description", description);
    return object;
  }

  private static JsonObject object(String name, String value) {
    JsonObject object = new JsonObject();
    object.addProperty(name, value);
    return object;
  }

  private static JsonArray listOf(JsonObject element) {
    JsonArray list = new JsonArray();
    list.add(element);
    return list;
  }
}
