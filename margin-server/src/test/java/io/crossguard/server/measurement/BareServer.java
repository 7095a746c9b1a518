package io.crossguard.server.measurement;

import com.google.inject.Guice;
import com.google.inject.Key;
import com.google.inject.Stage;
import io.crossguard.server.config.ServerConfig;
import io.crossguard.server.rules.RuleSetCatalogue;
import io.crossguard.server.rules.RuleSetsByName;
import io.crossguard.server.wiring.AdvisorModule;
import io.crossguard.server.wiring.InProcessModule;
import io.crossguard.server.wiring.MarginModule;
import io.crossguard.server.wiring.RuleSetModule;
import io.crossguard.server.wiring.ServerModule;
import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;

/** The services on gRPC's server alone, on the threads of the network. */
final class BareServer {
  private BareServer() {}

  static Server start(ServerServiceDefinition... besides) throws IOException {
    Set<BindableService> services = Guice.createInjector(
            Stage.PRODUCTION,
            new MarginModule(),
            new AdvisorModule(),
            new RuleSetModule(RuleSetCatalogue.of(RuleSetsByName.builtIn())),
            new ServerModule(ServerConfig.DEFAULT),
            new InProcessModule("bare"))
        .getInstance(new Key<Set<BindableService>>() {});
    NettyServerBuilder builder = NettyServerBuilder.forAddress(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
        .directExecutor();
    services.forEach(builder::addService);
    for (ServerServiceDefinition each : besides) {
      builder.addService(each);
    }
    return builder.build().start();
  }
}
