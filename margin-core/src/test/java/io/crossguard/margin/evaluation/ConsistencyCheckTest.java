package io.crossguard.margin.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Balance;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.rules.CollateralMode;
import io.crossguard.margin.rules.Conventions;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.InstrumentKind;
import io.crossguard.margin.rules.MarginalTiers;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.rules.PositionMode;
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

class ConsistencyCheckTest {

  private static final MarginMode CROSS = new MarginMode.Cross();
  private static final MarginMode ISOLATED = new MarginMode.Isolated(Decimal.ONE);

  @Test
  void inconsistencies_ofAnAccountThatFits_areNone() {
    assertThat(found(account(balance("USDT"), position("p", "A", "1", CROSS)))).isEmpty();
  }

  @Test
  void inconsistencies_ofUnknownAndRepeatedNames_nameThePlace() {
    Account account = new Account(
        "a",
        List.of(balance("USDT"), balance("USDT")),
        List.of(position("p", "A", "1", CROSS), position("p", "B", "1", CROSS)));

    assertThat(found(account))
        .extracting(Inconsistency::path)
        .containsExactly(
            "account.balances[1].asset",
            "account.positions[1].positionId",
            "account.positions[1].instrumentId");
  }

  @Test
  void inconsistencies_ofMissingPrices_nameThePlace() {
    MarketSnapshot empty = new MarketSnapshot(Optional.empty(), Map.of(), Map.of());
    Account account = account(balance("USDT"), position("p", "A", "1", CROSS));

    assertThat(ConsistencyCheck.inconsistencies(
            account, empty, rules(Conventions.of(CollateralMode.SINGLE_ASSET))))
        .extracting(Inconsistency::path)
        .containsExactly(
            "account.balances[0].asset",
            "account.positions[0].instrumentId",
            "account.positions[0].instrumentId");
  }

  @Test
  void inconsistencies_ofAQuoteCurrencyAtAnotherPrice_nameTheMarket() {
    MarketSnapshot market = new MarketSnapshot(
        Optional.empty(), Map.of(), Map.of("USD", new Price(Decimal.parse("0.99"))));

    assertThat(ConsistencyCheck.inconsistencies(
            new Account("a", List.of(), List.of()),
            market,
            rules(Conventions.of(CollateralMode.SINGLE_ASSET))))
        .extracting(Inconsistency::path)
        .containsExactly("market.indexPrices");
  }

  @Test
  void inconsistencies_ofAnUnlistedAssetInAPool_nameTheBalanceAndTheCrossPosition() {
    Account account = account(balance("USDT"), position("p", "A", "1", CROSS));

    assertThat(ConsistencyCheck.inconsistencies(
            account, market(), rules(Conventions.of(CollateralMode.MULTI_ASSET))))
        .extracting(Inconsistency::path)
        .containsExactly("account.balances[0].asset", "account.positions[0].instrumentId");
  }

  @Test
  void inconsistencies_ofBothSidesUnderOneWay_concernCrossRowsOnly() {
    Conventions oneWay = Conventions.builder(CollateralMode.SINGLE_ASSET)
        .positionMode(PositionMode.ONE_WAY)
        .build();

    assertThat(ConsistencyCheck.inconsistencies(
            account(
                balance("USDT"), position("p", "A", "1", CROSS), position("q", "A", "-1", CROSS)),
            market(),
            rules(oneWay)))
        .extracting(Inconsistency::path)
        .containsExactly("account.positions[1].quantity");
    assertThat(ConsistencyCheck.inconsistencies(
            account(
                balance("USDT"),
                position("p", "A", "1", CROSS),
                position("q", "A", "-1", ISOLATED)),
            market(),
            rules(oneWay)))
        .isEmpty();
  }

  @Test
  void resolve_ofAnAccountThatDoesNotFit_saysEverything() {
    Account account =
        account(balance("USDT"), position("p", "B", "1", CROSS), position("q", "C", "1", CROSS));

    assertThatThrownBy(() -> ResolvedAccount.of(
            account, market(), rules(Conventions.of(CollateralMode.SINGLE_ASSET))))
        .isInstanceOf(InconsistentInputException.class)
        .hasMessageContaining("'B'")
        .hasMessageContaining("'C'");
  }

  private static List<Inconsistency> found(Account account) {
    return ConsistencyCheck.inconsistencies(
        account, market(), rules(Conventions.of(CollateralMode.SINGLE_ASSET)));
  }

  private static Account account(Balance balance, Position... positions) {
    return new Account("a", List.of(balance), List.of(positions));
  }

  private static Balance balance(String asset) {
    return new Balance(asset, Decimal.of(100));
  }

  private static Position position(
      String positionId, String instrumentId, String contracts, MarginMode mode) {
    return new Position(
        positionId,
        instrumentId,
        new Quantity(Decimal.parse(contracts)),
        Price.ONE,
        Optional.empty(),
        mode);
  }

  private static MarketSnapshot market() {
    return new MarketSnapshot(Optional.empty(), Map.of("A", Price.ONE), Map.of("USDT", Price.ONE));
  }

  private static RuleSet rules(Conventions conventions) {
    Instrument instrument = new Instrument(
        "A",
        InstrumentKind.PERPETUAL,
        Payoff.LINEAR,
        "A",
        "USDT",
        Decimal.ONE,
        Optional.empty(),
        Optional.empty(),
        new MarginalTiers(List.of(Tier.ofLeverage(Decimal.ZERO, Rate.ZERO, Decimal.of(10)))));
    return new RuleSet("r", "1", "USD", conventions, Map.of(), Map.of("A", instrument));
  }
}
