package io.crossguard.margin.liquidation;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.margin.MarginEngine;
import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Balance;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.rules.CollateralMode;
import io.crossguard.margin.rules.Conventions;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.InstrumentKind;
import io.crossguard.margin.rules.MarginalTiers;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.rules.RuleSet;
import io.crossguard.margin.rules.Tier;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import io.crossguard.margin.value.Rate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DistanceSolverTest {

  @Test
  void solve_linearPositionThatSettlesInItsOwnRoot_bracketsTheMove() {
    // 5 + (10x − 10) BTC cover 0.1 × 10x BTC from x = 5/9 on, whatever a BTC is worth.
    RootDistance distance = only(Payoff.LINEAR, "0.1", "5");

    assertThat(distance.root()).isEqualTo("BTC");
    assertThat(distance.tolerance()).contains(Decimal.parse("0.000000000001"));
    assertThat(distance.up()).isEqualTo(new Distance.None());
    assertThat(distance.down())
        .isInstanceOfSatisfying(
            Distance.By.class,
            by -> assertThat(
                    by.move().minus(Decimal.of(-4).dividedBy(Decimal.of(9))).abs())
                .isLessThan(Decimal.parse("0.000000000001")));
  }

  @Test
  void solve_scopeThatDoesNotStand_isAlreadyLiquidatable() {
    RootDistance distance = only(Payoff.INVERSE, "0.1", "0.009");

    assertThat(distance.down()).isEqualTo(new Distance.AlreadyLiquidatable());
    assertThat(distance.up()).isEqualTo(new Distance.AlreadyLiquidatable());
  }

  @Test
  void solve_inverseLongOnItsTrigger_fallsAtOnceBelowAndNeverAbove() {
    // One contract of 1 at 10 is 0.1 BTC and requires 0.01 of it.
    RootDistance distance = only(Payoff.INVERSE, "0.1", "0.01");

    assertThat(distance.down()).isEqualTo(new Distance.By(Decimal.ZERO));
    assertThat(distance.up()).isEqualTo(new Distance.None());
  }

  private static RootDistance only(Payoff payoff, String rate, String wallet) {
    Instrument instrument = new Instrument(
        "I",
        InstrumentKind.PERPETUAL,
        payoff,
        "BTC",
        "BTC",
        Decimal.ONE,
        Optional.empty(),
        Optional.empty(),
        new MarginalTiers(
            List.of(Tier.ofLeverage(Decimal.ZERO, new Rate(Decimal.parse(rate)), Decimal.of(10)))));
    Price ten = new Price(Decimal.of(10));
    Position position = new Position(
        "p", "I", new Quantity(Decimal.ONE), ten, Optional.empty(), new MarginMode.Cross());
    ResolvedAccount account = ResolvedAccount.of(
        new Account("a", List.of(new Balance("BTC", Decimal.parse(wallet))), List.of(position)),
        new MarketSnapshot(Optional.empty(), Map.of("I", ten), Map.of("BTC", ten)),
        new RuleSet(
            "r",
            "1",
            "USD",
            Conventions.of(CollateralMode.SINGLE_ASSET),
            Map.of(),
            Map.of("I", instrument)));
    return new MarginEngine().evaluate(account).distances().get(0).get(0);
  }
}
