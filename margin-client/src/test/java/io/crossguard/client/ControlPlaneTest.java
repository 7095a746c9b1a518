package io.crossguard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossguard.v1.EvaluateMarginRequest;
import io.grpc.NameResolverRegistry;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A target that a control plane knows: {@code xds:///…}. */
class ControlPlaneTest {
  // Where gRPC looks for the contents of the bootstrap file, beside the environment.
  private static final String BOOTSTRAP = "io.grpc.xds.bootstrapConfig";

  @AfterEach
  void forget() {
    System.clearProperty(BOOTSTRAP);
  }

  @Test
  void evaluateMargin_twoServersOfAControlPlane_areAskedInTurn() throws IOException {
    try (var first = new FakeServices((call, responses) -> FakeServices.succeed(responses));
        var second = new FakeServices((call, responses) -> FakeServices.succeed(responses));
        var plane = new FakeControlPlane("crossguard", List.of(first.port(), second.port()))) {
      System.setProperty(BOOTSTRAP, plane.bootstrap());
      MarginClientConfig config =
          MarginClientConfig.builder("xds:///crossguard").build();
      try (MarginClient client = MarginClient.connect(config)) {
        for (int i = 0; i < 50; i++) {
          client.evaluateMargin(EvaluateMarginRequest.getDefaultInstance());
        }
      }

      assertThat(first.calls() + second.calls()).isEqualTo(50);
      assertThat(first.calls()).isPositive();
      assertThat(second.calls()).isPositive();
    }
  }

  @Test
  void requireLibrary_controlPlaneWithoutItsLibrary_isNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> ControlPlane.requireLibrary("xds:///crossguard", new NameResolverRegistry()))
        .withMessage("the target xds:///crossguard needs io.grpc:grpc-xds on the class path, of the"
            + " version of the other libraries of gRPC");
  }

  @Test
  void requireLibrary_otherTarget_isNotAsked() {
    assertThatCode(() -> {
          ControlPlane.requireLibrary("dns:///crossguard:50051", new NameResolverRegistry());
          ControlPlane.requireLibrary("xds-host:50051", new NameResolverRegistry());
        })
        .doesNotThrowAnyException();
  }
}
