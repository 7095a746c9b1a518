package io.crossguard.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import io.crossguard.v1.BatchEvaluateMarginResponse;
import io.crossguard.v1.MonitorMarginResponse;
import io.crossguard.v1.StreamEvaluateMarginResponse;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What has to hold of every request, however senseless: it is answered; where that is an error, the
 * error is one of the page of errors and not the server's own fault; and it does not cost much.
 */
final class AnyRequestProperty {
  private static final Set<Status.Code> FAULTS = EnumSet.of(
      Status.Code.INTERNAL,
      Status.Code.UNKNOWN,
      Status.Code.UNIMPLEMENTED,
      Status.Code.DEADLINE_EXCEEDED,
      Status.Code.CANCELLED,
      Status.Code.UNAVAILABLE);
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  // Code that is not compiled yet makes one call slow, but not each of many.
  private static final int TRIES = 10;
  private static final long PATIENCE_SECONDS = 60;

  private final Channel channel;
  private final Duration timeMax;

  private AnyRequestProperty(Channel channel, Duration timeMax) {
    this.channel = channel;
    this.timeMax = timeMax;
  }

  /** All of it but the time. */
  static AnyRequestProperty untimed(Channel channel) {
    return new AnyRequestProperty(channel, Duration.ofSeconds(PATIENCE_SECONDS));
  }

  /**
   * All of it.
   *
   * @param timeMax how much time of the processor a call may take
   */
  static AnyRequestProperty timed(Channel channel, Duration timeMax) {
    return new AnyRequestProperty(channel, timeMax);
  }

  /**
   * Makes the call.
   *
   * @return the status that it ended with
   */
  <Q, R> Status check(MethodDescriptor<Q, R> method, Q request) {
    long start = cpuNanos();
    Status status = call(method, request);
    long nanos = cpuNanos() - start;
    for (int i = 1; i < TRIES && nanos > timeMax.toNanos(); i++) {
      start = cpuNanos();
      status = call(method, request);
      nanos = Math.min(nanos, cpuNanos() - start);
    }
    assertThat(TimeUnit.NANOSECONDS.toMillis(nanos))
        .as(
            "milliseconds of the processor for %s with %s",
            method.getBareMethodName(), shown(request))
        .isLessThanOrEqualTo(timeMax.toMillis());
    return status;
  }

  /** Time of the processor that all threads have used: a busy machine makes no call dear. */
  private static long cpuNanos() {
    long nanos = 0;
    for (long thread : THREADS.getAllThreadIds()) {
      nanos += Math.max(0, THREADS.getThreadCpuTime(thread));
    }
    return nanos;
  }

  private <Q, R> Status call(MethodDescriptor<Q, R> method, Q request) {
    CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS);
    try {
      if (!method.getType().serverSendsOneMessage()) {
        return stream(method, options, request);
      }
      R response = ClientCalls.blockingUnaryCall(channel, method, options, request);
      if (response instanceof BatchEvaluateMarginResponse batch) {
        assertNoFault(batch, request);
      }
      return Status.OK;
    } catch (StatusRuntimeException e) {
      assertThat(FAULTS)
          .as("%s with %s", e.getStatus(), shown(request))
          .doesNotContain(e.getStatus().getCode());
      ErrorPageInterceptor.assertOnPage(e.getStatus(), e.getTrailers());
      return e.getStatus();
    }
  }

  /**
   * One message and no more.
   *
   * @return OK, or the code of the refusal
   */
  private <Q, R> Status stream(MethodDescriptor<Q, R> method, CallOptions options, Q request) {
    Status status = Status.OK;
    Iterator<R> responses =
        ClientCalls.blockingServerStreamingCall(channel, method, options, request);
    while (responses.hasNext()) {
      R response = responses.next();
      if (response instanceof MonitorMarginResponse answer && answer.hasRefusal()) {
        status = refusal(answer.getRefusal().getError(), request);
      } else if (response instanceof StreamEvaluateMarginResponse answer && answer.hasError()) {
        status = refusal(answer.getError(), request);
      } else if (response instanceof StreamEvaluateMarginResponse answer) {
        assertNoFault(answer.getBatch(), request);
      }
    }
    return status;
  }

  private static Status refusal(com.google.rpc.Status error, Object request) {
    assertNoFault(error, request);
    return Status.fromCodeValue(error.getCode());
  }

  private static void assertNoFault(BatchEvaluateMarginResponse batch, Object request) {
    batch.getItemsList().stream()
        .filter(BatchEvaluateMarginResponse.Item::hasError)
        .forEach(item -> assertNoFault(item.getError(), request));
  }

  private static void assertNoFault(com.google.rpc.Status error, Object request) {
    assertThat(FAULTS)
        .as("%s with %s", error, shown(request))
        .doesNotContain(Status.fromCodeValue(error.getCode()).getCode());
    ErrorPageInterceptor.assertOnPage(error);
  }

  private static String shown(Object request) {
    return request instanceof Message message
        ? TextFormat.printer().emittingSingleLine(true).printToString(message)
        : String.valueOf(request);
  }
}
