package io.crossguard.server.wiring;

import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.crossguard.server.admission.TimeLimit;
import io.crossguard.server.call.RequestIdInterceptor;
import io.crossguard.server.call.StatusFactory;
import io.crossguard.server.config.ConnectionLimits;
import io.crossguard.server.config.ServerConfig;
import io.crossguard.server.reload.FileWatch;
import io.crossguard.server.security.AuthenticationInterceptor;
import io.crossguard.server.security.ServerTls;
import io.grpc.InsecureServerCredentials;
import io.grpc.ServerBuilder;
import io.grpc.ServerCredentials;
import io.grpc.netty.NettyServerBuilder;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Listens on a TCP port, where anybody may call. */
public final class NettyModule extends WiringModule {
  // Far more cancelled calls than a client with short deadlines has; a flood of them costs the
  // server work that nobody pays for.
  private static final int RESETS_MAX = 10_000;
  private static final int RESETS_SECONDS = 10;

  private final FollowedFiles files;

  public NettyModule(FollowedFiles files) {
    this.files = files;
  }

  @Override
  void bindParts() {}

  @Provides
  @Singleton
  FileWatch fileWatch(ServerConfig config) {
    return new FileWatch(files.all(), config.reloadPeriod());
  }

  @Provides
  @Singleton
  CallGate callGate(StatusFactory statusFactory) {
    return new CallGate(List.of(
        new RequestIdInterceptor(),
        new AuthenticationInterceptor(files.access(), Clock.systemUTC(), statusFactory)));
  }

  @Provides
  @Singleton
  ServerBuilder<?> serverBuilder(ServerConfig config) {
    ServerCredentials credentials =
        files.tls().map(ServerTls::credentials).orElseGet(InsecureServerCredentials::create);
    InetSocketAddress address =
        new InetSocketAddress(config.listen().host(), config.listen().port());
    NettyServerBuilder builder = NettyServerBuilder.forAddress(address, credentials)
        .maxRstFramesPerWindow(RESETS_MAX, RESETS_SECONDS)
        .maxConnectionAgeGrace(nanos(config.calls().timeMax()), TimeUnit.NANOSECONDS)
        .addStreamTracerFactory(new TimeLimit(config.calls().timeMax()));
    return limited(builder, config.connections());
  }

  private static ServerBuilder<?> limited(NettyServerBuilder builder, ConnectionLimits limits) {
    return builder
        .maxConcurrentCallsPerConnection(limits.callsMax())
        .maxInboundMetadataSize(limits.metadataBytesMax())
        .maxConnectionIdle(nanos(limits.idleTime()), TimeUnit.NANOSECONDS)
        .maxConnectionAge(nanos(limits.age()), TimeUnit.NANOSECONDS)
        .keepAliveTime(nanos(limits.pingTime()), TimeUnit.NANOSECONDS)
        .permitKeepAliveTime(nanos(limits.clientPingTimeMin()), TimeUnit.NANOSECONDS)
        // Clients behind load balancers ping between calls too.
        .permitKeepAliveWithoutCalls(true);
  }

  private static long nanos(Duration duration) {
    return duration.toNanos();
  }
}
