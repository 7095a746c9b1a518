package io.crossguard.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.server.EmbeddedCrossguard;
import io.crossguard.server.config.ServerConfig;
import io.crossguard.v1.EvaluateMarginRequest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How a program asks a service elsewhere, and reads why it was refused. */
class ConnectExampleTest {

  @Test
  void connect_badRequest_listsTheViolations() {
    try (var server = EmbeddedCrossguard.startOnPort(ServerConfig.DEFAULT.withPort(0))) {
      assertThat(refusal(server.target(), EvaluateMarginRequest.getDefaultInstance()))
          .startsWith("INVALID_FIELD ")
          .contains("account");
    }
  }

  private static String refusal(String target, EvaluateMarginRequest request) {
    MarginClientConfig config =
        MarginClientConfig.builder(target).deadline(Duration.ofSeconds(2)).build();
    try (MarginClient client = MarginClient.connect(config)) {
      return client.evaluateMargin(request).getStatus().name();
    } catch (CrossguardException e) {
      return e.reason() + " " + e.violations();
    }
  }
}
