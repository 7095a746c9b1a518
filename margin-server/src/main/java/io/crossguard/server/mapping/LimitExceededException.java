package io.crossguard.server.mapping;

/** A list of a request is longer than its limit. */
public final class LimitExceededException extends RequestException {
  private static final long serialVersionUID = 1L;

  private final int limit;
  private final int count;

  /**
   * @param field path of the list
   * @param limit how many entries it may have
   * @param count how many it has
   */
  public LimitExceededException(String field, int limit, int count) {
    super(field + " must have at most " + limit + " entries, not " + count);
    this.limit = limit;
    this.count = count;
  }

  public int limit() {
    return limit;
  }

  public int count() {
    return count;
  }
}
