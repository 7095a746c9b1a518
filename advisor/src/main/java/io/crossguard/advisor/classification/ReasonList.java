package io.crossguard.advisor.classification;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reasons as they are found; of each code the first. */
public final class ReasonList {
  private final Map<Reason.Code, Reason> reasons = new EnumMap<>(Reason.Code.class);

  public void add(Reason.Code code, String message) {
    reasons.putIfAbsent(code, new Reason(code, message));
  }

  /** In the order in which they are told. */
  public List<Reason> sorted() {
    return List.copyOf(reasons.values());
  }
}
