package io.crossguard.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EffectiveSettingsTest {
  private static final Map<String, String> NOTHING = Map.of();

  @TempDir
  private Path directory;

  @Test
  void config_nothingSet_isTheDefault() {
    assertThat(EffectiveSettings.of(NOTHING, Optional.empty(), Map.of("PATH", "/bin"))
            .config())
        .isEqualTo(ServerConfig.DEFAULT);
  }

  @Test
  void config_setInSeveralPlaces_flagWinsOverEnvironmentOverFileOverDefault() throws IOException {
    Path file = write("port = 1\ncalls-max = 11\ndrain-seconds = 21\n");
    Map<String, String> environment =
        Map.of("CROSSGUARD_SERVER_PORT", "2", "CROSSGUARD_SERVER_CALLS_MAX", "12");

    ServerConfig config = EffectiveSettings.of(Map.of("port", "3"), Optional.of(file), environment)
        .config();

    assertThat(config.listen().port()).isEqualTo(3);
    assertThat(config.calls().callsMax()).isEqualTo(12);
    assertThat(config.drain().time()).hasSeconds(21);
    assertThat(config.listen().host()).isEqualTo("127.0.0.1");
  }

  @Test
  void config_emptyText_takesAValueBack() throws IOException {
    Path file = write("rules.directory = /rules\n");
    Map<String, String> environment = Map.of("CROSSGUARD_SERVER_RULES_DIRECTORY", "");

    assertThat(EffectiveSettings.of(NOTHING, Optional.of(file), environment)
            .config()
            .rulesDirectory())
        .isEmpty();
  }

  @Test
  void of_fileOfTheEnvironment_isReadUnlessAFlagNamesAnother() throws IOException {
    Path file = write("port = 1\n");
    Path other = Files.writeString(directory.resolve("other.conf"), "port = 2\n");
    Map<String, String> environment = Map.of("CROSSGUARD_SERVER_CONFIG", file.toString());

    assertThat(port(EffectiveSettings.of(NOTHING, Optional.empty(), environment)))
        .isEqualTo(1);
    assertThat(port(EffectiveSettings.of(NOTHING, Optional.of(other), environment)))
        .isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "prot = 1, line 1: no setting has the key prot",
    "'# fine\n\nport = 1\nport = 2', line 4: must not set port again",
    "port 1, line 1: must be: key = value"
  })
  void of_mistakeInTheFile_isNamedWithItsLine(String text, String message) throws IOException {
    Path file = write(text);

    assertThatThrownBy(() -> EffectiveSettings.of(NOTHING, Optional.of(file), NOTHING))
        .isInstanceOf(BadConfigException.class)
        .hasMessage(file + ": " + message);
  }

  @Test
  void of_fileThatIsNotThere_isNamed() {
    Path file = directory.resolve("missing");

    assertThatThrownBy(() -> EffectiveSettings.of(NOTHING, Optional.of(file), NOTHING))
        .isInstanceOf(BadConfigException.class)
        .hasMessage(file + ": can't be read as text in UTF-8");
  }

  @Test
  void of_unknownKeys_areRefused() {
    assertThatThrownBy(() ->
            EffectiveSettings.of(NOTHING, Optional.empty(), Map.of("CROSSGUARD_SERVER_PROT", "1")))
        .isInstanceOf(BadConfigException.class)
        .hasMessage("no setting has the environment variable CROSSGUARD_SERVER_PROT");
    assertThatThrownBy(() -> EffectiveSettings.of(Map.of("prot", "1"), Optional.empty(), NOTHING))
        .isInstanceOf(BadConfigException.class)
        .hasMessage("no setting has the key prot");
  }

  @Test
  void config_valueThatBreaksARule_saysWhoSetIt() throws IOException {
    Path file = write("port = many\n");

    assertThatThrownBy(
            () -> EffectiveSettings.of(NOTHING, Optional.of(file), NOTHING).config())
        .hasMessage("port must be a whole number (from the file)");
    assertThatThrownBy(() -> EffectiveSettings.of(
                NOTHING, Optional.empty(), Map.of("CROSSGUARD_SERVER_PORT", "many"))
            .config())
        .hasMessage("port must be a whole number (from CROSSGUARD_SERVER_PORT)");
  }

  @Test
  void text_readAsAFile_setsTheSame() throws IOException {
    EffectiveSettings settings = EffectiveSettings.of(
        Map.of("port", "7", "identity.calls-max", "3"), Optional.empty(), NOTHING);

    Path file = write(settings.text());

    assertThat(EffectiveSettings.of(NOTHING, Optional.of(file), NOTHING).config())
        .isEqualTo(settings.config());
  }

  @Test
  void text_ofASecret_masksIt() {
    EffectiveSettings settings = EffectiveSettings.of(
        Map.of("traces.headers", "authorization=Bearer secret"), Optional.empty(), NOTHING);

    assertThat(settings.text())
        .contains("# from a flag\n# traces.headers = ***\n")
        .doesNotContain("Bearer");
  }

  @Test
  void config_secretThatBreaksItsRule_isNotRepeated() {
    assertThatThrownBy(() -> EffectiveSettings.of(
                Map.of("traces.headers", "secret"), Optional.empty(), NOTHING)
            .config())
        .hasMessage("traces.headers must be name=value, with commas between several (from a flag)");
  }

  private static int port(EffectiveSettings settings) {
    return settings.config().listen().port();
  }

  private Path write(String text) throws IOException {
    return Files.writeString(directory.resolve("server.conf"), text);
  }
}
