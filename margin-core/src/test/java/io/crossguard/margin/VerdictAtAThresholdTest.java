package io.crossguard.margin;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.margin.evaluation.MarginEvaluator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Verdicts on three inverse positions, each of whose quotients is periodic: rounded to 34 digits and
 * added they miss the threshold that the exact ones meet. Each contract is 1 USD of one of three
 * instruments that all settle in BTC and require 10 %.
 *
 * <pre>
 *   1 contract at 3:    maintenance 3 × 1/30 = 0.1, of rounded thirds a little less
 *   2 contracts at 3:   maintenance 3 × 2/30 = 0.2, of rounded thirds a little more
 *   2 contracts 3 → 1.5: loss 3 × 2/3 = 2, of rounded thirds a little more; maintenance 0.4
 * </pre>
 */
class VerdictAtAThresholdTest {

  @ParameterizedTest(name = "{0} contracts from 3 to {1}, wallet {2}{3}: {4}")
  @CsvSource({
    "2, 3, 0.200000000000000001, '', WARNING",
    "2, 3, 0.2, '', WARNING",
    "2, 3, 0.199999999999999999, '', LIQUIDATABLE",
    "1, 3, 0.100000000000000001, atTrigger, WARNING",
    "1, 3, 0.1, atTrigger, LIQUIDATABLE",
    "1, 3, 0.099999999999999999, atTrigger, LIQUIDATABLE",
    "1, 3, 0.125000000000000001, '', HEALTHY",
    "1, 3, 0.125, '', WARNING",
    "1, 3, 0.124999999999999999, '', WARNING",
    "2, 1.5, 2.000000000000000001, '', LIQUIDATABLE",
    "2, 1.5, 2, '', LIQUIDATABLE",
    "2, 1.5, 1.999999999999999999, '', BANKRUPT"
  })
  void status_ofPeriodicQuotients_turnsAtTheExactThreshold(
      String contracts, String mark, String wallet, String rule, String expected) {
    GoldenAccount account = new GoldenAccount(
        "SINGLE_ASSET " + rule,
        "X INVERSE BTC BTC 1 0:0.1:10, Y INVERSE BTC BTC 1 0:0.1:10, Z INVERSE BTC BTC 1 0:0.1:10",
        "X=M, Y=M, Z=M, BTC=3".replace("M", mark),
        "BTC=" + wallet,
        "X Q @3, Y Q @3, Z Q @3".replace("Q", contracts));

    assertThat(
            new MarginEvaluator().evaluate(account.resolved()).scopes().get(0).status())
        .hasToString(expected);
  }
}
