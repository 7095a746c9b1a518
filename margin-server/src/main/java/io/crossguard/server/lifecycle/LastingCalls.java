package io.crossguard.server.lifecycle;

/** Calls that do not end by themselves. */
@FunctionalInterface
public interface LastingCalls {

  /** Ends those under way with word that the server ends, and whatever comes after them. */
  void drain();
}
