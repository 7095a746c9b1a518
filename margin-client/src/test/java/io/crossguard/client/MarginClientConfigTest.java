package io.crossguard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarginClientConfigTest {

  @Test
  void build_withoutSettings_hasTheDefaults() {
    MarginClientConfig config = MarginClientConfig.builder("localhost:50051").build();

    assertThat(config.deadline()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.attemptsMax()).isEqualTo(4);
    assertThat(config.healthAware()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5})
  void build_attemptsWithinTheLimits_areKept(int attempts) {
    assertThat(MarginClientConfig.builder("t").attemptsMax(attempts).build().attemptsMax())
        .isEqualTo(attempts);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 6})
  void build_attemptsBeyondTheLimits_areRefused(int attempts) {
    assertThatThrownBy(
            () -> MarginClientConfig.builder("t").attemptsMax(attempts).build())
        .hasMessage("attemptsMax must be from 1 to 5");
  }

  @Test
  void build_deadlineOfZero_isRefused() {
    assertThatThrownBy(
            () -> MarginClientConfig.builder("t").deadline(Duration.ZERO).build())
        .hasMessage("deadline must be positive");
  }

  @Test
  void build_emptyTarget_isRefused() {
    assertThatThrownBy(() -> MarginClientConfig.builder(" ").build())
        .hasMessage("target must not be empty");
  }

  @Test
  void build_responseOfNoBytes_isRefused() {
    assertThatThrownBy(() -> MarginClientConfig.builder("t").responseBytesMax(0).build())
        .hasMessage("responseBytesMax must be positive");
  }
}
