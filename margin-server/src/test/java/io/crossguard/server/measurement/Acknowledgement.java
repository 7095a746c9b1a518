package io.crossguard.server.measurement;

import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.EvaluateMarginResponse;
import io.crossguard.v1.MarginScope;
import io.crossguard.v1.MarginTotals;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ServerCalls;

/**
 * The yardstick: a call that reads a request as evaluations do, and answers with six fields that are
 * always the same. What an evaluation takes beyond it is ours, the rest is the wire's.
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
      MethodDescriptor.<EvaluateMarginRequest, EvaluateMarginResponse>newBuilder()
          .setType(MethodDescriptor.MethodType.UNARY)
          .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, "Acknowledge"))
          .setRequestMarshaller(ProtoUtils.marshaller(EvaluateMarginRequest.getDefaultInstance()))
          .setResponseMarshaller(ProtoUtils.marshaller(EvaluateMarginResponse.getDefaultInstance()))
          .build();

  private Acknowledgement() {}

  static ServerServiceDefinition service() {
    return ServerServiceDefinition.builder(SERVICE)
        .addMethod(METHOD, ServerCalls.asyncUnaryCall((request, responses) -> {
          responses.onNext(ANSWER);
          responses.onCompleted();
        }))
        .build();
  }
}
