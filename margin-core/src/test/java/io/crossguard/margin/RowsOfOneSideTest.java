package io.crossguard.margin;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.margin.evaluation.Leg;
import io.crossguard.margin.evaluation.PositionMargin;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.liquidation.LiquidationPrice;
import io.crossguard.margin.rules.ClosingFee;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.RequirementTerms;
import io.crossguard.margin.rules.RuleSet;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Price;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Cross rows of one instrument and side are one position to the schedule; each bears its share. */
class RowsOfOneSideTest {

  private static final GoldenAccount TWO_ROWS = new GoldenAccount(
      "SINGLE_ASSET",
      "A LINEAR A USD 1 0:0.05:10 added=8/4",
      "A=100",
      "USD=1000",
      "A 1 @90, A 3 @100 x5");

  private static final GoldenAccount ONE_ROW = new GoldenAccount(
      "SINGLE_ASSET", "A LINEAR A USD 1 0:0.05:10", "A=100", "USD=30", "A 1 @100");

  @Test
  void margins_ofTwoRows_areSharedByNotional() {
    // Maintenance 400 × 0.05 + 4 = 24; initially 100/10 + 300/5 and a quarter and the rest of 8.
    List<PositionMargin> rows =
        new MarginEngine().evaluate(TWO_ROWS.resolved()).margin().positions();

    assertThat(rows.get(0).maintenanceMargin().amount()).isEqualTo(Decimal.of(6));
    assertThat(rows.get(1).maintenanceMargin().amount()).isEqualTo(Decimal.of(18));
    assertThat(rows.get(0).initialMargin().amount()).isEqualTo(Decimal.of(12));
    assertThat(rows.get(1).initialMargin().amount()).isEqualTo(Decimal.of(66));
  }

  @Test
  void leg_ofTwoRows_isTheirSumAtAnyMark() {
    Leg leg = TWO_ROWS.resolved().scopes().get(0).legs().get(0);

    assertThat(leg.quantity().contracts()).isEqualTo(Decimal.of(4));
    assertThat(leg.size()).isEqualTo(Fraction.of(Decimal.of(4)));
    assertThat(leg.notional()).isEqualTo(Fraction.of(Decimal.of(400)));
    assertThat(leg.unrealizedPnl()).isEqualTo(Decimal.of(10));
    // 4 × 110 × 0.05 + 4.
    Price higher = new Price(Decimal.of(110));
    assertThat(leg.unrealizedPnlAt(higher)).isEqualTo(Decimal.of(50));
    assertThat(leg.maintenanceMarginAt(higher)).isEqualTo(Fraction.of(Decimal.of(26)));
  }

  @Test
  void leastMargin_belowAtAndAboveTheSchedule_isTheLargerOfTheTwo() {
    // The schedule asks for 5 to stay and 10 initially.
    assertMargins("9.99", "4.99", "10", "5");
    assertMargins("10", "5", "10", "5");
    assertMargins("10.01", "5.01", "10.01", "5.01");
  }

  @Test
  void liquidationPrice_underAnAddedMargin_isWhereTheBalanceFallsToBoth() {
    // 30 + p − 100 = 0.05 × p + 4.
    GoldenAccount added = new GoldenAccount(
        "SINGLE_ASSET", "A LINEAR A USD 1 0:0.05:10 added=8/4", "A=100", "USD=30", "A 1 @100");

    assertThat(liquidationPrice(added.resolved()))
        .isEqualTo(Decimal.of(74).dividedBy(Decimal.parse("0.95")));
  }

  @Test
  void liquidationPrice_inAPoolWithTheCoin_leavesTheCoinAtItsIndex() {
    // The mark of the contract alone moves: 0.5 + 100 (1/100 − 1/p) = 0.05 × 100/p in coins.
    GoldenAccount pooled = new GoldenAccount(
        "MULTI_ASSET haircut:B=0",
        "A INVERSE B B 100 0:0.05:10",
        "A=100, B=100",
        "B=0.5",
        "A 1 @100");

    assertThat(liquidationPrice(pooled.resolved())).isEqualTo(Decimal.of(70));
  }

  @Test
  void liquidationPrice_underALeastMargin_isWhereTheBalanceFallsToIt() {
    // 30 + p − 100 = 10; without the least margin 30 + p − 100 = 0.05 × p.
    assertThat(liquidationPrice(withLeast(ONE_ROW.resolved(), "0", "10")))
        .isEqualTo(Decimal.of(80));
    assertThat(liquidationPrice(ONE_ROW.resolved()))
        .isEqualTo(Decimal.of(70).dividedBy(Decimal.parse("0.95")));
  }

  private static void assertMargins(
      String initialLeast, String maintenanceLeast, String initial, String maintenance) {
    PositionMargin row = new MarginEngine()
        .evaluate(withLeast(ONE_ROW.resolved(), initialLeast, maintenanceLeast))
        .margin()
        .positions()
        .get(0);
    assertThat(row.initialMargin().amount()).isEqualTo(Decimal.parse(initial));
    assertThat(row.maintenanceMargin().amount()).isEqualTo(Decimal.parse(maintenance));
  }

  private static Decimal liquidationPrice(ResolvedAccount account) {
    LiquidationPrice price =
        new MarginEngine().evaluate(account).liquidations().get(0).liquidationPrice();
    return ((LiquidationPrice.At) price).price().value();
  }

  private static ResolvedAccount withLeast(
      ResolvedAccount resolved, String initial, String maintenance) {
    RuleSet rules = resolved.rules();
    Instrument a = rules.instrument("A").orElseThrow();
    RequirementTerms terms = new RequirementTerms(
        ClosingFee.NONE,
        Decimal.ZERO,
        Decimal.ZERO,
        Decimal.parse(initial),
        Decimal.parse(maintenance));
    Instrument changed = new Instrument(
        a.instrumentId(),
        a.kind(),
        a.payoff(),
        a.root(),
        a.settlementAsset(),
        a.multiplier(),
        a.tickSize(),
        a.expiry(),
        a.quantityStep(),
        a.requirement(),
        terms,
        a.profitWeights(),
        a.option());
    return ResolvedAccount.of(
        resolved.account(),
        resolved.market(),
        new RuleSet(
            rules.ruleSetId(),
            rules.version(),
            rules.quoteCurrency(),
            rules.conventions(),
            rules.assets(),
            Map.of("A", changed)));
  }
}
