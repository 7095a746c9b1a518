package io.crossguard.server.wiring;

import io.grpc.ServerInterceptor;
import java.util.List;

/**
 * What a call passes before it may take a place.
 *
 * @param interceptors the first is the outermost; none in process, where the caller is ourselves
 */
record CallGate(List<ServerInterceptor> interceptors) {
  CallGate {
    interceptors = List.copyOf(interceptors);
  }
}
