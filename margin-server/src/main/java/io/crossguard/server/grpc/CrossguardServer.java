package io.crossguard.server.grpc;

import io.crossguard.server.config.ServerConfig;
import io.grpc.Server;
import io.grpc.protobuf.services.HealthStatusManager;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The server as a whole: how it starts and how it ends. */
public final class CrossguardServer {
  // Enough to tell the connections; the calls themselves have ended by then.
  private static final long GOODBYE_MILLIS = 500;

  private final Server server;
  private final HealthStatusManager health;
  private final CallAdmission admission;
  private final ExecutorService largeRequestExecutor;
  private final ServerConfig config;
  private final AtomicBoolean hasStopped = new AtomicBoolean();

  @Inject
  CrossguardServer(
      Server server,
      HealthStatusManager health,
      CallAdmission admission,
      ExecutorService largeRequestExecutor,
      ServerConfig config) {
    this.server = server;
    this.health = health;
    this.admission = admission;
    this.largeRequestExecutor = largeRequestExecutor;
    this.config = config;
  }

  /**
   * @throws IOException if the address can't be listened on
   */
  public void start() throws IOException {
    server.start();
  }

  /** TCP port that is listened on; negative in process. */
  public int port() {
    return server.getPort();
  }

  /** Waits until the server has ended. */
  public void awaitTermination() throws InterruptedException {
    server.awaitTermination();
  }

  /**
   * Ends the server: health says so first, no further call is let in, those under way get the drain
   * time, what is left then is cut off. Ending it again does nothing.
   */
  public void stop() {
    if (!hasStopped.compareAndSet(false, true)) {
      return;
    }
    health.enterTerminalState();
    try {
      if (admission.drain(config.drain().time())) {
        server.shutdown().awaitTermination(GOODBYE_MILLIS, TimeUnit.MILLISECONDS);
      }
      server.shutdownNow();
    } catch (InterruptedException e) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    } finally {
      largeRequestExecutor.shutdownNow();
    }
  }
}
