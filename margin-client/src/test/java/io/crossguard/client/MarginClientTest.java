package io.crossguard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Any;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.crossguard.v1.ErrorReason;
import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.EvaluateMarginResponse;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.StatusProto;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How the client behaves towards a service that fails, is slow, or is not there. */
class MarginClientTest {
  private static final EvaluateMarginRequest REQUEST = EvaluateMarginRequest.getDefaultInstance();

  @Test
  void evaluateMargin_unavailableTwice_isRepeatedUntilItSucceeds() {
    try (var services = new FakeServices((call, responses) -> {
          if (call < 3) {
            fail(Status.UNAVAILABLE, responses);
          } else {
            FakeServices.succeed(responses);
          }
        });
        var client = MarginClient.connect(services.config().build())) {
      assertThat(client.evaluateMargin(REQUEST).getAccountId()).isEqualTo("fake");
      assertThat(services.calls()).isEqualTo(3);
    }
  }

  @Test
  void evaluateMargin_twentyCallsInARowFailOnce_areAllRepeated() {
    try (var services = new FakeServices((call, responses) -> {
          if (call % 2 == 1) {
            fail(Status.UNAVAILABLE, responses);
          } else {
            FakeServices.succeed(responses);
          }
        });
        var client = MarginClient.connect(services.config().build())) {
      for (int i = 0; i < 20; i++) {
        assertThat(client.evaluateMargin(REQUEST).getAccountId()).isEqualTo("fake");
      }
    }
  }

  @Test
  void evaluateMargin_alwaysUnavailable_isTriedAttemptsMaxTimes() {
    try (var services = new FakeServices((call, responses) -> fail(Status.UNAVAILABLE, responses));
        var client = MarginClient.connect(services.config().attemptsMax(2).build())) {
      assertThat(failure(client).code()).isEqualTo(Status.Code.UNAVAILABLE);
      assertThat(services.calls()).isEqualTo(2);
    }
  }

  @Test
  void evaluateMargin_oneAttempt_isNotRepeated() {
    try (var services = new FakeServices((call, responses) -> fail(Status.UNAVAILABLE, responses));
        var client = MarginClient.connect(services.config().attemptsMax(1).build())) {
      assertThat(failure(client).code()).isEqualTo(Status.Code.UNAVAILABLE);
      assertThat(services.calls()).isEqualTo(1);
    }
  }

  @Test
  void evaluateMargin_failureOfAnotherKind_isNotRepeated() {
    try (var services = new FakeServices((call, responses) -> fail(Status.INTERNAL, responses));
        var client = MarginClient.connect(services.config().build())) {
      assertThat(failure(client).code()).isEqualTo(Status.Code.INTERNAL);
      assertThat(services.calls()).isEqualTo(1);
    }
  }

  @Test
  void evaluateMargin_noAnswer_endsAtTheDeadline() {
    try (var services = new FakeServices((call, responses) -> {});
        var client = MarginClient.connect(
            services.config().deadline(Duration.ofMillis(300)).build())) {
      assertThat(failure(client).code()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    }
  }

  @Test
  void evaluateMargin_nobodyListens_isUnavailable() {
    MarginClientConfig config;
    try (var services = new FakeServices((call, responses) -> {})) {
      config = services.config().build();
    }
    try (var client = MarginClient.connect(config)) {
      CrossguardException failure = failure(client);

      assertThat(failure.code()).isEqualTo(Status.Code.UNAVAILABLE);
      assertThat(failure.reason()).isEqualTo(ErrorReason.Code.CODE_UNSPECIFIED);
    }
  }

  @Test
  void evaluateMargin_serverReportsThatItDoesNotServe_isNotSent() {
    HealthStatusManager health = new HealthStatusManager();
    health.setStatus("", ServingStatus.NOT_SERVING);
    try (var services = new FakeServices(
            (call, responses) -> FakeServices.succeed(responses), health.getHealthService());
        var client = MarginClient.connect(services.config().attemptsMax(1).build())) {
      assertThat(failure(client).code()).isEqualTo(Status.Code.UNAVAILABLE);
      assertThat(services.calls()).isZero();

      health.setStatus("", ServingStatus.SERVING);

      try (var later = MarginClient.connect(services.config().build())) {
        assertThat(later.evaluateMargin(REQUEST).getAccountId()).isEqualTo("fake");
      }
    }
  }

  @Test
  void evaluateMargin_serverReportsThatItDoesNotServe_isSentWhereHealthIsNotAskedFor() {
    HealthStatusManager health = new HealthStatusManager();
    health.setStatus("", ServingStatus.NOT_SERVING);
    try (var services = new FakeServices(
            (call, responses) -> FakeServices.succeed(responses), health.getHealthService());
        var client = MarginClient.connect(services.config().healthAware(false).build())) {
      assertThat(client.evaluateMargin(REQUEST).getAccountId()).isEqualTo("fake");
    }
  }

  @Test
  void failure_withDetails_carriesThemAll() {
    com.google.rpc.Status status = com.google.rpc.Status.newBuilder()
        .setCode(Status.Code.INVALID_ARGUMENT.value())
        .setMessage("2 fields are wrong")
        .addDetails(Any.pack(ErrorInfo.newBuilder()
            .setDomain("crossguard")
            .setReason("INVALID_FIELD")
            .putMetadata("request_id", "r-1")
            .build()))
        .addDetails(Any.pack(BadRequest.newBuilder()
            .addFieldViolations(violation("account.accountId", "must not be empty"))
            .addFieldViolations(violation("market", "must be set"))
            .build()))
        .addDetails(Any.pack(RetryInfo.newBuilder()
            .setRetryDelay(
                com.google.protobuf.Duration.newBuilder().setSeconds(1).setNanos(500_000_000))
            .build()))
        .build();
    CrossguardException failure =
        CrossguardException.of(StatusProto.toStatusRuntimeException(status));

    assertThat(failure.code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(failure.reason()).isEqualTo(ErrorReason.Code.INVALID_FIELD);
    assertThat(failure.violations())
        .containsExactly(
            new CrossguardException.Violation("account.accountId", "must not be empty"),
            new CrossguardException.Violation("market", "must be set"));
    assertThat(failure.metadata()).containsEntry("request_id", "r-1");
    assertThat(failure.retryDelay()).contains(Duration.ofMillis(1500));
  }

  @Test
  void failure_withReasonOfALaterVersion_isUnrecognized() {
    assertThat(reasonOf("crossguard", "NOT_YET_INVENTED")).isEqualTo(ErrorReason.Code.UNRECOGNIZED);
  }

  @Test
  void failure_withReasonOfAnotherDomain_hasNone() {
    assertThat(reasonOf("proxy.example", "INVALID_FIELD"))
        .isEqualTo(ErrorReason.Code.CODE_UNSPECIFIED);
  }

  @Test
  void failure_withUnreadableDetail_keepsItsCode() {
    Any garbled = Any.pack(ErrorInfo.getDefaultInstance()).toBuilder()
        .setValue(com.google.protobuf.ByteString.copyFrom(new byte[] {(byte) 0xff}))
        .build();
    CrossguardException failure = CrossguardException.of(
        StatusProto.toStatusRuntimeException(com.google.rpc.Status.newBuilder()
            .setCode(Status.Code.NOT_FOUND.value())
            .addDetails(garbled)
            .build()));

    assertThat(failure.code()).isEqualTo(Status.Code.NOT_FOUND);
    assertThat(failure.reason()).isEqualTo(ErrorReason.Code.CODE_UNSPECIFIED);
  }

  private static ErrorReason.Code reasonOf(String domain, String reason) {
    return CrossguardException.of(
            StatusProto.toStatusRuntimeException(com.google.rpc.Status.newBuilder()
                .setCode(Status.Code.INTERNAL.value())
                .addDetails(Any.pack(
                    ErrorInfo.newBuilder().setDomain(domain).setReason(reason).build()))
                .build()))
        .reason();
  }

  private static BadRequest.FieldViolation violation(String field, String rule) {
    return BadRequest.FieldViolation.newBuilder()
        .setField(field)
        .setDescription(rule)
        .build();
  }

  private static void fail(Status status, StreamObserver<EvaluateMarginResponse> responses) {
    responses.onError(status.asRuntimeException());
  }

  private static CrossguardException failure(MarginClient client) {
    return catchThrowableOfType(CrossguardException.class, () -> client.evaluateMargin(REQUEST));
  }
}
