package io.crossguard.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Status;
import io.crossguard.server.mapping.Violation;
import io.crossguard.v1.AdvisorServiceGrpc;
import io.crossguard.v1.Balance;
import io.crossguard.v1.DailyVolatility;
import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.EvaluateMarginResponse;
import io.crossguard.v1.IndexPrice;
import io.crossguard.v1.RecommendMarginModesRequest;
import io.crossguard.v1.Recommendation;
import io.crossguard.v1.ScenarioMargin;
import io.crossguard.v1.VenueCapabilities;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Portfolio margin on the wire, and the shipped rule set that has it. */
class PortfolioMarginInProcessTest extends InProcessTest {
  private static final String HOLDER = """
      {
        "account": {
          "accountId": "holder",
          "balances": [{"asset": "USDC", "quantity": "1000000"}],
          "positions": [
            {"positionId": "perpetual", "instrumentId": "BTC-PERP", "quantity": "1",
             "entryPrice": "100000", "cross": {}}
          ]
        },
        "market": {
          "markPrices": [{"instrumentId": "BTC-PERP", "price": "100000"}],
          "indexPrices": [{"asset": "BTC", "price": "100000"}]
        },
        "ruleSetId": "derive-portfolio"
      }
      """;

  private final EvaluateMarginRequest.Builder request =
      Requests.ofJson(HOLDER, EvaluateMarginRequest.newBuilder());

  @ParameterizedTest(name = "{0} BTC and {1} perpetuals")
  @CsvSource({
    // 20 % and 3 %; both legs offset but for their contingencies; 20 % of half a coin, 3 % of 1.5.
    "0, 1, 23000, 28750",
    "1, -1, 6000, 7500",
    "1, -0.5, 14500, 18125"
  })
  void evaluateMargin_ofTheShippedRuleSet_needsTheWorstScenario(
      String coins, String quantity, BigDecimal maintenance, BigDecimal initial) {
    request
        .getAccountBuilder()
        .addBalances(Balance.newBuilder().setAsset("BTC").setQuantity(coins));
    request.getAccountBuilder().getPositionsBuilder(0).setQuantity(quantity);

    EvaluateMarginResponse response = margin().evaluateMargin(request.build());

    assertThat(new BigDecimal(response.getScopes(0).getMaintenanceMargin()))
        .isEqualByComparingTo(maintenance);
    assertThat(new BigDecimal(response.getScopes(0).getInitialMargin()))
        .isEqualByComparingTo(initial);
  }

  @Test
  void evaluateMargin_withoutTheIndexOfTheRoot_isInconsistent() {
    request
        .getMarketBuilder()
        .setIndexPrices(0, IndexPrice.newBuilder().setAsset("ETH").setPrice("1"));

    assertThat(violationsOf(request))
        .contains(new Violation(
            "account.positions[0].instrumentId",
            "needs an index price of 'BTC' in market.indexPrices"));
  }

  @Test
  void evaluateMargin_incompleteScenarioMargin_namesEveryField() {
    EvaluateMarginRequest.Builder inline = Requests.hedgedSol();
    inline
        .getRuleSetBuilder()
        .setScenarioMargin(ScenarioMargin.newBuilder()
            .addRoots("SOL")
            .addShocks(ScenarioMargin.Shock.newBuilder().setPriceFactor("0").setWeight("2")));

    assertThat(violationsOf(inline))
        .contains(
            new Violation("ruleSet.scenarioMargin.shocks[0].priceFactor", "must be positive"),
            new Violation(
                "ruleSet.scenarioMargin.shocks[0].weight", "must be above 0 and at most 1"))
        .extracting(Violation::field)
        .contains("ruleSet.scenarioMargin.initialFactor");
  }

  @Test
  void recommendMarginModes_underPortfolioMargin_sizesByTheWorstScenarioOfThePositionAlone() {
    RecommendMarginModesRequest.Builder advice = RecommendMarginModesRequest.newBuilder()
        .setAccount(request.getAccount())
        .setMarket(request.getMarket())
        .setRuleSetId("derive-portfolio")
        .setVenueCapabilities(VenueCapabilities.newBuilder()
            .setModeGranularity(VenueCapabilities.ModeGranularity.PER_POSITION));
    advice
        .getRiskInputsBuilder()
        .addDailyVolatilities(DailyVolatility.newBuilder().setRoot("BTC").setVolatility("0.03"));

    Recommendation recommendation = AdvisorServiceGrpc.newBlockingStub(channel())
        .recommendMarginModes(advice.build())
        .getPositions(0)
        .getRecommendation();

    // d = 12.6 %; alone the long requires 20 % and 3 % of 87,400 there, and a fee of 0.5 %.
    assertThat(recommendation.getAction()).isEqualTo(Recommendation.Action.MOVE_TO_ISOLATED);
    assertThat(recommendation.getMargin()).isEqualTo("33139");
    assertThat(recommendation.getLiquidationProbability()).isEqualTo("0.01");
  }

  private static List<Violation> violationsOf(EvaluateMarginRequest.Builder builder) {
    Status status = Errors.of(() -> margin().evaluateMargin(builder.build()));
    return Errors.violations(status);
  }
}
