package io.crossguard.server.wiring;

import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.crossguard.server.config.ServerConfig;
import io.grpc.ServerBuilder;
import io.grpc.netty.NettyServerBuilder;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** Listens on a TCP port. */
public final class NettyModule extends WiringModule {
  // Clients behind load balancers have to ping more often than the five minutes that are usual.
  private static final long PING_SECONDS_MIN = 20;

  @Override
  void bindParts() {}

  @Provides
  @Singleton
  ServerBuilder<?> serverBuilder(ServerConfig config) {
    return NettyServerBuilder.forAddress(
            new InetSocketAddress(config.listen().host(), config.listen().port()))
        .permitKeepAliveTime(PING_SECONDS_MIN, TimeUnit.SECONDS)
        .permitKeepAliveWithoutCalls(true);
  }
}
