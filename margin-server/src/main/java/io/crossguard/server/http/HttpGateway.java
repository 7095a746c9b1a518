package io.crossguard.server.http;

import static java.util.Objects.requireNonNull;

import io.crossguard.server.admission.ConnectionAdmission;
import io.crossguard.server.call.StatusFactory;
import io.crossguard.server.config.ServerConfig;
import io.crossguard.server.lifecycle.Companion;
import io.crossguard.server.lifecycle.EventLoops;
import io.crossguard.server.mapping.RequestLimits;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.timeout.WriteTimeoutHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the calls over HTTP/1.1 with JSON, through a server of gRPC inside the process. */
public final class HttpGateway implements Companion {
  private static final Logger LOG = LoggerFactory.getLogger(HttpGateway.class);
  private static final int LINE_BYTES_MAX = 4 * 1024;
  // Enough to write answers that are made.
  private static final long GOODBYE_MILLIS = 500;

  private final Parts parts;
  private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private Optional<Running> running = Optional.empty();

  /**
   * What it is made of.
   *
   * @param services in JSON, with their interceptors
   * @param openApi the description of all calls
   * @param measuring adds measurements to the server inside
   * @param tls secures connections; absent: they are plain text
   * @param pool threads for what is large
   */
  public record Parts(
      ServerConfig config,
      List<ServerServiceDefinition> services,
      Supplier<byte[]> openApi,
      Consumer<InProcessServerBuilder> measuring,
      Optional<Supplier<SslContext>> tls,
      EventLoops eventLoops,
      ConnectionAdmission admission,
      Executor pool,
      StatusFactory statusFactory) {
    public Parts {
      requireNonNull(config, "config");
      services = List.copyOf(services);
      requireNonNull(openApi, "openApi");
      requireNonNull(measuring, "measuring");
      requireNonNull(tls, "tls");
      requireNonNull(eventLoops, "eventLoops");
      requireNonNull(admission, "admission");
      requireNonNull(pool, "pool");
      requireNonNull(statusFactory, "statusFactory");
    }
  }

  private record Running(Server server, ManagedChannel channel, Channel listening) {}

  public HttpGateway(Parts parts) {
    this.parts = parts;
  }

  /** TCP port that is listened on; negative where it is not started. */
  public synchronized int port() {
    return running
        .map(started -> ((InetSocketAddress) started.listening().localAddress()).getPort())
        .orElse(-1);
  }

  @Override
  public synchronized void start() throws IOException {
    String name = "crossguard-http-" + UUID.randomUUID();
    InProcessServerBuilder builder = InProcessServerBuilder.forName(name).directExecutor();
    parts.services().stream()
        .map(service -> ServerInterceptors.intercept(service, HttpPeer.interceptor()))
        .forEach(builder::addService);
    parts.measuring().accept(builder);
    Server server = builder.build().start();
    ManagedChannel channel =
        InProcessChannelBuilder.forName(name).directExecutor().build();
    try {
      InetSocketAddress address = new InetSocketAddress(
          parts.config().http().host(), parts.config().http().port().orElse(0));
      Channel listening =
          parts.eventLoops().listen(address, parts.admission(), new Pipeline(terms(channel)));
      running = Optional.of(new Running(server, channel, listening));
      LOG.info("HTTP with JSON on {}:{}", address.getHostString(), port());
    } catch (IOException e) {
      channel.shutdownNow();
      server.shutdownNow();
      throw e;
    }
  }

  /** Ends what is idle, lets answers that are made go out, and closes what is left. */
  @Override
  public synchronized void stop() {
    running.ifPresent(started -> {
      started.listening().close().awaitUninterruptibly(GOODBYE_MILLIS);
      connections.forEach(
          connection -> connection.pipeline().fireUserEventTriggered(HttpConnection.GOODBYE));
      connections.newCloseFuture().awaitUninterruptibly(GOODBYE_MILLIS, TimeUnit.MILLISECONDS);
      connections.close().awaitUninterruptibly(GOODBYE_MILLIS);
      started.channel().shutdownNow();
      started.server().shutdownNow();
    });
    running = Optional.empty();
  }

  private HttpConnection.Terms terms(ManagedChannel channel) {
    HttpDesk desk = new HttpDesk(
        new HttpRoutes(parts.services()),
        parts.openApi(),
        parts.config().calls().timeMax(),
        RequestLimits.MESSAGE_BYTES_MAX,
        parts.statusFactory());
    return new HttpConnection.Terms(
        desk,
        start -> new UnaryCall(
            channel,
            start.asked(),
            parts.pool(),
            start.connection(),
            parts.statusFactory(),
            start.events()),
        parts.config().connections().idleTime(),
        parts.config().calls().timeMax(),
        RequestLimits.MESSAGE_BYTES_MAX);
  }

  private final class Pipeline extends ChannelInitializer<Channel> {
    private final HttpConnection.Terms terms;

    Pipeline(HttpConnection.Terms terms) {
      this.terms = terms;
    }

    @Override
    protected void initChannel(Channel connection) {
      connections.add(connection);
      parts
          .tls()
          .ifPresent(context ->
              connection.pipeline().addLast(context.get().newHandler(connection.alloc())));
      connection
          .pipeline()
          .addLast(
              new WriteTimeoutHandler(
                  parts.config().calls().timeMax().toMillis(), TimeUnit.MILLISECONDS),
              new Arrivals(),
              new HttpServerCodec(new HttpDecoderConfig()
                  .setMaxInitialLineLength(LINE_BYTES_MAX)
                  .setMaxHeaderSize(parts.config().connections().metadataBytesMax())));
      Cors.handler(parts.config().http().origins())
          .ifPresent(cors -> connection.pipeline().addLast(cors));
      connection.pipeline().addLast(new OneByOne(), new HttpConnection(terms));
    }
  }

  /** Tells the connection that bytes have come, before they make a whole request. */
  private static final class Arrivals extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
      context.fireUserEventTriggered(HttpConnection.BYTES_ARRIVED);
      context.fireChannelRead(bytes);
    }
  }
}
