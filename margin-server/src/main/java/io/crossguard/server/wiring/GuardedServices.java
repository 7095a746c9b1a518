package io.crossguard.server.wiring;

import io.grpc.BindableService;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The services behind all that a call has to pass, whichever way it comes in.
 *
 * @param services the services
 * @param onMessages what sees messages instead of bytes
 * @param interceptors what sees bytes; the first is the outermost
 */
record GuardedServices(
    Set<BindableService> services,
    List<ServerInterceptor> onMessages,
    List<ServerInterceptor> interceptors) {
  GuardedServices {
    services = Set.copyOf(services);
    onMessages = List.copyOf(onMessages);
    interceptors = List.copyOf(interceptors);
  }

  /**
   * Those of a server.
   *
   * @param encoding turns methods that take messages into some that take bytes
   */
  List<ServerServiceDefinition> in(UnaryOperator<ServerServiceDefinition> encoding) {
    return services.stream()
        .map(service -> ServerInterceptors.interceptForward(service.bindService(), onMessages))
        .map(encoding)
        .map(service -> ServerInterceptors.interceptForward(service, interceptors))
        .toList();
  }
}
