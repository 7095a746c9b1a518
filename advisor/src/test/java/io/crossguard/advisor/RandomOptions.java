package io.crossguard.advisor;

import static io.crossguard.advisor.RandomPortfolio.decimal;

import io.crossguard.advisor.policy.AdvisorPolicy;
import io.crossguard.advisor.policy.ModeGranularity;
import io.crossguard.advisor.policy.VenueCapabilities;
import io.crossguard.margin.rules.OptionTerms;
import io.crossguard.margin.rules.ScenarioMargin;
import io.crossguard.margin.rules.ShortOptionRates;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Rate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Random portfolios with options, some of them under portfolio margin. */
final class RandomOptions {
  private static final ShortOptionRates RATES = new ShortOptionRates(
      rate("0.15"), rate("0.1"), rate("0.075"), rate("0"), Decimal.ONE, false, rate("0"));

  private RandomOptions() {}

  static AdviceRequest request(Random random) {
    RandomPortfolio many = RandomPortfolio.of(random);
    int count = Math.min(many.positions().size(), 1 + random.nextInt(3));
    RandomPortfolio portfolio = many.withPositions(many.positions().subList(0, count));
    AccountFixture fixture = portfolio.fixture();
    int options = 1 + random.nextInt(2);
    for (int i = 0; i < options; i++) {
      String root = random.nextBoolean() ? portfolio.positions().get(0).root() : "BTC";
      add("o" + i, root, random, fixture);
    }
    if (random.nextInt(4) == 0) {
      fixture.portfolioMargin(portfolioMargin(random));
    }
    return new AdviceRequest(
        fixture.account(),
        fixture.riskInputs(),
        AdvisorPolicy.defaults(),
        new VenueCapabilities(
            ModeGranularity.PER_POSITION, true, random.nextBoolean(), true, Optional.empty()),
        Map.of(),
        List.of());
  }

  private static void add(String id, String root, Random random, AccountFixture fixture) {
    Decimal price = RandomPortfolio.price(root);
    Decimal strike = price.times(decimal("1").plus(RandomPortfolio.thousandths(random, -200, 200)));
    boolean isIsolated = random.nextInt(6) == 0;
    boolean isPaid = !isIsolated && random.nextBoolean();
    String instrument = id + "-contract";
    fixture.option(
        instrument,
        root,
        new OptionTerms(
            random.nextBoolean() ? OptionTerms.Type.CALL : OptionTerms.Type.PUT,
            new Price(strike),
            isPaid ? OptionTerms.Premium.PAID_UP_FRONT : OptionTerms.Premium.MARGINED),
        2 + random.nextInt(2_000),
        RATES);
    Decimal mark = price.times(RandomPortfolio.thousandths(random, 1, 200));
    // Greeks are cheap to evaluate, so most options have them.
    if (random.nextInt(4) > 0) {
      fixture
          .greeks(
              instrument,
              RandomPortfolio.thousandths(random, -1_000, 1_001).toString(),
              RandomPortfolio.thousandths(random, 0, 20)
                  .dividedBy(price)
                  .roundedDownTo(decimal("0.00000001"))
                  .toString())
          .mark(instrument, mark.toString());
    } else {
      fixture.implied(
          instrument, RandomPortfolio.thousandths(random, 200, 1_500).toString());
    }
    Decimal quantity =
        RandomPortfolio.whole(random, 500, 300_000).dividedBy(price).roundedUpTo(decimal("0.001"));
    fixture.position(
        id,
        instrument,
        random.nextBoolean() ? quantity : quantity.negated(),
        mark,
        isIsolated ? Optional.of(quantity.times(price)) : Optional.empty());
  }

  private static ScenarioMargin portfolioMargin(Random random) {
    Rate whole = Rate.ONE;
    Decimal width = RandomPortfolio.thousandths(random, 80, 200);
    return new ScenarioMargin(
        RandomCorrelations.ROOTS,
        List.of(
            new ScenarioMargin.Shock(Decimal.ONE.minus(width), decimal("1.4"), whole),
            new ScenarioMargin.Shock(Decimal.ONE.minus(width), decimal("0.7"), whole),
            new ScenarioMargin.Shock(Decimal.ONE.plus(width), decimal("1.4"), whole),
            new ScenarioMargin.Shock(Decimal.ONE.plus(width), decimal("0.7"), whole)),
        new ScenarioMargin.Contingencies(rate("0"), rate("0.01"), rate("0.01"), rate("0.01")),
        decimal("1.25"));
  }

  private static Rate rate(String fraction) {
    return new Rate(decimal(fraction));
  }
}
