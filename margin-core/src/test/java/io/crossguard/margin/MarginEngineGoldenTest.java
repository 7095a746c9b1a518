package io.crossguard.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossguard.margin.evaluation.AccountTotals;
import io.crossguard.margin.evaluation.InconsistentInputException;
import io.crossguard.margin.evaluation.PositionMargin;
import io.crossguard.margin.evaluation.ScopeMargin;
import io.crossguard.margin.liquidation.Distance;
import io.crossguard.margin.liquidation.LiquidationPrice;
import io.crossguard.margin.liquidation.PositionLiquidation;
import io.crossguard.margin.liquidation.RootDistance;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Published figures of venues, and figures worked out by hand. A row names the case of the collection
 * that it comes from, and expects {@code place.figure=value} of the engine, to a tolerance that is
 * absolute, or relative where it ends with r.
 */
class MarginEngineGoldenTest {

  private final MarginEngine engine = new MarginEngine();

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(
      resources = {
        "/golden/requirement.csv",
        "/golden/liquidation_price.csv",
        "/golden/verdict.csv",
        "/golden/distance.csv",
        "/golden/exposure.csv",
        "/golden/entry_basis.csv",
        "/golden/closing_fee.csv",
        "/golden/order_margin.csv",
        "/golden/schedule.csv",
        "/golden/collateral.csv",
        "/golden/band_and_backstop.csv"
      },
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      numLinesToSkip = 1)
  void evaluate_givesThePublishedFigures(
      String sentence,
      String venueCase,
      String rules,
      String instruments,
      String prices,
      String balances,
      String positions,
      String expected,
      String tolerance) {
    GoldenAccount account = new GoldenAccount(rules, instruments, prices, balances, positions);
    if (expected.equals("refused")) {
      assertThatThrownBy(account::resolved).isInstanceOf(InconsistentInputException.class);
      return;
    }
    Evaluation evaluation = engine.evaluate(account.resolved());
    for (String item : expected.split(",", -1)) {
      String[] parts = item.trim().split("=", 2);
      assertFigure(parts[0], figure(evaluation, parts[0]), parts[1], tolerance);
    }
  }

  private static void assertFigure(String name, String actual, String expected, String tolerance) {
    if (expected.chars().anyMatch(Character::isLetter)) {
      assertThat(actual).as(name).isEqualTo(expected);
      return;
    }
    Decimal value = Decimal.parse(expected);
    boolean isRelative = tolerance.endsWith("r");
    Decimal allowed =
        Decimal.parse(isRelative ? tolerance.substring(0, tolerance.length() - 1) : tolerance);
    Ratio difference = Ratio.of(actual).minus(Ratio.of(value)).abs();
    assertThat(difference)
        .as("%s: %s is %s", name, actual, expected)
        .isLessThanOrEqualTo(Ratio.of(isRelative ? allowed.times(value.abs()) : allowed));
  }

  private static String figure(Evaluation evaluation, String name) {
    int dot = name.lastIndexOf('.');
    String place = name.substring(0, dot);
    String figure = name.substring(dot + 1);
    if (place.equals("account")) {
      return accountFigure(evaluation, figure);
    }
    for (int i = 0; i < evaluation.margin().scopes().size(); i++) {
      ScopeMargin scope = evaluation.margin().scopes().get(i);
      if (scope.scopeId().equals(place)) {
        return figure.contains(":") ? distance(evaluation, i, figure) : scopeFigure(scope, figure);
      }
    }
    int row = Integer.parseInt(place.substring(1)) - 1;
    return positionFigure(
        evaluation.margin().positions().get(row), evaluation.liquidations().get(row), figure);
  }

  private static String accountFigure(Evaluation evaluation, String figure) {
    AccountTotals totals = evaluation.margin().totals();
    return switch (figure) {
      case "status" -> evaluation.margin().status().name();
      case "equity" -> totals.equity().amount().toString();
      case "grossNotional" -> totals.grossNotional().amount().toString();
      case "effectiveLeverage" -> text(totals.effectiveLeverage());
      case "crossNotionalToMarginBalance" -> text(totals.crossNotionalToMarginBalance());
      case "crossNotionalToWalletBalance" -> text(totals.crossNotionalToWalletBalance());
      default -> throw new IllegalArgumentException(figure);
    };
  }

  private static String scopeFigure(ScopeMargin scope, String figure) {
    return switch (figure) {
      case "status" -> scope.status().name();
      case "walletBalance" -> scope.walletBalance().amount().toString();
      case "marginBalance" -> scope.marginBalance().amount().toString();
      case "initialMargin" -> scope.initialMargin().amount().toString();
      case "maintenanceMargin" -> scope.maintenanceMargin().amount().toString();
      case "freeMargin" -> scope.freeMargin().amount().toString();
      case "initialMarginBalance" -> scope.initialMarginBalance().amount().toString();
      case "orderMargin" -> scope.orderMargin().amount().toString();
      case "band" -> scope.band().orElse("none");
      case "releasable" -> scope.releasable().amount().toString();
      case "marginRatio" -> text(scope.marginRatio());
      case "overMaintenance" ->
        scope.marginBalance().minus(scope.maintenanceMargin()).amount().toString();
      case "overInitial" ->
        scope.initialMarginBalance().minus(scope.initialMargin()).amount().toString();
      default -> throw new IllegalArgumentException(figure);
    };
  }

  private static String positionFigure(
      PositionMargin margin, PositionLiquidation liquidation, String figure) {
    return switch (figure) {
      case "notional" -> margin.notional().amount().toString();
      case "unrealizedPnl" -> margin.unrealizedPnl().amount().toString();
      case "initialMargin" -> margin.initialMargin().amount().toString();
      case "maintenanceMargin" -> margin.maintenanceMargin().amount().toString();
      case "tier" -> String.valueOf(margin.tier());
      case "liquidationPrice" -> text(liquidation.liquidationPrice());
      case "otherLiquidationPrice" ->
        liquidation.liquidationPriceOtherSide().map(Price::toString).orElse("none");
      case "bankruptcyPrice" -> text(liquidation.bankruptcyPrice());
      case "backstopPrice" ->
        liquidation.backstopPrice().map(MarginEngineGoldenTest::text).orElse("absent");
      case "recoveryPrice" -> recovery(liquidation.liquidationPrice());
      case "solvencyPrice" -> recovery(liquidation.bankruptcyPrice());
      default -> throw new IllegalArgumentException(figure);
    };
  }

  private static String distance(Evaluation evaluation, int scope, String figure) {
    String[] parts = figure.split(":", 2);
    RootDistance row = evaluation.distances().get(scope).stream()
        .filter(each -> each.root().equals(parts[1]))
        .findFirst()
        .orElseThrow();
    Distance distance = parts[0].equals("up") ? row.up() : row.down();
    return distance instanceof Distance.By by ? by.move().toString() : "none";
  }

  private static String recovery(LiquidationPrice price) {
    return price instanceof LiquidationPrice.AlreadyLiquidatable already
        ? already.recoveryPrice().map(Price::toString).orElse("none")
        : "stands";
  }

  private static String text(LiquidationPrice price) {
    if (price instanceof LiquidationPrice.At at) {
      return at.price().toString();
    }
    return price instanceof LiquidationPrice.None ? "none" : "already";
  }

  private static String text(Optional<Decimal> figure) {
    return figure.map(Decimal::toString).orElse("absent");
  }
}
