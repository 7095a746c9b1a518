package io.crossguard.server.monitor;

/** All streams together watch as much as the server has room for. */
public final class NoRowSpaceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoRowSpaceException() {
    super("no room", null, false, false);
  }
}
