package io.crossguard.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.server.grpc.Rehearsal;
import org.junit.jupiter.api.Test;

class RehearsalTest {

  @Test
  void over_aServer_isAnsweredByAllServices() {
    try (EmbeddedCrossguard crossguard = EmbeddedCrossguard.startInProcess()) {
      Rehearsal.over(crossguard.channel());
    }
  }

  @Test
  void rehearse_startsCallsAndEnds() {
    try (LogCapture log = LogCapture.of("io.crossguard.server")) {
      MarginServer.rehearse();

      assertThat(log.text()).contains("rehearsed on 127.0.0.1:");
    }
  }
}
