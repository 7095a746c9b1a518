package io.crossguard.server.security;

import com.google.rpc.Status;
import io.crossguard.server.call.CallEnding;
import io.crossguard.server.call.CallerIdentity;
import io.crossguard.server.call.CallerRights;
import io.crossguard.server.call.RequestId;
import io.crossguard.server.call.StatusFactory;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a call on whose caller is known and may make it. A token counts before a certificate. Where
 * there is no list of who may do what, everybody who can connect may do everything, under the name
 * of its certificate.
 */
public final class AuthenticationInterceptor implements ServerInterceptor {
  private static final Logger LOG = LoggerFactory.getLogger(AuthenticationInterceptor.class);
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final String BEARER = "bearer ";

  private final Optional<? extends Supplier<AccessList>> access;
  private final InstantSource clock;
  private final StatusFactory statusFactory;

  /**
   * @param access who may do what at the moment; absent where that is not restricted
   */
  public AuthenticationInterceptor(
      Optional<? extends Supplier<AccessList>> access,
      InstantSource clock,
      StatusFactory statusFactory) {
    this.access = access;
    this.clock = clock;
    this.statusFactory = statusFactory;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    if (access.isEmpty()) {
      return proceed(anybody(call).in(Context.current()), call, headers, next);
    }
    Optional<String> token = bearerToken(headers);
    List<String> names = PeerCertificate.names(call.getAttributes());
    if (token.isEmpty() && names.isEmpty()) {
      return refuse(call, Optional.empty(), statusFactory.credentialsMissing());
    }
    AccessList list = access.get().get();
    Optional<Grant> grant = token.map(list::ofToken).orElseGet(() -> list.ofCertificate(names));
    Optional<Status> refusal = refusal(grant, call);
    return refusal.isPresent()
        ? refuse(call, grant, refusal.get())
        : proceed(contextOf(grant.orElseThrow()), call, headers, next);
  }

  private Optional<Status> refusal(Optional<Grant> grant, ServerCall<?, ?> call) {
    if (grant.isEmpty()) {
      return Optional.of(statusFactory.credentialsUnknown());
    }
    if (grant.get().hasExpiredAt(clock.instant())) {
      return Optional.of(statusFactory.credentialsExpired());
    }
    List<Permission> needed =
        MethodPermissions.of(String.valueOf(call.getMethodDescriptor().getServiceName()));
    return needed.stream().anyMatch(grant.get().permissions()::contains)
        ? Optional.empty()
        : Optional.of(statusFactory.permissionMissing(needed.get(0).text()));
  }

  private static CallerIdentity anybody(ServerCall<?, ?> call) {
    return PeerCertificate.names(call.getAttributes()).stream()
        .findFirst()
        .map(CallerIdentity::new)
        .orElse(CallerIdentity.ANONYMOUS);
  }

  private static Context contextOf(Grant grant) {
    Set<String> permissions =
        grant.permissions().stream().map(Permission::text).collect(Collectors.toSet());
    return new CallerRights(Optional.of(permissions)).in(grant.identity().in(Context.current()));
  }

  private static <Q, R> ServerCall.Listener<Q> proceed(
      Context context, ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    return Contexts.interceptCall(context, call, headers, next);
  }

  private static <Q> ServerCall.Listener<Q> refuse(
      ServerCall<Q, ?> call, Optional<Grant> grant, Status status) {
    LOG.atInfo()
        .addKeyValue("request_id", RequestId.current().text())
        .addKeyValue("identity", grant.map(known -> known.identity().name()).orElse("unknown"))
        .addKeyValue("peer", call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR))
        .addKeyValue("method", call.getMethodDescriptor().getFullMethodName())
        .log("a call was refused: {}", status.getMessage());
    return CallEnding.refuse(call, status);
  }

  /** The token; where several are sent, none: it would be open which of them counts. */
  private static Optional<String> bearerToken(Metadata headers) {
    Iterable<String> values = headers.getAll(AUTHORIZATION);
    if (values == null) {
      return Optional.empty();
    }
    List<String> all = com.google.common.collect.ImmutableList.copyOf(values);
    return all.size() == 1 && all.get(0).regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? Optional.of(all.get(0).substring(BEARER.length()).strip())
        : Optional.empty();
  }
}
