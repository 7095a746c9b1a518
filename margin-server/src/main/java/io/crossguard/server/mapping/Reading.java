package io.crossguard.server.mapping;

import org.jspecify.annotations.Nullable;

/**
 * What came of reading a field: its value, or nothing because it broke a rule, which has been
 * reported then.
 */
final class Reading<T> {
  private static final Reading<?> FAILED = new Reading<>(null);

  private final @Nullable T value;

  private Reading(@Nullable T value) {
    this.value = value;
  }

  static <T> Reading<T> of(T value) {
    return new Reading<>(value);
  }

  @SuppressWarnings("unchecked") // It holds no value of any type.
  static <T> Reading<T> failed() {
    return (Reading<T>) FAILED;
  }

  boolean isFailed() {
    return value == null;
  }

  /**
   * The value. Inside {@link FieldPath#reading} a failed part so fails the whole.
   *
   * @throws FailedReadingException if there is none
   */
  T get() {
    if (value == null) {
      throw new FailedReadingException();
    }
    return value;
  }

  /** Leaves {@link FieldPath#reading} early. */
  static final class FailedReadingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private FailedReadingException() {
      super("a part was not read", null, false, false);
    }
  }
}
