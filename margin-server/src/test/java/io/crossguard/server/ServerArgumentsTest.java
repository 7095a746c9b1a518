package io.crossguard.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerArgumentsTest {

  @Test
  void of_eachKind_isTaken() {
    assertThat(ServerArguments.of(List.of(
            "--port=1", "--config=a.conf", "--print-config", "--rehearse", "--access.file=x=y")))
        .isEqualTo(new ServerArguments(
            Map.of("port", "1", "access.file", "x=y"), Optional.of(Path.of("a.conf")), true, true));
    assertThat(ServerArguments.of(List.of()))
        .isEqualTo(new ServerArguments(Map.of(), Optional.empty(), false, false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--port", "port=1", "-p=1", "serve", ""})
  void of_anythingElse_isRefused(String argument) {
    assertThatThrownBy(() -> ServerArguments.of(List.of(argument)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(argument + " must be --KEY=VALUE");
  }
}
