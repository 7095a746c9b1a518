package io.crossguard.server.monitor;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.rules.RuleSet;
import io.crossguard.margin.value.Decimal;
import java.util.List;
import java.util.Optional;

/**
 * By what accounts are watched.
 *
 * @param rules the rules of all
 * @param levels margin ratios whose crossing is told; positive; kept ascending, each once
 * @param advice what advice rests on; absent: there is none
 * @param limits how much may be watched
 */
public record WatchTerms(
    RuleSet rules, List<Decimal> levels, Optional<AdviceTerms> advice, StreamLimits limits) {
  public WatchTerms {
    requireNonNull(rules, "rules");
    levels = levels.stream().sorted().distinct().toList();
    requireNonNull(advice, "advice");
    requireNonNull(limits, "limits");
  }
}
