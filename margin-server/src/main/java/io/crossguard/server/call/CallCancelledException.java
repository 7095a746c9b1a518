package io.crossguard.server.call;

import io.grpc.Context;

/** The caller no longer waits for the answer: it cancelled the call, or its deadline passed. */
public final class CallCancelledException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private CallCancelledException() {
    super("the caller no longer waits", null, false, false);
  }

  /** Ends the work between two parts of it. */
  public static void throwIfCancelled() {
    if (Context.current().isCancelled()) {
      throw new CallCancelledException();
    }
  }
}
