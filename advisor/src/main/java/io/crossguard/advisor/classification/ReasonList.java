package io.crossguard.advisor.classification;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reasons as they are found; of each code the first. */
public final class ReasonList {
  private final List<Reason> reasons = new ArrayList<>();

  public void add(Reason.Code code, String message) {
    if (reasons.stream().noneMatch(told -> told.code() == code)) {
      reasons.add(new Reason(code, message));
    }
  }

  /** In the order in which they are told. */
  public List<Reason> sorted() {
    return reasons.stream().sorted(Comparator.comparing(Reason::code)).toList();
  }
}
