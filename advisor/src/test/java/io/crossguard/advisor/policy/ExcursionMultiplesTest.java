package io.crossguard.advisor.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.crossguard.advisor.sizing.AdverseMoves;
import io.crossguard.margin.account.Side;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Rate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExcursionMultiplesTest {

  @ParameterizedTest(name = "{0} of {1} and {2}: {3}")
  @CsvSource(
      nullValues = "-",
      value = {
        "0.01 0.001, 1 2, 1 2, -",
        "0.5 0.0001, 1 2, 1 2, -",
        "0.0099 0.001, 1 2, 1 2, probabilities[0] must be between 0.01 and 0.5",
        "0.51 0.001, 1 2, 1 2, probabilities[0] must be between 0.01 and 0.5",
        "0.1 0.1, 1 2, 1 2, probabilities[1] must be below the one before",
        "0.1 0.2, 1 2, 1 2, probabilities[1] must be below the one before",
        "0.1 0.00009, 1 2, 1 2, probabilities[1] must be at least 0.0001",
        "0.1 0.01, 2 2, 1 2, longs[1] must be above the one before",
        "0.1 0.01, 1 2, 2 1, shorts[1] must be above the one before",
        "0.1 0.01, 0 2, 1 2, longs[0] must be positive",
        "0.1 0.01, 1 2, 1, shorts must have as many multiples as the longs",
        "0.1 0.01, 1, 1, horizons[0] must have a multiple for each probability",
      })
  void multiples_malformed_areRefused(
      String probabilities, String longs, String shorts, String rule) {
    Optional<String> found = Optional.empty();
    try {
      multiples(probabilities, longs, shorts, 24);
    } catch (IllegalArgumentException e) {
      found = Optional.of(String.valueOf(e.getMessage()));
    }

    assertThat(found).isEqualTo(Optional.ofNullable(rule));
  }

  @Test
  void multiples_horizonsThatDoNotGrow_areRefused() {
    ExcursionMultiples one = multiples("0.1", "1", "1", 24);
    List<ExcursionMultiples.Horizon> twice =
        List.of(one.horizons().get(0), one.horizons().get(0));

    assertThatThrownBy(() -> new ExcursionMultiples("a test", one.probabilities(), twice))
        .hasMessage("horizons[1] must be longer than the one before");
  }

  @Test
  void multiples_ofTheModule_tellTheirOrigin() {
    assertThat(ExcursionMultiples.defaults().origin())
        .contains("47,000", "BTC ETH SOL BNB DOGE XRP", "2020-01-01 to 2026-03-19");
    assertThat(SmallCoins.defaults().factor("XRP")).isEqualTo(Decimal.ONE);
    assertThat(SmallCoins.defaults().factor("PEPE")).isEqualTo(Decimal.parse("1.3"));
  }

  @Test
  void moves_byOtherMultiples_areTheirs() {
    AdverseMoves moves =
        new AdverseMoves(Duration.ofHours(24), multiples("0.2 0.02 0.002", "1 2 4", "1 3 9", 24));
    Rate volatility = rate("0.01");

    assertThat(moves.move(Side.LONG, volatility, rate("0.02"))).isEqualTo(Decimal.parse("0.02"));
    assertThat(moves.extremeMove(Side.SHORT, volatility)).isEqualTo(Decimal.parse("0.09"));
    // Half way between the logarithms of two probabilities is half way between their multiples.
    double middle = moves
        .move(Side.SHORT, volatility, new Rate(Decimal.ofStatistic(Math.sqrt(0.02 * 0.002))))
        .toStatistic();
    assertThat(middle).isCloseTo(0.06, within(1e-12));
    // A normal variate exceeds 1.2816 standard deviations to either side with 20 %; half of that
    // with 52.16 %.
    assertThat(probability(moves, volatility, "0.005")).isCloseTo(0.5216, within(0.0001));
  }

  @Test
  void moves_byOtherMultiples_probabilityAndInverseAgree() {
    for (String first : new String[] {"0.01", "0.1", "0.5"}) {
      AdverseMoves moves =
          new AdverseMoves(Duration.ofHours(9), multiples(first + " 0.0001", "1.1 7", "1 3", 12));
      for (double p = 0.0001; p <= 0.5; p *= 1.1) {
        Rate target = new Rate(Decimal.ofStatistic(p));
        Decimal move = moves.move(Side.LONG, rate("0.02"), target);
        assertThat(moves
                .probability(Side.LONG, rate("0.02"), Optional.of(move))
                .fraction()
                .toStatistic())
            .isCloseTo(p, within(p * 1e-9));
      }
    }
  }

  @ParameterizedTest(name = "{0} h at {1} by multiples to {2} h: {3}")
  @CsvSource({
    "24, 0.01, 24, true",
    "24, 0.0099, 24, false",
    "24, 0.02, 23, false",
    "23, 0.02, 23, true"
  })
  void policy_beyondItsMultiples_isRefused(int hours, String target, int longest, boolean isFine) {
    RiskModel model = new RiskModel(
        multiples("0.1 0.01", "1 2", "1 2", longest),
        SmallCoins.defaults(),
        VolatilityLimits.defaults(),
        CorrelationLimits.defaults(),
        ConvexityLimits.defaults());
    AdvisorPolicy p = AdvisorPolicy.defaults();
    boolean isAccepted;
    try {
      isAccepted = new AdvisorPolicy(
              p.bands(),
              p.netToEquityMax(),
              Duration.ofHours(hours),
              rate(target),
              p.liquidationFeeRate(),
              p.budget(),
              p.crossMarginRatioMax(),
              p.resizeBand(),
              p.threatRatio(),
              p.dust(),
              p.basisReserves(),
              p.offPeg(),
              p.stablecoinConcentration(),
              p.distances(),
              model)
          .riskModel()
          .equals(model);
    } catch (IllegalArgumentException e) {
      isAccepted = false;
    }
    assertThat(isAccepted).isEqualTo(isFine);
  }

  private static double probability(AdverseMoves moves, Rate volatility, String move) {
    return moves
        .probability(Side.LONG, volatility, Optional.of(Decimal.parse(move)))
        .fraction()
        .toStatistic();
  }

  private static ExcursionMultiples multiples(
      String probabilities, String longs, String shorts, int hours) {
    return new ExcursionMultiples(
        "a test",
        decimals(probabilities).stream().map(Rate::new).toList(),
        List.of(new ExcursionMultiples.Horizon(
            Duration.ofHours(hours), decimals(longs), decimals(shorts))));
  }

  private static List<Decimal> decimals(String words) {
    return Arrays.stream(words.split(" ")).map(Decimal::parse).toList();
  }

  private static Rate rate(String fraction) {
    return new Rate(Decimal.parse(fraction));
  }
}
