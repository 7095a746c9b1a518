package io.crossguard.server.http;

import static io.netty.handler.codec.http.HttpHeaderNames.ALLOW;

import com.google.rpc.Code;
import com.google.rpc.Status;
import io.crossguard.server.call.RequestId;
import io.crossguard.server.call.StatusFactory;
import io.crossguard.server.http.HttpRoutes.Match;
import io.grpc.Metadata;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Reads the head of each request, and refuses what can't become a call. */
final class HttpDesk {

  /** The path of the description of all calls. */
  static final String OPENAPI_PATH = "/openapi.json";

  // What callers may send along with a call, beside its name: who they are, and what it is part of.
  private static final List<String> PASSED_ON =
      List.of("authorization", "traceparent", "tracestate");

  private final HttpRoutes routes;
  private final Supplier<byte[]> openApi;
  private final Duration timeMax;
  private final int bodyBytesMax;
  private final StatusFactory statusFactory;

  /**
   * @param openApi the description of all calls
   * @param timeMax how long a call may take whose caller does not say
   * @param bodyBytesMax bytes of the longest body
   */
  HttpDesk(
      HttpRoutes routes,
      Supplier<byte[]> openApi,
      Duration timeMax,
      int bodyBytesMax,
      StatusFactory statusFactory) {
    this.routes = routes;
    this.openApi = openApi;
    this.timeMax = timeMax;
    this.bodyBytesMax = bodyBytesMax;
    this.statusFactory = statusFactory;
  }

  /**
   * What a request asks for.
   *
   * @param id names the call, where it asks for one
   */
  Asked read(HttpRequest request, HttpPeer peer, RequestId id) {
    if (request.decoderResult().isFailure()) {
      return new Asked.Answered(unreadable(request.decoderResult().cause()));
    }
    List<String> path;
    QueryStringDecoder target = new QueryStringDecoder(request.uri());
    try {
      path = PathTemplate.segments(target.rawPath()).stream()
          .map(segment -> QueryStringDecoder.decodeComponent(segment.replace("+", "%2B")))
          .toList();
      target.parameters();
    } catch (IllegalArgumentException e) {
      return refused(HttpResponseStatus.BAD_REQUEST, Code.INVALID_ARGUMENT, "the path is no path");
    }
    if (target.rawPath().equals(OPENAPI_PATH)) {
      return isRead(request.method())
          ? new Asked.Answered(HttpAnswer.ok(openApi.get()))
          : otherMethod(request.method(), Set.of("GET", "HEAD", "OPTIONS"));
    }
    List<Match> matches = routes.find(path);
    if (matches.isEmpty()) {
      return refused(
          HttpResponseStatus.NOT_FOUND,
          Code.NOT_FOUND,
          "nothing is at this path; " + OPENAPI_PATH + " has those that there are");
    }
    return matches.stream()
        .filter(match -> takes(match.route().verb(), request.method()))
        .findFirst()
        .map(match ->
            call(match, request, target.parameters(), metadata(request.headers(), peer, id)))
        .orElseGet(() -> otherMethod(request.method(), verbs(matches)));
  }

  /** The body is longer than the longest may be. */
  HttpAnswer tooLong() {
    return HttpAnswer.failure(
        HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
        statusFactory.notACall(
            Code.RESOURCE_EXHAUSTED, "the body must have at most " + bodyBytesMax + " bytes"));
  }

  private Asked call(
      Match match, HttpRequest request, Map<String, List<String>> query, Metadata metadata) {
    boolean hasBody = match.route().verb().equals(HttpMethod.POST);
    if (hasBody && !isJson(request.headers())) {
      return refused(
          HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE,
          Code.INVALID_ARGUMENT,
          "the body must be sent with content-type: application/json, in UTF-8, uncompressed");
    }
    if (hasBody && !query.isEmpty()) {
      return malformed("query", "must be empty where the request is in the body");
    }
    if (HttpUtil.getContentLength(request, 0L) > bodyBytesMax) {
      return new Asked.Answered(tooLong());
    }
    String timeout = request.headers().get(HttpTimeout.HEADER);
    Optional<Duration> time = timeout == null ? Optional.of(timeMax) : HttpTimeout.of(timeout);
    return time.<Asked>map(wait -> new Asked.Call(
            match.route().method(),
            metadata,
            wait,
            hasBody ? Optional.empty() : Optional.of(UrlRequest.json(match, query))))
        .orElseGet(() -> malformed(HttpTimeout.HEADER, HttpTimeout.RULE));
  }

  private static Metadata metadata(HttpHeaders headers, HttpPeer peer, RequestId id) {
    Metadata metadata = new Metadata();
    peer.addTo(metadata);
    metadata.put(RequestId.METADATA, id.text());
    for (String name : PASSED_ON) {
      headers
          .getAll(name)
          .forEach(value ->
              metadata.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value));
    }
    return metadata;
  }

  private static boolean isJson(HttpHeaders headers) {
    String type = headers.get(HttpHeaderNames.CONTENT_TYPE, "");
    CharSequence mime = HttpUtil.getMimeType(type);
    Charset charset = HttpUtil.getCharset(type, StandardCharsets.UTF_8);
    return mime != null
        && "application/json".equalsIgnoreCase(mime.toString().strip())
        && charset.equals(StandardCharsets.UTF_8)
        && headers.get(HttpHeaderNames.CONTENT_ENCODING, "identity").equals("identity");
  }

  /** What has come is not HTTP. */
  HttpAnswer unreadable(Throwable cause) {
    HttpResponseStatus http = cause instanceof TooLongHttpLineException
        ? HttpResponseStatus.REQUEST_URI_TOO_LONG
        : cause instanceof TooLongHttpHeaderException
            ? HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
            : HttpResponseStatus.BAD_REQUEST;
    return HttpAnswer.failure(
            http, statusFactory.notACall(Code.INVALID_ARGUMENT, "no request of HTTP could be read"))
        .andEnd();
  }

  private Asked otherMethod(HttpMethod asked, Set<String> allowed) {
    String allow = String.join(", ", new TreeSet<>(allowed));
    return asked.equals(HttpMethod.OPTIONS)
        ? new Asked.Answered(HttpAnswer.empty().with(ALLOW, allow))
        : new Asked.Answered(HttpAnswer.failure(
                HttpResponseStatus.METHOD_NOT_ALLOWED,
                statusFactory.notACall(Code.UNIMPLEMENTED, "this path takes " + allow))
            .with(ALLOW, allow));
  }

  private Asked malformed(String field, String rule) {
    return new Asked.Answered(HttpAnswer.failure(statusFactory.malformed(field, rule)));
  }

  private Asked refused(HttpResponseStatus http, Code code, String message) {
    Status status = statusFactory.notACall(code, message);
    return new Asked.Answered(HttpAnswer.failure(http, status));
  }

  private static Set<String> verbs(List<Match> matches) {
    List<String> verbs = new ArrayList<>(List.of("OPTIONS"));
    for (Match match : matches) {
      verbs.add(match.route().verb().name());
      if (isRead(match.route().verb())) {
        verbs.add("HEAD");
      }
    }
    return Set.copyOf(verbs);
  }

  private static boolean takes(HttpMethod verb, HttpMethod asked) {
    return verb.equals(asked) || (isRead(verb) && isRead(asked));
  }

  private static boolean isRead(HttpMethod method) {
    return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
  }
}
