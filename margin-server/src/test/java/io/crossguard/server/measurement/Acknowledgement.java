package io.crossguard.server.measurement;

import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.EvaluateMarginResponse;
import io.crossguard.v1.MarginScope;
import io.crossguard.v1.MarginServiceGrpc;
import io.crossguard.v1.MarginTotals;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCallHandler;
import io.grpc.ServerServiceDefinition;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ServerCalls;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The yardsticks: calls that read a request as evaluations do, and work nothing out. One answers with
 * six fields that are always the same: what an evaluation takes beyond it is ours, or the length of
 * its answer. The other answers with what an evaluation of the same request has answered, written
 * each time: what it takes beyond the first is the length of the answer alone. Answers are told apart
 * by what they are measured with, the view and the number of positions.
 */
final class Acknowledgement {
  private static final String SERVICE = "measurement.Acknowledgement";
  private static final EvaluateMarginResponse ANSWER = EvaluateMarginResponse.newBuilder()
      .setAccountId("acknowledged")
      .setStatus(MarginScope.Status.HEALTHY)
      .setTotals(MarginTotals.newBuilder()
          .setEquity("50000")
          .setUnrealizedPnl("1250.5")
          .setInitialMargin("7200")
          .setMaintenanceMargin("360"))
      .build();

  static final MethodDescriptor<EvaluateMarginRequest, EvaluateMarginResponse> METHOD =
      method("Acknowledge");
  static final MethodDescriptor<EvaluateMarginRequest, EvaluateMarginResponse> AT_LENGTH =
      method("AcknowledgeAtLength");

  private final Map<Kind, EvaluateMarginResponse> answers = new ConcurrentHashMap<>();

  /** What tells the answers apart. */
  private record Kind(EvaluateMarginRequest.View view, int positions) {

    static Kind of(EvaluateMarginRequest request) {
      return new Kind(request.getView(), request.getAccount().getPositionsCount());
    }
  }

  /** Asks for the evaluations that will be answered with, on a server that has them. */
  void learn(Channel channel, EvaluateMarginRequest request) {
    answers.put(
        Kind.of(request), MarginServiceGrpc.newBlockingStub(channel).evaluateMargin(request));
  }

  ServerServiceDefinition service() {
    return ServerServiceDefinition.builder(SERVICE)
        .addMethod(METHOD, answering(request -> ANSWER))
        .addMethod(
            AT_LENGTH,
            answering(request -> answers.get(Kind.of(request)).toBuilder().build()))
        .build();
  }

  private static ServerCallHandler<EvaluateMarginRequest, EvaluateMarginResponse> answering(
      Function<EvaluateMarginRequest, EvaluateMarginResponse> answer) {
    return ServerCalls.asyncUnaryCall((request, responses) -> {
      responses.onNext(answer.apply(request));
      responses.onCompleted();
    });
  }

  private static MethodDescriptor<EvaluateMarginRequest, EvaluateMarginResponse> method(
      String name) {
    return MethodDescriptor.<EvaluateMarginRequest, EvaluateMarginResponse>newBuilder()
        .setType(MethodDescriptor.MethodType.UNARY)
        .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, name))
        .setRequestMarshaller(ProtoUtils.marshaller(EvaluateMarginRequest.getDefaultInstance()))
        .setResponseMarshaller(ProtoUtils.marshaller(EvaluateMarginResponse.getDefaultInstance()))
        .build();
  }
}
