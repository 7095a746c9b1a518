package io.crossguard.server.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Hands on one message for each time that one is asked for, whenever it comes, and keeps those that
 * came with it. No more is read than is asked for, so that what is kept is what one read has brought.
 */
final class OneByOne extends ChannelDuplexHandler {
  private final Queue<Object> arrived = new ArrayDeque<>();
  private boolean isWanted;
  private boolean isHandingOn;

  @Override
  public void read(ChannelHandlerContext context) {
    isWanted = true;
    handOn(context);
    if (isWanted && !isHandingOn) {
      context.read();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    arrived.add(message);
    handOn(context);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (isWanted) {
      context.read();
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    arrived.forEach(ReferenceCountUtil::release);
    arrived.clear();
  }

  /** Whoever gets a message may ask for another at once: that is left to the loop. */
  private void handOn(ChannelHandlerContext context) {
    if (isHandingOn) {
      return;
    }
    isHandingOn = true;
    while (isWanted && !arrived.isEmpty()) {
      isWanted = false;
      context.fireChannelRead(arrived.remove());
    }
    isHandingOn = false;
  }
}
