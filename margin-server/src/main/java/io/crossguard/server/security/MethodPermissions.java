package io.crossguard.server.security;

import static io.crossguard.server.security.Permission.ADMIN;
import static io.crossguard.server.security.Permission.ADVISE;
import static io.crossguard.server.security.Permission.EVALUATE;

import java.util.List;
import java.util.Map;

/** Which permissions open a service: one of them is enough. */
final class MethodPermissions {
  private static final Map<String, List<Permission>> BY_SERVICE = Map.of(
      "crossguard.v1.MarginService", List.of(EVALUATE),
      "crossguard.v1.AdvisorService", List.of(ADVISE),
      "crossguard.v1.RuleSetService", List.of(EVALUATE, ADVISE),
      "grpc.reflection.v1.ServerReflection", List.of(EVALUATE, ADVISE, ADMIN));

  private MethodPermissions() {}

  /** What a service that is not listed needs is the most there is. */
  static List<Permission> of(String service) {
    return BY_SERVICE.getOrDefault(service, List.of(ADMIN));
  }
}
