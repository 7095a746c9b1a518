package io.crossguard.server.admission;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;
import io.crossguard.server.config.ConnectionLimits;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/**
 * Counts the connections, in all and of each address, and closes those beyond the limits before
 * anything is read from them, a TLS handshake included. It stands in front of a listening channel,
 * whose messages are the connections that it has accepted; it counts those of several together.
 */
@Sharable
public final class ConnectionAdmission extends ChannelInboundHandlerAdapter {
  private final ConnectionLimits limits;
  private final Multiset<Object> connections = HashMultiset.create();
  private long refused;

  public ConnectionAdmission(ConnectionLimits limits) {
    this.limits = limits;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    Channel connection = (Channel) message;
    Object address = address(connection.remoteAddress());
    if (enter(address)) {
      connection.closeFuture().addListener(closed -> leave(address));
      context.fireChannelRead(message);
    } else {
      // It belongs to no event loop yet, so it can't be closed in the usual way.
      connection.unsafe().closeForcibly();
    }
  }

  /** Connections that are open. */
  public synchronized int open() {
    return connections.size();
  }

  /** Connections that may be open. */
  public int max() {
    return limits.max();
  }

  /** Connections that have been closed for a limit since the start. */
  public synchronized long refused() {
    return refused;
  }

  synchronized boolean enter(Object address) {
    if (connections.size() >= limits.max()
        || connections.count(address) >= limits.addressMax().orElse(Integer.MAX_VALUE)) {
      refused++;
      return false;
    }
    connections.add(address);
    return true;
  }

  synchronized void leave(Object address) {
    connections.remove(address);
  }

  /** The peer without its port. */
  private static Object address(SocketAddress peer) {
    return peer instanceof InetSocketAddress internet ? internet.getAddress() : peer;
  }
}
