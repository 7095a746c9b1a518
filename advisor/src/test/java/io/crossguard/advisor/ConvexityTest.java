package io.crossguard.advisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.crossguard.advisor.classification.Classification;
import io.crossguard.advisor.classification.Convexity;
import io.crossguard.advisor.classification.Reason;
import io.crossguard.advisor.plan.StepPurpose;
import io.crossguard.advisor.policy.AdvisorPolicy;
import io.crossguard.advisor.policy.ModeGranularity;
import io.crossguard.advisor.policy.VenueCapabilities;
import io.crossguard.advisor.recommendation.MarginModeAdvice;
import io.crossguard.advisor.recommendation.PositionAdvice;
import io.crossguard.advisor.recommendation.Recommendation;
import io.crossguard.advisor.recommendation.Recommendation.Action;
import io.crossguard.margin.rules.OptionTerms;
import io.crossguard.margin.value.Decimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Accounts with options. */
class ConvexityTest {

  /** Short 10 calls at the money, hedged by 5.2 bitcoins: neutral now, and 4 of delta after 12 %. */
  @Test
  void recommend_shortStraddleHedgedAndAloneInItsPool_isItsSubAccountAlready() {
    AccountFixture fixture = bitcoin("100000")
        .option("CALL", "BTC", OptionTerms.Type.CALL, "60000", 168)
        .implied("CALL", "0.6")
        .mark("CALL", "1990")
        .cross("calls", "CALL", "-10", "1990")
        .cross("perp", "BTC-PERP", "5.2", "60000");

    MarginModeAdvice advice = advise(fixture, subAccounts(true));

    assertThat(advice.positions()).hasSize(2).allSatisfy(position -> {
      assertThat(position.classification().classification())
          .isEqualTo(Classification.GAMMA_UNSTABLE);
      assertThat(position.recommendation()).isEqualTo(new Recommendation.KeepCross());
      assertThat(codes(position)).contains(Reason.Code.SHORT_GAMMA);
    });
    assertThat(advice.plan()).isEmpty();
    assertThat(advice.hedgeGroups().get(0).classification())
        .isEqualTo(Classification.GAMMA_UNSTABLE);
    assertThat(advice.hedgeGroups().get(0).relativeDifference().toStatistic())
        .isCloseTo(0, within(0.01));
    Convexity convexity = convexity(advice);
    assertThat(convexity.isShort()).isTrue();
    assertThat(convexity.gamma().toStatistic()).isCloseTo(-7.99e-4, within(1e-6));
    Convexity.Shocks shocks = convexity.shocks().orElseThrow();
    assertThat(shocks.fall()).isEqualTo(Decimal.parse("0.126"));
    assertThat(shocks.rise()).isEqualTo(Decimal.parse("0.12"));
    assertThat(shocks.netAfterFall().toStatistic()).isCloseTo(4.6, within(0.15));
    assertThat(shocks.netAfterRise().toStatistic()).isCloseTo(-4.0, within(0.15));
  }

  // By greeks: 10·(0.5·7560 − 0.000025·7560²) against 5·7560 after a fall of 12.6 %: 14,288.4 lost;
  // 45,000 for the calls and 1,500 for the perpetual; 0.5 % of 30,000 and 300,000.
  @ParameterizedTest(name = "cash {0}: {1}")
  @CsvSource({"1000000, 62438.4", "200000, 40000"})
  void recommend_unstableBesideOthers_allLegsLeaveWithMarginWithinTheBudget(
      String cash, double margin) {
    MarginModeAdvice advice = advise(shortCalls(cash).besideANeutralPair(), subAccounts(true));

    for (int i = 0; i < 2; i++) {
      assertThat(advice.positions().get(i).recommendation())
          .isInstanceOfSatisfying(
              Recommendation.MoveGroupToSubaccount.class,
              move ->
                  assertThat(move.margin().amount().toStatistic()).isCloseTo(margin, within(1e-6)));
    }
    Convexity.Shocks shocks = convexity(advice).shocks().orElseThrow();
    assertThat(shocks.stressLoss().toStatistic()).isCloseTo(14288.4, within(1e-6));
    assertThat(shocks.netAfterFall()).isEqualTo(Decimal.parse("3.78"));
    assertThat(shocks.netAfterRise()).isEqualTo(Decimal.parse("-3.6"));
    assertThat(advice.plan())
        .extracting(step -> step.purpose())
        .containsOnly(StepPurpose.LEAVE_ACCOUNT)
        .hasSize(3);
    assertThat(advice.after().equity().amount())
        .isEqualTo(advice.before().equity().amount());
  }

  @Test
  void recommend_unstableBesideOthersWithoutSubAccounts_allLegsShrinkAlikeAndThenStay() {
    AccountFixture fixture = shortCalls("200000").besideANeutralPair();

    MarginModeAdvice advice = advise(fixture, subAccounts(false));

    // A fifth of 200,000 carries 40,000 of the 62,438.4.
    double left = 40000 / 62438.4;
    assertThat(reduced(advice, 0)).isCloseTo(-10 * (1 - left), within(1e-9));
    assertThat(reduced(advice, 1)).isCloseTo(5 * (1 - left), within(1e-9));
    assertThat(codes(advice.positions().get(0)))
        .contains(Reason.Code.MODE_NOT_AVAILABLE, Reason.Code.BUDGET_BINDS);

    MarginModeAdvice rich = advise(shortCalls("1000000").besideANeutralPair(), subAccounts(false));
    assertThat(rich.plan()).isEmpty();
    assertThat(action(rich, 0)).isEqualTo(Action.KEEP_CROSS);
    assertThat(action(rich, 1)).isEqualTo(Action.KEEP_CROSS);
  }

  // d is 12 % up and 12.6 % down: 5·0.126 of 60,000 is the larger move of gamma.
  @ParameterizedTest(name = "gamma {0}: unstable {1}")
  @CsvSource({"0.0000132275, false", "0.0000132276, true"})
  void classify_netAfterAMove_aFifthOfTheLargerSide(String gamma, boolean isUnstable) {
    // 10·gamma·7,560 may be 1.
    AccountFixture fixture = shortCalls("1000000", gamma);

    Classification is =
        advise(fixture, subAccounts(true)).positions().get(0).classification().classification();

    assertThat(is)
        .isEqualTo(isUnstable ? Classification.GAMMA_UNSTABLE : Classification.DELTA_NEUTRAL);
  }

  @Test
  void recommend_shortGammaThatStaysHedged_staysWithAWarning() {
    MarginModeAdvice advice =
        advise(shortCalls("1000000", "0.00001").besideANeutralPair(), subAccounts(true));

    assertThat(action(advice, 0)).isEqualTo(Action.KEEP_CROSS);
    assertThat(codes(advice.positions().get(0))).contains(Reason.Code.SHORT_GAMMA);
    assertThat(advice.plan()).isEmpty();
  }

  @Test
  void recommend_longStraddle_losesNoMoreThanItsPremium() {
    AccountFixture fixture = bitcoin("50000")
        .option("CALL", "BTC", OptionTerms.Type.CALL, "60000", 168)
        .option("PUT", "BTC", OptionTerms.Type.PUT, "60000", 168)
        .implied("CALL", "0.6")
        .implied("PUT", "0.6")
        .cross("call", "CALL", "10", "1990")
        .cross("put", "PUT", "10", "1990")
        .besideANeutralPair();

    MarginModeAdvice advice = advise(fixture, subAccounts(true));

    for (int i = 0; i < 2; i++) {
      assertThat(action(advice, i)).isEqualTo(Action.KEEP_CROSS);
      assertThat(codes(advice.positions().get(i)))
          .contains(Reason.Code.LOSS_LIMITED_TO_PREMIUM)
          .doesNotContain(Reason.Code.SHORT_GAMMA);
    }
    Convexity convexity = convexity(advice);
    assertThat(convexity.shape()).contains(Convexity.Shape.LIMITED_TO_PREMIUM);
    assertThat(convexity.shocks().orElseThrow().worstLoss())
        .isLessThanOrEqualTo(convexity.premium());
  }

  @Test
  void recommend_lonelyLongCall_staysThoughDirectional() {
    AccountFixture fixture = bitcoin("50000")
        .option("CALL", "BTC", OptionTerms.Type.CALL, "60000", 168)
        .implied("CALL", "0.6")
        .cross("call", "CALL", "10", "1990")
        .besideANeutralPair();

    MarginModeAdvice advice = advise(fixture, subAccounts(true));

    assertThat(action(advice, 0)).isEqualTo(Action.KEEP_CROSS);
    assertThat(advice.positions().get(0).classification().classification())
        .isEqualTo(Classification.DIRECTIONAL);
  }

  /** 10 bitcoins over puts 5 % out of the money: 30,000 and the premium at most, of E. */
  @ParameterizedTest(name = "cash {0}: {1}")
  @CsvSource({"1000000, KEEP_CROSS, TAIL_PROTECTED", "120000, MOVE_GROUP_TO_SUBACCOUNT, OPEN"})
  void recommend_protectivePuts_dependsOnTheLossOverEquity(
      String cash, Action action, Convexity.Shape shape) {
    AccountFixture fixture = bitcoin(cash)
        .option("PUT", "BTC", OptionTerms.Type.PUT, "57000", 168)
        .implied("PUT", "0.6")
        .cross("put", "PUT", "10", "900")
        .cross("perp", "BTC-PERP", "10", "60000")
        .besideANeutralPair();

    MarginModeAdvice advice = advise(fixture, subAccounts(true));

    assertThat(convexity(advice).shape()).contains(shape);
    assertThat(action(advice, 0)).isEqualTo(action);
    assertThat(action(advice, 1)).isEqualTo(action);
    assertThat(codes(advice.positions().get(1)).contains(Reason.Code.TAIL_PROTECTED))
        .isEqualTo(shape == Convexity.Shape.TAIL_PROTECTED);
  }

  @Test
  void recommend_coveredCallOnCoins_staysSinceCoinsCannotMove() {
    AccountFixture fixture = bitcoin("20000")
        .coin("BTC", "10", "60000", "0.05")
        .option("CALL", "BTC", OptionTerms.Type.CALL, "66000", 168)
        .implied("CALL", "0.6")
        .cross("calls", "CALL", "-10", "300")
        .besideANeutralPair();

    for (boolean has : new boolean[] {true, false}) {
      MarginModeAdvice advice = advise(fixture, subAccounts(has));

      assertThat(action(advice, 0)).isEqualTo(Action.KEEP_CROSS);
      assertThat(codes(advice.positions().get(0)))
          .contains(Reason.Code.SHORT_GAMMA, Reason.Code.MODE_NOT_AVAILABLE);
      assertThat(advice.reasons())
          .extracting(Reason::code)
          .contains(Reason.Code.UNHEDGED_COLLATERAL);
    }
  }

  @Test
  void recommend_aSpeckOfAShortCall_isDust() {
    AccountFixture fixture = bitcoin("1000000")
        .option("CALL", "BTC", OptionTerms.Type.CALL, "60000", 168)
        .implied("CALL", "0.6")
        .cross("call", "CALL", "-0.01", "1990")
        .besideANeutralPair();

    MarginModeAdvice advice = advise(fixture, subAccounts(true));

    assertThat(action(advice, 0)).isEqualTo(Action.NO_ACTION);
    assertThat(codes(advice.positions().get(0))).contains(Reason.Code.DUST);
  }

  @Test
  void recommend_poolUnderWater_closesResidualsAndAsksForCollateral() {
    AccountFixture fixture = bitcoin("40000")
        .option("CALL", "BTC", OptionTerms.Type.CALL, "60000", 168)
        .greeks("CALL", "0.5", "0.00005")
        .mark("CALL", "3000")
        .cross("calls", "CALL", "-10", "3000")
        .cross("perp", "BTC-PERP", "4", "60000");

    MarginModeAdvice advice = advise(fixture, subAccounts(true));

    // A delta of 1 is left, on the calls: two of them.
    assertThat(reduced(advice, 0)).isCloseTo(-2, within(1e-9));
    assertThat(action(advice, 1)).isEqualTo(Action.ADD_COLLATERAL);
    assertThat(advice.plan())
        .extracting(step -> step.purpose())
        .containsExactly(StepPurpose.ADD_COLLATERAL, StepPurpose.REDUCE_RISK);
  }

  @Test
  void recommend_isolatedHedgeOfOptions_comesBackWhole() {
    AccountFixture fixture = bitcoin("300000")
        .option("CALL", "BTC", OptionTerms.Type.CALL, "60000", 168)
        .greeks("CALL", "0.5", "0.00005")
        .mark("CALL", "3000")
        .cross("calls", "CALL", "-10", "3000")
        .isolated("perp", "BTC-PERP", "8", "60000", "60000");

    MarginModeAdvice advice = advise(fixture, subAccounts(true));

    assertThat(action(advice, 0)).isEqualTo(Action.KEEP_CROSS);
    assertThat(action(advice, 1)).isEqualTo(Action.MOVE_TO_CROSS);
  }

  @Test
  void recommend_volatilityUnknown_nothingIsInvented() {
    AccountFixture fixture = new AccountFixture()
        .balance("USDT", "100000")
        .index("BTC", "60000")
        .perpetual("BTC-PERP", "BTC", "0.005", "0.02")
        .mark("BTC-PERP", "60000")
        .option("CALL", "BTC", OptionTerms.Type.CALL, "60000", 168)
        .greeks("CALL", "0.5", "0.00005")
        .mark("CALL", "3000")
        .cross("calls", "CALL", "-10", "3000")
        .cross("perp", "BTC-PERP", "5", "60000");

    MarginModeAdvice advice = advise(fixture, subAccounts(true));

    assertThat(advice.positions()).allSatisfy(position -> {
      assertThat(position.recommendation().action()).isEqualTo(Action.NO_ACTION);
      assertThat(codes(position))
          .contains(Reason.Code.SHORT_GAMMA, Reason.Code.STALE_OR_MISSING_MARKET_DATA);
    });
    assertThat(convexity(advice).shocks()).isEmpty();
    assertThat(advice.before().worstCaseLoss()).isEmpty();
  }

  /** Of all legs of the heavier side the option is the least welcome: there the residual is. */
  @Test
  void classify_longsOfAPerpetualAndACall_residualLiesOnTheCall() {
    AccountFixture fixture = bitcoin("300000")
        .option("CALL", "BTC", OptionTerms.Type.CALL, "60000", 168)
        .greeks("CALL", "0.5", "0.00005")
        .mark("CALL", "3000")
        .perpetual("BTC-2", "BTC", "0.005", "0.02")
        .mark("BTC-2", "60000")
        .cross("call", "CALL", "10", "3000")
        .cross("long", "BTC-PERP", "5", "60000")
        .cross("short", "BTC-2", "-8", "60000");

    MarginModeAdvice advice = advise(fixture, subAccounts(true));

    // Delta 5 of the call: 3 are matched, 2 are left, which is 4 contracts.
    assertThat(advice.positions().get(0).classification().residualQuantity().contracts())
        .isEqualTo(Decimal.of(4));
    assertThat(advice.positions().get(1).classification().residualQuantity().isZero())
        .isTrue();
  }

  @Test
  void worstCaseLoss_ofALongCall_isItsPremiumAtMost() {
    AccountFixture fixture = bitcoin("50000")
        .option(
            "CALL",
            "BTC",
            new OptionTerms(
                OptionTerms.Type.CALL,
                AccountFixture.price("60000"),
                OptionTerms.Premium.PAID_UP_FRONT),
            168)
        .implied("CALL", "0.6")
        .mark("CALL", "2000")
        .cross("call", "CALL", "10", "2000");

    MarginModeAdvice advice = advise(fixture, subAccounts(false));

    double worst = advice.before().worstCaseLoss().orElseThrow().amount().toStatistic();
    // The rarest fall of 24.9 % leaves hardly anything of 20,000; a depeg of USDT by 5 % takes
    // 3,500.
    assertThat(worst).isBetween(19_800.0, 20_000.0);
  }

  private static AccountFixture shortCalls(String cash) {
    return shortCalls(cash, "0.00005");
  }

  /** Short 10 calls of delta 0.5 against 5 bitcoins. */
  private static AccountFixture shortCalls(String cash, String gamma) {
    return bitcoin(cash)
        .option("CALL", "BTC", OptionTerms.Type.CALL, "60000", 168)
        .greeks("CALL", "0.5", gamma)
        .mark("CALL", "3000")
        .cross("calls", "CALL", "-10", "3000")
        .cross("perp", "BTC-PERP", "5", "60000");
  }

  private static AccountFixture bitcoin(String cash) {
    return new AccountFixture()
        .balance("USDT", cash)
        .index("BTC", "60000")
        .perpetual("BTC-PERP", "BTC", "0.005", "0.02")
        .mark("BTC-PERP", "60000")
        .volatility("BTC", "0.03");
  }

  private static VenueCapabilities subAccounts(boolean has) {
    return new VenueCapabilities(ModeGranularity.PER_POSITION, true, has, true, Optional.empty());
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

  private static Convexity convexity(MarginModeAdvice advice) {
    return advice.hedgeGroups().stream()
        .flatMap(group -> group.convexity().stream())
        .findFirst()
        .orElseThrow();
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
