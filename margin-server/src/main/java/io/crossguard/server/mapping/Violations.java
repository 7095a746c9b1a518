package io.crossguard.server.mapping;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a request, so that all of it is reported at once. */
final class Violations {

  /** How many violations a status reports; the rest is only counted. */
  static final int REPORTED_MAX = 50;

  private final List<Violation> malformed = new ArrayList<>();
  private final List<Violation> inconsistent = new ArrayList<>();
  private int malformedFound;
  private int inconsistentFound;

  /** A field that is missing, malformed or out of range. */
  void addMalformed(FieldPath field, String rule) {
    malformedFound++;
    if (malformed.size() < REPORTED_MAX) {
      malformed.add(new Violation(field.toString(), rule));
    }
  }

  /** A field that is fine by itself and contradicts another. */
  void addInconsistent(String field, String rule) {
    inconsistentFound++;
    if (inconsistent.size() < REPORTED_MAX) {
      inconsistent.add(new Violation(field, rule));
    }
  }

  boolean hasInconsistent() {
    return inconsistentFound > 0;
  }

  /**
   * @throws InvalidFieldException if a field is missing, malformed or out of range
   */
  void throwIfMalformed() {
    if (malformedFound > 0) {
      throw malformed();
    }
  }

  /** What to throw where a field is missing, malformed or out of range. */
  InvalidFieldException malformed() {
    return new InvalidFieldException(new ViolationList(malformed, malformedFound));
  }

  /**
   * @throws InconsistentRequestException if fields contradict each other
   */
  void throwIfInconsistent() {
    if (inconsistentFound > 0) {
      throw inconsistent();
    }
  }

  /** What to throw where fields contradict each other. */
  InconsistentRequestException inconsistent() {
    return new InconsistentRequestException(new ViolationList(inconsistent, inconsistentFound));
  }
}
