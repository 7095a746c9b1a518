package io.crossguard.advisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.crossguard.advisor.classification.Classification;
import io.crossguard.advisor.classification.PositionTag;
import io.crossguard.advisor.classification.Reason;
import io.crossguard.advisor.policy.AdvisorPolicy;
import io.crossguard.advisor.policy.AssetConversion;
import io.crossguard.advisor.policy.ModeGranularity;
import io.crossguard.advisor.policy.RiskInputs;
import io.crossguard.advisor.policy.VenueCapabilities;
import io.crossguard.advisor.recommendation.IsolatedMargin;
import io.crossguard.advisor.recommendation.MarginModeAdvice;
import io.crossguard.advisor.recommendation.PositionAdvice;
import io.crossguard.advisor.recommendation.Recommendation;
import io.crossguard.advisor.recommendation.Recommendation.Action;
import io.crossguard.margin.evaluation.Inconsistency;
import io.crossguard.margin.evaluation.InconsistentInputException;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.rules.InstrumentKind;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.rules.PositionMode;
import io.crossguard.margin.rules.RuleSet;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Money;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Rate;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What scopes, coin margin and the means of a venue do to the advice. */
class ScopesAndVenuesTest {

  @Test
  void recommend_inverseShortAgainstItsCoins_isNeutralInACoinPool() {
    MarginModeAdvice advice = advise(coinMargined("-600000").request());

    assertThat(advice.positions().get(0).classification().classification())
        .isEqualTo(Classification.DELTA_NEUTRAL);
    assertThat(advice.positions().get(0).recommendation().action()).isEqualTo(Action.KEEP_CROSS);
  }

  // 5 BTC long, margin in BTC: a fall of 12.6 % makes 5/0.874 of it, of which 0.126 is lost and
  // 0.015 is required; 0.9067 BTC and 15 BTC equity, so a budget of 2 BTC.
  @Test
  void recommend_inverseLongBesideItsCoins_isIsolatedWithCoins() {
    MarginModeAdvice advice = advise(coinMargined("300000").request());
    IsolatedMargin margin =
        ((Recommendation.MoveToIsolated) advice.positions().get(0).recommendation()).margin();

    assertThat(margin.margin().asset()).isEqualTo("BTC");
    assertThat(margin.margin().amount().toStatistic())
        .isCloseTo(5 / 0.874 * (0.126 + 0.015), within(1e-12));
    assertThat(codes(advice)).contains(Reason.Code.WRONG_WAY_COLLATERAL);
    // What it wants has no end of digits: cut at the 18th it is no reason to reduce.
    assertThat(margin.notionalAtTarget()).isEmpty();
    assertThat(advice.positions().get(0).alternatives()).isEmpty();
  }

  @Test
  void recommend_hedgeInAnotherPool_joinsThePoolOfTheCoins() {
    AccountFixture fixture = coinMargined("-1")
        .balance("USDT", "100000")
        .perpetual("BTC-PERP", "BTC", "0.005", "0.02")
        .mark("BTC-PERP", "60000")
        .cross("linear", "BTC-PERP", "-9", "60000");
    PositionAdvice advice = advise(fixture.request()).positions().get(1);

    assertThat(advice.classification().marginHedged()).contains(false);
    assertThat(advice.recommendation())
        .isInstanceOfSatisfying(
            Recommendation.MoveToCross.class,
            move -> assertThat(move.scopeId()).isEqualTo("cross:BTC"));
    assertThat(codes(advice)).contains(Reason.Code.HEDGE_IN_OTHER_POOL);
  }

  @Test
  void recommend_isolatedShortLargerThanTheCoins_isSplit() {
    AccountFixture fixture =
        hedge("10", "1000000").isolated("short", "BTC-PERP", "-20", "60000", "240000");
    PositionAdvice advice = advise(fixture.request()).positions().get(0);
    Recommendation.Split split = (Recommendation.Split) advice.recommendation();

    assertThat(split.quantity().contracts()).isEqualTo(Decimal.of(-10));
    assertThat(advice.classification().classification()).isEqualTo(Classification.PARTIALLY_HEDGED);
    assertThat(codes(advice)).contains(Reason.Code.HEDGE_LEG_ISOLATED);
    assertThat(split
            .margin()
            .margin()
            .amount()
            .plus(split.margin().transfer().amount().abs()))
        .isEqualTo(Decimal.of(240000));
  }

  @Test
  void recommend_isolatedShortALittleLargerThanTheCoins_comesBackWhole() {
    AccountFixture fixture =
        hedge("10", "1000000").isolated("short", "BTC-PERP", "-11", "60000", "66000");

    PositionAdvice advice = advise(fixture.request()).positions().get(0);
    assertThat(advice.recommendation().action()).isEqualTo(Action.MOVE_TO_CROSS);
    assertThat(advice.classification().classification())
        .isEqualTo(Classification.HEDGED_WITH_RESIDUAL);
  }

  @Test
  void recommend_poolThatCouldNotCarryTheReturn_keepsItIsolated() {
    AccountFixture fixture = new AccountFixture()
        .balance("USDT", "-1000")
        .coin("BTC", "0.02", "60000", "0.05")
        .perpetual("BTC-PERP", "BTC", "0.01", "0.5")
        .mark("BTC-PERP", "60000")
        .volatility("BTC", "0.03")
        .isolated("short", "BTC-PERP", "-0.02", "60000", "400");
    PositionAdvice advice = advise(fixture.request()).positions().get(0);

    assertThat(advice.recommendation().action()).isEqualTo(Action.KEEP_ISOLATED);
    assertThat(codes(advice)).contains(Reason.Code.INSUFFICIENT_FREE_COLLATERAL);
    // 140 in the pool, 400 come along, 600 are required.
    assertThat(advice.alternatives())
        .containsExactly(new Recommendation.AddCollateral(new Money(Decimal.of(60), "USDT")));
  }

  @Test
  void recommend_smallPool_exactDepositAndResidualClosed() {
    AccountFixture fixture = new AccountFixture()
        .balance("USDT", "500")
        .perpetual("SOL-PERP", "SOL", "0.02", "0.05")
        .mark("SOL-PERP", "150")
        .volatility("SOL", "0.05")
        .cross("bet", "SOL-PERP", "200", "150");
    PositionAdvice advice = advise(fixture.request()).positions().get(0);

    assertThat(advice.recommendation().action()).isEqualTo(Action.REDUCE);
    assertThat(advice.liquidationPriceAfter()).isEmpty();
    assertThat(advice.alternatives())
        .containsExactly(new Recommendation.AddCollateral(new Money(Decimal.of(1000), "USDT")));
  }

  // The pair keeps 12,000 of maintenance and 36,000 for its basis, so 400 may leave. The bet lacks
  // 4,655.50 of the 10,080 budgeted: 400 are less than a quarter of its 2,000, and are not added.
  @Test
  void recommend_poolThatCanSpareTooLittleToAdd_saysThatThePoolBinds() {
    AccountFixture fixture = new AccountFixture()
        .balance("USDT", "48400")
        .perpetual("BTC-PERP", "BTC", "0.005", "0.01")
        .future("BTC-FUT", "BTC", "0.005", "0.01", 1000)
        .perpetual("SOL-PERP", "SOL", "0.01", "0.05")
        .mark("BTC-PERP", "60000")
        .mark("BTC-FUT", "60000")
        .mark("SOL-PERP", "150")
        .volatility("BTC", "0.03")
        .volatility("SOL", "0.05")
        .cross("long", "BTC-PERP", "20", "60000")
        .cross("short", "BTC-FUT", "-20", "60000")
        .isolated("bet", "SOL-PERP", "200", "150", "2000");
    PositionAdvice bet = advise(fixture.request()).positions().get(2);

    assertThat(MarginModeAdvisorGoldenTest.margin(bet.recommendation())
            .orElseThrow()
            .transfer()
            .amount())
        .isEqualTo(Decimal.ZERO);
    assertThat(codes(bet))
        .contains(Reason.Code.INSUFFICIENT_FREE_COLLATERAL, Reason.Code.REDUCE_SIZE_SUGGESTED)
        .doesNotContain(Reason.Code.BUDGET_BINDS);
  }

  @ParameterizedTest(name = "{0} with sub-accounts {1}: {2}")
  @CsvSource({
    "PER_POSITION, false, MOVE_TO_ISOLATED",
    "PER_SYMBOL, false, MOVE_TO_ISOLATED",
    "ACCOUNT_WIDE, false, REDUCE",
    "ACCOUNT_WIDE, true, MOVE_GROUP_TO_SUBACCOUNT",
    "SUB_ACCOUNTS, false, MOVE_GROUP_TO_SUBACCOUNT"
  })
  void recommend_largeBet_asTheVenueAllows(
      ModeGranularity granularity, boolean subAccounts, Action expected) {
    AccountFixture fixture = hedge("10", "100000")
        .cross("short", "BTC-PERP", "-10", "60000")
        .perpetual("SOL-PERP", "SOL", "0.01", "0.05")
        .mark("SOL-PERP", "150")
        .volatility("SOL", "0.05")
        .cross("bet", "SOL-PERP", "10000", "150");
    MarginModeAdvice advice = advise(fixture, granularity, subAccounts);

    PositionAdvice bet = advice.positions().get(1);
    assertThat(bet.recommendation().action()).isEqualTo(expected);
    assertThat(codes(bet).contains(Reason.Code.MODE_NOT_AVAILABLE))
        .isEqualTo(expected != Action.MOVE_TO_ISOLATED);
    assertThat(codes(bet)).contains(Reason.Code.BUDGET_BINDS);
    assertThat(advice.positions().get(0).recommendation().action()).isEqualTo(Action.KEEP_CROSS);
    assertThat(advice.after().equity()).isEqualTo(advice.before().equity());
  }

  @Test
  void recommend_groupAloneInItsPool_hasItsSubAccountAlready() {
    AccountFixture fixture = hedge("0.001", "100000").cross("bet", "BTC-PERP", "-10", "60000");

    PositionAdvice bet =
        advise(fixture, ModeGranularity.SUB_ACCOUNTS, true).positions().get(0);
    assertThat(bet.recommendation().action()).isEqualTo(Action.KEEP_CROSS);
    assertThat(codes(bet)).contains(Reason.Code.MODE_NOT_AVAILABLE);
  }

  @Test
  void recommend_partOfTheSymbolMatched_cannotBeIsolatedPerSymbol() {
    AccountFixture fixture = hedge("4", "1000000")
        .cross("first", "BTC-PERP", "-6", "60000")
        .cross("second", "BTC-PERP", "-6", "60000");

    Set<Reason.Code> codes =
        codes(advise(fixture, ModeGranularity.PER_SYMBOL, false).positions().get(1));
    assertThat(codes).contains(Reason.Code.MODE_NOT_AVAILABLE);
  }

  @Test
  void recommend_bothSidesOfOneInstrument_canBeClosed() {
    AccountFixture fixture = hedge("0.001", "100000")
        .cross("long", "BTC-PERP", "2", "60000")
        .cross("short", "BTC-PERP", "-2", "60000");

    assertThat(codes(advise(fixture.request()).positions().get(0)))
        .contains(Reason.Code.FULLY_OFFSET_CLOSE_BOTH);
  }

  @Test
  void recommend_hedgeThatExpiresSoon_saysSoAndRolls() {
    AccountFixture fixture = hedge("2", "100000")
        .future("BTC-SOON", "BTC", "0.005", "0.02", 24)
        .mark("BTC-SOON", "60000")
        .cross("short", "BTC-SOON", "-2", "60000");
    PositionAdvice advice = advise(fixture.request()).positions().get(0);

    assertThat(codes(advice))
        .contains(Reason.Code.HEDGE_EXPIRES_WITHIN_HORIZON, Reason.Code.CALENDAR_BASIS);
    assertThat(advice.alternatives())
        .extracting(Recommendation::action)
        .containsExactly(Action.REBALANCE_HEDGE);
  }

  // Long 1 BTC, 1 perpetual, 1 future and 1 wrapped BTC: what a short leaves is the least welcome.
  @ParameterizedTest(name = "short {0}: perpetual {1}, early {2}, late {3}")
  @CsvSource({"1, 1, 1, 1", "1.5, 0.5, 1, 1", "2.5, 0, 0.5, 1", "3.5, 0, 0, 0.5", "4.5, 0, 0, 0"})
  void classify_residual_liesOnTheLeastWelcomeLegs(
      String quantity, String perpetual, String early, String late) {
    AccountFixture fixture = hedge("1", "1000000")
        .asset("WBTC", "BTC", "0")
        .index("WBTC", "60000")
        .balance("WBTC", "1")
        .perpetual("BTC-PERP-2", "BTC", "0.005", "0.02")
        .future("A-LATE", "BTC", "0.005", "0.02", 2000)
        .future("B-EARLY", "BTC", "0.005", "0.02", 1000)
        .mark("BTC-PERP-2", "60000")
        .mark("A-LATE", "60000")
        .mark("B-EARLY", "60000")
        .cross("late", "A-LATE", "1", "60000")
        .cross("early", "B-EARLY", "1", "60000")
        .cross("perpetual", "BTC-PERP", "1", "60000")
        .cross("short", "BTC-PERP-2", "-" + quantity, "60000");
    MarginModeAdvice advice = advise(fixture.request());

    assertThat(residual(advice, 0)).isEqualTo(Decimal.parse(late));
    assertThat(residual(advice, 1)).isEqualTo(Decimal.parse(early));
    assertThat(residual(advice, 2)).isEqualTo(Decimal.parse(perpetual));
    assertThat(residual(advice, 3)).isEqualTo(Decimal.ZERO);
  }

  // 1 BTC stays unmatched on the cross long, and the venue has no mode for it: its group leaves,
  // and has both sides of one contract.
  @Test
  void recommend_groupWithBothSidesOfAnInstrumentUnderOneWay_leaves() {
    AccountFixture fixture = new AccountFixture()
        .balance("USDT", "1000000")
        .besideANeutralPair()
        .perpetual("BTC-PERP", "BTC", "0.005", "0.02")
        .mark("BTC-PERP", "60000")
        .index("BTC", "60000")
        .volatility("BTC", "0.03")
        .cross("bitcoins", "BTC-PERP", "2", "60000")
        .isolated("hedge", "BTC-PERP", "-1", "60000", "9000");
    AdviceRequest request = fixture.request();
    RuleSet rules = request.account().rules();
    ResolvedAccount oneWay = ResolvedAccount.of(
        request.account().account(),
        request.account().market(),
        rules.withConventions(
            rules.conventions().toBuilder().positionMode(PositionMode.ONE_WAY).build()));

    MarginModeAdvice advice = advise(new AdviceRequest(
        oneWay,
        request.riskInputs(),
        request.policy(),
        new VenueCapabilities(ModeGranularity.SUB_ACCOUNTS, true, true, true, Optional.empty()),
        Map.of(),
        List.of()));

    assertThat(advice.positions().get(2).recommendation().action())
        .isEqualTo(Action.MOVE_GROUP_TO_SUBACCOUNT);
  }

  private static Decimal residual(MarginModeAdvice advice, int position) {
    return advice.positions().get(position).classification().residualQuantity().contracts();
  }

  @Test
  void recommend_stablecoins_concentratedAndOffPeg() {
    AccountFixture fixture = new AccountFixture().coin("USDE", "1000", "0.98", "0");

    assertThat(codes(advise(fixture.request())))
        .containsExactlyInAnyOrder(
            Reason.Code.STABLECOIN_CONCENTRATION, Reason.Code.STABLECOIN_OFF_PEG);
    assertThat(advise(fixture.request()).hedgeGroups()).isEmpty();
  }

  @Test
  void recommend_conversionOffItsFairRate_saysSo() {
    AccountFixture fixture = new AccountFixture()
        .asset("WBETH", "ETH", "0.05")
        .index("WBETH", "2940")
        .balance("WBETH", "10")
        .conversion("WBETH", "ETH", "0.98")
        .perpetual("ETH-PERP", "ETH", "0.005", "0.02")
        .mark("ETH-PERP", "3000")
        .volatility("ETH", "0.04")
        .cross("short", "ETH-PERP", "-9.8", "3000");

    assertThat(codes(advise(fixture.request()).positions().get(0)))
        .contains(Reason.Code.EQUIVALENT_ASSET, Reason.Code.EQUIVALENT_OFF_PEG);
  }

  @Test
  void recommend_marginStep_isRoundedDownButNotBelowTheVenuesMinimum() {
    VenueCapabilities steps = new VenueCapabilities(
        ModeGranularity.PER_POSITION, true, false, true, Optional.of(Decimal.of(1000)));
    AccountFixture fixture = hedge("0.001", "100000")
        .perpetual("SOL-PERP", "SOL", "0.01", "0.25")
        .mark("SOL-PERP", "150")
        .volatility("SOL", "0.05")
        .cross("bet", "SOL-PERP", "100", "150");

    // It wants 3,327.75 and its initial margin is 3,750: so 4,000.
    assertThat(MarginModeAdvisorGoldenTest.margin(
                advise(fixture, steps).positions().get(0).recommendation())
            .orElseThrow()
            .margin()
            .amount())
        .isEqualTo(Decimal.of(4000));
  }

  @Test
  void request_tagsThatDontFit_namesTheirPlaces() {
    AdviceRequest request = hedge("1", "1").cross("a", "BTC-PERP", "1", "60000").request();

    assertThatThrownBy(() -> new AdviceRequest(
            request.account(),
            request.riskInputs(),
            request.policy(),
            request.venue(),
            Map.of(),
            List.of(
                new PositionTag("a", "x"), new PositionTag("b", "x"), new PositionTag("a", "y"))))
        .isInstanceOfSatisfying(
            InconsistentInputException.class,
            e -> assertThat(e.inconsistencies())
                .extracting(Inconsistency::path)
                .containsExactly("tags[1].positionId", "tags[2].positionId"));
  }

  @ParameterizedTest(name = "horizon {0} h, probability {1}: {2}")
  @CsvSource({
    "0, 0.01, horizon must be between 1 and 168 hours",
    "169, 0.01, horizon must be between 1 and 168 hours",
    "24, 0.0009, target liquidation probability must be between 0.001 and 0.5",
    "24, 0.501, target liquidation probability must be between 0.001 and 0.5"
  })
  void policy_outOfRange_saysTheRule(long hours, String probability, String rule) {
    assertThatThrownBy(() -> policy(hours, probability)).hasMessage(rule);
    assertThat(policy(1, "0.5").horizon()).isEqualTo(Duration.ofHours(1));
    assertThat(policy(168, "0.001").horizon()).isEqualTo(Duration.ofDays(7));
  }

  @Test
  void policy_bandsThatDontAscend_saysTheRule() {
    Rate low = new Rate(Decimal.parse("0.1"));
    Rate high = new Rate(Decimal.parse("0.2"));

    assertThatThrownBy(() -> new AdvisorPolicy.Bands(high, low, high, high))
        .hasMessage("neutral, hedged and directional band must ascend");
    assertThatThrownBy(() -> new AdvisorPolicy.Bands(high, high, high, low))
        .hasMessage("exit band must not be below the neutral band");
  }

  @Test
  void riskInputs_ofRootsNotHeld_haveNoEffect() {
    AdviceRequest request = hedge("1", "1").cross("a", "BTC-PERP", "1", "60000").request();
    RiskInputs more = new RiskInputs(
        Map.of("BTC", new Rate(Decimal.parse("0.03")), "PEPE", new Rate(Decimal.parse("0.2"))),
        Map.of("GONE", Rate.ONE),
        Map.of("WBTC", new AssetConversion("BTC", Price.ONE, Price.ONE)));

    assertThat(advise(AdviceRequest.of(request.account(), more)))
        .isEqualTo(advise(AdviceRequest.of(request.account(), request.riskInputs())));
  }

  @ParameterizedTest
  @EnumSource(ModeGranularity.class)
  void recommend_hugeAndTinyPrices_staysFinite(ModeGranularity granularity) {
    AccountFixture fixture = new AccountFixture()
        .balance("USDT", "1")
        .perpetual("BIG-PERP", "BIG", "0.01", "0.05")
        .perpetual("TINY-PERP", "TINY", "0.01", "0.05")
        .mark("BIG-PERP", "999999999999999999")
        .mark("TINY-PERP", "0.000000000000000001")
        .volatility("BIG", "999")
        .volatility("TINY", "0")
        .cross("big", "BIG-PERP", "0.000000000000000001", "999999999999999999")
        .cross("tiny", "TINY-PERP", "-999999999999999999", "0.000000000000000001");

    assertThat(advise(fixture, granularity, true).positions()).hasSize(2);
  }

  private static AdvisorPolicy policy(long hours, String probability) {
    AdvisorPolicy p = AdvisorPolicy.defaults();
    return new AdvisorPolicy(
        p.bands(),
        p.netToEquityMax(),
        Duration.ofHours(hours),
        new Rate(Decimal.parse(probability)),
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
        p.riskModel());
  }

  private static AccountFixture hedge(String bitcoins, String cash) {
    return new AccountFixture()
        .balance("USDT", cash)
        .coin("BTC", bitcoins, "60000", "0.05")
        .perpetual("BTC-PERP", "BTC", "0.005", "0.02")
        .mark("BTC-PERP", "60000")
        .volatility("BTC", "0.03");
  }

  /** 10 BTC behind an inverse contract of one dollar. */
  private static AccountFixture coinMargined(String contracts) {
    return new AccountFixture()
        .singleAsset()
        .coin("BTC", "10", "60000", "0")
        .instrument(
            "BTC-USD",
            "BTC",
            InstrumentKind.PERPETUAL,
            Payoff.INVERSE,
            "BTC",
            Optional.empty(),
            AccountFixture.flat("0.01", "0.05"))
        .mark("BTC-USD", "60000")
        .volatility("BTC", "0.03")
        .cross("inverse", "BTC-USD", contracts, "60000");
  }

  private static MarginModeAdvice advise(AdviceRequest request) {
    return new MarginModeAdvisor().recommend(request);
  }

  private static MarginModeAdvice advise(
      AccountFixture fixture, ModeGranularity granularity, boolean subAccounts) {
    return advise(
        fixture, new VenueCapabilities(granularity, true, subAccounts, true, Optional.empty()));
  }

  private static MarginModeAdvice advise(AccountFixture fixture, VenueCapabilities venue) {
    return advise(new AdviceRequest(
        fixture.account(),
        fixture.riskInputs(),
        AdvisorPolicy.defaults(),
        venue,
        Map.of(),
        List.of()));
  }

  private static Set<Reason.Code> codes(PositionAdvice advice) {
    Set<Reason.Code> codes = new HashSet<>();
    advice.reasons().forEach(reason -> codes.add(reason.code()));
    return codes;
  }

  private static Set<Reason.Code> codes(MarginModeAdvice advice) {
    Set<Reason.Code> codes = new HashSet<>();
    advice.reasons().forEach(reason -> codes.add(reason.code()));
    return codes;
  }
}
