package io.crossguard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.AnnotationsProto;
import com.google.api.HttpRule;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.TextFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContractLintTest {

  static Stream<String> fileNames() {
    return Contract.files().stream().map(FileDescriptorProto::getName);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("fileNames")
  void violations_ofEveryFile_areNone(String fileName) {
    FileDescriptorProto file = Contract.files().stream()
        .filter(candidate -> candidate.getName().equals(fileName))
        .findFirst()
        .orElseThrow();

    assertThat(ContractLint.violations(file)).isEmpty();
  }

  @Test
  void violations_pathOfAStream_isOne() {
    MethodDescriptorProto.Builder method = MethodDescriptorProto.newBuilder()
        .setName("Watch")
        .setInputType(".crossguard.v1.WatchRequest")
        .setOutputType(".crossguard.v1.WatchResponse")
        .setServerStreaming(true);
    method
        .getOptionsBuilder()
        .setExtension(
            AnnotationsProto.http,
            HttpRule.newBuilder().setPost("/v1/margin:watch").setBody("*").build());

    assertThat(ContractLint.violations(FileDescriptorProto.newBuilder()
            .addService(ServiceDescriptorProto.newBuilder().setName("Streams").addMethod(method))
            .build()))
        .contains(".Streams.Watch must have no path, as it is a stream");
  }

  @Test
  void violations_badFile_namesEachRule() throws TextFormat.ParseException {
    FileDescriptorProto file = TextFormat.parse("""
            name: "crossguard/v1/margin_service.proto"
            package: "crossguard.v1"
            syntax: "proto3"
            options { java_package: "io.crossguard.v1" java_multiple_files: true }
            message_type {
              name: "Margin"
              field { name: "markPrice" number: 1 type: TYPE_DOUBLE }
              enum_type {
                name: "RiskKind"
                value { name: "NONE" number: 0 }
                value { name: "RISK_KIND_HIGH" number: 1 }
              }
            }
            enum_type { name: "Side" value { name: "SIDE_UNSPECIFIED" number: 0 } }
            service {
              name: "Margins"
              method {
                name: "Evaluate"
                input_type: ".crossguard.v1.Margin"
                output_type: ".crossguard.v1.Margin"
              }
            }
            """, FileDescriptorProto.class);

    String uncommented = " must have a leading comment of whole sentences";
    assertThat(ContractLint.violations(file))
        .containsExactlyInAnyOrder(
            "crossguard/v1/margin_service.proto must have the java_outer_classname MarginServiceProto",
            "crossguard/v1/margin_service.proto must nest its enums in the messages that they belong to",
            "crossguard.v1.Margin" + uncommented,
            "crossguard.v1.Margin.markPrice must be lower_snake",
            "crossguard.v1.Margin.markPrice must be a string, bool, int32, enum or message",
            "crossguard.v1.Margin.markPrice" + uncommented,
            "crossguard.v1.Margin.RiskKind" + uncommented,
            "crossguard.v1.Margin.RiskKind must call its zero RISK_KIND_UNSPECIFIED",
            "crossguard.v1.Margin.RiskKind.NONE" + uncommented,
            "crossguard.v1.Margin.RiskKind.RISK_KIND_HIGH must not repeat the name of its enum",
            "crossguard.v1.Margin.RiskKind.RISK_KIND_HIGH" + uncommented,
            "crossguard.v1.Margins must be called a Service",
            "crossguard.v1.Margins must be in the file of its name",
            "crossguard.v1.Margins" + uncommented,
            "crossguard.v1.Margins.Evaluate must have a request of its own name",
            "crossguard.v1.Margins.Evaluate must have a response of its own name",
            "crossguard.v1.Margins.Evaluate must be marked as NO_SIDE_EFFECTS",
            "crossguard.v1.Margins.Evaluate must have a path to GET, or to POST to",
            "crossguard.v1.Margins.Evaluate must have a path like /v1/things/{id} or /v1/things:verb",
            "crossguard.v1.Margins.Evaluate" + uncommented);
  }
}
