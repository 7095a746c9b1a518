package io.crossguard.client.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class YardstickTest {
  private static final Pace PACE = new Pace.ClosedLoop(8);

  /** A phase of two seconds. */
  private static PhaseResult result(long ok, long refused, double p50, double p99) {
    PhaseResult.Row answers =
        new PhaseResult.Row(new Outcome("M", "OK", ""), ok, new Latencies(p50, 0, p99, 0, 0));
    PhaseResult.Row refusals = new PhaseResult.Row(
        new Outcome("M", "RESOURCE_EXHAUSTED", "OVERLOADED"), refused, Latencies.NONE);
    return new PhaseResult(
        new Phase(CallMix.EVALUATE, PACE, Duration.ofSeconds(2)),
        2,
        0,
        ok > 0 ? List.of(answers, refusals) : List.of(refusals));
  }

  @Test
  void before_eachPhase_standsTheSameLoadOfAcknowledgedCalls() {
    Phase evaluations = new Phase(CallMix.EVALUATE, PACE, Duration.ofSeconds(2));
    Phase advice = new Phase(CallMix.ADVISE, new Pace.OpenLoop(5), Duration.ofSeconds(3));

    assertThat(Yardstick.before(List.of(evaluations, advice)))
        .containsExactly(
            new Phase(CallMix.ACKNOWLEDGE, PACE, Duration.ofSeconds(2)),
            evaluations,
            new Phase(CallMix.ACKNOWLEDGE, new Pace.OpenLoop(5), Duration.ofSeconds(3)),
            advice);
  }

  @Test
  void of_threePairs_takesTheMedianOfTheirRatios() {
    // Half, a tenth and three quarters as many; 2, 8 and 1 times as long; 3, 9 and 1 times.
    assertThat(Yardstick.of(List.of(
            result(1_000, 0, 1, 2), result(500, 7, 2, 6),
            result(1_000, 0, 1, 2), result(100, 7, 8, 18),
            result(1_000, 0, 1, 2), result(750, 7, 1, 2))))
        .contains(new Yardstick(3, 0.5, 2, 3));
  }

  @Test
  void of_twoPairs_takesTheMiddle() {
    assertThat(Yardstick.of(List.of(
            result(1_000, 0, 1, 1), result(500, 0, 1, 1),
            result(1_000, 0, 1, 1), result(250, 0, 1, 1))))
        .contains(new Yardstick(2, 0.375, 1, 1));
  }

  @Test
  void of_pairWithoutAnAnswer_isLeftOut() {
    assertThat(Yardstick.of(List.of(
            result(0, 9, 0, 0), result(500, 0, 1, 1),
            result(1_000, 0, 1, 1), result(0, 9, 0, 0))))
        .isEmpty();
  }
}
