package io.crossguard.server.call;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.ResourceInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.crossguard.server.json.BadJsonException;
import io.crossguard.server.mapping.InconsistentRequestException;
import io.crossguard.server.mapping.InvalidFieldException;
import io.crossguard.server.mapping.LimitExceededException;
import io.crossguard.server.mapping.UnknownRuleSetException;
import io.crossguard.server.mapping.Violation;
import io.crossguard.server.mapping.ViolationList;
import io.crossguard.server.monitor.NoRowSpaceException;
import io.crossguard.v1.ErrorReason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes every status that the service itself decides: those of the page of errors in proto. */
public final class StatusFactory {
  private static final Logger LOG = LoggerFactory.getLogger(StatusFactory.class);
  private static final String DOMAIN = "crossguard";
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final ViolationList UNREADABLE = new ViolationList(
      List.of(new Violation("request", "must be a message of the type that the method takes")), 1);

  // Clients accept 8 KiB of trailers unless told otherwise, and details travel in base64. With
  // these two, message and details stay below that together.
  private static final int MESSAGE_LENGTH_MAX = 160;
  private static final int VIOLATION_BYTES_MAX = 5_450;

  /** The status for what a call, or an item of a batch, failed with. */
  public Status statusOf(Throwable failure) {
    if (failure instanceof InvalidFieldException invalid) {
      return badRequest(ErrorReason.Code.INVALID_FIELD, invalid.violations());
    }
    if (failure instanceof InconsistentRequestException inconsistent) {
      return badRequest(ErrorReason.Code.INCONSISTENT_REQUEST, inconsistent.violations());
    }
    if (failure instanceof LimitExceededException exceeded) {
      return limitExceeded(exceeded);
    }
    if (failure instanceof UnknownRuleSetException unknown) {
      return unknownRuleSet(unknown);
    }
    if (failure instanceof BadJsonException badJson) {
      return malformed("request", "must be JSON as the method takes it: " + badJson.getMessage());
    }
    if (failure instanceof NoRowSpaceException) {
      return retry(
          Code.RESOURCE_EXHAUSTED,
          ErrorReason.Code.OVERLOADED,
          "too many rows are watched on all streams together; repeat after a pause",
          PAUSE);
    }
    if (failure.getCause() instanceof InvalidProtocolBufferException) {
      return badRequest(ErrorReason.Code.INVALID_FIELD, UNREADABLE);
    }
    return internal(failure);
  }

  /**
   * One part of a call breaks its rule.
   *
   * @param field where it is
   * @param rule what it has to be, or what is wrong with it
   */
  public Status malformed(String field, String rule) {
    return badRequest(
        ErrorReason.Code.INVALID_FIELD, new ViolationList(List.of(new Violation(field, rule)), 1));
  }

  /**
   * What is asked over HTTP can't become a call: the status of HTTP says why.
   *
   * @param code the code that comes next to it
   */
  public Status notACall(Code code, String message) {
    return status(code, message);
  }

  /** The time of the call is over. */
  public Status deadlineExceeded() {
    return status(Code.DEADLINE_EXCEEDED, "the answer was not there in time");
  }

  /** The server has no place for another call. */
  public Status overloaded() {
    return retry(
        Code.RESOURCE_EXHAUSTED,
        ErrorReason.Code.OVERLOADED,
        "too many calls are under way; repeat after a pause",
        PAUSE);
  }

  /** The server takes no more calls. */
  public Status draining() {
    return retry(
        Code.UNAVAILABLE,
        ErrorReason.Code.DRAINING,
        "the server is shutting down; repeat elsewhere",
        PAUSE);
  }

  /**
   * The caller has used up what its identity is allowed.
   *
   * @param pause after which a call may be let in
   */
  public Status quotaExceeded(Duration pause) {
    return retry(
        Code.RESOURCE_EXHAUSTED,
        ErrorReason.Code.QUOTA_EXCEEDED,
        "this identity makes too many calls; repeat after a pause",
        pause);
  }

  /** The caller shows no credentials. */
  public Status credentialsMissing() {
    return status(
        Code.UNAUTHENTICATED,
        "a bearer token or a client certificate must be shown",
        info(ErrorReason.Code.CREDENTIALS_MISSING, Map.of()));
  }

  /** The server does not know the credentials. */
  public Status credentialsUnknown() {
    return status(
        Code.UNAUTHENTICATED,
        "the credentials are unknown",
        info(ErrorReason.Code.CREDENTIALS_UNKNOWN, Map.of()));
  }

  /** The credentials were good till a time that has passed. */
  public Status credentialsExpired() {
    return status(
        Code.UNAUTHENTICATED,
        "the credentials have expired",
        info(ErrorReason.Code.CREDENTIALS_EXPIRED, Map.of()));
  }

  /** The caller is known and may not call this method. */
  public Status permissionMissing(String permission) {
    return status(
        Code.PERMISSION_DENIED,
        "the identity lacks the permission " + permission,
        info(ErrorReason.Code.PERMISSION_MISSING, Map.of("permission", permission)));
  }

  private static Status badRequest(ErrorReason.Code reason, ViolationList violations) {
    BadRequest.Builder details = BadRequest.newBuilder();
    int bytes = 0;
    for (Violation violation : violations.reported()) {
      BadRequest.FieldViolation message = BadRequest.FieldViolation.newBuilder()
          .setField(violation.field())
          .setDescription(violation.rule())
          .build();
      bytes += message.getSerializedSize();
      if (bytes > VIOLATION_BYTES_MAX) {
        break;
      }
      details.addFieldViolations(message);
    }
    return status(
        Code.INVALID_ARGUMENT, violations.toString(), info(reason, Map.of()), details.build());
  }

  private static Status limitExceeded(LimitExceededException exceeded) {
    return status(
        Code.INVALID_ARGUMENT,
        exceeded.inWords(),
        info(
            ErrorReason.Code.LIMIT_EXCEEDED,
            Map.of(
                "limit", Integer.toString(exceeded.limit()),
                "count", Integer.toString(exceeded.count()))));
  }

  private static Status unknownRuleSet(UnknownRuleSetException unknown) {
    return status(
        Code.NOT_FOUND,
        unknown.inWords(),
        info(ErrorReason.Code.UNKNOWN_RULE_SET, Map.of()),
        ResourceInfo.newBuilder()
            .setResourceType("crossguard.v1.RuleSet")
            .setResourceName(unknown.ruleSetId())
            .setDescription("ListRuleSets names those that there are")
            .build());
  }

  private static Status internal(Throwable failure) {
    String requestId = RequestId.current().text();
    LOG.atError()
        .addKeyValue("request_id", requestId)
        .addKeyValue("identity", CallerIdentity.current().name())
        .setCause(failure)
        .log("a call failed");
    return status(
        Code.INTERNAL,
        "internal error; please report the request id " + requestId,
        info(ErrorReason.Code.INTERNAL, Map.of("request_id", requestId)));
  }

  private static Status retry(Code code, ErrorReason.Code reason, String message, Duration pause) {
    return status(
        code,
        message,
        info(reason, Map.of()),
        RetryInfo.newBuilder()
            .setRetryDelay(com.google.protobuf.Duration.newBuilder()
                .setSeconds(pause.getSeconds())
                .setNanos(pause.getNano()))
            .build());
  }

  private static ErrorInfo info(ErrorReason.Code reason, Map<String, String> metadata) {
    return ErrorInfo.newBuilder()
        .setDomain(DOMAIN)
        .setReason(reason.name())
        .putAllMetadata(metadata)
        .build();
  }

  private static Status status(Code code, String message, Message... details) {
    Status.Builder status =
        Status.newBuilder().setCode(code.getNumber()).setMessage(forTrailer(message));
    for (Message detail : details) {
      status.addDetails(Any.pack(detail));
    }
    return status.build();
  }

  /** Short, and of characters that a trailer carries as they are. */
  private static String forTrailer(String message) {
    String ascii = message.replaceAll("[^ -~]", "?");
    return ascii.length() <= MESSAGE_LENGTH_MAX
        ? ascii
        : ascii.substring(0, MESSAGE_LENGTH_MAX - 3) + "...";
  }
}
