package io.crossguard.client;

import io.grpc.NameResolverRegistry;

/** Targets that a control plane knows, which gRPC asks by a library of its own. */
final class ControlPlane {
  private static final String SCHEME = "xds";

  private ControlPlane() {}

  /**
   * @throws IllegalArgumentException if the target needs the library and it is not there
   */
  static void requireLibrary(String target, NameResolverRegistry resolvers) {
    if (target.startsWith(SCHEME + ":/") && resolvers.getProviderForScheme(SCHEME) == null) {
      throw new IllegalArgumentException("the target " + target
          + " needs io.grpc:grpc-xds on the class path, of the version of the other libraries of"
          + " gRPC");
    }
  }
}
