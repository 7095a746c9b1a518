package io.crossguard.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.AnnotationsProto;
import com.google.api.HttpRule;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import com.google.rpc.Status;
import io.crossguard.v1.AdvisorServiceGrpc;
import io.crossguard.v1.GetRuleSetRequest;
import io.crossguard.v1.ListRuleSetsRequest;
import io.crossguard.v1.MarginServiceGrpc;
import io.crossguard.v1.RuleSetServiceGrpc;
import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ClientCalls;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every call gets the same answer over HTTP as over gRPC, and every failure the same status. */
@Timeout(60)
class HttpCallsTest {
  private static HttpFixture http;

  @BeforeAll
  static void start() {
    http = new HttpFixture(Map.of());
  }

  @AfterAll
  static void stop() {
    http.close();
  }

  static Stream<MethodDescriptor<?, ?>> unaryMethods() {
    return Stream.of(
            MarginServiceGrpc.getServiceDescriptor(),
            AdvisorServiceGrpc.getServiceDescriptor(),
            RuleSetServiceGrpc.getServiceDescriptor())
        .flatMap(service -> service.getMethods().stream())
        .filter(method -> method.getType() == MethodType.UNARY);
  }

  static Stream<Arguments> requests() {
    return unaryMethods()
        .flatMap(method -> requests(method)
            .map(request -> Arguments.of(Named.of(method.getBareMethodName(), method), request)));
  }

  private static Stream<? extends Named<? extends Message>> requests(
      MethodDescriptor<?, ?> method) {
    Message prototype = prototype(method);
    return prototype instanceof ListRuleSetsRequest
        ? Stream.of(Named.of("all", prototype))
        : FuzzCorpus.of(prototype);
  }

  private static Message prototype(MethodDescriptor<?, ?> method) {
    return (Message) ((PrototypeMarshaller<?>) method.getRequestMarshaller()).getMessagePrototype();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("requests")
  void call_anyRequest_isAnsweredAsOverGrpc(
      MethodDescriptor<Message, Message> method, Message request) throws Exception {
    HttpResponse<String> answer = ask(method, request);

    try {
      Message expected = ClientCalls.blockingUnaryCall(
          http.server().channel(), method, CallOptions.DEFAULT, request);

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(HttpFixture.read(answer.body(), expected.newBuilderForType()).build())
          .isEqualTo(expected);
    } catch (StatusRuntimeException e) {
      Status expected = StatusProto.fromThrowable(e);

      assertThat(answer.statusCode()).isIn(400, 404);
      assertThat(HttpFixture.status(answer)).isEqualTo(expected);
    }
    assertThat(answer.headers().firstValue("content-type")).contains("application/json");
    assertThat(answer.headers().firstValue("x-request-id")).isPresent();
  }

  @ParameterizedTest
  @MethodSource("unaryMethods")
  void corpus_ofEveryMethod_hasRequests(MethodDescriptor<?, ?> method) {
    assertThat(requests(method)).isNotEmpty();
  }

  private static HttpResponse<String> ask(MethodDescriptor<?, ?> method, Message request)
      throws Exception {
    HttpRule rule = ((ProtoMethodDescriptorSupplier) method.getSchemaDescriptor())
        .getMethodDescriptor()
        .getOptions()
        .getExtension(AnnotationsProto.http);
    if (rule.hasPost()) {
      return http.post(rule.getPost(), JsonFormat.printer().print(request));
    }
    List<String> id =
        request instanceof GetRuleSetRequest one ? List.of(one.getRuleSetId()) : List.of();
    return http.get(
        id.stream().reduce(rule.getGet(), (path, value) -> path.replace("{rule_set_id}", value)));
  }
}
