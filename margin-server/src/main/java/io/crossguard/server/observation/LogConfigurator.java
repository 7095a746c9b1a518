package io.crossguard.server.observation;

import ch.qos.logback.classic.ClassicConstants;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.stream.Stream;
import org.slf4j.Logger;

/**
 * How the log is written, unless a configuration file of Logback says otherwise: to standard error,
 * since standard output belongs to the answers of the command line; as text, or as JSON with an
 * object a line. It is code, since reading XML would be a tenth of the server's start.
 */
public final class LogConfigurator extends ContextAwareBase implements Configurator {
  /** The system property that names the form: {@code text}, also where it is unset, or json. */
  public static final String FORMAT = "crossguard.log.format";

  private static final String PATTERN =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSX,UTC} %-5level %logger{0} %msg %kvp%n";

  @Override
  public ExecutionStatus configure(LoggerContext logs) {
    if (hasFile()) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    ConsoleAppender<ILoggingEvent> standardError = new ConsoleAppender<>();
    standardError.setContext(logs);
    standardError.setName("STDERR");
    standardError.setTarget("System.err");
    standardError.setEncoder("json".equals(System.getProperty(FORMAT)) ? json(logs) : text(logs));
    standardError.start();
    // Below this level both log whole messages, and with them the contents of accounts.
    logs.getLogger("io.grpc").setLevel(Level.WARN);
    logs.getLogger("io.netty").setLevel(Level.WARN);
    // They would log a stack trace for every message that is too large, which the caller is told
    // anyway, and for every answer that a connection which is gone has left behind.
    logs.getLogger("io.grpc.netty.NettyServerStream").setLevel(Level.OFF);
    logs.getLogger("io.grpc.netty.NettyServerHandler").setLevel(Level.OFF);
    ch.qos.logback.classic.Logger root = logs.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.INFO);
    root.addAppender(standardError);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static boolean hasFile() {
    return System.getProperty(ClassicConstants.CONFIG_FILE_PROPERTY) != null
        || Stream.of(ClassicConstants.TEST_AUTOCONFIG_FILE, ClassicConstants.AUTOCONFIG_FILE)
            .anyMatch(file -> ClassLoader.getSystemResource(file) != null);
  }

  private static Encoder<ILoggingEvent> text(LoggerContext logs) {
    PatternLayoutEncoder text = new PatternLayoutEncoder();
    text.setPattern(PATTERN);
    return started(text, logs);
  }

  // What belongs to a line, such as its request id, stands under kvpList.
  private static Encoder<ILoggingEvent> json(LoggerContext logs) {
    JsonEncoder json = new JsonEncoder();
    json.setWithSequenceNumber(false);
    json.setWithNanoseconds(false);
    json.setWithContext(false);
    json.setWithMessage(false);
    json.setWithArguments(false);
    json.setWithFormattedMessage(true);
    return started(json, logs);
  }

  private static Encoder<ILoggingEvent> started(
      EncoderBase<ILoggingEvent> encoder, LoggerContext logs) {
    encoder.setContext(logs);
    encoder.start();
    return encoder;
  }
}
