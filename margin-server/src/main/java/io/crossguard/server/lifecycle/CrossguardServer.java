package io.crossguard.server.lifecycle;

import io.crossguard.server.admission.CallAdmission;
import io.crossguard.server.config.DrainConfig;
import io.grpc.Server;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;

/** The server as a whole: how it starts and how it ends. */
public final class CrossguardServer {
  // Enough to tell the connections; the calls themselves have ended by then.
  private static final long GOODBYE_MILLIS = 500;

  private final Server server;
  private final ServingHealth health;
  private final CallAdmission admission;
  private final LastingCalls lastingCalls;
  private final ExecutorService pool;
  private final List<Companion> companions;
  private final IntSupplier httpPort;
  private final DrainConfig drain;
  private final AtomicBoolean hasStopped = new AtomicBoolean();

  /**
   * @param pool threads that long calls run on; they end with the server
   * @param companions what starts after it and ends after it
   * @param httpPort TCP port of the companion that serves over HTTP; negative where there is none
   */
  public CrossguardServer(
      Server server,
      ServingHealth health,
      CallAdmission admission,
      LastingCalls lastingCalls,
      ExecutorService pool,
      List<Companion> companions,
      IntSupplier httpPort,
      DrainConfig drain) {
    this.server = server;
    this.health = health;
    this.admission = admission;
    this.lastingCalls = lastingCalls;
    this.pool = pool;
    this.companions = List.copyOf(companions);
    this.httpPort = httpPort;
    this.drain = drain;
  }

  /**
   * @throws IOException if the address can't be listened on
   */
  public void start() throws IOException {
    try {
      server.start();
      for (Companion companion : companions) {
        companion.start();
      }
    } catch (IOException e) {
      server.shutdownNow();
      companions.forEach(Companion::stop);
      throw e;
    }
    health.start();
  }

  /** TCP port that is listened on; negative in process. */
  public int port() {
    return server.getPort();
  }

  /** TCP port of the calls over HTTP; negative where there is none. */
  public int httpPort() {
    return httpPort.getAsInt();
  }

  /** Waits until the server has ended. */
  public void awaitTermination() throws InterruptedException {
    server.awaitTermination();
  }

  /**
   * Ends the server. Health says so first, while calls are still taken for the drain delay: balancers
   * send elsewhere meanwhile. Then connections are told to go away, no further call is let in, streams
   * that last are told to go elsewhere, other calls under way get the drain time, and what is left is
   * cut off. Ending it again does nothing.
   */
  public void stop() {
    if (!hasStopped.compareAndSet(false, true)) {
      return;
    }
    health.stop();
    try {
      TimeUnit.NANOSECONDS.sleep(drain.delay().toNanos());
      admission.close();
      server.shutdown();
      lastingCalls.drain();
      if (admission.awaitEmpty(drain.time())) {
        server.awaitTermination(GOODBYE_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      server.shutdownNow();
      pool.shutdownNow();
      companions.forEach(Companion::stop);
    }
  }
}
