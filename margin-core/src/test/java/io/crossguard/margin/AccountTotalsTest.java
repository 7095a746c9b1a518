package io.crossguard.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Order;
import io.crossguard.margin.evaluation.AccountTotals;
import io.crossguard.margin.evaluation.InconsistentInputException;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.liquidation.Distance;
import io.crossguard.margin.liquidation.RootDistance;
import io.crossguard.margin.value.Decimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Totals over cross and isolated scopes, which roots have a distance, and orders that don't fit. */
class AccountTotalsTest {

  private static final String INSTRUMENTS =
      "A LINEAR A USD 1 0:0.05:10, B LINEAR B USD 1 0:0.05:10";

  private static final Decimal LEAST = Decimal.parse("0.000000000000000001");

  @Test
  void crossNotional_besideAnIsolatedPosition_isMeasuredByCrossScopesAlone() {
    // 200 of cross notional over a wallet of 100 with a profit of 25; the isolated 50 are apart.
    AccountTotals totals = totals("USD=100", "A 2 @87.5, B 3 @100 isolated=50", "A=100, B=100");

    assertThat(totals.crossNotional().amount()).isEqualTo(Decimal.of(200));
    assertThat(totals.crossNotionalToWalletBalance()).contains(Decimal.of(2));
    assertThat(totals.crossNotionalToMarginBalance()).contains(Decimal.parse("1.6"));
    assertThat(totals.grossNotional().amount()).isEqualTo(Decimal.of(500));
    assertThat(totals.equity().amount()).isEqualTo(Decimal.of(175));
  }

  @ParameterizedTest
  @CsvSource({"100, p2, 0.6", "150, p1, 0.5", "300, p1, 0.6666666666666666666666666666666667"})
  void largestPosition_belowAtAndAboveTheOther_isTheFirstOfEquals(
      String markOfA, String positionId, String share) {
    // 2 A against 3 B at 100.
    AccountTotals totals =
        totals("USD=1000", "A 2 @100, B 3 @100 isolated=50", "A=" + markOfA + ", B=100");

    AccountTotals.LargestPosition largest = totals.largestPosition().orElseThrow();
    assertThat(largest.positionId()).isEqualTo(positionId);
    assertThat(largest.share()).hasToString(share);
  }

  @Test
  void largestPosition_withoutPositions_isNone() {
    assertThat(totals("USD=1000", null, "A=100").largestPosition()).isEmpty();
  }

  @Test
  void releasable_ofOneWallet_isOfTheWalletWhateverProfitCounts() {
    // The profit of 10 counts half; the wallet of 100 less the requirement of 10 may leave.
    GoldenAccount alone = new GoldenAccount(
        "SINGLE_ASSET", "A LINEAR A USD 1 0:0.05:10 profit=0.5", "A=100", "USD=100", "A 1 @90");
    GoldenAccount pooled =
        new GoldenAccount("MULTI_ASSET haircut:EUR=0.2", null, "EUR=1", "EUR=100", null);

    assertThat(releasable(alone)).isEqualTo(Decimal.of(90));
    assertThat(releasable(pooled)).isEqualTo(Decimal.of(80));
  }

  @Test
  void distances_ofAPool_areOfPositionsAndOfWhatIsHeldButNotOfTheQuoteCurrency() {
    GoldenAccount account = new GoldenAccount(
        "MULTI_ASSET haircut:EUR=0.1 haircut:BTC=0.1",
        INSTRUMENTS,
        "A=100, B=100, EUR=1, BTC=100",
        "USD=100, EUR=50, BTC=0",
        "A 1 @100");

    assertThat(distances(account)).extracting(RootDistance::root).containsExactly("A", "EUR");
  }

  @Test
  void distances_ofAScopeThatIsLiquidatable_saySo() {
    GoldenAccount account =
        new GoldenAccount("SINGLE_ASSET", INSTRUMENTS, "A=100, B=100", "USD=4", "A 1 @100");

    Distance already = new Distance.AlreadyLiquidatable();
    assertThat(distances(account))
        .extracting(RootDistance::root, RootDistance::down, RootDistance::up)
        .containsExactly(tuple("A", already, already));
  }

  @Test
  void distance_ofTheSettlementAsset_movesWhatItsPositionsRequire() {
    // 2,000 less 10 borrowed coins at 100 x, against 0.05 of 20 contracts of 1 coin at 100 x.
    GoldenAccount account = new GoldenAccount(
        "MULTI_ASSET haircut:BTC=0",
        "Q QUANTO ETH BTC 0.01 0:0.05:10",
        "Q=100, BTC=100",
        "USD=2000, BTC=-10",
        "Q 20 @100");

    RootDistance btc = distances(account).stream()
        .filter(distance -> distance.root().equals("BTC"))
        .findFirst()
        .orElseThrow();
    // 2,000 / 1,100 − 1 = 900 / 1,100, to 18 digits.
    assertThat(((Distance.By) btc.up()).move().roundedDownTo(LEAST))
        .isEqualTo(Decimal.parse("0.818181818181818181"));
  }

  @Test
  void order_inAnUnknownInstrumentOrAboveTheLeverage_isNamed() {
    assertRefused(
        "order Z 1 @1",
        "account.orders[0].instrumentId",
        "must be an instrument of the rule set: 'Z' is not");
    assertRefused(
        "order A 1 @1, order A 1 @1 x10.1",
        "account.orders[1].leverage",
        "must be at most 10, the highest of 'A'");
    assertThat(account("order A 1 @1 x10").resolved().account().orders()).hasSize(1);
  }

  @Test
  void orders_ofOneName_areNamed() {
    ResolvedAccount resolved = account("order A 1 @1").resolved();
    Order order = resolved.account().orders().get(0);
    Account twice = new Account("a", List.of(), List.of(), List.of(order, order));

    assertThatThrownBy(() -> ResolvedAccount.of(twice, resolved.market(), resolved.rules()))
        .isInstanceOf(InconsistentInputException.class)
        .hasMessageContaining("account.orders[1].orderId")
        .hasMessageContaining("must not repeat 'o1'");
  }

  private static void assertRefused(String orders, String path, String rule) {
    assertThatThrownBy(() -> account(orders).resolved())
        .isInstanceOf(InconsistentInputException.class)
        .hasMessageContaining(path)
        .hasMessageContaining(rule);
  }

  private static GoldenAccount account(String positions) {
    return new GoldenAccount("SINGLE_ASSET", INSTRUMENTS, "A=100, B=100", "USD=100", positions);
  }

  private static AccountTotals totals(String balances, String positions, String prices) {
    return new MarginEngine()
        .evaluate(
            new GoldenAccount("SINGLE_ASSET", INSTRUMENTS, prices, balances, positions).resolved())
        .margin()
        .totals();
  }

  private static Decimal releasable(GoldenAccount account) {
    return new MarginEngine()
        .evaluate(account.resolved())
        .margin()
        .scopes()
        .get(0)
        .releasable()
        .amount();
  }

  private static List<RootDistance> distances(GoldenAccount account) {
    return new MarginEngine().evaluate(account.resolved()).distances().get(0);
  }
}
