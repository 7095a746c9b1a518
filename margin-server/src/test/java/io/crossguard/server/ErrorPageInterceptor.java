package io.crossguard.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.rpc.ErrorInfo;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Remembers every status that is not on the page of errors in the README of proto. */
final class ErrorPageInterceptor implements ClientInterceptor {
  private static final String TYPE = "type.googleapis.com/google.rpc.";
  static final Map<String, Entry> PAGE = Map.ofEntries(
      entry("INVALID_FIELD", Status.Code.INVALID_ARGUMENT, "BadRequest"),
      entry("INCONSISTENT_REQUEST", Status.Code.INVALID_ARGUMENT, "BadRequest"),
      entry("LIMIT_EXCEEDED", Status.Code.INVALID_ARGUMENT, "", "limit", "count"),
      entry("UNKNOWN_RULE_SET", Status.Code.NOT_FOUND, "ResourceInfo"),
      entry("CREDENTIALS_MISSING", Status.Code.UNAUTHENTICATED, ""),
      entry("CREDENTIALS_UNKNOWN", Status.Code.UNAUTHENTICATED, ""),
      entry("CREDENTIALS_EXPIRED", Status.Code.UNAUTHENTICATED, ""),
      entry("PERMISSION_MISSING", Status.Code.PERMISSION_DENIED, "", "permission"),
      entry("OVERLOADED", Status.Code.RESOURCE_EXHAUSTED, "RetryInfo"),
      entry("QUOTA_EXCEEDED", Status.Code.RESOURCE_EXHAUSTED, "RetryInfo"),
      entry("DRAINING", Status.Code.UNAVAILABLE, "RetryInfo"),
      entry("INTERNAL", Status.Code.INTERNAL, "", "request_id"));
  static final Set<Status.Code> WITHOUT_DETAILS = Set.of(
      Status.Code.RESOURCE_EXHAUSTED,
      Status.Code.UNAVAILABLE,
      Status.Code.DEADLINE_EXCEEDED,
      Status.Code.CANCELLED,
      Status.Code.INTERNAL);

  private final ConcurrentLinkedQueue<AssertionError> offences = new ConcurrentLinkedQueue<>();

  /** Fails if a status was not on the page. */
  void assertNoOffence() {
    assertThat(offences).isEmpty();
  }

  @Override
  public <Q, R> ClientCall<Q, R> interceptCall(
      MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
    return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
      @Override
      public void start(Listener<R> listener, Metadata headers) {
        super.start(
            new SimpleForwardingClientCallListener<>(listener) {
              @Override
              public void onClose(Status status, Metadata trailers) {
                try {
                  assertOnPage(status, trailers);
                } catch (AssertionError e) {
                  offences.add(e);
                }
                super.onClose(status, trailers);
              }
            },
            headers);
      }
    };
  }

  static void assertOnPage(Status status, Metadata trailers) {
    com.google.rpc.Status rich = StatusProto.fromStatusAndTrailers(status, trailers);
    if (status.isOk() || rich == null || rich.getDetailsCount() == 0) {
      assertThat(status.isOk() || WITHOUT_DETAILS.contains(status.getCode()))
          .as("%s", status)
          .isTrue();
      if (status.getCode() == Status.Code.INTERNAL) {
        assertThat(status.getCause()).hasMessageStartingWith("Header size exceeded");
      }
      return;
    }
    assertOnPage(rich);
  }

  static void assertOnPage(com.google.rpc.Status status) {
    ErrorInfo info = Errors.info(status);
    Entry entry = PAGE.get(info.getReason());
    assertThat(entry).as("reason %s", info.getReason()).isNotNull();
    assertThat(info.getDomain()).isEqualTo("crossguard");
    assertThat(status.getCode()).isEqualTo(entry.code().value());
    assertThat(info.getMetadataMap()).containsOnlyKeys(entry.metadata());
    assertThat(status.getDetailsList().stream().map(Any::getTypeUrl))
        .containsExactlyElementsOf(
            entry.detail().isEmpty()
                ? List.of(TYPE + "ErrorInfo")
                : List.of(TYPE + "ErrorInfo", TYPE + entry.detail()));
  }

  record Entry(Status.Code code, String detail, Set<String> metadata) {}

  private static Map.Entry<String, Entry> entry(
      String reason, Status.Code code, String detail, String... metadata) {
    return Map.entry(reason, new Entry(code, detail, Set.of(metadata)));
  }
}
