package io.crossguard.server.wiring;

import io.grpc.ServerInterceptor;
import java.util.List;

/**
 * What depends on where calls come from.
 *
 * @param interceptors what a call passes before it may take a place, the first is the outermost; none
 *     in process, where the caller is ourselves
 * @param onMessages what sees messages instead of bytes
 */
record CallGate(List<ServerInterceptor> interceptors, List<ServerInterceptor> onMessages) {

  /** Nothing stands between a caller and the services. */
  static final CallGate OPEN = new CallGate(List.of(), List.of());

  CallGate {
    interceptors = List.copyOf(interceptors);
    onMessages = List.copyOf(onMessages);
  }
}
