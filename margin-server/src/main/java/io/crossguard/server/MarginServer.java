package io.crossguard.server;

import io.crossguard.server.config.ServerConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** The server as a process: configured by its environment, ended by SIGTERM. */
public final class MarginServer {
  private static final Logger LOG = LoggerFactory.getLogger(MarginServer.class);

  private MarginServer() {}

  public static void main(String[] args) throws InterruptedException {
    serve(ServerConfig.fromEnvironment(System.getenv()));
  }

  /** Serves until the process is asked to end. */
  public static void serve(ServerConfig config) throws InterruptedException {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    EmbeddedCrossguard server = EmbeddedCrossguard.startOnPort(config);
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "crossguard-shutdown"));
    LOG.info("serving on {}", server.target());
    server.awaitTermination();
  }
}
