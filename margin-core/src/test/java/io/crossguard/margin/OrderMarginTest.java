package io.crossguard.margin;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Order;
import io.crossguard.margin.evaluation.MarginEvaluator;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.evaluation.ScopeMargin;
import io.crossguard.margin.value.Decimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What open orders require by each rule, worked by hand. The mark of A is 100, that of B 10; both
 * require 10 % initially and 5 % to stay, at a leverage of at most 10.
 */
class OrderMarginTest {

  private static final String INSTRUMENTS =
      "A LINEAR A USD 1 0:0.05:10, B LINEAR B USD 1 0:0.05:10";
  private static final String PRICES = "A=100, B=10";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "buys beside a long add to it                 | A 2 @100, order A 3 @90                  | 30",
        "buys add to each other                       | order A 3 @90, order A 2 @80             | 50",
        "sells that reduce require nothing            | A 2 @100, order A -3 @110                | 0",
        "sells to the same size require nothing       | A 2 @100, order A -4 @110                | 0",
        "sells beyond it require what is beyond       | A 2 @100, order A -4.01 @110             | 0.1",
        "of both sides the larger counts              | A 2 @100, order A 3 @90, order A -10 @110| 60",
        "a short is mirrored                          | A -2 @100, order A -3 @110               | 30",
        "both sides held are netted first             | A 2 @100, A -1 @100, order A 3 @90       | 30",
        "each instrument has a worst side of its own  | A 2 @100, order A 3 @90, order B 5 @10   | 35",
        "a position in another is no cover            | A 2 @100, order B -5 @10                 | 5",
        "the leverage of the position holds           | A 2 @100 x5, order A 3 @90               | 60"
      })
  void worstSide_ofPositionAndOrders_isTheRiseToTheLargerSide(
      String claim, String positions, String expected) {
    assertThat(scope("orders=WORST_SIDE", positions).orderMargin().amount())
        .isEqualTo(Decimal.parse(expected));
  }

  @Test
  void worstSide_whereOrdersJoinMaintenance_raisesItByItsOwnRate() {
    String positions = "A 2 @100, order A 3 @90";

    assertThat(scope("orders=WORST_SIDE", positions).maintenanceMargin().amount())
        .isEqualTo(Decimal.of(10));
    assertThat(scope("orders=WORST_SIDE ordersJoinMaintenance", positions)
            .maintenanceMargin()
            .amount())
        .isEqualTo(Decimal.of(25));
  }

  @Test
  void cost_whereOrdersJoinMaintenance_raisesItByTheWholeCost() {
    String positions = "A 2 @100, order A 3 @90";

    assertThat(scope("orders=COST", positions).maintenanceMargin().amount())
        .isEqualTo(Decimal.of(10));
    assertThat(scope("orders=COST ordersJoinMaintenance", positions)
            .maintenanceMargin()
            .amount())
        .isEqualTo(Decimal.of(37));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "without a position the maximum of the tier | order A 3 @90                           | 27",
        "that of the position that it adds to       | A 2 @100 x5, order A 3 @90              | 54",
        "not that of another instrument             | B 2 @10 x5, order A 3 @90               | 27",
        "none where the position has none           | A 2 @100, order A 3 @90                 | 27",
        "its own before that of the position        | A 2 @100 x5, order A 3 @90 x4           | 67.5",
        "never above the maximum of the tier        | order A 3 @90 x10                       | 27"
      })
  void cost_atALeverage_isTheNotionalAtTheOrdersPriceOverIt(
      String claim, String positions, String expected) {
    assertThat(scope("orders=COST", positions).orderMargin().amount())
        .isEqualTo(Decimal.parse(expected));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "what closes a long is free                   | A 2 @100, order A -2 @110                 | 0",
        "what closes a short is free                  | A -2 @100, order A 2 @90                  | 0",
        "beyond it the order costs                    | A 2 @100, order A -2.01 @110              | 0.11",
        "below it nothing does                        | A 2 @100, order A -1.99 @110              | 0",
        "the cheapest sell closes first               | A 10 @100, order A -10 @150, order A -15 @110 | 205",
        "the dearest buy closes first                 | A -2 @100, order A 2 @80, order A 2 @90   | 16",
        "what adds to the position costs              | A 2 @100, order A 3 @90                   | 27",
        "the dearer side counts, the buys             | order A 3 @90, order A -2 @110            | 27",
        "the dearer side counts, the sells            | order A 3 @90, order A -3 @110            | 33",
        "a sell below the mark loses at once          | order A -1 @95                            | 14.5",
        "what closes loses nothing                    | A 1 @100, order A -1 @95                  | 0",
        "both sides held are netted first             | A 2 @100, A -1 @100, order A -2 @110      | 11",
        "each instrument has sides of its own         | A 2 @100, order A -2 @110, order B 5 @10  | 5",
        "a position in another is no cover            | A 2 @100, order B -5 @10                  | 5"
      })
  void dearerSide_ofPositionAndOrders_isTheCostBeyondThePosition(
      String claim, String positions, String expected) {
    assertThat(scope("orders=DEARER_SIDE", positions).orderMargin().amount())
        .isEqualTo(Decimal.parse(expected));
  }

  @Test
  void dearerSide_ofEqualPrices_isTheSameInAnyOrderOfTheInput() {
    ResolvedAccount given = account(
            "orders=DEARER_SIDE", "A 2 @100, order A -2 @110 x5, order A -2 @110")
        .resolved();
    Account account = given.account();
    List<Order> turned = List.of(account.orders().get(1), account.orders().get(0));
    ResolvedAccount other = ResolvedAccount.of(
        new Account(account.accountId(), account.balances(), account.positions(), turned),
        given.market(),
        given.rules());

    assertThat(evaluated(given).orderMargin().amount()).isEqualTo(Decimal.of(22));
    assertThat(evaluated(other).orderMargin().amount()).isEqualTo(Decimal.of(22));
  }

  @Test
  void dearerSide_whereOrdersJoinMaintenance_raisesItByTheWholeCost() {
    assertThat(scope("orders=DEARER_SIDE ordersJoinMaintenance", "A 2 @100, order A -5 @110")
            .maintenanceMargin()
            .amount())
        .isEqualTo(Decimal.of(43));
  }

  @Test
  void cost_underARateThatGrowsWithTheSize_takesTheSizeOfTheOrder() {
    // 0.1 + 0.01 × 3 coins of 3 × 90.
    GoldenAccount account = new GoldenAccount(
        "SINGLE_ASSET orders=COST",
        "A LINEAR A USD 1 size/0.1/0.01/0.05/0",
        "A=100",
        "USD=1000",
        "order A 3 @90");

    assertThat(evaluated(account.resolved()).orderMargin().amount())
        .isEqualTo(Decimal.parse("35.1"));
  }

  @ParameterizedTest
  @CsvSource({
    "NONE, 0, 0",
    "WORST_SIDE, 30, 0",
    "COST, 27, 0",
    "FILLED, 27, 0",
    "DEARER_SIDE, 27, 0"
  })
  void orderMargin_ofReduceOnlyOrders_isNothingWhateverTheRule(
      String kind, String plain, String reduceOnly) {
    ResolvedAccount account = account("orders=" + kind, "order A 3 @90").resolved();

    assertThat(evaluated(account).orderMargin().amount()).isEqualTo(Decimal.parse(plain));
    assertThat(evaluated(withReduceOnlyOrders(account)).orderMargin().amount())
        .isEqualTo(Decimal.parse(reduceOnly));
  }

  private static ResolvedAccount withReduceOnlyOrders(ResolvedAccount resolved) {
    Account account = resolved.account();
    List<Order> orders = account.orders().stream()
        .map(order -> new Order(
            order.orderId(),
            order.instrumentId(),
            order.quantity(),
            order.price(),
            true,
            order.isIsolated(),
            order.leverage()))
        .toList();
    return ResolvedAccount.of(
        new Account(account.accountId(), account.balances(), account.positions(), orders),
        resolved.market(),
        resolved.rules());
  }

  private static GoldenAccount account(String rules, String positions) {
    return new GoldenAccount(
        "SINGLE_ASSET " + rules, INSTRUMENTS, PRICES, "USD=1000", positions.trim());
  }

  private static ScopeMargin scope(String rules, String positions) {
    return evaluated(account(rules, positions).resolved());
  }

  private static ScopeMargin evaluated(ResolvedAccount account) {
    return new MarginEvaluator().evaluate(account).scopes().get(0);
  }
}
