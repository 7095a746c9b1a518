package io.crossguard.advisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.crossguard.advisor.classification.Classification;
import io.crossguard.advisor.classification.CorrelatedHedge;
import io.crossguard.advisor.classification.Reason;
import io.crossguard.advisor.plan.StepPurpose;
import io.crossguard.advisor.policy.AdvisorPolicy;
import io.crossguard.advisor.policy.Correlation;
import io.crossguard.advisor.policy.ModeGranularity;
import io.crossguard.advisor.policy.RiskInputs;
import io.crossguard.advisor.policy.VenueCapabilities;
import io.crossguard.advisor.recommendation.MarginModeAdvice;
import io.crossguard.advisor.recommendation.PositionAdvice;
import io.crossguard.advisor.recommendation.Recommendation;
import io.crossguard.advisor.recommendation.Recommendation.Action;
import io.crossguard.margin.evaluation.InconsistentInputException;
import io.crossguard.margin.value.Decimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two bets on coins that move together. */
class CorrelatedHedgeTest {

  /** Long 100 ETH at 3,000 and short 5.73 BTC at 60,000 on 500,000, correlated by 0.86. */
  @Test
  void recommend_longEtherShortBitcoin_stayTogetherWithAWarning() {
    AccountFixture fixture = new AccountFixture()
        .balance("USDT", "500000")
        .perpetual("ETH-PERP", "ETH", "0.005", "0.02")
        .perpetual("BTC-PERP", "BTC", "0.005", "0.02")
        .mark("ETH-PERP", "3000")
        .mark("BTC-PERP", "60000")
        .volatility("ETH", "0.04")
        .volatility("BTC", "0.03")
        .correlation("BTC", "ETH", "0.86")
        .cross("eth", "ETH-PERP", "100", "3000")
        .cross("btc", "BTC-PERP", "-5.73", "60000");

    MarginModeAdvice advice = advise(fixture);

    for (PositionAdvice position : advice.positions()) {
      assertThat(position.classification().classification())
          .isEqualTo(Classification.CORRELATED_HEDGE);
      assertThat(position.recommendation()).isEqualTo(new Recommendation.KeepCross());
      assertThat(position.alternatives()).isEmpty();
      assertThat(codes(position))
          .contains(Reason.Code.CORRELATED_HEDGE_ONLY)
          .doesNotContain(Reason.Code.CORRELATION_TOO_WEAK);
    }
    CorrelatedHedge hedge = advice.correlatedHedges().get(0);
    assertThat(advice.correlatedHedges()).hasSize(1);
    assertThat(hedge.larger().groupId()).isEqualTo("cross/ETH");
    assertThat(hedge.smaller().groupId()).isEqualTo("cross/BTC");
    assertThat(hedge.rSquared()).isEqualTo(Decimal.parse("0.7396"));
    assertThat(hedge.beta().toStatistic()).isCloseTo(1.1467, within(0.0001));
    assertThat(hedge.stressedCorrelation()).isEqualTo(Decimal.parse("0.688"));
    double tail = hedge.residualTail().toStatistic();
    assertThat(tail).isCloseTo(36575.82, within(0.15 * 36575.82));
    // a = 12,000 and b = 10,314 a day, and a multiple of 4.2 for the long that is the larger.
    assertThat(tail)
        .isCloseTo(
            4.2 * Math.sqrt(12000.0 * 12000 + 10314.0 * 10314 - 2 * 0.688 * 12000 * 10314),
            within(1e-6));
    assertThat(hedge.isTailMaterial()).isFalse();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"0.8001, true", "0.8, true", "0.7999, false", "1, true", "-0.9, false", "0, false"})
  void classify_squareOfTheCorrelation(String coefficient, boolean isHedge) {
    assertHedge(pair("1000000").correlation("ETH", "BTC", coefficient), isHedge);
  }

  @ParameterizedTest(name = "{0} seconds: {1}")
  @CsvSource({"2592001, true", "2592000, true", "2591999, false"})
  void classify_sample(long seconds, boolean isHedge) {
    Optional<Duration> sample = Optional.of(Duration.ofSeconds(seconds));
    assertHedge(
        pair("1000000").correlation(correlation(sample, Correlation.Betas.UNKNOWN)), isHedge);
  }

  @Test
  void classify_sampleUnknown_isTooWeak() {
    AccountFixture fixture =
        pair("1000000").correlation(correlation(Optional.empty(), Correlation.Betas.UNKNOWN));

    assertHedge(fixture, false);
    assertThat(codes(advise(fixture).positions().get(0)))
        .contains(Reason.Code.CORRELATION_TOO_WEAK);
  }

  @ParameterizedTest(name = "{0} and {1}: {2}")
  @CsvSource(
      nullValues = "-",
      value = {
        "0.7501, 1, true",
        "0.75, 1, true",
        "0.7499, 1, false",
        "1, 0.75, true",
        "1, 0.7499, false",
        "-0.75, -1, true",
        "-0.1, 0.1, false",
        "-, 1, true",
        "0.1, -, true"
      })
  void classify_betasOfThirtyAndNinetyDays(String thirty, String ninety, boolean isHedge) {
    Correlation.Betas betas = new Correlation.Betas(
        Optional.ofNullable(thirty).map(Decimal::parse),
        Optional.ofNullable(ninety).map(Decimal::parse));
    assertHedge(
        pair("1000000").correlation(correlation(Optional.of(Duration.ofDays(30)), betas)), isHedge);
  }

  // The other side risks 10,000 a day.
  @ParameterizedTest(name = "{0} BTC: {1}")
  @CsvSource({"-8.001, true", "-8, true", "-7.999, false", "-12.5, true", "-12.501, false"})
  void classify_sizesOfTheRisks(String bitcoins, boolean isHedge) {
    assertHedge(pair("1000000", bitcoins).correlation("ETH", "BTC", "0.85"), isHedge);
  }

  @ParameterizedTest(name = "short {0} BTC at {1}: {2}")
  @CsvSource({"-10, 0.85, true", "10, 0.85, false", "10, -0.85, true", "-10, -0.85, false"})
  void classify_sidesMustOffsetUnderTheSign(String bitcoins, String coefficient, boolean isHedge) {
    AccountFixture fixture = pair("1000000", bitcoins).correlation("BTC", "ETH", coefficient);

    assertHedge(fixture, isHedge);
    assertThat(codes(advise(fixture).positions().get(0)))
        .doesNotContain(Reason.Code.CORRELATION_TOO_WEAK);
  }

  // Both risk 10,000 a day; stressed to 0.68 that is 8,000 together, times 4.2 a tail of 33,600.
  @ParameterizedTest(name = "equity {0}: {1}")
  @CsvSource({"336000.01, KEEP_CROSS", "336000, KEEP_CROSS", "335999.99, MOVE_GROUP_TO_SUBACCOUNT"})
  void recommend_tailOverEquity_bothGetTheSame(String cash, Action expected) {
    MarginModeAdvice advice = advise(
        pair(cash).correlation("ETH", "BTC", "0.85").besideANeutralPair(), subAccounts(true));

    assertThat(advice.correlatedHedges().get(0).residualTail().toStatistic())
        .isCloseTo(33600, within(1e-6));
    assertThat(action(advice, 0)).isEqualTo(expected);
    assertThat(action(advice, 1)).isEqualTo(expected);
    assertThat(advice.after().equity()).isEqualTo(advice.before().equity());
  }

  @Test
  void recommend_tailAboveTheLimit_subAccountGetsTailMaintenanceAndFeeWithinTheBudget() {
    // 33,600 and 1 % of maintenance and fee on 750,000; a fifth of 200,000 is less.
    assertThat(subAccountMargin("300000")).isCloseTo(41100, within(1e-6));
    assertThat(subAccountMargin("200000")).isCloseTo(40000, within(1e-6));
  }

  private static double subAccountMargin(String cash) {
    MarginModeAdvice advice = advise(
        pair(cash).correlation("ETH", "BTC", "0.85").besideANeutralPair(), subAccounts(true));
    assertThat(subAccountMargin(advice, 1)).isEqualTo(subAccountMargin(advice, 0));
    return subAccountMargin(advice, 0);
  }

  private static double subAccountMargin(MarginModeAdvice advice, int position) {
    return advice.positions().get(position).recommendation()
            instanceof Recommendation.MoveGroupToSubaccount move
        ? move.margin().amount().toStatistic()
        : -1;
  }

  @Test
  void recommend_tailAboveTheLimitAndNothingElseInThePool_isItsSubAccountAlready() {
    MarginModeAdvice advice =
        advise(pair("300000").correlation("ETH", "BTC", "0.85"), subAccounts(true));

    assertThat(action(advice, 0)).isEqualTo(Action.KEEP_CROSS);
    assertThat(action(advice, 1)).isEqualTo(Action.KEEP_CROSS);
    assertThat(codes(advice.positions().get(0))).contains(Reason.Code.CORRELATED_HEDGE_ONLY);
  }

  @Test
  void recommend_tailAboveTheLimitWithoutSubAccounts_bothAreReducedAlike() {
    MarginModeAdvice advice = advise(
        pair("168000").correlation("ETH", "BTC", "0.85").besideANeutralPair(), subAccounts(false));

    // The tail is twice what is allowed.
    assertThat(reduced(advice, 0)).isCloseTo(50, within(1e-9));
    assertThat(reduced(advice, 1)).isCloseTo(-5, within(1e-9));
    assertThat(codes(advice.positions().get(0))).contains(Reason.Code.MODE_NOT_AVAILABLE);

    MarginModeAdvice then = advise(
        pair("168000", "50", "-5").correlation("ETH", "BTC", "0.85").besideANeutralPair(),
        subAccounts(false));
    assertThat(action(then, 0)).isEqualTo(Action.KEEP_CROSS);
    assertThat(action(then, 1)).isEqualTo(Action.KEEP_CROSS);
  }

  @Test
  void classify_threeCoins_theStrongestTwoAndEachOnce() {
    AccountFixture fixture = pair("1000000")
        .correlation("ETH", "BTC", "0.85")
        .perpetual("SOL-PERP", "SOL", "0.005", "0.02")
        .mark("SOL-PERP", "100")
        .volatility("SOL", "0.05")
        .correlation("SOL", "ETH", "0.9")
        .cross("sol", "SOL-PERP", "-2000", "100");

    MarginModeAdvice advice = advise(fixture);

    assertThat(advice.correlatedHedges()).hasSize(1);
    assertThat(advice.correlatedHedges().get(0).hedgeId()).isEqualTo("cross/ETH+cross/SOL");
    assertThat(advice.positions())
        .extracting(position -> position.classification().classification())
        .containsExactly(
            Classification.CORRELATED_HEDGE,
            Classification.DIRECTIONAL,
            Classification.CORRELATED_HEDGE);
  }

  /** 100 ETH at 2,500 in the wallet risk the 10,000 a day that the short of 10 BTC does. */
  @ParameterizedTest(name = "equity in cash {0}: {1}")
  @CsvSource({"300000, false", "10000, true"})
  void recommend_coinsAgainstAShortOfAnotherCoin_stay(String cash, boolean isTailMaterial) {
    AccountFixture fixture = new AccountFixture()
        .balance("USDT", cash)
        .perpetual("BTC-PERP", "BTC", "0.005", "0.02")
        .mark("BTC-PERP", "50000")
        .volatility("BTC", "0.02")
        .cross("btc", "BTC-PERP", "-10", "50000")
        .coin("ETH", "100", "2500", "0.1")
        .volatility("ETH", "0.04")
        .correlation("ETH", "BTC", "0.85")
        .besideANeutralPair();

    for (boolean hasSubAccounts : new boolean[] {true, false}) {
      MarginModeAdvice advice = advise(fixture, subAccounts(hasSubAccounts));

      assertThat(advice.correlatedHedges()).singleElement().satisfies(hedge -> {
        assertThat(hedge.restsOnCoins()).isTrue();
        assertThat(hedge.isTailMaterial()).isEqualTo(isTailMaterial);
      });
      assertThat(advice.positions().get(0).classification().classification())
          .isEqualTo(Classification.CORRELATED_HEDGE);
      assertThat(action(advice, 0)).isEqualTo(Action.KEEP_CROSS);
      assertThat(codes(advice.positions().get(0)).contains(Reason.Code.MODE_NOT_AVAILABLE))
          .isEqualTo(isTailMaterial);
      assertThat(advice.reasons())
          .extracting(Reason::code)
          .contains(Reason.Code.UNHEDGED_COLLATERAL);
    }
  }

  @Test
  void classify_isolatedPositionsOrCoinsAlone_areNoCorrelatedHedge() {
    AccountFixture isolated = pair("1000000", "100", "0.001")
        .correlation("ETH", "BTC", "0.85")
        .isolated("apart", "BTC-PERP", "-10.001", "50000", "100000");
    AccountFixture coins = pair("1000000", "0.1", "0.01")
        .coin("BTC", "9.99", "50000", "0")
        .coin("ETH", "99.9", "2500", "0")
        .cross("eth2", "ETH-PERP", "-0.1", "2500")
        .cross("btc2", "BTC-PERP", "-0.01", "50000")
        .correlation("ETH", "BTC", "-0.85");

    assertThat(advise(isolated).correlatedHedges()).isEmpty();
    assertThat(advise(coins).correlatedHedges()).isEmpty();
  }

  // 16,800 of a tail of 31,205 are allowed. Of 8 BTC a lot of 4 stays, and then 53.8 ETH are too
  // much
  // beside it; any less, and no lot stays.
  @Test
  void recommend_lotsTakeTheHedgeApart_nothingOfEitherIsLeft() {
    MarginModeAdvice advice = advise(lots("-8", "4").besideANeutralPair(), subAccounts(false));

    assertThat(reduced(advice, 0)).isCloseTo(100, within(1e-9));
    assertThat(reduced(advice, 1)).isCloseTo(-8, within(1e-9));
  }

  // 16,800 of a tail of 32,151: of 9 BTC 4.70 may stay, which is 4.5 in lots of a half.
  @Test
  void recommend_lotsKeepTheHedge_bothAreReducedInWholeLots() {
    MarginModeAdvice advice = advise(lots("-9", "0.5").besideANeutralPair(), subAccounts(false));

    assertThat(reduced(advice, 0)).isCloseTo(100 * (1 - 16800 / 32151.2), within(0.01));
    assertThat(reduced(advice, 1)).isCloseTo(-4.5, within(1e-9));
    assertThat(advice.plan())
        .extracting(step -> step.purpose())
        .containsExactly(StepPurpose.REDUCE_RISK, StepPurpose.REDUCE_RISK);
  }

  private static AccountFixture lots(String bitcoins, String step) {
    return pair("168000", bitcoins).correlation("ETH", "BTC", "0.85").lots("BTC-PERP", step);
  }

  @Test
  void correlation_malformed_isRefused() {
    assertThatThrownBy(() -> new AccountFixture().correlation("A", "A", "0.5"))
        .hasMessage("second root must not be the first one");
    for (String coefficient : new String[] {"1.000001", "-1.000001"}) {
      assertThatThrownBy(() -> new AccountFixture().correlation("A", "B", coefficient))
          .hasMessage("coefficient must be between -1 and 1");
    }
    AccountFixture twice = pair("1").correlation("ETH", "BTC", "0").correlation("BTC", "ETH", "0");
    assertThatThrownBy(twice::riskInputs).hasMessage("correlations must not repeat two roots");
    AccountFixture unknown = pair("1").correlation("ETH", "XYZ", "0.9");
    assertThatThrownBy(unknown::request)
        .isInstanceOfSatisfying(
            InconsistentInputException.class,
            e -> assertThat(e.inconsistencies())
                .extracting(found -> found.path())
                .containsExactly("riskInputs.correlations[0].secondRoot"));
    assertThat(RiskInputs.NONE.correlations()).isEmpty();
  }

  private static void assertHedge(AccountFixture fixture, boolean isHedge) {
    MarginModeAdvice advice = advise(fixture);

    assertThat(advice.correlatedHedges()).hasSize(isHedge ? 1 : 0);
    assertThat(advice.positions())
        .extracting(position -> position.classification().classification())
        .containsOnly(isHedge ? Classification.CORRELATED_HEDGE : Classification.DIRECTIONAL);
  }

  private static Correlation correlation(Optional<Duration> sample, Correlation.Betas betas) {
    return new Correlation("ETH", "BTC", Decimal.parse("0.85"), sample, betas);
  }

  private static AccountFixture pair(String cash) {
    return pair(cash, "-10");
  }

  private static AccountFixture pair(String cash, String bitcoins) {
    return pair(cash, "100", bitcoins);
  }

  /** 100 ETH at 2,500 and 10 BTC at 50,000 both risk 10,000 a day. */
  private static AccountFixture pair(String cash, String ether, String bitcoins) {
    return new AccountFixture()
        .balance("USDT", cash)
        .perpetual("ETH-PERP", "ETH", "0.005", "0.02")
        .perpetual("BTC-PERP", "BTC", "0.005", "0.02")
        .mark("ETH-PERP", "2500")
        .mark("BTC-PERP", "50000")
        .volatility("ETH", "0.04")
        .volatility("BTC", "0.02")
        .cross("eth", "ETH-PERP", ether, "2500")
        .cross("btc", "BTC-PERP", bitcoins, "50000");
  }

  private static VenueCapabilities subAccounts(boolean has) {
    return new VenueCapabilities(ModeGranularity.PER_POSITION, true, has, true, Optional.empty());
  }

  private static MarginModeAdvice advise(AccountFixture fixture) {
    return advise(fixture, VenueCapabilities.defaults());
  }

  private static MarginModeAdvice advise(AccountFixture fixture, VenueCapabilities venue) {
    return new MarginModeAdvisor()
        .recommend(new AdviceRequest(
            fixture.account(),
            fixture.riskInputs(),
            AdvisorPolicy.defaults(),
            venue,
            Map.of(),
            List.of()));
  }

  private static Action action(MarginModeAdvice advice, int position) {
    return advice.positions().get(position).recommendation().action();
  }

  private static double reduced(MarginModeAdvice advice, int position) {
    return advice.positions().get(position).recommendation() instanceof Recommendation.Reduce r
        ? r.quantity().contracts().toStatistic()
        : Double.NaN;
  }

  private static List<Reason.Code> codes(PositionAdvice position) {
    return position.reasons().stream().map(Reason::code).toList();
  }
}
