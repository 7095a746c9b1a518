package io.crossguard.client.cli;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * Where a service is.
 *
 * @param text in gRPC's form, such as {@code localhost:50051} or {@code dns:///margin.example:50051}
 */
record Target(String text) {
  private static final Pattern THIS_MACHINE =
      Pattern.compile("(localhost|127\\.\\d+\\.\\d+\\.\\d+|\\[::1])(:\\d+)?");

  Target {
    requireNonNull(text, "text");
  }

  /** Whether nothing that is sent there leaves this machine. Names are not looked up. */
  boolean isThisMachine() {
    return THIS_MACHINE.matcher(text.replaceFirst("^dns:///", "")).matches();
  }
}
