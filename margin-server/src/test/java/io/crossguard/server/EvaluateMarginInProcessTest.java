package io.crossguard.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import io.crossguard.server.config.EngineVersion;
import io.crossguard.v1.Account;
import io.crossguard.v1.DistanceMove;
import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.EvaluateMarginResponse;
import io.crossguard.v1.Exposure;
import io.crossguard.v1.Instrument;
import io.crossguard.v1.LiquidationPrice;
import io.crossguard.v1.MarginScope;
import io.crossguard.v1.MarginalTiers;
import io.crossguard.v1.MarkPrice;
import io.crossguard.v1.Market;
import io.crossguard.v1.PositionMargin;
import io.crossguard.v1.RuleSet;
import io.crossguard.v1.RuleSetReference;
import io.crossguard.v1.UnderlyingDistance;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class EvaluateMarginInProcessTest extends InProcessTest {
  private static final Pattern EXPONENT = Pattern.compile("\\d[eE][+-]?\\d");

  @Test
  void evaluateMargin_exampleOfTheVenue_hasItsPublishedFigures() {
    EvaluateMarginResponse response = margin().evaluateMargin(example());

    MarginScope cross = response.getScopes(0);
    assertThat(cross.getScopeId()).isEqualTo("cross:USDT");
    assertThat(new BigDecimal(cross.getMarginRatio()))
        .isBetween(new BigDecimal("0.414894910467"), new BigDecimal("0.414894910469"));
    assertThat(cross.getMaintenanceMargin()).isEqualTo("427713.319566");
    assertThat(price(response.getPositions(0)))
        .isBetween(new BigDecimal("26316.8932645188607"), new BigDecimal("26316.8932645188608"));
    assertThat(price(response.getPositions(1)))
        .isBetween(new BigDecimal("1153.2564642391042"), new BigDecimal("1153.2564642391043"));
  }

  @Test
  void evaluateMargin_exampleOfTheVenue_fillsTheHeadAndTheTotals() {
    EvaluateMarginResponse response = margin().evaluateMargin(example());

    assertThat(response.getAccountId()).isEqualTo("two-longs");
    assertThat(response.getRuleSet())
        .isEqualTo(RuleSetReference.newBuilder()
            .setRuleSetId("published-example")
            .setVersion("1")
            .build());
    assertThat(response.getEngineVersion())
        .isEqualTo(EngineVersion.ofThisBuild().text());
    assertThat(response.getStatus()).isEqualTo(MarginScope.Status.HEALTHY);
    assertThat(response.getTotals().getEquity()).isEqualTo("1030895.55638");
    assertThat(response.getTotals().getGrossNotional()).isEqualTo("8418807.53898");
    assertThat(response.getTotals().getLargestPositionId()).isEqualTo("eth");
    assertThat(response.getExposuresList())
        .extracting(Exposure::getRoot)
        .containsExactly("BTC", "ETH");
    assertThat(response.getPositions(0).getTier()).isEqualTo(4);
  }

  @Test
  void evaluateMargin_hedgeWithAHaircut_isLiquidatedAtEightTimesThePrice() {
    EvaluateMarginResponse response =
        margin().evaluateMargin(Requests.hedgedSol().build());

    UnderlyingDistance sol = response.getScopes(0).getDistances(0);
    assertThat(sol.getRoot()).isEqualTo("SOL");
    assertThat(sol.getUp().getMove()).isEqualTo("7");
    assertThat(sol.getDown().getOutcomeCase()).isEqualTo(DistanceMove.OutcomeCase.NONE);
  }

  @Test
  void evaluateMargin_liquidatableAccount_isAnAnswer() {
    EvaluateMarginRequest.Builder request = Requests.hedgedSol();
    request.getAccountBuilder().clearBalances().addBalances(Requests.balance("USDC", "4"));

    EvaluateMarginResponse response = margin().evaluateMargin(request.build());

    assertThat(response.getStatus()).isEqualTo(MarginScope.Status.LIQUIDATABLE);
    PositionMargin position = response.getPositions(0);
    assertThat(position.getSide()).isEqualTo(PositionMargin.Side.SHORT);
    assertThat(position.getLiquidationPrice().getOutcomeCase())
        .isEqualTo(LiquidationPrice.OutcomeCase.ALREADY_LIQUIDATABLE);
    assertThat(new BigDecimal(
            position.getLiquidationPrice().getAlreadyLiquidatable().getRecoveryPrice()))
        .isBetween(new BigDecimal("99"), new BigDecimal("99.1"));
  }

  @Test
  void evaluateMargin_isolatedPosition_hasItsOwnScope() {
    EvaluateMarginRequest.Builder request = Requests.hedgedSol();
    request.getAccountBuilder().getPositionsBuilder(0).getIsolatedBuilder().setMargin("10");

    EvaluateMarginResponse response = margin().evaluateMargin(request.build());

    assertThat(response.getScopesList())
        .extracting(MarginScope::getScopeId)
        .containsExactly("cross", "isolated:short");
    assertThat(response.getScopes(0).getAsset()).isEmpty();
    assertThat(response.getScopes(1).getKind()).isEqualTo(MarginScope.Kind.ISOLATED);
    assertThat(response.getScopes(1).getWalletBalance()).isEqualTo("10");
    assertThat(response.getScopes(1).getAsset()).isEqualTo("USDC");
  }

  @Test
  void evaluateMargin_viewBasic_leavesOutPricesDistancesAndExposures() {
    EvaluateMarginRequest.Builder request = Requests.hedgedSol();
    EvaluateMarginResponse full = margin().evaluateMargin(request.build());
    EvaluateMarginResponse basic = margin()
        .evaluateMargin(request.setView(EvaluateMarginRequest.View.BASIC).build());

    EvaluateMarginResponse.Builder stripped = full.toBuilder().clearExposures();
    stripped.getScopesBuilderList().forEach(MarginScope.Builder::clearDistances);
    stripped
        .getPositionsBuilderList()
        .forEach(position -> position.clearLiquidationPrice().clearBankruptcyPrice());
    assertThat(basic).isEqualTo(stripped.build()).isNotEqualTo(full);
  }

  @Test
  void evaluateMargin_sameRequest_hasTheSameBytes() {
    EvaluateMarginRequest request = example();

    assertThat(margin().evaluateMargin(request).toByteString())
        .isEqualTo(margin().evaluateMargin(request).toByteString());
  }

  @Test
  void evaluateMargin_largestAndSmallestDecimals_neverShowAnExponent() {
    EvaluateMarginRequest.Builder request = Requests.hedgedSol();
    request
        .getAccountBuilder()
        .addBalances(Requests.balance("USD", "999999999999999999.999999999999999999"))
        .getPositionsBuilder(0)
        .setQuantity("-0.000000000000000001");

    EvaluateMarginResponse response = margin().evaluateMargin(request.build());

    assertThat(response.getPositions(0).getNotional()).isEqualTo("0.0000000000000001");
    assertThat(EXPONENT.matcher(response.toString()).find()).isFalse();
  }

  @Test
  void evaluateMargin_accountThatHoldsNothing_needsNoMarket() {
    EvaluateMarginRequest request = Requests.hedgedSol()
        .setAccount(Account.newBuilder().setAccountId("empty"))
        .clearMarket()
        .build();

    EvaluateMarginResponse response = margin().evaluateMargin(request);

    assertThat(response.getStatus()).isEqualTo(MarginScope.Status.HEALTHY);
    assertThat(response.getTotals().getEquity()).isEqualTo("0");
    assertThat(response.getTotals().getEffectiveLeverage()).isEmpty();
  }

  private static BigDecimal price(PositionMargin position) {
    return new BigDecimal(position.getLiquidationPrice().getPrice());
  }

  /** The worked example of two cross longs that a venue has published, with its tiers. */
  private static EvaluateMarginRequest example() {
    return EvaluateMarginRequest.newBuilder()
        .setAccount(Account.newBuilder()
            .setAccountId("two-longs")
            .addBalances(Requests.balance("USDT", "1535443.01"))
            .addPositions(Requests.position("btc", "BTCUSDT", "109.488")
                .setEntryPrice("32481.980")
                .setLeverage("20"))
            .addPositions(Requests.position("eth", "ETHUSDT", "3683.979")
                .setEntryPrice("1456.84")
                .setLeverage("5")))
        .setMarket(Market.newBuilder()
            .addMarkPrices(MarkPrice.newBuilder().setInstrumentId("BTCUSDT").setPrice("31967.27"))
            .addMarkPrices(MarkPrice.newBuilder().setInstrumentId("ETHUSDT").setPrice("1335.18")))
        .setRuleSet(RuleSet.newBuilder()
            .setRuleSetId("published-example")
            .setVersion("1")
            .setQuoteCurrency("USDT")
            .addInstruments(linear(
                "BTC",
                "0,0.004,0,125; 50000,0.005,50,100; 250000,0.01,1300,50;"
                    + "1000000,0.025,16300,20; 5000000,0.05,141300,10"))
            .addInstruments(linear(
                "ETH",
                "0,0.005,0,100; 10000,0.0065,15,75; 100000,0.01,365,50;"
                    + "500000,0.02,5365,25; 1000000,0.05,35365,10;"
                    + "2000000,0.10,135365,5; 5000000,0.125,260365,4")))
        .build();
  }

  /** A USDT perpetual; each tier is its floor, rate, deduction and highest leverage. */
  private static Instrument linear(String root, String tiers) {
    Instrument.Builder instrument =
        Requests.instrument(root + "USDT").setRoot(root).setSettlementAsset("USDT");
    MarginalTiers.Builder table =
        instrument.getRequirementBuilder().getMarginalTiersBuilder().clearTiers();
    for (String tier : Splitter.on(';').trimResults().split(tiers)) {
      List<String> figures = Splitter.on(',').splitToList(tier);
      table.addTiers(Requests.tier(figures.get(0), figures.get(1))
          .setMaintenanceDeduction(figures.get(2))
          .setMaxLeverage(figures.get(3)));
    }
    return instrument.build();
  }
}
