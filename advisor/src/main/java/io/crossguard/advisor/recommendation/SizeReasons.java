package io.crossguard.advisor.recommendation;

import static io.crossguard.advisor.classification.Figures.number;
import static io.crossguard.advisor.classification.Figures.percent;

import io.crossguard.advisor.classification.AccountStructure;
import io.crossguard.advisor.classification.Reason;
import io.crossguard.advisor.classification.ReasonList;
import io.crossguard.advisor.exposure.Portfolio;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Money;
import java.util.Optional;
import java.util.function.Function;

/** Why a position gets the margin that it gets: codes of size and profit, with numbers. */
final class SizeReasons {
  private static final Decimal HALF = Decimal.parse("0.5");

  private final Portfolio portfolio;
  private final Stress stress;
  private final Threats threats;
  private final RiskUnits units;
  private final String quote;

  SizeReasons(AccountStructure structure, Stress stress, Threats threats, RiskUnits units) {
    this.portfolio = structure.portfolio();
    this.stress = stress;
    this.threats = threats;
    this.units = units;
    this.quote = portfolio.account().rules().quoteCurrency();
  }

  void add(PositionCase of, PoolSizing pool, Recommendation recommendation, ReasonList reasons) {
    size(of, pool, recommendation, reasons);
    profit(of, pool, reasons);
  }

  private void size(
      PositionCase of, PoolSizing pool, Recommendation recommendation, ReasonList reasons) {
    if (of.intent() == Intent.MOVE_GROUP || of.shrinksWithOptions()) {
      Optional<PoolSizing.Sized> ofUnit = pool.sized(units.of(of));
      ofUnit
          .filter(PoolSizing.Sized::isShort)
          .ifPresent(got -> limits(
              got,
              inQuote -> amount(inQuote.rounded()),
              " where what it may lose, maintenance and fee ask for ",
              reasons));
      ofUnit.ifPresent(got -> withdrawn(of, got, recommendation, reasons));
      return;
    }
    Optional<PoolSizing.Sized> sized = pool.sized(of);
    boolean isSizing =
        of.claimsMargin() || of.intent() == Intent.RESIZE_ISOLATED || of.intent() == Intent.SPLIT;
    if (sized.isEmpty() || !isSizing) {
      return;
    }
    PoolSizing.Sized got = sized.get();
    if (got.isShort()) {
      limited(of, got, reasons);
    }
    resized(recommendation, got, reasons);
    if (of.claimsMargin() && got.margin().compareTo(of.alone().marginMin()) < 0) {
      tooLittle(of, pool, got, reasons);
    }
  }

  /** No more of an asset leaves for a sub-account than its wallet holds. */
  private void withdrawn(
      PositionCase of, PoolSizing.Sized got, Recommendation recommendation, ReasonList reasons) {
    if (recommendation instanceof Recommendation.MoveGroupToSubaccount move) {
      Decimal allotted = portfolio
          .inAsset(got.margin(), of.settlementAsset())
          .rounded()
          .roundedDownTo(Lots.FINEST_STEP);
      if (move.margin().amount().isLessThan(allotted)) {
        reasons.add(
            Reason.Code.INSUFFICIENT_FREE_COLLATERAL,
            "The wallet has "
                + money(move.margin())
                + " to withdraw, and "
                + money(of.money(allotted))
                + " are allotted to it.");
      }
    }
  }

  private void limited(PositionCase of, PoolSizing.Sized got, ReasonList reasons) {
    boolean isOfVenue = isOfVenue(of);
    limits(got, amount -> money(of, amount), isOfVenue ? ofVenue(of) : ofTarget(), reasons);
    if (got.isBudgetBinding() || got.isFreeBinding()) {
      notional(of, got)
          .ifPresent(notional -> reasons.add(
              Reason.Code.REDUCE_SIZE_SUGGESTED,
              "With that margin a notional of "
                  + money(of, notional)
                  + (isOfVenue
                      ? " could be isolated; it is "
                      : " would reach the target probability; it is ")
                  + money(of, of.alone().notional())
                  + "."));
    }
  }

  /** Whether the venue asks for more than the target probability does. */
  private boolean isOfVenue(PositionCase of) {
    return stress
        .targetMove(of.root(), of.side())
        .filter(move -> of.alone().marginFor(move).compareTo(of.alone().marginMin()) < 0)
        .isPresent();
  }

  private static String ofVenue(PositionCase of) {
    return of.alone().profit().isPositive()
        ? " where its initial margin and the profit that moves along ask for "
        : " where its initial margin asks for ";
  }

  private String ofTarget() {
    return " where the target probability of "
        + percent(stress.policy().targetLiquidationProbability())
        + " asks for ";
  }

  /** Of a margin that is short of what is wanted. */
  private static void limits(
      PoolSizing.Sized got, Function<Fraction, String> amount, String asksFor, ReasonList reasons) {
    String wanted = amount.apply(got.wanted()) + ".";
    String gets = amount.apply(got.margin()) + asksFor + wanted;
    if (got.isBudgetBinding()) {
      // Where the pool can spare less than the budget, what is got is not what the budget allows.
      reasons.add(
          Reason.Code.BUDGET_BINDS,
          got.isFreeBinding()
              ? "The budget is not enough" + asksFor + wanted
              : "The budget allows " + gets);
    }
    if (got.isFreeBinding()) {
      reasons.add(Reason.Code.INSUFFICIENT_FREE_COLLATERAL, "The pool can spare " + gets);
    }
  }

  private Optional<Fraction> notional(PositionCase of, PoolSizing.Sized got) {
    return stress
        .targetMove(of.root(), of.side())
        .map(move -> of.alone().notionalWantedWith(got.margin(), move));
  }

  private static void resized(
      Recommendation recommendation, PoolSizing.Sized got, ReasonList reasons) {
    if (recommendation instanceof Recommendation.KeepIsolated keep
        && keep.margin().isPresent()) {
      IsolatedMargin margin = keep.margin().get();
      Money transfer = margin.transfer();
      if (transfer.isPositive()) {
        reasons.add(
            Reason.Code.MARGIN_ADDED,
            "Its margin is far below what it should be: "
                + money(transfer)
                + " are added, which makes "
                + money(margin.margin())
                + ".");
      } else if (transfer.isNegative()) {
        reasons.add(
            Reason.Code.MARGIN_RELEASED,
            (got.isBudgetBinding()
                    ? "Its margin is far above what the budget allows: "
                    : "Its margin is far above what it should be: ")
                + money(transfer.negated())
                + " go back, which leaves "
                + money(margin.margin())
                + ".");
      }
    }
  }

  private void tooLittle(
      PositionCase of, PoolSizing pool, PoolSizing.Sized got, ReasonList reasons) {
    PoolBudget budget = pool.budget();
    Decimal least = portfolio.inQuote(of.money(of.alone().marginMin().rounded()));
    Fraction initial = of.alone().initialMargin();
    Decimal left = budget.balance().minus(least);
    if (left.isLessThan(budget.maintenanceMargin())) {
      reasons.add(
          Reason.Code.ISOLATION_WOULD_LIQUIDATE_CROSS,
          "Isolating it takes at least "
              + amount(least)
              + " out of the pool and leaves "
              + amount(left)
              + " against a maintenance margin of "
              + amount(budget.maintenanceMargin())
              + ".");
    }
    Fraction free = budget.free(stress.policy());
    if (Fraction.of(least).compareTo(free) > 0 || got.margin().compareTo(initial) < 0) {
      reasons.add(
          Reason.Code.INSUFFICIENT_FREE_COLLATERAL,
          "It needs at least "
              + amount(least)
              + " to be isolated; "
              + amount(free.rounded())
              + " may leave the pool, and "
              + money(of, got.margin())
              + " are allotted to it.");
    }
  }

  private void profit(PositionCase of, PoolSizing pool, ReasonList reasons) {
    if (!of.isCross() || !of.unrealizedPnl().isPositive() || !of.structure().hasResidual()) {
      return;
    }
    // What is paid up front carries all that it is worth, which is no profit.
    if (of.structure().leg().instrument().isPaidUpFront()) {
      return;
    }
    Decimal profit = portfolio.inQuote(of.money(of.unrealizedPnl()));
    PoolBudget budget = pool.budget();
    Decimal without = budget.balance().minus(profit);
    if (of.claimsMargin() && of.carriesPnl() && without.isLessThan(budget.maintenanceMargin())) {
      reasons.add(
          Reason.Code.PROFIT_SUPPORTS_CROSS,
          "Its profit of "
              + amount(profit)
              + " would leave with it; without that the pool has "
              + amount(without)
              + " against a maintenance margin of "
              + amount(budget.maintenanceMargin())
              + ".");
    }
    if (!profit.isLessThan(budget.balance().times(HALF))
        && threats.single(of.structure().group()).isPresent()) {
      reasons.add(
          Reason.Code.PROFIT_NOT_PROTECTION,
          "Its profit of "
              + amount(profit)
              + " is much of the balance of "
              + amount(budget.balance())
              + ", and goes first when the price turns.");
    }
  }

  private String amount(Decimal inQuote) {
    return number(inQuote) + " " + quote;
  }

  private static String money(Money money) {
    return number(money.amount()) + " " + money.asset();
  }

  private static String money(PositionCase of, Fraction amount) {
    return number(amount.rounded()) + " " + of.settlementAsset();
  }
}
