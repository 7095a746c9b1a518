package io.crossguard.advisor;

import static io.crossguard.advisor.RandomPortfolio.decimal;

import io.crossguard.advisor.RandomPortfolio.Row;
import io.crossguard.advisor.policy.AdvisorPolicy;
import io.crossguard.advisor.policy.ModeGranularity;
import io.crossguard.advisor.policy.VenueCapabilities;
import io.crossguard.margin.value.Decimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Random portfolios of coins that move together. */
final class RandomCorrelations {
  static final List<String> ROOTS = List.of("BTC", "ETH", "SOL", "DOGE");

  private RandomCorrelations() {}

  /** A random account with a position in another coin that risks about as much as its first one. */
  static RandomPortfolio portfolio(Random random) {
    RandomPortfolio many =
        RandomPortfolio.of(random, random.nextInt(4) == 0, random.nextInt(4) == 0);
    int count = Math.min(many.positions().size(), 1 + random.nextInt(3));
    RandomPortfolio portfolio = many.withPositions(many.positions().subList(0, count));
    Row first = portfolio.positions().get(0);
    String root = ROOTS.get((ROOTS.indexOf(first.root()) + 1 + random.nextInt(3)) % 4);
    Decimal risk = first.quantity().times(RandomPortfolio.price(first.root()));
    Decimal ratio = volatility(portfolio, first.root())
        .dividedBy(volatility(portfolio, root))
        .times(RandomPortfolio.thousandths(random, 750, 1_300));
    Decimal coins =
        risk.times(ratio).dividedBy(RandomPortfolio.price(root)).roundedUpTo(decimal("0.0001"));
    Decimal price = RandomPortfolio.price(root);
    Row counter = new Row(
        "counter",
        root,
        false,
        random.nextInt(4) == 0 ? coins : coins.negated(),
        price,
        price,
        decimal("0.005"),
        decimal("0.02"),
        Optional.empty());
    return counter.quantity().isZero() ? portfolio : portfolio.plus(counter);
  }

  private static Decimal volatility(RandomPortfolio portfolio, String root) {
    return Optional.ofNullable(portfolio.volatilities().get(root)).orElseThrow();
  }

  /** Of every two roots, strong ones more often than in markets. */
  static Map<Set<String>, Decimal> of(Random random) {
    Map<Set<String>, Decimal> correlations = new HashMap<>();
    for (int i = 0; i < ROOTS.size(); i++) {
      for (int j = i + 1; j < ROOTS.size(); j++) {
        Decimal size = RandomPortfolio.thousandths(random, 500, 1_001);
        correlations.put(
            Set.of(ROOTS.get(i), ROOTS.get(j)), random.nextInt(4) == 0 ? size.negated() : size);
      }
    }
    return correlations;
  }

  static AdviceRequest request(
      RandomPortfolio portfolio, Map<Set<String>, Decimal> correlations, boolean hasSubAccounts) {
    AccountFixture fixture = portfolio.fixture();
    // The rules know a root by its contracts, so every root has one.
    ROOTS.forEach(root -> fixture.perpetual(root + "-any", root, "0.005", "0.02"));
    correlations.forEach((roots, rho) -> {
      List<String> both = roots.stream().sorted().toList();
      fixture.correlation(both.get(0), both.get(1), rho.toString());
    });
    return new AdviceRequest(
        fixture.account(),
        fixture.riskInputs(),
        AdvisorPolicy.defaults(),
        new VenueCapabilities(
            ModeGranularity.PER_POSITION, true, hasSubAccounts, true, Optional.empty()),
        Map.of(),
        List.of());
  }
}
