package io.crossguard.advisor;

import io.crossguard.advisor.recommendation.MarginModeAdvice;
import io.crossguard.margin.Evaluation;
import io.crossguard.margin.MarginEngine;
import io.crossguard.margin.evaluation.ResolvedAccount;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What advice costs beside a full evaluation of the same account, both as sent, by the number of
 * positions in one scope. Of every ten positions eight are the legs of four hedges and two are bets
 * of 5 % of the equity each, which are isolated: the plan has a step for every bet.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class AdviceBenchmark {
  private static final int MARK = 100;

  @Param({"10", "200", "1000"})
  public int positions;

  private final MarginEngine engine = new MarginEngine();
  private final MarginModeAdvisor advisor = new MarginModeAdvisor();
  private AdviceRequest request;

  @Setup
  public void setUp() {
    Random random = new Random(1);
    AccountFixture fixture = new AccountFixture().balance("USDT", "" + 2_000L * positions);
    for (int i = 0; i < positions; i++) {
      boolean isBet = i % 10 >= 8;
      String root = isBet ? "BET" + i : "COIN" + i / 2;
      boolean isSecondLeg = !isBet && i % 2 == 1;
      String instrument = root + (isSecondLeg ? "-FUTURE" : "-PERP");
      if (isSecondLeg) {
        fixture.future(instrument, root, "0.005", "0.02", 2_000);
      } else {
        fixture.perpetual(instrument, root, "0.005", "0.02");
        fixture.index(root, "" + MARK).volatility(root, "0.03");
      }
      String quantity = isBet ? "" + positions : isSecondLeg ? "-40" : "40";
      String entry = (MARK - 5 + random.nextInt(10)) + ".25";
      fixture.mark(instrument, "" + MARK).cross("position-" + i, instrument, quantity, entry);
    }
    request = fixture.request();
  }

  @Benchmark
  public Evaluation evaluation() {
    return engine.evaluate(resolved());
  }

  @Benchmark
  public MarginModeAdvice advice() {
    return advisor.recommend(new AdviceRequest(
        resolved(),
        request.riskInputs(),
        request.policy(),
        request.venue(),
        request.previousClasses(),
        request.tags()));
  }

  /** Both begin with the account as a caller sends it. */
  private ResolvedAccount resolved() {
    ResolvedAccount given = request.account();
    return ResolvedAccount.of(given.account(), given.market(), given.rules());
  }
}
