package io.crossguard.server.http;

import io.crossguard.server.call.RequestId;
import io.crossguard.server.http.HttpConnection.Connection;
import io.crossguard.server.http.HttpConnection.Terms;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * One request over HTTP and its answer. Its body is read when the call has been let in, no further
 * than the longest may be, and handed over as a whole.
 */
final class Exchange implements UnaryCall.Events {
  private final HttpRequest request;
  private final Terms terms;
  private final Connection connection;
  // It names every answer, and the call in the log: also the answer that the call has no time for.
  private final RequestId id;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private Optional<UnaryCall> call = Optional.empty();
  private Optional<String> requestInHead = Optional.empty();
  private boolean isComplete;
  private boolean isAnswered;
  private boolean isContinued;

  /**
   * A call to be started.
   *
   * @param connection the thread of the connection
   */
  record Start(Asked.Call asked, Executor connection, UnaryCall.Events events) {}

  Exchange(HttpRequest request, Terms terms, Connection connection) {
    this.request = request;
    this.terms = terms;
    this.connection = connection;
    this.id = RequestId.of(Optional.ofNullable(request.headers().get(RequestId.METADATA.name())));
  }

  /** Finds out what is asked, and starts it. */
  void begin() {
    Asked asked = terms.desk().read(request, connection.peer(), id);
    if (asked instanceof Asked.Call started) {
      requestInHead = started.request();
      call = Optional.of(terms
          .calls()
          .apply(new Start(started, task -> connection.context().executor().execute(task), this)));
    } else if (asked instanceof Asked.Answered answered) {
      answer(answered.answer());
    }
  }

  /** A part of the body has come. */
  void take(HttpContent content) {
    isComplete = content instanceof LastHttpContent;
    if (isAnswered) {
      dropped();
    } else if (content.decoderResult().isFailure()) {
      giveUp(terms.desk().unreadable(content.decoderResult().cause()));
    } else if (body.size() + content.content().readableBytes() > terms.bodyBytesMax()) {
      giveUp(terms.desk().tooLong());
    } else {
      byte[] bytes = new byte[content.content().readableBytes()];
      content.content().readBytes(bytes);
      body.writeBytes(bytes);
      collected();
    }
  }

  private void dropped() {
    if (isComplete) {
      connection.done();
    } else {
      connection.read();
    }
  }

  private void collected() {
    if (isComplete) {
      byte[] json = requestInHead
          .map(text -> text.getBytes(StandardCharsets.UTF_8))
          .orElseGet(body::toByteArray);
      call.ifPresent(started -> started.send(json));
    }
    // Behind the request, reading tells when the client has gone.
    connection.read();
  }

  private void giveUp(HttpAnswer answer) {
    call.ifPresent(UnaryCall::cancel);
    answer(answer);
  }

  @Override
  public void onWanted() {
    if (!isAnswered && !isContinued) {
      isContinued = true;
      if (HttpUtil.is100ContinueExpected(request)) {
        connection.continueBody();
      }
      connection.read();
    }
  }

  @Override
  public void onAnswer(HttpAnswer answer) {
    if (!isAnswered) {
      answer(answer);
    }
  }

  /** The connection is gone. */
  void abandon() {
    isAnswered = true;
    call.ifPresent(UnaryCall::cancel);
  }

  private void answer(HttpAnswer answer) {
    isAnswered = true;
    connection.write(
        answer.with(RequestId.METADATA.name(), id.text()), answer.endsConnection() || !canGoOn());
    if (isComplete || isBodyHeldBack()) {
      connection.done();
    } else {
      connection.dropRest();
    }
  }

  /** Whether the next request can be found behind the rest of this one. */
  private boolean canGoOn() {
    return HttpUtil.isKeepAlive(request)
        && request.decoderResult().isSuccess()
        && !isBodyHeldBack()
        && (isComplete || HttpUtil.getContentLength(request, 0L) <= terms.bodyBytesMax());
  }

  /** Whether the client waits with the body for a word that it does not get. */
  private boolean isBodyHeldBack() {
    return HttpUtil.is100ContinueExpected(request) && !isContinued;
  }
}
