package io.crossguard.server.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.server.config.ConnectionLimits;
import io.crossguard.server.config.ServerConfig;
import io.crossguard.server.config.Setting;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectionAdmissionTest {
  private static final String HERE = "here";
  private static final String THERE = "there";

  @Test
  void enter_belowAtAndAboveTheLimit_admitsUpToIt() {
    ConnectionAdmission admission = admission(Map.of(Setting.CONNECTIONS_MAX, "2"));

    assertThat(admission.enter(HERE)).isTrue();
    assertThat(admission.enter(HERE)).isTrue();
    assertThat(admission.enter(THERE)).isFalse();
    assertThat(admission.open()).isEqualTo(2);
    assertThat(admission.refused()).isOne();

    admission.leave(HERE);
    assertThat(admission.enter(THERE)).isTrue();
    assertThat(admission.open()).isEqualTo(2);
  }

  @Test
  void enter_addressWithAllItsConnections_waitsWhileOthersEnter() {
    ConnectionAdmission admission = admission(Map.of(Setting.ADDRESS_CONNECTIONS_MAX, "1"));

    assertThat(admission.enter(HERE)).isTrue();
    assertThat(admission.enter(HERE)).isFalse();
    assertThat(admission.enter(THERE)).isTrue();

    admission.leave(HERE);
    assertThat(admission.enter(HERE)).isTrue();
    assertThat(admission.refused()).isOne();
  }

  private static ConnectionAdmission admission(Map<Setting, String> settings) {
    ConnectionLimits limits = ServerConfig.of(settings).connections();
    return new ConnectionAdmission(limits);
  }
}
