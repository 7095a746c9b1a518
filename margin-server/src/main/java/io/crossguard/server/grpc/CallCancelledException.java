package io.crossguard.server.grpc;

import io.grpc.Context;

/** The caller no longer waits for the answer: it cancelled the call, or its deadline passed. */
final class CallCancelledException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CallCancelledException() {
    super("the caller no longer waits", null, false, false);
  }

  /** Ends the work between two parts of it. */
  static void throwIfCancelled() {
    if (Context.current().isCancelled()) {
      throw new CallCancelledException();
    }
  }
}
