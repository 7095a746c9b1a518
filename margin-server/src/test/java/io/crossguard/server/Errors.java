package io.crossguard.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import io.crossguard.server.mapping.Violation;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Looks into the statuses that calls fail with. */
final class Errors {
  private Errors() {}

  /** The status that a call fails with. */
  static Status of(ThrowingCallable call) {
    StatusRuntimeException failure = catchThrowableOfType(StatusRuntimeException.class, call);
    assertThat(failure).as("the call must fail").isNotNull();
    return StatusProto.fromThrowable(failure);
  }

  static String reason(Status status) {
    return info(status).getReason();
  }

  static ErrorInfo info(Status status) {
    return detail(status, ErrorInfo.class);
  }

  static List<Violation> violations(Status status) {
    return detail(status, BadRequest.class).getFieldViolationsList().stream()
        .map(violation -> new Violation(violation.getField(), violation.getDescription()))
        .toList();
  }

  static <T extends Message> T detail(Status status, Class<T> type) {
    for (Any detail : status.getDetailsList()) {
      if (detail.is(type)) {
        try {
          return detail.unpack(type);
        } catch (InvalidProtocolBufferException e) {
          throw new AssertionError(e);
        }
      }
    }
    throw new AssertionError("no " + type.getSimpleName() + " in " + status);
  }
}
