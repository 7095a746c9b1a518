package io.crossguard.server.observation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.ClassicConstants;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator.ExecutionStatus;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The log")
class LogConfiguratorTest {
  private final LoggerContext logs = new LoggerContext();

  @BeforeEach
  void begin() {
    logs.setMDCAdapter(new LogbackMDCAdapter());
  }

  @AfterEach
  void clear() {
    System.clearProperty(LogConfigurator.FORMAT);
    System.clearProperty(ClassicConstants.CONFIG_FILE_PROPERTY);
    logs.stop();
  }

  @Test
  @DisplayName("is text on standard error with time, level, origin and what belongs to the line")
  void text() {
    assertThat(written(context -> context
            .getLogger("io.crossguard.server.MarginServer")
            .atInfo()
            .addKeyValue("requestId", "r-1")
            .log("serving on {}", "here")))
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z INFO  MarginServer"
            + " serving on here requestId=\"r-1\"\n");
  }

  @Test
  @DisplayName("is a JSON object a line where that is asked for")
  void json() {
    System.setProperty(LogConfigurator.FORMAT, "json");

    String line = written(context ->
        context.getLogger("a").atWarn().addKeyValue("requestId", "r-1").log("late by {}", 7));

    JsonObject said = JsonParser.parseString(line).getAsJsonObject();
    assertThat(said.get("level").getAsString()).isEqualTo("WARN");
    assertThat(said.get("formattedMessage").getAsString()).isEqualTo("late by 7");
    assertThat(said.get("kvpList").toString()).isEqualTo("[{\"requestId\":\"r-1\"}]");
    assertThat(line).hasLineCount(1);
  }

  @Test
  @DisplayName("has nothing below INFO, and of the network nothing below WARN, where contents are")
  void levels() {
    assertThat(written(context -> {
          context.getLogger("io.crossguard").debug("account");
          context.getLogger("io.grpc.netty").info("message");
          context.getLogger("io.netty.handler").info("bytes");
          context.getLogger("io.grpc.netty.NettyServerStream").error("too large");
        }))
        .isEmpty();
    assertThat(written(context -> context.getLogger("io.grpc.netty").warn("odd")))
        .endsWith(" WARN  netty odd \n");
  }

  @Test
  @DisplayName("is left to a configuration file of the operator")
  void file() {
    System.setProperty(ClassicConstants.CONFIG_FILE_PROPERTY, "theirs.xml");

    assertThat(configured()).isEqualTo(ExecutionStatus.INVOKE_NEXT_IF_ANY);
    assertThat(logs.getLogger("ROOT").iteratorForAppenders().hasNext()).isFalse();
  }

  @Test
  @DisplayName("is configured by this class where Logback looks for who does it")
  void found() throws Exception {
    new ContextInitializer(logs).autoConfig();

    assertThat(logs.getLogger("ROOT").getAppender("STDERR")).isNotNull();
  }

  private ExecutionStatus configured() {
    LogConfigurator configurator = new LogConfigurator();
    configurator.setContext(logs);
    return configurator.configure(logs);
  }

  private String written(Consumer<LoggerContext> lines) {
    PrintStream standardError = System.err;
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    try {
      assertThat(configured()).isEqualTo(ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY);
      lines.accept(logs);
    } finally {
      System.setErr(standardError);
      logs.reset();
    }
    return written.toString(StandardCharsets.UTF_8);
  }
}
