package io.crossguard.advisor;

import io.crossguard.advisor.classification.Classification;
import io.crossguard.advisor.policy.VenueCapabilities;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.rules.ChangePolicy;
import io.crossguard.margin.rules.ChangePolicy.ModeSwitch;
import io.crossguard.margin.rules.Conventions;
import io.crossguard.margin.rules.Netting;
import io.crossguard.margin.rules.Release;
import io.crossguard.margin.rules.RuleSet;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Rate;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random portfolios at venues that differ in what they let change and in what they let leave. */
final class RandomVenue {
  private static final List<Rate> TRIGGERS =
      List.of(Rate.ONE, Rate.ONE, new Rate(Decimal.parse("1.05")));

  private RandomVenue() {}

  /**
   * Every second portfolio is at a venue with the default rules; every third has correlations, and
   * every fiftieth has options.
   */
  static AdviceRequest request(long seed) {
    return seed % 50 == 10 ? RandomOptions.request(new Random(seed)) : withoutOptions(seed);
  }

  /** The same with no options at all. */
  static AdviceRequest withoutOptions(long seed) {
    AdviceRequest plain = seed % 3 == 0
        ? correlated(new Random(seed))
        : RandomPortfolio.of(new Random(seed)).request();
    return seed % 2 == 0 ? plain : at(plain, new Random(seed * 31 + 7));
  }

  private static AdviceRequest correlated(Random random) {
    RandomPortfolio portfolio = RandomCorrelations.portfolio(random);
    return RandomCorrelations.request(
        portfolio, RandomCorrelations.of(random), random.nextBoolean());
  }

  private static AdviceRequest at(AdviceRequest request, Random random) {
    RuleSet rules = request.account().rules();
    ModeSwitch modeSwitch = any(List.of(ModeSwitch.values()), random);
    ChangePolicy policy = new ChangePolicy(
        modeSwitch,
        any(List.of(ChangePolicy.Reduction.values()), random),
        any(List.of(ChangePolicy.Payout.values()), random),
        any(List.of(ChangePolicy.IsolationSource.values()), random),
        random.nextBoolean(),
        random.nextInt(8) == 0);
    Release release = new Release(
        any(List.of(Release.Kind.values()), random),
        RandomPortfolio.thousandths(random, 0, 100),
        Decimal.of(random.nextInt(3)));
    Conventions conventions = rules.conventions().toBuilder()
        .release(release)
        .changePolicy(policy)
        .liquidationTrigger(any(TRIGGERS, random))
        .netting(
            rules.conventions().scenarioMargin().isPresent()
                ? Netting.GROSS
                : any(List.of(Netting.values()), random))
        .build();
    ResolvedAccount account = ResolvedAccount.of(
        request.account().account(),
        request.account().market(),
        rules.withConventions(conventions));
    VenueCapabilities stated = VenueCapabilities.defaults().within(conventions);
    VenueCapabilities venue = new VenueCapabilities(
        stated.modeGranularity(),
        stated.modeSwitchWithOpenPosition(),
        random.nextBoolean(),
        random.nextInt(4) > 0,
        stated.marginStep());
    return new AdviceRequest(
        account, request.riskInputs(), request.policy(), venue, Map.of(), List.of());
  }

  /** The same request of another account and another past. */
  static AdviceRequest with(
      AdviceRequest request, ResolvedAccount account, Map<String, Classification> previous) {
    return new AdviceRequest(
        account, request.riskInputs(), request.policy(), request.venue(), previous, List.of());
  }

  private static <T> T any(List<T> values, Random random) {
    return values.get(random.nextInt(values.size()));
  }
}
