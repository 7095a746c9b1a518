package io.crossguard.server.http;

import com.google.api.AnnotationsProto;
import com.google.api.HttpRule;
import com.google.protobuf.Descriptors.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import io.netty.handler.codec.http.HttpMethod;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which call stands behind which path, as the annotations of the protocol say it. */
final class HttpRoutes {
  private final List<Route> routes = new ArrayList<>();

  /**
   * A path with its call.
   *
   * @param verb GET, where the path and the query have the whole request, or POST, where the body has
   */
  record Route(
      HttpMethod verb,
      PathTemplate path,
      io.grpc.MethodDescriptor<InputStream, InputStream> method,
      MethodDescriptor schema) {}

  /**
   * A path that was found.
   *
   * @param variables what it says, by the names of the fields
   */
  record Match(Route route, Map<String, String> variables) {}

  /**
   * @throws IllegalStateException if a method has a path of a kind that is not served
   */
  HttpRoutes(List<ServerServiceDefinition> services) {
    for (ServerServiceDefinition service : services) {
      service
          .getMethods()
          .forEach(method -> routes.add(route(bytes(method.getMethodDescriptor()))));
    }
  }

  /** The calls that a path stands for, by any verb. */
  List<Match> find(List<String> path) {
    return routes.stream()
        .flatMap(route ->
            route.path().match(path).map(variables -> new Match(route, variables)).stream())
        .toList();
  }

  @SuppressWarnings("unchecked") // Services in JSON have no other methods.
  private static io.grpc.MethodDescriptor<InputStream, InputStream> bytes(
      io.grpc.MethodDescriptor<?, ?> method) {
    return (io.grpc.MethodDescriptor<InputStream, InputStream>) method;
  }

  private static Route route(io.grpc.MethodDescriptor<InputStream, InputStream> method) {
    MethodDescriptor schema = Optional.ofNullable(method.getSchemaDescriptor())
        .map(ProtoMethodDescriptorSupplier.class::cast)
        .orElseThrow()
        .getMethodDescriptor();
    HttpRule rule = schema.getOptions().getExtension(AnnotationsProto.http);
    if (rule.hasGet() && rule.getBody().isEmpty()) {
      return new Route(HttpMethod.GET, PathTemplate.of(rule.getGet()), method, schema);
    }
    if (rule.hasPost() && rule.getBody().equals("*") && !rule.getPost().contains("{")) {
      return new Route(HttpMethod.POST, PathTemplate.of(rule.getPost()), method, schema);
    }
    throw new IllegalStateException("no way to serve the path of " + schema.getFullName());
  }
}
