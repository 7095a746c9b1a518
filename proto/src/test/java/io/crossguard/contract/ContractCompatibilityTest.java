package io.crossguard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.AnnotationsProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.ExtensionRegistry;
import com.google.protobuf.TextFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What has been published stays as it is: {@code contract.txt} only ever gets longer. */
class ContractCompatibilityTest {
  private static final Path PUBLISHED = Path.of("src", "test", "resources", "contract.txt");

  @Test
  void elements_published_areUnchanged() throws IOException {
    Set<String> broken =
        without(Files.readAllLines(PUBLISHED), ContractElements.of(Contract.files()));

    assertThat(broken)
        .withFailMessage(
            "The proto files break clients: these lines of %s hold no longer. Put the elements back:\n%s",
            PUBLISHED, String.join("\n", broken))
        .isEmpty();
  }

  @Test
  void elements_new_arePublished() throws IOException {
    Set<String> added =
        without(ContractElements.of(Contract.files()), Files.readAllLines(PUBLISHED));

    assertThat(added)
        .withFailMessage(
            "The proto files have new elements. Append these lines to %s:\n%s",
            PUBLISHED, String.join("\n", added))
        .isEmpty();
  }

  @Test
  void elements_ofEachKind_tellWhatClientsDependOn() throws TextFormat.ParseException {
    ExtensionRegistry extensions = ExtensionRegistry.newInstance();
    AnnotationsProto.registerAllExtensions(extensions);
    FileDescriptorProto file = TextFormat.parse("""
            package: "p.v1"
            message_type {
              name: "M"
              field { name: "a" number: 1 type: TYPE_STRING }
              field { name: "b" number: 2 type: TYPE_MESSAGE type_name: ".p.v1.M" label: LABEL_REPEATED }
              field { name: "c" number: 3 type: TYPE_ENUM type_name: ".p.v1.M.E" oneof_index: 0 }
              field { name: "d" number: 4 type: TYPE_BOOL proto3_optional: true oneof_index: 1 }
              enum_type { name: "E" value { name: "E_UNSPECIFIED" number: 0 } }
              nested_type { name: "N" field { name: "e" number: 1 type: TYPE_INT32 } }
              oneof_decl { name: "choice" }
              oneof_decl { name: "_d" }
            }
            service {
              name: "S"
              method { name: "Get" input_type: ".p.v1.M" output_type: ".p.v1.M" server_streaming: true }
              method {
                name: "Put"
                input_type: ".p.v1.M"
                output_type: ".p.v1.M"
                options { [google.api.http] { post: "/v1/m" body: "*" } }
              }
            }
            """, extensions, FileDescriptorProto.class);

    assertThat(ContractElements.of(List.of(file)))
        .containsExactly(
            "p.v1.M.a = 1 : string",
            "p.v1.M.b = 2 : repeated p.v1.M",
            "p.v1.M.c = 3 : p.v1.M.E in choice",
            "p.v1.M.d = 4 : optional bool",
            "p.v1.M.E.E_UNSPECIFIED = 0",
            "p.v1.M.N.e = 1 : int32",
            "p.v1.S.Get : p.v1.M -> stream p.v1.M",
            "p.v1.S.Put : p.v1.M -> p.v1.M",
            "p.v1.S.Put : POST /v1/m");
  }

  private static Set<String> without(List<String> lines, List<String> others) {
    Set<String> rest = new LinkedHashSet<>(lines);
    rest.removeAll(Set.copyOf(others));
    return rest;
  }
}
