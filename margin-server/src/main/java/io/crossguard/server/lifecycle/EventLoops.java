package io.crossguard.server.lifecycle;

import io.grpc.netty.NettyServerBuilder;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The threads of the network, with the platform's own transport where there is one. */
public final class EventLoops implements Companion {
  // Netty's own choice: two for each core.
  private static final int DEFAULT_THREADS = 0;
  private static final int BYTES_OF_A_READ = 16 * 1024;
  private static final long PATIENCE_MILLIS = 1_000;

  private final EventLoopGroup accepting;
  private final EventLoopGroup serving;
  private final Supplier<ServerChannel> listening;

  public EventLoops() {
    boolean isNative = Epoll.isAvailable();
    IoHandlerFactory handlers = isNative ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    this.accepting = group(1, "crossguard-accept", handlers);
    this.serving = group(DEFAULT_THREADS, "crossguard-io", handlers);
    this.listening = isNative ? EpollServerSocketChannel::new : NioServerSocketChannel::new;
  }

  private static EventLoopGroup group(int threads, String name, IoHandlerFactory handlers) {
    return new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory(name, true), handlers);
  }

  /**
   * Lets a server use them.
   *
   * @param gate sees every accepted connection first
   */
  public void configure(NettyServerBuilder builder, ChannelHandler gate) {
    builder.bossEventLoopGroup(accepting).workerEventLoopGroup(serving).channelFactory(() -> {
      ServerChannel channel = listening.get();
      channel.pipeline().addLast(gate);
      return channel;
    });
  }

  /**
   * Listens on an address for connections that read on demand.
   *
   * @param gate sees every accepted connection first
   * @param connections prepares each connection
   * @throws IOException if the address can't be listened on
   */
  public Channel listen(SocketAddress address, ChannelHandler gate, ChannelHandler connections)
      throws IOException {
    ChannelFuture bound = new ServerBootstrap()
        .group(accepting, serving)
        .channelFactory(listening::get)
        .handler(gate)
        .childHandler(connections)
        .childOption(ChannelOption.AUTO_READ, false)
        .childOption(
            ChannelOption.RECVBUF_ALLOCATOR,
            new FixedRecvByteBufAllocator(BYTES_OF_A_READ).maxMessagesPerRead(1))
        .bind(address)
        .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException("can't listen on " + address, bound.cause());
    }
    return bound.channel();
  }

  @Override
  public void start() {}

  /** Closes what is still open, and waits a moment for that. */
  @Override
  public void stop() {
    Future<?> accepted = accepting.shutdownGracefully(0, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    Future<?> served = serving.shutdownGracefully(0, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    accepted.awaitUninterruptibly(PATIENCE_MILLIS);
    served.awaitUninterruptibly(PATIENCE_MILLIS);
  }
}
