package io.crossguard.client.bench;

import static java.util.Objects.requireNonNull;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;

/**
 * How a call ended.
 *
 * @param method name of the method, such as {@code EvaluateMargin}
 * @param status {@code OK}, the name of another status code, or {@link #NO_ANSWER}
 * @param reason reason of the error; empty where there is none, as when gRPC itself ends the call
 */
public record Outcome(String method, String status, String reason) {

  /** Stands for a status where there was none, long after the deadline. */
  public static final String NO_ANSWER = "no answer";

  public Outcome {
    requireNonNull(method, "method");
    requireNonNull(status, "status");
    requireNonNull(reason, "reason");
  }

  /** Whether the call was answered with a response. */
  public boolean isOk() {
    return status.equals(Status.Code.OK.name());
  }

  static Outcome of(String method, Status status, Metadata trailers) {
    return new Outcome(
        method, status.getCode().name(), status.isOk() ? "" : reason(status, trailers));
  }

  private static String reason(Status status, Metadata trailers) {
    com.google.rpc.Status rich = StatusProto.fromStatusAndTrailers(status, trailers);
    for (Any detail : rich.getDetailsList()) {
      if (detail.is(ErrorInfo.class)) {
        return reason(detail);
      }
    }
    return "";
  }

  private static String reason(Any info) {
    try {
      return info.unpack(ErrorInfo.class).getReason();
    } catch (InvalidProtocolBufferException e) {
      // Counted as an error that does not say why, which is what it is.
      return "";
    }
  }
}
