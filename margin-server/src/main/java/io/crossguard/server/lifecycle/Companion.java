package io.crossguard.server.lifecycle;

import java.io.IOException;

/** Something that runs beside the server, from its start to its end. */
public interface Companion {

  /**
   * @throws IOException if it can't listen on its address
   */
  void start() throws IOException;

  /** Ends it; ending what never started does nothing. */
  void stop();
}
