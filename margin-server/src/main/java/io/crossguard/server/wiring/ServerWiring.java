package io.crossguard.server.wiring;

import com.google.inject.Guice;
import com.google.inject.Stage;
import io.crossguard.server.lifecycle.CrossguardServer;
import java.util.List;

/** Makes a server of its parts. */
public final class ServerWiring {
  private ServerWiring() {}

  /**
   * A server that has not started yet.
   *
   * @param modules every part, with one transport
   */
  public static CrossguardServer server(List<WiringModule> modules) {
    return Guice.createInjector(Stage.PRODUCTION, modules).getInstance(CrossguardServer.class);
  }
}
