package io.crossguard.server;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/** What is logged while it is open, with everything that belongs to each line. */
final class LogCapture extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private final CopyOnWriteArrayList<ILoggingEvent> events = new CopyOnWriteArrayList<>();
  private final Logger logger;

  private LogCapture(Logger logger) {
    this.logger = logger;
  }

  static LogCapture of(String loggerName) {
    Logger logger = (Logger) LoggerFactory.getLogger(loggerName);
    LogCapture capture = new LogCapture(logger);
    capture.setContext(logger.getLoggerContext());
    capture.start();
    logger.addAppender(capture);
    return capture;
  }

  String text() {
    return events.stream()
        .map(event ->
            event.getLevel() + " " + event.getFormattedMessage() + " " + event.getKeyValuePairs())
        .collect(Collectors.joining("\n"));
  }

  void await(String text) {
    while (!text().contains(text)) {
      Thread.onSpinWait();
    }
  }

  @Override
  protected void append(ILoggingEvent event) {
    events.add(event);
  }

  @Override
  public void close() {
    logger.detachAppender(this);
    stop();
  }
}
