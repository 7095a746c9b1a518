package io.crossguard.server.wiring;

import io.crossguard.server.call.CallerIdentity;
import io.crossguard.server.config.IdentityLimits;
import io.grpc.ServerInterceptor;
import java.util.List;
import java.util.function.Function;

/**
 * What depends on where calls come from.
 *
 * @param interceptors what a call passes before it may take a place, the first is the outermost; none
 *     in process, where the caller is ourselves
 * @param onMessages what sees messages instead of bytes
 * @param ownLimits what an identity may do at once by its name
 */
record CallGate(
    List<ServerInterceptor> interceptors,
    List<ServerInterceptor> onMessages,
    Function<CallerIdentity, IdentityLimits> ownLimits) {

  /** Nothing stands between a caller and the services. */
  static final CallGate OPEN = new CallGate(List.of(), List.of(), caller -> IdentityLimits.NONE);

  CallGate {
    interceptors = List.copyOf(interceptors);
    onMessages = List.copyOf(onMessages);
  }
}
