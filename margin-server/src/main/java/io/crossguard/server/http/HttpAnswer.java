package io.crossguard.server.http;

import static io.netty.handler.codec.http.HttpHeaderNames.RETRY_AFTER;
import static io.netty.handler.codec.http.HttpHeaderNames.WWW_AUTHENTICATE;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableMap;
import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import com.google.rpc.Code;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.crossguard.server.json.JsonForm;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Map;

/**
 * What a request over HTTP is answered with.
 *
 * @param status the status of HTTP
 * @param headers headers that go with it
 * @param json the body; empty: there is none
 * @param endsConnection whether nothing more is taken on the connection: the client should ask
 *     elsewhere, or what it sends can't be told apart
 */
record HttpAnswer(
    HttpResponseStatus status,
    ImmutableMap<CharSequence, String> headers,
    ByteString json,
    boolean endsConnection) {

  // The code of HTTP that callers who have given up would get; nobody reads it.
  private static final HttpResponseStatus CLIENT_CLOSED_REQUEST =
      new HttpResponseStatus(499, "Client Closed Request");

  private static final Map<Code, HttpResponseStatus> BY_CODE =
      ImmutableMap.<Code, HttpResponseStatus>builder()
          .put(Code.OK, HttpResponseStatus.OK)
          .put(Code.CANCELLED, CLIENT_CLOSED_REQUEST)
          .put(Code.INVALID_ARGUMENT, HttpResponseStatus.BAD_REQUEST)
          .put(Code.FAILED_PRECONDITION, HttpResponseStatus.BAD_REQUEST)
          .put(Code.OUT_OF_RANGE, HttpResponseStatus.BAD_REQUEST)
          .put(Code.UNAUTHENTICATED, HttpResponseStatus.UNAUTHORIZED)
          .put(Code.PERMISSION_DENIED, HttpResponseStatus.FORBIDDEN)
          .put(Code.NOT_FOUND, HttpResponseStatus.NOT_FOUND)
          .put(Code.ALREADY_EXISTS, HttpResponseStatus.CONFLICT)
          .put(Code.ABORTED, HttpResponseStatus.CONFLICT)
          .put(Code.RESOURCE_EXHAUSTED, HttpResponseStatus.TOO_MANY_REQUESTS)
          .put(Code.UNIMPLEMENTED, HttpResponseStatus.NOT_IMPLEMENTED)
          .put(Code.UNAVAILABLE, HttpResponseStatus.SERVICE_UNAVAILABLE)
          .put(Code.DEADLINE_EXCEEDED, HttpResponseStatus.GATEWAY_TIMEOUT)
          .build();

  HttpAnswer {
    requireNonNull(status, "status");
    requireNonNull(headers, "headers");
    requireNonNull(json, "json");
  }

  static HttpAnswer ok(byte[] json) {
    return new HttpAnswer(
        HttpResponseStatus.OK, ImmutableMap.of(), UnsafeByteOperations.unsafeWrap(json), false);
  }

  /** Nothing to say but that it may be asked. */
  static HttpAnswer empty() {
    return new HttpAnswer(
        HttpResponseStatus.NO_CONTENT, ImmutableMap.of(), ByteString.EMPTY, false);
  }

  /** A failure, by the standard mapping of its code. */
  static HttpAnswer failure(Status status) {
    return failure(http(Code.forNumber(status.getCode())), status);
  }

  /** A failure that HTTP has a more precise status for. */
  static HttpAnswer failure(HttpResponseStatus http, Status status) {
    return new HttpAnswer(
        http,
        headers(status),
        UnsafeByteOperations.unsafeWrap(JsonForm.write(status)),
        status.getCode() == Code.UNAVAILABLE_VALUE);
  }

  HttpAnswer with(CharSequence name, String value) {
    return new HttpAnswer(
        status,
        ImmutableMap.<CharSequence, String>builder()
            .putAll(headers)
            .put(name, value)
            .build(),
        json,
        endsConnection);
  }

  /** The same as the last answer of its connection. */
  HttpAnswer andEnd() {
    return new HttpAnswer(status, headers, json, true);
  }

  private static ImmutableMap<CharSequence, String> headers(Status status) {
    if (status.getCode() == Code.UNAUTHENTICATED_VALUE) {
      return ImmutableMap.of(WWW_AUTHENTICATE, "Bearer");
    }
    for (Any detail : status.getDetailsList()) {
      if (detail.is(RetryInfo.class)) {
        return ImmutableMap.of(RETRY_AFTER, Long.toString(wholeSeconds(detail)));
      }
    }
    return ImmutableMap.of();
  }

  // HTTP knows no parts of a second; too early would be refused again.
  private static long wholeSeconds(Any retryInfo) {
    try {
      com.google.protobuf.Duration delay = retryInfo.unpack(RetryInfo.class).getRetryDelay();
      return delay.getSeconds() + (delay.getNanos() > 0 ? 1 : 0);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The mapping that {@code google.rpc.Code} states; what it leaves is the server's mistake. */
  static HttpResponseStatus http(Code code) {
    return BY_CODE.getOrDefault(code, HttpResponseStatus.INTERNAL_SERVER_ERROR);
  }
}
