package io.crossguard.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.crossguard.v1.AdvisorServiceGrpc;
import io.crossguard.v1.MarginServiceGrpc;
import io.crossguard.v1.RuleSetServiceGrpc;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.Status;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The corpus of the fuzzer, without the fuzzer: it keeps its property, and still leads somewhere. */
class FuzzCorpusTest extends InProcessTest {

  static Stream<MethodDescriptor<?, ?>> methods() {
    return Stream.of(
            MarginServiceGrpc.getServiceDescriptor(),
            AdvisorServiceGrpc.getServiceDescriptor(),
            RuleSetServiceGrpc.getServiceDescriptor())
        .flatMap(service -> service.getMethods().stream())
        .filter(method -> method != RuleSetServiceGrpc.getListRuleSetsMethod());
  }

  @ParameterizedTest
  @MethodSource("methods")
  <R> void requests_keepTheProperty_andSomeAreAnswered(MethodDescriptor<Message, R> method) {
    AnyRequestProperty property = AnyRequestProperty.untimed(channel());

    assertThat(FuzzCorpus.of(prototype(method))
            .map(request -> property.check(method, request.getPayload()).getCode()))
        .contains(Status.Code.OK);
  }

  private static Message prototype(MethodDescriptor<?, ?> method) {
    return (Message) ((PrototypeMarshaller<?>) method.getRequestMarshaller()).getMessagePrototype();
  }
}
