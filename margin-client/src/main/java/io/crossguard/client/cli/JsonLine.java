package io.crossguard.client.cli;

import com.google.protobuf.MessageOrBuilder;
import com.google.rpc.Status;
import io.crossguard.client.CrossguardException;
import io.crossguard.server.json.JsonForm;
import io.crossguard.v1.BatchEvaluateMarginResponse;
import io.grpc.protobuf.StatusProto;

/** Writes messages in their JSON form, each on one line. */
final class JsonLine {
  private JsonLine() {}

  static String of(MessageOrBuilder message) {
    return JsonForm.line(message);
  }

  /** A failed call in the form that an item of a batch has: {@code {"error": …}}. */
  static String error(CrossguardException failure) {
    Status status = StatusProto.fromThrowable(failure);
    return error(status == null ? Status.getDefaultInstance() : status);
  }

  /** Text that is no request, in the same form. */
  static String error(BadInputException problem) {
    return error(Status.newBuilder()
        .setCode(io.grpc.Status.Code.INVALID_ARGUMENT.value())
        .setMessage(String.valueOf(problem.getMessage()))
        .build());
  }

  private static String error(Status status) {
    return of(BatchEvaluateMarginResponse.Item.newBuilder().setError(status));
  }
}
