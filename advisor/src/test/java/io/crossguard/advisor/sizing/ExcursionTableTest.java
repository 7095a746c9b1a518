package io.crossguard.advisor.sizing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.crossguard.advisor.policy.ExcursionMultiples;
import io.crossguard.margin.account.Side;
import io.crossguard.margin.value.Decimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ExcursionTableTest {

  @ParameterizedTest(name = "{0} {1} h at {2}: {3}")
  @CsvSource({
    "LONG, 24, 0.1, 1.6", "LONG, 24, 0.05, 2.2", "LONG, 24, 0.01, 4.2", "LONG, 24, 0.005, 5.3",
    "LONG, 24, 0.001, 8.3", "SHORT, 24, 0.1, 1.7", "SHORT, 24, 0.01, 4.0", "SHORT, 24, 0.001, 8.9",
    "LONG, 72, 0.01, 4.3", "SHORT, 72, 0.005, 6.2", "SHORT, 72, 0.001, 13", "LONG, 168, 0.01, 3.8",
    "SHORT, 168, 0.1, 1.9", "SHORT, 168, 0.001, 19", "LONG, 1, 0.01, 4.2"
  })
  void multiple_atARow_isTheRowExactly(Side side, double hours, double p, String multiple) {
    assertThat(ExcursionTable.of(ExcursionMultiples.defaults(), side, hours).multiple(p))
        .isEqualTo(Decimal.parse(multiple));
  }

  @Test
  void multiple_betweenRows_isLinearInTheLogarithm() {
    ExcursionTable table = ExcursionTable.of(ExcursionMultiples.defaults(), Side.LONG, 24);

    double middle = StrictMath.sqrt(0.1 * 0.05);
    assertThat(table.multiple(middle).toStatistic()).isCloseTo(1.9, within(1e-12));
  }

  @Test
  void multiple_betweenHorizons_isLinearInTheLogarithm() {
    double middle = StrictMath.sqrt(72.0 * 168.0);

    assertThat(ExcursionTable.of(ExcursionMultiples.defaults(), Side.SHORT, middle)
            .multiple(0.001)
            .toStatistic())
        .isCloseTo(16, within(1e-9));
  }

  @Test
  void probability_ofTheWorkedBet_isAboveTheFirstRow() {
    assertThat(ExcursionTable.of(ExcursionMultiples.defaults(), Side.LONG, 24).probability(1.6302))
        .isCloseTo(0.0966, within(0.0001));
  }

  @ParameterizedTest
  @EnumSource(Side.class)
  void probability_overAllMultiples_fallsWithoutAStep(Side side) {
    for (double hours : new double[] {1, 24, 50, 72, 100, 168}) {
      ExcursionTable table = ExcursionTable.of(ExcursionMultiples.defaults(), side, hours);
      double before = table.probability(0);
      assertThat(before).isEqualTo(1);
      for (double multiple = 0.001; multiple < 25; multiple += 0.001) {
        double probability = table.probability(multiple);
        assertThat(probability).isBetween(0.001 - 1e-15, before);
        assertThat(before - probability).isLessThan(0.002);
        before = probability;
      }
      assertThat(before).isCloseTo(0.001, within(1e-12));
    }
  }

  @ParameterizedTest
  @EnumSource(Side.class)
  void probability_ofTheMultipleOfAProbability_isThatProbability(Side side) {
    for (double hours : new double[] {24, 40, 168}) {
      ExcursionTable table = ExcursionTable.of(ExcursionMultiples.defaults(), side, hours);
      for (double p = 0.001; p <= 0.5; p *= 1.05) {
        assertThat(table.probability(table.multiple(p).toStatistic()))
            .isCloseTo(p, within(p * 1e-9));
      }
    }
  }
}
