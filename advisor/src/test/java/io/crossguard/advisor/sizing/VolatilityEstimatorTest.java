package io.crossguard.advisor.sizing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.crossguard.advisor.policy.HourlyCloses;
import io.crossguard.advisor.policy.RiskInputs;
import io.crossguard.advisor.policy.RiskModel;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VolatilityEstimatorTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int WEEK = 7 * 24;
  private static final int YEAR = 365 * 24;

  @Test
  void volatilities_closesThatGoUpAndDownAlike_areThatReturnTimesTheRootOf24() {
    // |r| = ln 1.01 at every hour, so every weighting has the same mean square.
    UsedVolatility used = estimate(zigzag(WEEK, 1.01));

    assertThat(used.source()).isEqualTo(UsedVolatility.Source.ESTIMATED);
    assertThat(value(used)).isCloseTo(Math.log(1.01) * Math.sqrt(24), within(1e-9));
  }

  @Test
  void volatilities_oneShock_weighsByItsAge() {
    // One return of 10 % among 200; k hours later it weighs decay^k of the newest.
    double decay = Math.pow(0.94, 1.0 / 24);
    for (int age : new int[] {0, 24, 150}) {
      double[] prices = new double[201];
      Arrays.fill(prices, 100);
      Arrays.fill(prices, 200 - age, 201, 110);
      double weights = (1 - Math.pow(decay, 200)) / (1 - decay);
      double variance = Math.pow(decay, age) * Math.pow(Math.log(1.1), 2) / weights;

      assertThat(value(estimate(closes(prices)))).isCloseTo(Math.sqrt(24 * variance), within(1e-9));
    }
  }

  // 1.7 % a day: hourly returns of 0.00347.
  @ParameterizedTest(name = "hourly return {0}: {1}")
  @CsvSource({"0.00346, FLOORED", "0.00348, ESTIMATED"})
  void volatilities_lessThanAYear_areNotBelowTheFloor(double hourly, UsedVolatility.Source source) {
    UsedVolatility used = estimate(zigzag(YEAR - 1, Math.exp(hourly)));

    assertThat(used.source()).isEqualTo(source);
    assertThat(value(used)).isCloseTo(Math.max(0.017, hourly * Math.sqrt(24)), within(1e-7));
  }

  @Test
  void volatilities_calmAfterAYear_areAShareOfItsMedian() {
    // Nine months at 1 % an hour, then three of none: the EWMA is almost zero at the end.
    double[] prices = new double[YEAR + 1];
    for (int i = 0; i < prices.length; i++) {
      prices[i] = i < YEAR * 3 / 4 && i % 2 == 1 ? 101 : 100;
    }
    UsedVolatility used = estimate(closes(prices));

    assertThat(used.source()).isEqualTo(UsedVolatility.Source.FLOORED);
    assertThat(value(used)).isCloseTo(0.6 * Math.log(1.01) * Math.sqrt(24), within(1e-6));
  }

  @ParameterizedTest(name = "{0} seconds after the last close: known {1}")
  @CsvSource({"0, true", "10799, true", "10800, true", "10801, false"})
  void volatilities_lastClose_isAtMostThreeHoursOld(long seconds, boolean isKnown) {
    HourlyCloses closes = zigzag(WEEK, 1.01);

    assertThat(estimates(closes, Optional.of(closes.last().plusSeconds(seconds))))
        .hasSize(isKnown ? 1 : 0);
    assertThat(estimates(closes, Optional.empty())).isEmpty();
  }

  @Test
  void volatilities_given_areNotFlooredAndSmallCoinsAreTold() {
    RiskInputs inputs =
        new RiskInputs(Map.of("ETH", rate("0.001"), "PEPE", rate("0.09")), Map.of(), Map.of());

    assertThat(new VolatilityEstimator(RiskModel.defaults(), Optional.empty()).volatilities(inputs))
        .containsExactly(
            new UsedVolatility("ETH", rate("0.001"), UsedVolatility.Source.GIVEN, Decimal.ONE),
            new UsedVolatility(
                "PEPE", rate("0.09"), UsedVolatility.Source.GIVEN, Decimal.parse("1.3")));
  }

  @Test
  void hourlyCloses_unsortedGappedOrFew_areRefused() {
    List<HourlyCloses.Close> good = zigzag(WEEK, 1.01).closes();
    List<HourlyCloses.Close> gapped = new ArrayList<>(good);
    gapped.remove(5);
    gapped.add(new HourlyCloses.Close(good.get(WEEK).time().plusSeconds(3600), Price.ONE));
    List<HourlyCloses.Close> swapped = new ArrayList<>(good);
    swapped.set(7, good.get(8));
    swapped.set(8, good.get(7));

    assertThat(new HourlyCloses("BTC", good).closes()).hasSize(169);
    assertThatThrownBy(() -> new HourlyCloses("BTC", good.subList(1, WEEK + 1)))
        .hasMessage("closes must have at least 169 entries");
    assertThatThrownBy(() -> new HourlyCloses("BTC", gapped))
        .hasMessage("closes[5] must be one hour after the one before");
    assertThatThrownBy(() -> new HourlyCloses("BTC", swapped))
        .hasMessage("closes[7] must be one hour after the one before");
    HourlyCloses closes = new HourlyCloses("BTC", good);
    assertThatThrownBy(() -> new RiskInputs(
            Map.of("BTC", rate("0.03")), Map.of(), Map.of(), List.of(closes), List.of()))
        .hasMessageContaining("without a volatility");
  }

  private static UsedVolatility estimate(HourlyCloses closes) {
    return estimates(closes, Optional.of(closes.last())).get(0);
  }

  private static List<UsedVolatility> estimates(HourlyCloses closes, Optional<Instant> asOf) {
    RiskInputs inputs = new RiskInputs(Map.of(), Map.of(), Map.of(), List.of(closes), List.of());
    return new VolatilityEstimator(RiskModel.defaults(), asOf).volatilities(inputs);
  }

  /** Returns of the same size, up and down in turn. */
  private static HourlyCloses zigzag(int returns, double factor) {
    double[] prices = new double[returns + 1];
    for (int i = 0; i <= returns; i++) {
      prices[i] = i % 2 == 0 ? 100 : 100 * factor;
    }
    return closes(prices);
  }

  private static HourlyCloses closes(double[] prices) {
    List<HourlyCloses.Close> closes = new ArrayList<>();
    for (int i = 0; i < prices.length; i++) {
      Decimal price = Decimal.ofStatistic(prices[i]);
      closes.add(new HourlyCloses.Close(START.plus(Duration.ofHours(i)), new Price(price)));
    }
    return new HourlyCloses("BTC", closes);
  }

  private static double value(UsedVolatility used) {
    return used.daily().fraction().toStatistic();
  }

  private static Rate rate(String fraction) {
    return new Rate(Decimal.parse(fraction));
  }
}
