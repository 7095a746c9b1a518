package io.crossguard.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.Code;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpAnswerTest {

  // The comments of google.rpc.Code state each of them.
  @ParameterizedTest
  @CsvSource({
    "OK, 200",
    "CANCELLED, 499",
    "UNKNOWN, 500",
    "INVALID_ARGUMENT, 400",
    "DEADLINE_EXCEEDED, 504",
    "NOT_FOUND, 404",
    "ALREADY_EXISTS, 409",
    "PERMISSION_DENIED, 403",
    "UNAUTHENTICATED, 401",
    "RESOURCE_EXHAUSTED, 429",
    "FAILED_PRECONDITION, 400",
    "ABORTED, 409",
    "OUT_OF_RANGE, 400",
    "UNIMPLEMENTED, 501",
    "INTERNAL, 500",
    "UNAVAILABLE, 503",
    "DATA_LOSS, 500"
  })
  void failure_ofACode_hasTheStatusOfIt(Code code, int http) {
    assertThat(HttpAnswer.failure(Status.newBuilder().setCode(code.getNumber()).build())
            .status()
            .code())
        .isEqualTo(http);
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 0", "0, 1, 1", "1, 0, 1", "1, 1000000, 2", "60, 0, 60"})
  void pause_inParts_isRoundedUpToWholeSeconds(long seconds, int nanos, String header) {
    Status status = Status.newBuilder()
        .setCode(Code.UNAVAILABLE_VALUE)
        .addDetails(Any.pack(RetryInfo.newBuilder()
            .setRetryDelay(Duration.newBuilder().setSeconds(seconds).setNanos(nanos))
            .build()))
        .build();

    HttpAnswer answer = HttpAnswer.failure(status);

    assertThat(answer.headers()).hasToString("{retry-after=" + header + "}");
    assertThat(answer.endsConnection()).isTrue();
  }
}
