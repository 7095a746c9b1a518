package io.crossguard.server.monitor;

/** So much can't be watched on one stream. */
public final class MonitorLimitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String path;
  private final int limit;
  private final int count;

  /**
   * @param path the list that is too long, as a place in the message
   * @param limit how many entries there may be
   * @param count how many there would be
   */
  public MonitorLimitException(String path, int limit, int count) {
    super(path + " " + limit + " " + count, null, false, false);
    this.path = path;
    this.limit = limit;
    this.count = count;
  }

  public String path() {
    return path;
  }

  public int limit() {
    return limit;
  }

  public int count() {
    return count;
  }
}
