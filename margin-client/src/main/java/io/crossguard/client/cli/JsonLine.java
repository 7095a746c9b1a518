package io.crossguard.client.cli;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.JsonFormat;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.ResourceInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.crossguard.client.CrossguardException;
import io.crossguard.v1.BatchEvaluateMarginResponse;
import io.grpc.protobuf.StatusProto;

/** Writes messages in their JSON form, each on one line. */
final class JsonLine {
  // The details that an error can carry, which JSON names by their type.
  private static final JsonFormat.Printer PRINTER = JsonFormat.printer()
      .omittingInsignificantWhitespace()
      .usingTypeRegistry(TypeRegistry.newBuilder()
          .add(ErrorInfo.getDescriptor())
          .add(BadRequest.getDescriptor())
          .add(ResourceInfo.getDescriptor())
          .add(RetryInfo.getDescriptor())
          .build());

  private JsonLine() {}

  static String of(MessageOrBuilder message) {
    try {
      return PRINTER.print(message);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a message that has no JSON form", e);
    }
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
