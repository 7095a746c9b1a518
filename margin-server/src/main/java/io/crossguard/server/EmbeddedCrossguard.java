package io.crossguard.server;

import io.crossguard.server.config.BadConfigException;
import io.crossguard.server.config.ServerConfig;
import io.crossguard.server.lifecycle.CrossguardServer;
import io.crossguard.server.rules.BadRuleSetFileException;
import io.crossguard.server.rules.RuleSetCatalogue;
import io.crossguard.server.rules.RuleSetDirectory;
import io.crossguard.server.rules.RuleSetsByName;
import io.crossguard.server.wiring.AdvisorModule;
import io.crossguard.server.wiring.FollowedFiles;
import io.crossguard.server.wiring.InProcessModule;
import io.crossguard.server.wiring.MarginModule;
import io.crossguard.server.wiring.NettyModule;
import io.crossguard.server.wiring.RuleSetModule;
import io.crossguard.server.wiring.ServerModule;
import io.crossguard.server.wiring.ServerWiring;
import io.crossguard.server.wiring.WiringModule;
import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.TlsChannelCredentials;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The whole service inside another process: for tests, and for a command line that needs no server.
 *
 * <pre>
 *   try (EmbeddedCrossguard crossguard = EmbeddedCrossguard.startInProcess()) {
 *     var margin = MarginServiceGrpc.newBlockingStub(crossguard.channel());
 *   }
 * </pre>
 */
public final class EmbeddedCrossguard implements AutoCloseable {
  private final CrossguardServer server;
  private final String target;
  private final Supplier<ManagedChannelBuilder<?>> channelBuilders;
  private final ManagedChannel channel;

  private EmbeddedCrossguard(
      CrossguardServer server, String target, Supplier<ManagedChannelBuilder<?>> channelBuilders) {
    this.server = server;
    this.target = target;
    this.channelBuilders = channelBuilders;
    this.channel = channelBuilders.get().build();
  }

  /** Starts it without a port: only this process reaches it. */
  public static EmbeddedCrossguard startInProcess() {
    return startInProcess(ServerConfig.DEFAULT);
  }

  /**
   * Starts it without a port. What the settings say about the network and its callers is not used,
   * and the rules directory is read once.
   *
   * @throws BadRuleSetFileException if it can't start with the files of the rules directory
   */
  public static EmbeddedCrossguard startInProcess(ServerConfig config) {
    String name = "crossguard-" + UUID.randomUUID();
    CrossguardServer server =
        started(config, new RuleSetModule(catalogue(config)), new InProcessModule(name));
    return new EmbeddedCrossguard(
        server, name, () -> InProcessChannelBuilder.forName(name).directExecutor());
  }

  /**
   * Starts it on the host and port of the settings; port 0 takes a free one.
   *
   * @throws BadConfigException if it can't start with a file that the settings name
   * @throws BadRuleSetFileException if it can't start with the files of the rules directory
   * @throws UncheckedIOException if the address can't be listened on
   */
  public static EmbeddedCrossguard startOnPort(ServerConfig config) {
    FollowedFiles files = new FollowedFiles(config);
    CrossguardServer server =
        started(config, new RuleSetModule(files.catalogue()), new NettyModule(files));
    String host = config.listen().host();
    return new EmbeddedCrossguard(
        server,
        host + ":" + server.port(),
        () -> NettyChannelBuilder.forAddress(host, server.port(), credentials(config)));
  }

  private static RuleSetCatalogue catalogue(ServerConfig config) {
    RuleSetsByName builtIn = RuleSetsByName.builtIn();
    return RuleSetCatalogue.of(config
        .rulesDirectory()
        .map(directory -> builtIn.and(RuleSetDirectory.read(directory)))
        .orElse(builtIn));
  }

  // A server whose certificate is its own authority, or that has none, can be called as it is.
  private static ChannelCredentials credentials(ServerConfig config) {
    try {
      return config.tls().isPresent()
          ? TlsChannelCredentials.newBuilder()
              .trustManager(config.tls().get().certificate().toFile())
              .build()
          : InsecureChannelCredentials.create();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CrossguardServer started(
      ServerConfig config, WiringModule rules, WiringModule transport) {
    CrossguardServer server = ServerWiring.server(List.of(
        new MarginModule(), new AdvisorModule(), rules, new ServerModule(config), transport));
    try {
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return server;
  }

  /** A channel to this server, which ends with it. It connects when it is first used. */
  public ManagedChannel channel() {
    return channel;
  }

  /** For a channel with settings of its own, which the caller has to shut down. */
  public ManagedChannelBuilder<?> channelBuilder() {
    return channelBuilders.get();
  }

  /** Where it listens: {@code host:port}, or its name inside the process. */
  public String target() {
    return target;
  }

  /** TCP port that it listens on; negative in process. */
  public int port() {
    return server.port();
  }

  /** TCP port of the calls over HTTP with JSON; negative where there is none. */
  public int httpPort() {
    return server.httpPort();
  }

  /** Waits until it is closed. */
  public void awaitTermination() throws InterruptedException {
    server.awaitTermination();
  }

  /** Lets calls under way end within the drain time, then stops. */
  @Override
  public void close() {
    server.stop();
    channel.shutdownNow();
  }
}
