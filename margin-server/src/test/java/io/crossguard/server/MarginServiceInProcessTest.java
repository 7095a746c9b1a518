package io.crossguard.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.JsonFormat;
import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.EvaluateMarginResponse;
import io.crossguard.v1.MarginServiceGrpc;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class MarginServiceInProcessTest {
  private static final Path EXAMPLE = Path.of("../../shared/examples/EvaluateMarginRequest.json");

  @Test
  void evaluateMargin_exampleRequest_hasThePublishedFigures() throws Exception {
    Assumptions.assumeTrue(Files.exists(EXAMPLE), "needs the shared examples");
    EvaluateMarginRequest.Builder request = EvaluateMarginRequest.newBuilder();
    JsonFormat.parser().merge(Files.readString(EXAMPLE), request);
    try (EmbeddedCrossguard crossguard = EmbeddedCrossguard.startInProcess()) {
      EvaluateMarginResponse response =
          MarginServiceGrpc.newBlockingStub(crossguard.channel()).evaluateMargin(request.build());
      assertThat(response.getPositions(0).getLiquidationPrice().getPrice())
          .startsWith("26316.8932645188607");
    }
  }
}
