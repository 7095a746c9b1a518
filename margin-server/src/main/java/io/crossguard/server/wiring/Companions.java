package io.crossguard.server.wiring;

import io.crossguard.server.lifecycle.Companion;
import java.util.List;

/** What runs beside the server, in the order in which it starts. */
record Companions(List<Companion> all) {
  Companions {
    all = List.copyOf(all);
  }
}
