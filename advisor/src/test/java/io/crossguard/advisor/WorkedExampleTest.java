package io.crossguard.advisor;

import static io.crossguard.advisor.AccountFixture.tier;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.crossguard.advisor.classification.Classification;
import io.crossguard.advisor.classification.Reason;
import io.crossguard.advisor.recommendation.IsolatedMargin;
import io.crossguard.advisor.recommendation.MarginModeAdvice;
import io.crossguard.advisor.recommendation.PositionAdvice;
import io.crossguard.advisor.recommendation.Recommendation;
import io.crossguard.margin.value.Decimal;
import org.junit.jupiter.api.Test;

/** A cash and carry with a large bet in cross and a small one in isolated margin, by hand. */
class WorkedExampleTest {

  private final MarginModeAdvice advice = new MarginModeAdvisor().recommend(request());

  private static AdviceRequest request() {
    AccountFixture fixture = new AccountFixture()
        .coin("BTC", "10", "60000", "0.05")
        .balance("USDT", "200000")
        .index("SOL", "150")
        .index("ETH", "3000")
        .volatility("BTC", "0.03")
        .volatility("SOL", "0.05")
        .volatility("ETH", "0.04");
    fixture.linear("BTC", "60000", tier("0", "0.004", "0.1"), tier("1000000", "0.01", "0.1"));
    fixture.linear(
        "SOL",
        "150",
        tier("0", "0.01", "0.1"),
        tier("500000", "0.025", "0.1"),
        tier("2000000", "0.05", "0.1"));
    fixture.linear("ETH", "3000", tier("0", "0.005", "0.1"));
    return fixture
        .cross("short-perp", "BTC-PERP", "-10", "60000")
        .cross("sol-bet", "SOL-PERP", "10000", "150")
        .isolated("eth-bet", "ETH-PERP", "-20", "3000", "10500")
        .request();
  }

  @Test
  void recommend_shortAgainstCoins_staysInCross() {
    PositionAdvice hedge = advice.positions().get(0);

    assertThat(hedge.classification().classification()).isEqualTo(Classification.DELTA_NEUTRAL);
    assertThat(hedge.recommendation()).isEqualTo(new Recommendation.KeepCross());
    assertThat(hedge.classification().matchedNotional().amount())
        .isEqualTo(Decimal.parse("600000"));
  }

  @Test
  void recommend_largeBet_isIsolatedWithTheBudgetAndToldTheTruth() {
    PositionAdvice bet = advice.positions().get(1);
    IsolatedMargin margin =
        MarginModeAdvisorGoldenTest.margin(bet.recommendation()).orElseThrow();

    assertThat(bet.classification().classification()).isEqualTo(Classification.DIRECTIONAL);
    assertThat(bet.recommendation()).isInstanceOf(Recommendation.MoveToIsolated.class);
    assertThat(margin.margin().amount()).isEqualTo(Decimal.parse("156100"));
    assertThat(margin.targetMargin().amount()).isEqualTo(Decimal.parse("343050"));
    assertThat(margin.transfer().amount()).isEqualTo(Decimal.parse("156100"));
    assertThat(margin.liquidationProbability().fraction().toStatistic())
        .isCloseTo(0.0966, within(0.00005));
    assertThat(margin.notionalAtTarget().orElseThrow().amount().toStatistic())
        .isCloseTo(700_043, within(0.5));
    assertThat(bet.reasons())
        .extracting(Reason::code)
        .containsExactly(
            Reason.Code.NO_OFFSETTING_LEG,
            Reason.Code.BUDGET_BINDS,
            Reason.Code.REDUCE_SIZE_SUGGESTED);
    assertThat(advice.after().equity()).isEqualTo(advice.before().equity());
  }

  @Test
  void recommend_smallIsolatedBet_isLeftAlone() {
    PositionAdvice bet = advice.positions().get(2);
    IsolatedMargin margin =
        MarginModeAdvisorGoldenTest.margin(bet.recommendation()).orElseThrow();

    assertThat(bet.classification().classification()).isEqualTo(Classification.DIRECTIONAL);
    assertThat(bet.recommendation()).isInstanceOf(Recommendation.KeepIsolated.class);
    assertThat(margin.transfer().amount()).isEqualTo(Decimal.ZERO);
    assertThat(margin.targetMargin().amount()).isEqualTo(Decimal.parse("10296"));
    assertThat(margin.liquidationProbability().fraction().toStatistic())
        .isCloseTo(0.0094, within(0.00005));
  }

  @Test
  void recommend_threat_isBelowTheLimitBefore() {
    assertThat(
            advice.before().largestThreat().orElseThrow().ratio().orElseThrow().toStatistic())
        .isCloseTo(0.43, within(0.005));
    assertThat(advice.after().largestThreat()).isEmpty();
  }
}
