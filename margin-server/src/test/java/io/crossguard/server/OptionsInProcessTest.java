package io.crossguard.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.Timestamp;
import com.google.rpc.Status;
import io.crossguard.server.mapping.Violation;
import io.crossguard.v1.AdvisorServiceGrpc;
import io.crossguard.v1.DailyVolatility;
import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.EvaluateMarginResponse;
import io.crossguard.v1.HedgeGroup;
import io.crossguard.v1.Instrument;
import io.crossguard.v1.IntendedTrade;
import io.crossguard.v1.LinearInSize;
import io.crossguard.v1.OptionFigures;
import io.crossguard.v1.OptionQuote;
import io.crossguard.v1.OptionTerms;
import io.crossguard.v1.OrderRecommendation;
import io.crossguard.v1.Reason;
import io.crossguard.v1.RecommendMarginModesRequest;
import io.crossguard.v1.RecommendMarginModesResponse;
import io.crossguard.v1.RecommendOrderModeRequest;
import io.crossguard.v1.RecommendOrderModeResponse;
import io.crossguard.v1.Recommendation;
import io.crossguard.v1.Scenario;
import io.crossguard.v1.StressMarginRequest;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Options on the wire. */
class OptionsInProcessTest extends InProcessTest {

  // Ten short calls of the labelled portfolio, hedged by a perpetual.
  private static final String SHORT_CALLS = """
      {
        "account": {
          "accountId": "short gamma",
          "balances": [{"asset": "USDT", "quantity": "100000"}],
          "positions": [
            {"positionId": "calls", "instrumentId": "BTC-60000-C", "quantity": "-10",
             "entryPrice": "1990", "cross": {}},
            {"positionId": "perp", "instrumentId": "BTC-PERP", "quantity": "5.2",
             "entryPrice": "60000", "cross": {}}
          ]
        },
        "market": {
          "asOf": "2026-03-01T08:00:00Z",
          "markPrices": [
            {"instrumentId": "BTC-60000-C", "price": "1990"},
            {"instrumentId": "BTC-PERP", "price": "60000"}
          ],
          "indexPrices": [{"asset": "BTC", "price": "60000"}],
          "optionQuotes": [
            {"instrumentId": "BTC-60000-C",
             "greeks": {"delta": "0.52", "gamma": "0.0000799", "vega": "3300"}}
          ]
        },
        "ruleSet": {
          "ruleSetId": "options", "version": "1", "quoteCurrency": "USDT",
          "instruments": [
            {"instrumentId": "BTC-60000-C", "kind": "OPTION", "payoff": "LINEAR", "root": "BTC",
             "settlementAsset": "USDT", "multiplier": "1", "expiry": "2026-03-08T08:00:00Z",
             "option": {"type": "CALL", "strike": "60000"},
             "requirement": {"shortOptionAmounts": {"initial": "6000", "maintenance": "4500"}}},
            {"instrumentId": "BTC-PERP", "kind": "PERPETUAL", "payoff": "LINEAR", "root": "BTC",
             "settlementAsset": "USDT", "multiplier": "1",
             "requirement": {"marginalTiers": {"tiers": [
               {"notionalFloor": "0", "maintenanceRate": "0.005", "initialRate": "0.02"}]}}}
          ]
        }
      }
      """;

  private final EvaluateMarginRequest.Builder request =
      Requests.ofJson(SHORT_CALLS, EvaluateMarginRequest.newBuilder());

  @Test
  void evaluateMargin_shortCallsHedgedByAPerpetual_hasTheLabelledFigures() {
    EvaluateMarginResponse response = margin().evaluateMargin(request.build());

    assertThat(response.getScopes(0).getMaintenanceMargin()).isEqualTo("46560");
    assertThat(response.getScopes(0).getMarginRatio()).isEqualTo("0.4656");
    assertThat(response.getExposures(0).getNetDelta()).isEqualTo("0");
    assertThat(response.getScopes(0).getDistances(0).getTolerance()).isNotEmpty();
    OptionFigures option = response.getPositions(0).getOption();
    assertThat(option.getValue()).isEqualTo("-19900");
    assertThat(option.getMarkPrice()).isEqualTo("1990");
    assertThat(option.getGreeks().getGamma()).isEqualTo("0.0000799");
    assertThat(response.getPositions(1).hasOption()).isFalse();
  }

  @Test
  void evaluateMargin_byVolatilityWithoutMark_answersTheModelsMark() {
    request.getMarketBuilder().removeMarkPrices(0);
    request.getMarketBuilder().getOptionQuotesBuilder(0).setImpliedVolatility("0.6");

    OptionFigures option =
        margin().evaluateMargin(request.build()).getPositions(0).getOption();

    // 60,000·(2·N(0.6·√(7/365)/2) − 1), worked with 60 digits by an independent program.
    assertThat(option.getMarkPrice()).startsWith("1988.338101309261171531272578");
    assertThat(option.getGreeks().getDelta()).startsWith("0.5165");
  }

  @Test
  void evaluateMargin_optionWithoutQuote_isInconsistent() {
    request.getMarketBuilder().clearOptionQuotes();

    assertInconsistent(
        "account.positions[0].instrumentId",
        "needs an implied volatility or greeks of 'BTC-60000-C' in market.optionQuotes");
  }

  @Test
  void evaluateMargin_emptyQuote_isNamed() {
    request
        .getMarketBuilder()
        .setOptionQuotes(0, OptionQuote.newBuilder().setInstrumentId("BTC-60000-C"));

    assertInvalid("market.optionQuotes[0]", "must have an implied volatility or greeks");
  }

  @Test
  void evaluateMargin_expiredOption_isInconsistent() {
    request
        .getMarketBuilder()
        .setAsOf(Timestamp.newBuilder().setSeconds(option().getExpiry().getSeconds()));

    assertInconsistent(
        "account.positions[0].instrumentId",
        "must not be held: 'BTC-60000-C' expired by market.asOf");
  }

  @Test
  void evaluateMargin_scheduleThatThePayoffCannotCarry_isNamed() {
    option()
        .getRequirementBuilder()
        .setLinearInSize(LinearInSize.newBuilder()
            .setInitialBase("0.1")
            .setInitialSlope("0")
            .setMaintenanceBase("0.05")
            .setMaintenanceSlope("0"));
    assertInvalid(
        "ruleSet.instruments[0].requirement",
        "must be shortOptionRates or shortOptionAmounts: a schedule by notional says nothing of"
            + " an OPTION");
  }

  @Test
  void evaluateMargin_perpetualWithTheRequirementOfAnOption_isNamed() {
    request.getRuleSetBuilder().getInstrumentsBuilder(1).setRequirement(option().getRequirement());

    assertInvalid(
        "ruleSet.instruments[1].requirement",
        "must be a schedule by notional: the instrument is no OPTION");
  }

  @Test
  void evaluateMargin_optionTermsAgainstTheKind_areNamed() {
    option().clearOption();
    assertInvalid("ruleSet.instruments[0].option", "must be set for an OPTION");

    option().setOption(OptionTerms.newBuilder().setType(OptionTerms.Type.CALL).setStrike("1"));
    option().clearExpiry();
    assertInvalid("ruleSet.instruments[0].expiry", "must be set for an OPTION");
  }

  @Test
  void evaluateMargin_optionThatIsNotLinear_isNamed() {
    option().setPayoff(Instrument.Payoff.QUANTO);

    assertInvalid("ruleSet.instruments[0].payoff", "must be LINEAR for an OPTION");
  }

  @Test
  void stressMargin_volatilityOfGreeks_isInconsistent() {
    StressMarginRequest stress = StressMarginRequest.newBuilder()
        .setAccount(request.getAccount())
        .setMarket(request.getMarket())
        .setRuleSet(request.getRuleSet())
        .addScenarios(Scenario.newBuilder()
            .setScenarioId("calm")
            .addVolatilityFactors(
                Scenario.VolatilityFactor.newBuilder().setRoot("BTC").setFactor("0.5")))
        .build();

    assertThat(refusedFields(() -> margin().stressMargin(stress)))
        .containsExactly("scenarios[0].volatilityFactors[0].root");
  }

  @Test
  void recommendMarginModes_shortCallsHedgedByAPerpetual_areUnstableAndStayTogether() {
    request.getMarketBuilder().getOptionQuotesBuilder(0).setImpliedVolatility("0.6");

    RecommendMarginModesResponse response = advisor().recommendMarginModes(advice("0.03"));

    assertThat(response.getPositionsList()).hasSize(2).allSatisfy(position -> {
      assertThat(position.getClassification()).isEqualTo(HedgeGroup.Classification.GAMMA_UNSTABLE);
      assertThat(position.getRecommendation().getAction())
          .isEqualTo(Recommendation.Action.KEEP_CROSS);
      assertThat(position.getReasonsList())
          .extracting(Reason::getCode)
          .contains(Reason.Code.SHORT_GAMMA);
    });
    HedgeGroup group = response.getHedgeGroups(0);
    assertThat(group.getClassification()).isEqualTo(HedgeGroup.Classification.GAMMA_UNSTABLE);
    assertThat(group.getConvexity().getFall()).isEqualTo("0.126");
    assertThat(Double.parseDouble(group.getConvexity().getNetAfterFall()))
        .isCloseTo(4.6, within(0.15));
    assertThat(Double.parseDouble(group.getConvexity().getNetAfterRise()))
        .isCloseTo(-4.0, within(0.15));
    assertThat(response.getPlan().getStepsList()).isEmpty();
    assertThat(response.getBefore().getWorstCaseLoss()).isNotEmpty();
  }

  @Test
  void recommendMarginModes_greeksAlone_areOfTheSecondOrder() {
    RecommendMarginModesResponse response = advisor().recommendMarginModes(advice("0.03"));

    // 5.2 − 10·(0.52 − 0.0000799·7,560), by a fall of 12.6 % of 60,000.
    assertThat(response.getHedgeGroups(0).getConvexity().getNetAfterFall()).isEqualTo("6.04044");
    assertThat(response.getHedgeGroups(0).getConvexity().getGamma()).isEqualTo("-0.000799");
  }

  @Test
  void recommendMarginModes_optionsWithoutVolatility_namesWhatIsMissing() {
    RecommendMarginModesResponse response = advisor().recommendMarginModes(advice(""));

    assertThat(response.getPositionsList()).allSatisfy(position -> {
      assertThat(position.getRecommendation().getAction())
          .isEqualTo(Recommendation.Action.NO_ACTION);
      assertThat(position.getReasonsList())
          .extracting(Reason::getCode)
          .contains(Reason.Code.SHORT_GAMMA, Reason.Code.STALE_OR_MISSING_MARKET_DATA);
    });
    assertThat(response.getHedgeGroups(0).getConvexity().getWorstLoss()).isEmpty();
  }

  /** 5.2 coins of delta sold, 5.2 bought: a hedge, though gamma stays short. */
  @Test
  void recommendOrderMode_perpetualAgainstShortCalls_isOpenedBesideThem() {
    request.getAccountBuilder().removePositions(1);

    RecommendOrderModeResponse response = advisor().recommendOrderMode(order("BTC-PERP", "5.2"));

    assertThat(response.getRecommendation().getAction())
        .isEqualTo(OrderRecommendation.Action.OPEN_IN_CROSS);
    assertThat(response.getClassification()).isEqualTo(HedgeGroup.Classification.GAMMA_UNSTABLE);
    assertThat(response.getMatchedQuantity()).isEqualTo("5.2");
    assertThat(response.getReasonsList())
        .extracting(Reason::getCode)
        .contains(Reason.Code.SHORT_GAMMA);
  }

  /** 10 calls of 1,990 are worth what has left the wallet for them: the equity stays 100,000. */
  @Test
  void recommendOrderMode_optionsBought_arePaidForInCrossMarginToo() {
    request.getAccountBuilder().clearPositions();
    option().getOptionBuilder().setPremium(OptionTerms.Premium.PAID_UP_FRONT);

    RecommendOrderModeResponse response = advisor().recommendOrderMode(order("BTC-60000-C", "10"));

    assertThat(response.getRecommendation().getAction())
        .isEqualTo(OrderRecommendation.Action.OPEN_IN_CROSS);
    assertThat(response.getInCross().getAccount().getEquity()).isEqualTo("100000");
    assertThat(response.getInCross()).isEqualTo(response.getAfter());
  }

  /** 40 calls are worth 79,600 of the balance of 100,000, and have gained nothing. */
  @Test
  void recommendOrderMode_optionsBoughtForMuchOfThePool_areNoProfit() {
    request.getAccountBuilder().clearPositions();
    option().getOptionBuilder().setPremium(OptionTerms.Premium.PAID_UP_FRONT);

    RecommendOrderModeResponse response = advisor().recommendOrderMode(order("BTC-60000-C", "40"));

    assertThat(response.getReasonsList())
        .extracting(Reason::getCode)
        .contains(Reason.Code.SINGLE_POSITION_THREAT)
        .doesNotContain(Reason.Code.PROFIT_NOT_PROTECTION);
  }

  /** 20 calls require 120,000; the premium of 39,800 backs what is owed for them and no more. */
  @Test
  void recommendOrderMode_moreOptionsSoldThanThePoolCarries_lackTheirMarginAlone() {
    request.getAccountBuilder().clearPositions();
    option().getOptionBuilder().setPremium(OptionTerms.Premium.PAID_UP_FRONT);

    RecommendOrderModeResponse response = advisor().recommendOrderMode(order("BTC-60000-C", "-20"));

    assertThat(response.getRecommendation().getMissingCollateral()).isEqualTo("20000");
    assertThat(response.getInCross().getPool().getMarginBalance()).isEqualTo("100000");
  }

  /** The calls require 60,000 of the 60,000 that there are: nothing of the hedge can be opened. */
  @Test
  void recommendOrderMode_hedgeThatIsRefused_speaksOfThePoolWithItAsOfWhatIsNot() {
    request.getAccountBuilder().removePositions(1);
    request.getAccountBuilder().getBalancesBuilder(0).setQuantity("60000");

    RecommendOrderModeResponse response = advisor().recommendOrderMode(order("BTC-PERP", "5.3"));

    assertThat(response.getRecommendation().getAction())
        .isEqualTo(OrderRecommendation.Action.DO_NOT_OPEN);
    assertThat(response.getReasonsList())
        .filteredOn(reason -> reason.getCode() == Reason.Code.SINGLE_POSITION_THREAT)
        .singleElement()
        .satisfies(reason ->
            assertThat(reason.getMessage()).startsWith("If it were in cross margin: A move"));
  }

  @Test
  void recommendOrderMode_optionWithoutQuote_isInconsistent() {
    request.getAccountBuilder().removePositions(0);
    request.getMarketBuilder().clearOptionQuotes();

    assertThat(Errors.violations(
            Errors.of(() -> advisor().recommendOrderMode(order("BTC-60000-C", "-1")))))
        .containsExactly(new Violation(
            "trade.instrumentId",
            "needs an implied volatility or greeks of 'BTC-60000-C' in market.optionQuotes"));
  }

  private RecommendOrderModeRequest order(String instrumentId, String quantity) {
    RecommendMarginModesRequest book = advice("0.03");
    return RecommendOrderModeRequest.newBuilder()
        .setAccount(book.getAccount())
        .setMarket(book.getMarket())
        .setRuleSet(book.getRuleSet())
        .setRiskInputs(book.getRiskInputs())
        .setTrade(IntendedTrade.newBuilder().setInstrumentId(instrumentId).setQuantity(quantity))
        .build();
  }

  private RecommendMarginModesRequest advice(String volatility) {
    RecommendMarginModesRequest.Builder advice = RecommendMarginModesRequest.newBuilder()
        .setAccount(request.getAccount())
        .setMarket(request.getMarket())
        .setRuleSet(request.getRuleSet());
    if (!volatility.isEmpty()) {
      advice
          .getRiskInputsBuilder()
          .addDailyVolatilities(
              DailyVolatility.newBuilder().setRoot("BTC").setVolatility(volatility));
    }
    return advice.build();
  }

  private AdvisorServiceGrpc.AdvisorServiceBlockingStub advisor() {
    return AdvisorServiceGrpc.newBlockingStub(channel());
  }

  private Instrument.Builder option() {
    return request.getRuleSetBuilder().getInstrumentsBuilder(0);
  }

  private void assertInvalid(String field, String rule) {
    assertRefused("INVALID_FIELD", field, rule);
  }

  private void assertInconsistent(String field, String rule) {
    assertRefused("INCONSISTENT_REQUEST", field, rule);
  }

  private void assertRefused(String reason, String field, String rule) {
    Status status = Errors.of(() -> margin().evaluateMargin(request.build()));
    assertThat(Errors.reason(status)).isEqualTo(reason);
    assertThat(Errors.violations(status)).contains(new Violation(field, rule));
  }

  private static List<String> refusedFields(ThrowingCallable call) {
    return Errors.violations(Errors.of(call)).stream().map(Violation::field).toList();
  }
}
