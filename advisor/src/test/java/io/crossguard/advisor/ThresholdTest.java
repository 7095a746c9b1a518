package io.crossguard.advisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.advisor.classification.Classification;
import io.crossguard.advisor.classification.HedgeGroup;
import io.crossguard.advisor.classification.Reason;
import io.crossguard.advisor.policy.AdvisorPolicy;
import io.crossguard.advisor.policy.VenueCapabilities;
import io.crossguard.advisor.recommendation.IsolatedMargin;
import io.crossguard.advisor.recommendation.MarginModeAdvice;
import io.crossguard.advisor.recommendation.PositionAdvice;
import io.crossguard.advisor.recommendation.Recommendation;
import io.crossguard.advisor.recommendation.Recommendation.Action;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Quantity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every limit below, at and above. */
class ThresholdTest {
  private static final String RICH = "100000000";

  // Long 1,000 ETH; the short decides the relative difference.
  @ParameterizedTest(name = "short {0}: {1}")
  @CsvSource({
    "950.001, DELTA_NEUTRAL",
    "950, DELTA_NEUTRAL",
    "949.999, HEDGED_WITH_RESIDUAL",
    "800.001, HEDGED_WITH_RESIDUAL",
    "800, HEDGED_WITH_RESIDUAL",
    "799.999, PARTIALLY_HEDGED",
    "200.001, PARTIALLY_HEDGED",
    "200, DIRECTIONAL",
    "199.999, DIRECTIONAL"
  })
  void classify_relativeDifference(String quantity, Classification expected) {
    assertThat(group(pair(quantity, RICH), Map.of()).classification()).isEqualTo(expected);
  }

  @ParameterizedTest(name = "short {0}: {1}")
  @CsvSource({"925.001, DELTA_NEUTRAL", "925, DELTA_NEUTRAL", "924.999, HEDGED_WITH_RESIDUAL"})
  void classify_wasNeutral_staysSoUpToTheExitBand(String quantity, Classification expected) {
    Map<String, Classification> previous =
        Map.of("cross/ETH", Classification.DELTA_NEUTRAL, "gone/XRP", Classification.DIRECTIONAL);

    assertThat(group(pair(quantity, RICH), previous).classification()).isEqualTo(expected);
  }

  // A net of 40 ETH is 120,000; a fifth of the equity at 600,000.
  @ParameterizedTest(name = "equity {0}: {1}")
  @CsvSource({
    "600000.01, DELTA_NEUTRAL, false",
    "600000, DELTA_NEUTRAL, false",
    "599999.99, PARTIALLY_HEDGED, true"
  })
  void classify_netToEquity(String cash, Classification expected, boolean isMaterial) {
    AccountFixture fixture = pair("960", cash);
    PositionAdvice carrier = advise(fixture.request()).positions().get(0);

    assertThat(group(fixture, Map.of()).classification()).isEqualTo(expected);
    assertThat(hasCode(carrier, Reason.Code.RESIDUAL_MATERIAL_TO_EQUITY)).isEqualTo(isMaterial);
    // Its own residual share is 4 %, but it carries what is material.
    assertThat(carrier.classification().classification()).isEqualTo(expected);
  }

  @Test
  void classify_netWithoutEquity_isAboveEveryLimit() {
    HedgeGroup group = group(pair("999", "0"), Map.of());

    assertThat(group.classification()).isEqualTo(Classification.PARTIALLY_HEDGED);
    assertThat(group.netToEquity()).isEmpty();
    assertThat(group(pair("1000", "0"), Map.of()).classification())
        .isEqualTo(Classification.DELTA_NEUTRAL);
  }

  @Test
  void classify_legOfAHedgedGroup_isNeverWorseThanTheGroup() {
    AccountFixture fixture = pair("1200", RICH).cross("rest", "ETH-PERP", "500", "3000");
    MarginModeAdvice advice = advise(fixture.request());

    // 300 of its 500 are not matched: 60 %, in a group that differs by 20 %.
    assertThat(advice.positions().get(2).classification().residualQuantity().contracts())
        .isEqualTo(Decimal.of(300));
    assertThat(advice.positions().get(2).classification().classification())
        .isEqualTo(Classification.HEDGED_WITH_RESIDUAL);
    assertThat(advice.positions().get(2).recommendation().action()).isEqualTo(Action.KEEP_CROSS);
    assertThat(advice.positions().get(2).alternatives())
        .containsExactly(new Recommendation.RebalanceHedge(new Quantity(Decimal.of(-300))));
  }

  // 10 SOL at 150 move by 21 %: a stress loss of 315, half a per cent of 63,000.
  @ParameterizedTest(name = "equity {0}: {1}")
  @CsvSource({"63000.01, NO_ACTION", "63000, NO_ACTION", "62999.99, MOVE_TO_ISOLATED"})
  void recommend_dust(String cash, Action expected) {
    MarginModeAdvice advice = advise(bet("10", cash).request());

    assertThat(advice.positions().get(0).recommendation().action()).isEqualTo(expected);
    assertThat(hasCode(advice.positions().get(0), Reason.Code.DUST))
        .isEqualTo(expected == Action.NO_ACTION);
  }

  // 1,000 SOL at 150: a stress loss of 31,500, maintenance margin 1,500.
  @ParameterizedTest(name = "equity {0}: {1}")
  @CsvSource({"64499.99, true", "64500, true", "64500.01, false"})
  void recommend_singleThreat(String cash, boolean isThreat) {
    PositionAdvice advice = advise(bet("1000", cash).request()).positions().get(0);

    assertThat(hasCode(advice, Reason.Code.SINGLE_POSITION_THREAT)).isEqualTo(isThreat);
    assertThat(hasCode(advice, Reason.Code.BIGGER_BUFFER_NOT_SAFER)).isEqualTo(isThreat);
  }

  // Two bets of 500 SOL-like units together lose what the one above does.
  @ParameterizedTest(name = "equity {0}: {1}")
  @CsvSource({"64499.99, true", "64500, true", "64500.01, false"})
  void recommend_aggregateExposure(String cash, boolean isThreat) {
    AccountFixture fixture = bet("500", cash)
        .perpetual("BNB-PERP", "BNB", "0.01", "0.05")
        .mark("BNB-PERP", "150")
        .volatility("BNB", "0.05")
        .cross("other", "BNB-PERP", "500", "150");

    assertThat(advise(fixture.request()).reasons().stream()
            .anyMatch(reason -> reason.code() == Reason.Code.AGGREGATE_EXPOSURE))
        .isEqualTo(isThreat);
  }

  // 1,000 SOL want 33,277.5: 25 % below that is an equity of 26,622, 25 % above one of 44,370.
  @ParameterizedTest(name = "margin {0}: transfer {1}")
  @CsvSource({
    "26621.99, 6655.51",
    "26622, 0",
    "26622.01, 0",
    "44369.99, 0",
    "44370, 0",
    "44370.01, -11092.51"
  })
  void recommend_isolatedMarginOffTheBand_isResized(String margin, String transfer) {
    AccountFixture fixture = bet("1000000").isolated("bet", "SOL-PERP", "1000", "150", margin);
    PositionAdvice advice = advise(fixture.request()).positions().get(0);

    assertThat(advice.recommendation().action()).isEqualTo(Action.KEEP_ISOLATED);
    assertThat(margin(advice).transfer().amount()).isEqualTo(Decimal.parse(transfer));
    assertThat(hasCode(advice, Reason.Code.MARGIN_ADDED)).isEqualTo(transfer.equals("6655.51"));
    assertThat(hasCode(advice, Reason.Code.MARGIN_RELEASED)).isEqualTo(transfer.startsWith("-"));
  }

  // E is cash and margin; the isolated margin is 25 % above a fifth of E at 20,000 of 80,000.
  @ParameterizedTest(name = "cash {0}: transfer {1}")
  @CsvSource({"60000.01, 0", "60000, 0", "59999.99, -4000.002"})
  void recommend_budgetExceeded_isReleasedBeyondTheBand(String cash, String transfer) {
    AccountFixture fixture = bet(cash).isolated("bet", "SOL-PERP", "620", "150", "20000");

    assertThat(margin(advise(fixture.request()).positions().get(0)).transfer().amount())
        .isEqualTo(Decimal.parse(transfer));
  }

  private static AccountFixture pair(String shortQuantity, String cash) {
    return new AccountFixture()
        .balance("USDT", cash)
        .perpetual("ETH-PERP", "ETH", "0.005", "0.02")
        .perpetual("ETH-PERP-2", "ETH", "0.005", "0.02")
        .mark("ETH-PERP", "3000")
        .mark("ETH-PERP-2", "3000")
        .volatility("ETH", "0.04")
        .cross("long", "ETH-PERP", "1000", "3000")
        .cross("short", "ETH-PERP-2", "-" + shortQuantity, "3000");
  }

  private static AccountFixture bet(String cash) {
    return new AccountFixture()
        .balance("USDT", cash)
        .perpetual("SOL-PERP", "SOL", "0.01", "0.05")
        .mark("SOL-PERP", "150")
        .volatility("SOL", "0.05");
  }

  private static AccountFixture bet(String quantity, String cash) {
    return bet(cash).cross("bet", "SOL-PERP", quantity, "150");
  }

  private static HedgeGroup group(AccountFixture fixture, Map<String, Classification> previous) {
    return new PositionClassifier()
        .classify(new AdviceRequest(
            fixture.account(),
            fixture.riskInputs(),
            AdvisorPolicy.defaults(),
            VenueCapabilities.defaults(),
            previous,
            List.of()))
        .hedgeGroups()
        .get(0);
  }

  private static MarginModeAdvice advise(AdviceRequest request) {
    return new MarginModeAdvisor().recommend(request);
  }

  private static IsolatedMargin margin(PositionAdvice advice) {
    Recommendation recommendation = advice.recommendation();
    return MarginModeAdvisorGoldenTest.margin(recommendation).orElseThrow();
  }

  private static boolean hasCode(PositionAdvice advice, Reason.Code code) {
    return advice.reasons().stream().anyMatch(reason -> reason.code() == code);
  }
}
