package io.crossguard.advisor.backtest;

import static java.util.Objects.requireNonNull;

import io.crossguard.advisor.policy.AdvisorPolicy;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Rate;
import io.crossguard.margin.value.Require;
import java.time.Duration;
import java.util.List;

/**
 * What is tried in every window: an account of 100 of the quote currency, of which 60 are bitcoin
 * hedged with a short perpetual and 40 cash, and beside it one bet.
 *
 * @param window how long each window is; full hours, at least one
 * @param leverages notionals of the bet as multiples of the equity; positive
 * @param policy what the advisor decides by
 */
public record Experiment(Duration window, List<Decimal> leverages, AdvisorPolicy policy) {

  private static final Duration WINDOW = Duration.ofDays(7);

  public Experiment {
    Require.that(
        window.toHours() >= 1 && window.equals(Duration.ofHours(window.toHours())),
        "the window must be full hours, at least one");
    Require.that(!leverages.isEmpty(), "there must be a leverage");
    leverages.forEach(each -> Require.that(each.isPositive(), "leverage must be positive"));
    Require.that(
        leverages.stream().distinct().count() == leverages.size(), "leverages must differ");
    leverages = List.copyOf(leverages);
    requireNonNull(policy, "policy");
  }

  /** A week, with bets of 1, 2, 3 and 5 times the equity. */
  public static Experiment defaults() {
    return new Experiment(
        WINDOW,
        List.of(Decimal.of(1), Decimal.of(2), Decimal.of(3), Decimal.of(5)),
        policyOfTheVenue());
  }

  /**
   * The defaults of the advisor, but for the fee: the venue of the experiment liquidates at the
   * maintenance margin and takes its fee out of that, so that it moves no liquidation price.
   */
  public static AdvisorPolicy policyOfTheVenue() {
    AdvisorPolicy defaults = AdvisorPolicy.defaults();
    return new AdvisorPolicy(
        defaults.bands(),
        defaults.netToEquityMax(),
        defaults.horizon(),
        defaults.targetLiquidationProbability(),
        Rate.ZERO,
        defaults.budget(),
        defaults.crossMarginRatioMax(),
        defaults.resizeBand(),
        defaults.threatRatio(),
        defaults.dust(),
        defaults.basisReserves(),
        defaults.offPeg(),
        defaults.stablecoinConcentration(),
        defaults.distances(),
        defaults.riskModel());
  }

  int hours() {
    return (int) window.toHours();
  }
}
