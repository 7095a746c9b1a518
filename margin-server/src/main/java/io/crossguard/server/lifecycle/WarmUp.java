package io.crossguard.server.lifecycle;

/** Does at once, beside the first calls, what later ones would have to wait for. */
public final class WarmUp implements Companion {
  private final Thread thread;

  /**
   * @param work may be cut off, and what it does may be done by a call at the same time
   */
  public WarmUp(Runnable work) {
    this.thread = new Thread(work, "crossguard-warm-up");
    thread.setDaemon(true);
  }

  @Override
  public void start() {
    thread.start();
  }

  @Override
  public void stop() {
    // It ends by itself, and holds nothing.
  }
}
