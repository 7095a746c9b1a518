package io.crossguard.client;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.crossguard.v1.ErrorReason;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A call that failed. The code says what kind of failure it is and the reason says which; both are
 * listed with what to do about them in the README of the protocol. The message is for people.
 *
 * <p>The cause is gRPC's own exception, with the status as it came.
 */
public final class CrossguardException extends RuntimeException {
  private static final String DOMAIN = "crossguard";

  private final Status.Code code;
  private final ErrorReason.Code reason;
  private final List<Violation> violations;
  private final Map<String, String> metadata;
  private final Optional<Duration> retryDelay;

  /**
   * A rule that the request breaks.
   *
   * @param field path of the field, such as {@code account.positions[2].quantity}
   * @param rule the rule in words
   */
  public record Violation(String field, String rule) {}

  private CrossguardException(StatusRuntimeException cause, com.google.rpc.Status status) {
    super(cause.getMessage(), cause);
    this.code = cause.getStatus().getCode();
    ErrorInfo info = detail(status, ErrorInfo.class)
        .filter(found -> found.getDomain().equals(DOMAIN))
        .orElse(ErrorInfo.getDefaultInstance());
    this.reason = reason(info.getReason());
    this.metadata = Map.copyOf(info.getMetadataMap());
    this.violations = detail(status, BadRequest.class)
        .orElse(BadRequest.getDefaultInstance())
        .getFieldViolationsList()
        .stream()
        .map(violation -> new Violation(violation.getField(), violation.getDescription()))
        .toList();
    this.retryDelay = detail(status, RetryInfo.class)
        .map(RetryInfo::getRetryDelay)
        .map(delay -> Duration.ofSeconds(delay.getSeconds(), delay.getNanos()));
  }

  static CrossguardException of(StatusRuntimeException cause) {
    com.google.rpc.Status status = StatusProto.fromThrowable(cause);
    return new CrossguardException(
        cause, status == null ? com.google.rpc.Status.getDefaultInstance() : status);
  }

  /** What kind of failure it is. */
  public Status.Code code() {
    return code;
  }

  /**
   * Which failure it is: {@code CODE_UNSPECIFIED} where gRPC itself failed the call, {@code
   * UNRECOGNIZED} for a reason that this version of the client does not know.
   */
  public ErrorReason.Code reason() {
    return reason;
  }

  /** What is wrong with the request, field by field; empty where that is not the failure. */
  public List<Violation> violations() {
    return violations;
  }

  /** Further facts by name, such as {@code request_id} or {@code limit}. */
  public Map<String, String> metadata() {
    return metadata;
  }

  /** How long to wait before the call is worth repeating, where the service says so. */
  public Optional<Duration> retryDelay() {
    return retryDelay;
  }

  private static ErrorReason.Code reason(String name) {
    if (name.isEmpty()) {
      return ErrorReason.Code.CODE_UNSPECIFIED;
    }
    return ErrorReason.Code.getDescriptor().findValueByName(name) == null
        ? ErrorReason.Code.UNRECOGNIZED
        : ErrorReason.Code.valueOf(name);
  }

  private static <T extends Message> Optional<T> detail(
      com.google.rpc.Status status, Class<T> type) {
    return status.getDetailsList().stream()
        .filter(detail -> detail.is(type))
        .findFirst()
        .flatMap(detail -> unpack(detail, type));
  }

  private static <T extends Message> Optional<T> unpack(Any detail, Class<T> type) {
    try {
      return Optional.of(detail.unpack(type));
    } catch (InvalidProtocolBufferException e) {
      // A detail that can't be read must not hide the failure that it was to explain.
      return Optional.empty();
    }
  }
}
