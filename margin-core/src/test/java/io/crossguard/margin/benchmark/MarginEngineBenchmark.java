package io.crossguard.margin.benchmark;

import io.crossguard.margin.Evaluation;
import io.crossguard.margin.MarginEngine;
import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Balance;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.AccountMargin;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.rules.CollateralMode;
import io.crossguard.margin.rules.Conventions;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.InstrumentKind;
import io.crossguard.margin.rules.MarginalTiers;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.rules.RuleSet;
import io.crossguard.margin.rules.Tier;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import io.crossguard.margin.value.Rate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * What one evaluation costs, from the account as it is sent, by the number of positions, each in an
 * instrument and a root of its own, with eight tiers: a hundred positions are to cost at most fifteen
 * times ten.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class MarginEngineBenchmark {
  private static final int TIERS = 8;

  @Param({"10", "100", "1000"})
  public int positions;

  private final MarginEngine engine = new MarginEngine();
  private Account account;
  private MarketSnapshot market;
  private RuleSet rules;

  @Setup
  public void setUp() {
    Random random = new Random(1);
    Map<String, Instrument> instruments = new LinkedHashMap<>();
    Map<String, Price> marks = new HashMap<>();
    List<Position> held = new ArrayList<>();
    for (int i = 0; i < positions; i++) {
      String id = "PERP-" + i;
      instruments.put(id, instrument(id));
      marks.put(id, price(random));
      long contracts = random.nextInt(1, 2_000);
      held.add(new Position(
          "position-" + i,
          id,
          new Quantity(Decimal.of(random.nextBoolean() ? contracts : -contracts)),
          price(random),
          Optional.empty(),
          new MarginMode.Cross()));
    }
    account = new Account("account", List.of(new Balance("USDT", Decimal.of(100_000_000))), held);
    market = new MarketSnapshot(Optional.empty(), marks, Map.of());
    rules = new RuleSet(
        "benchmark",
        "1",
        "USDT",
        Conventions.of(CollateralMode.SINGLE_ASSET),
        Map.of(),
        instruments);
  }

  private static Price price(Random random) {
    return new Price(Decimal.parse("100." + random.nextInt(10, 99)));
  }

  private static Instrument instrument(String id) {
    List<Tier> tiers = new ArrayList<>();
    for (int k = 0; k < TIERS; k++) {
      Rate rate = new Rate(Decimal.of(k + 1).dividedBy(Decimal.of(1_000)));
      tiers.add(Tier.ofLeverage(Decimal.of(50_000L * k * k), rate, Decimal.of(125 - 10 * k)));
    }
    return new Instrument(
        id,
        InstrumentKind.PERPETUAL,
        Payoff.LINEAR,
        "ROOT-" + id,
        "USDT",
        Decimal.ONE,
        Optional.empty(),
        Optional.empty(),
        new MarginalTiers(tiers));
  }

  /** Figures and verdicts alone. */
  @Benchmark
  public AccountMargin basic() {
    return engine.evaluateMargin(ResolvedAccount.of(account, market, rules));
  }

  /** With every liquidation price, distance and exposure. */
  @Benchmark
  public Evaluation full() {
    return engine.evaluate(ResolvedAccount.of(account, market, rules));
  }
}
