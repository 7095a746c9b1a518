package io.crossguard.server.http;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * One connection: takes its requests one after the other, and answers each. It reads on its own
 * demand: the body of a request when its call has been let in, and the next request when the one
 * before is answered. What has been answered early is read to its end and dropped, so that the
 * answer arrives. All of it happens on the thread of the connection.
 */
// What can't be written or closed shows as a connection that is gone.
@SuppressWarnings("FutureReturnValueIgnored")
final class HttpConnection extends SimpleChannelInboundHandler<HttpObject> {

  /** Told by the handler before the codec: bytes have come. */
  static final Object BYTES_ARRIVED = new Object();

  /** Told when the server ends. */
  static final Object GOODBYE = new Object();

  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
          "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
      .withZone(ZoneOffset.UTC);

  // How long the rest of a body may take that nobody wants.
  private static final Duration REST_TIME = Duration.ofSeconds(5);

  private final Terms terms;
  private Optional<Exchange> current = Optional.empty();
  private Optional<HttpRequest> next = Optional.empty();
  private Optional<Future<?>> patience = Optional.empty();
  private boolean isWaiting;
  private boolean isLeaving;

  /**
   * What holds for all connections.
   *
   * @param desk reads the heads of requests
   * @param calls starts a call
   * @param idleTime how long a connection may be silent between two requests
   * @param requestTime how long a request may take to arrive
   * @param bodyBytesMax bytes of the longest body
   */
  record Terms(
      HttpDesk desk,
      Function<Exchange.Start, UnaryCall> calls,
      Duration idleTime,
      Duration requestTime,
      int bodyBytesMax) {
    Terms {
      requireNonNull(desk, "desk");
      requireNonNull(calls, "calls");
      requireNonNull(idleTime, "idleTime");
      requireNonNull(requestTime, "requestTime");
    }
  }

  HttpConnection(Terms terms) {
    this.terms = terms;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    awaitRequest(context);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
    if (part instanceof HttpRequest request) {
      if (current.isPresent()) {
        // It came before the answer to the one before, and waits for that.
        next = Optional.of(ReferenceCountUtil.retain(request));
      } else {
        begin(context, request);
      }
    } else if (part instanceof HttpContent content) {
      current.ifPresentOrElse(exchange -> exchange.take(content), () -> drop(context, content));
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event == BYTES_ARRIVED && isWaiting) {
      isWaiting = false;
      allow(context, terms.requestTime());
    } else if (event == GOODBYE) {
      isLeaving = true;
      if (current.isEmpty()) {
        context.close();
      }
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    patience.ifPresent(timer -> timer.cancel(false));
    current.ifPresent(Exchange::abandon);
  }

  /** What breaks a connection is its own affair: there is nobody to tell. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }

  /** It belongs to a request that was answered in front of us. */
  private void drop(ChannelHandlerContext context, HttpContent content) {
    if (content instanceof LastHttpContent) {
      awaitRequest(context);
    } else {
      context.read();
    }
  }

  private void begin(ChannelHandlerContext context, HttpRequest request) {
    // From here on it is the deadline of the call that counts.
    patience.ifPresent(timer -> timer.cancel(false));
    Exchange exchange = new Exchange(request, terms, new Connection(context));
    current = Optional.of(exchange);
    exchange.begin();
  }

  private void awaitRequest(ChannelHandlerContext context) {
    isWaiting = true;
    allow(context, terms.idleTime());
    context.read();
  }

  /** Closes the connection where it takes longer. */
  private void allow(ChannelHandlerContext context, Duration time) {
    patience.ifPresent(timer -> timer.cancel(false));
    patience = Optional.of(
        context.executor().schedule(() -> context.close(), time.toNanos(), TimeUnit.NANOSECONDS));
  }

  /** What an exchange may do with its connection. */
  final class Connection {
    private final ChannelHandlerContext context;

    Connection(ChannelHandlerContext context) {
      this.context = context;
    }

    /** Who is at its other end. */
    HttpPeer peer() {
      return new HttpPeer(
          context.channel().remoteAddress(),
          Optional.ofNullable(context.pipeline().get(SslHandler.class))
              .map(tls -> tls.engine().getSession()));
    }

    ChannelHandlerContext context() {
      return context;
    }

    /** Reads one more part of what comes. */
    void read() {
      context.read();
    }

    /** Tells a client that waits for it to send the body. */
    void continueBody() {
      context.writeAndFlush(new DefaultFullHttpResponse(
          HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
    }

    void write(HttpAnswer answer, boolean isLast) {
      FullHttpResponse response = new DefaultFullHttpResponse(
          HttpVersion.HTTP_1_1,
          answer.status(),
          Unpooled.wrappedBuffer(answer.json().asReadOnlyByteBuffer()));
      response.headers().set(HttpHeaderNames.DATE, DATE.format(Instant.now()));
      response.headers().set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
      response.headers().set("x-content-type-options", "nosniff");
      if (!answer.json().isEmpty()) {
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON);
      }
      if (!answer.status().equals(HttpResponseStatus.NO_CONTENT)) {
        HttpUtil.setContentLength(response, answer.json().size());
      }
      answer.headers().forEach(response.headers()::set);
      if (isLast || isLeaving) {
        isLeaving = true;
        response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
      }
      context.writeAndFlush(response);
    }

    /** The request has been answered, and more of it may come. */
    void dropRest() {
      allow(context, REST_TIME);
      read();
    }

    /** The request has been answered, and all of it is there. */
    void done() {
      current = Optional.empty();
      if (isLeaving) {
        context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        return;
      }
      Optional<HttpRequest> waiting = next;
      next = Optional.empty();
      waiting.ifPresentOrElse(request -> begin(context, request), () -> awaitRequest(context));
    }
  }
}
