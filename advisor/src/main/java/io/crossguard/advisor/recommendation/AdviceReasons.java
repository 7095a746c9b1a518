package io.crossguard.advisor.recommendation;

import static io.crossguard.advisor.classification.Figures.number;
import static io.crossguard.advisor.classification.Figures.percent;

import io.crossguard.advisor.classification.AccountStructure;
import io.crossguard.advisor.classification.Classification;
import io.crossguard.advisor.classification.Reason;
import io.crossguard.advisor.classification.StructureReport;
import io.crossguard.advisor.exposure.Pool;
import io.crossguard.advisor.exposure.Portfolio;
import io.crossguard.advisor.hedge.NettedGroup;
import io.crossguard.advisor.policy.VenueCapabilities;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Why something is recommended for a position: codes of threat, size and means, with numbers. */
final class AdviceReasons {
  private static final Decimal HALF = Decimal.parse("0.5");

  private final AccountStructure structure;
  private final Portfolio portfolio;
  private final Stress stress;
  private final Threats threats;
  private final VenueCapabilities venue;
  private final IntentChooser intents;
  private final Refusals refusals;
  private final String quote;

  AdviceReasons(
      AccountStructure structure,
      Stress stress,
      Threats threats,
      IntentChooser intents,
      Refusals refusals,
      VenueCapabilities venue) {
    this.structure = structure;
    this.portfolio = structure.portfolio();
    this.stress = stress;
    this.threats = threats;
    this.intents = intents;
    this.refusals = refusals;
    this.venue = venue;
    this.quote = portfolio.account().rules().quoteCurrency();
  }

  List<Reason> of(PositionCase of, PoolSizing pool, Recommendation recommendation) {
    List<Reason> reasons = new ArrayList<>();
    state(of, reasons);
    threat(of, reasons);
    size(of, pool, recommendation, reasons);
    profit(of, pool, reasons);
    legLoss(of, reasons);
    means(of, recommendation, reasons);
    refused(of, reasons);
    return List.copyOf(reasons);
  }

  private void state(PositionCase of, List<Reason> reasons) {
    if (of.intent() == Intent.WAIT_FOR_DATA) {
      add(
          reasons,
          Reason.Code.STALE_OR_MISSING_MARKET_DATA,
          "No "
              + (portfolio.price(of.root()).isKnown() ? "current volatility" : "index price")
              + " of "
              + of.root()
              + " is known: the position is classified, and no margin is advised.");
    }
    if (of.intent() == Intent.IGNORE) {
      Decimal loss =
          of.isCross() ? groupLoss(of).orElse(Decimal.ZERO) : residualLoss(of).orElse(Decimal.ZERO);
      add(
          reasons,
          Reason.Code.DUST,
          "The stress loss of "
              + amount(loss)
              + " is at most "
              + percent(stress.policy().dust())
              + " of the equity of "
              + amount(of.pool().equity())
              + ".");
    }
    if (of.intent() == Intent.CLOSE_RESIDUAL || of.intent() == Intent.SUPPORT_POOL) {
      add(
          reasons,
          Reason.Code.INSUFFICIENT_FREE_COLLATERAL,
          "The pool has a balance of "
              + amount(of.pool().marginBalance())
              + " against a maintenance margin of "
              + amount(of.pool().maintenanceMargin())
              + ": nothing may leave it.");
    }
    intents
        .lackingToJoin(of.structure())
        .ifPresent(lacking -> add(
            reasons,
            Reason.Code.INSUFFICIENT_FREE_COLLATERAL,
            "The pool to join would lack " + amount(lacking) + " of its initial margin."));
  }

  private Optional<Decimal> groupLoss(PositionCase of) {
    NettedGroup group = of.structure().group();
    return stress.loss(group.root(), group.net());
  }

  private Optional<Decimal> residualLoss(PositionCase of) {
    Decimal coins = of.structure().residual();
    return stress.loss(
        of.root(), of.structure().leg().coins().isNegative() ? coins.negated() : coins);
  }

  private void threat(PositionCase of, List<Reason> reasons) {
    if (!of.isCross() || !of.structure().hasResidual()) {
      return;
    }
    Optional<Threats.Threat> single = threats.single(of.structure().group());
    single.ifPresent(threat -> {
      add(
          reasons,
          Reason.Code.SINGLE_POSITION_THREAT,
          "A move at the target probability costs "
              + amount(threat.stressLoss())
              + ", "
              + threat
                  .ratio()
                  .map(ratio -> percent(ratio) + " of the " + amount(threat.unbound()))
                  .orElse("and nothing is left")
              + " over maintenance in the pool.");
      add(
          reasons,
          Reason.Code.BIGGER_BUFFER_NOT_SAFER,
          "More collateral in the pool would stand behind this position too: a larger move"
              + " than "
              + amount(threat.stressLoss())
              + " takes it along.");
    });
  }

  private void size(
      PositionCase of, PoolSizing pool, Recommendation recommendation, List<Reason> reasons) {
    if (of.intent() == Intent.MOVE_GROUP) {
      pool.groupSized(of.structure().group())
          .ifPresent(got -> limits(
              got,
              inQuote -> amount(inQuote.rounded()),
              " where its stress loss, maintenance and fee ask for ",
              reasons));
      return;
    }
    Optional<PoolSizing.Sized> sized = pool.sized(of);
    boolean isSizing =
        of.claimsMargin() || of.intent() == Intent.RESIZE_ISOLATED || of.intent() == Intent.SPLIT;
    if (sized.isEmpty() || !isSizing) {
      return;
    }
    PoolSizing.Sized got = sized.get();
    boolean isLimited = got.isBudgetBinding() || got.isFreeBinding();
    limits(
        got,
        amount -> money(of, amount),
        " where the target probability of "
            + percent(stress.policy().targetLiquidationProbability())
            + " asks for ",
        reasons);
    if (got.isShort() && isLimited) {
      notional(of, got)
          .ifPresent(notional -> add(
              reasons,
              Reason.Code.REDUCE_SIZE_SUGGESTED,
              "With that margin a notional of "
                  + money(of, notional)
                  + " would reach the target probability; it is "
                  + money(of, of.alone().notional())
                  + "."));
    }
    resized(recommendation, reasons);
    if (of.claimsMargin() && got.margin().compareTo(of.alone().marginMin()) < 0) {
      tooLittle(of, pool, got, reasons);
    }
  }

  private static void limits(
      PoolSizing.Sized got,
      Function<Fraction, String> amount,
      String asksFor,
      List<Reason> reasons) {
    String gets = amount.apply(got.margin()) + asksFor + amount.apply(got.wanted()) + ".";
    if (got.isShort() && got.isBudgetBinding()) {
      add(reasons, Reason.Code.BUDGET_BINDS, "The budget allows " + gets);
    }
    if (got.isShort() && got.isFreeBinding()) {
      add(reasons, Reason.Code.INSUFFICIENT_FREE_COLLATERAL, "The pool can spare " + gets);
    }
  }

  private Optional<Fraction> notional(PositionCase of, PoolSizing.Sized got) {
    return stress
        .targetMove(of.root(), of.side())
        .map(move -> of.alone().notionalWantedWith(got.margin(), move));
  }

  private static void resized(Recommendation recommendation, List<Reason> reasons) {
    if (recommendation instanceof Recommendation.KeepIsolated keep
        && keep.margin().isPresent()) {
      IsolatedMargin margin = keep.margin().get();
      Money transfer = margin.transfer();
      if (transfer.isPositive()) {
        add(
            reasons,
            Reason.Code.MARGIN_ADDED,
            "Its margin is far below what it should be: "
                + money(transfer)
                + " are added, which makes "
                + money(margin.margin())
                + ".");
      } else if (transfer.isNegative()) {
        add(
            reasons,
            Reason.Code.MARGIN_RELEASED,
            "Its margin is far above what it should be: "
                + money(transfer.negated())
                + " go back, which leaves "
                + money(margin.margin())
                + ".");
      }
    }
  }

  private void tooLittle(
      PositionCase of, PoolSizing pool, PoolSizing.Sized got, List<Reason> reasons) {
    PoolBudget budget = pool.budget();
    Decimal least = portfolio.inQuote(of.money(of.alone().marginMin().rounded()));
    Fraction initial = of.alone().initialMargin();
    Decimal left = budget.balance().minus(least);
    if (left.isLessThan(budget.maintenanceMargin())) {
      add(
          reasons,
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
      add(
          reasons,
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

  private void profit(PositionCase of, PoolSizing pool, List<Reason> reasons) {
    if (!of.isCross() || !of.unrealizedPnl().isPositive() || !of.structure().hasResidual()) {
      return;
    }
    Decimal profit = portfolio.inQuote(of.money(of.unrealizedPnl()));
    PoolBudget budget = pool.budget();
    Decimal without = budget.balance().minus(profit);
    if (of.claimsMargin() && of.carriesPnl() && without.isLessThan(budget.maintenanceMargin())) {
      add(
          reasons,
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
      add(
          reasons,
          Reason.Code.PROFIT_NOT_PROTECTION,
          "Its profit of "
              + amount(profit)
              + " is much of the balance of "
              + amount(budget.balance())
              + ", and goes first when the price turns.");
    }
  }

  private void legLoss(PositionCase of, List<Reason> reasons) {
    NettedGroup group = of.structure().group();
    boolean isNeutral = structure.classOf(group) == Classification.DELTA_NEUTRAL;
    boolean isCostliest = StructureReport.costliestLeg(group)
        .filter(leg -> leg.key().equals(of.structure().leg().key()))
        .isPresent();
    if (!isNeutral || !isCostliest) {
      return;
    }
    Optional<Decimal> loss =
        StructureReport.exposureIfLegLost(group).flatMap(coins -> stress.loss(group.root(), coins));
    Pool pool = portfolio.poolOf(group.scopeId());
    Decimal limit =
        pool.unbound().max(Decimal.ZERO).times(stress.policy().threatRatio().fraction());
    loss.filter(lost -> !lost.isLessThan(limit) && lost.isPositive())
        .ifPresent(lost -> add(
            reasons,
            Reason.Code.ADL_LEG_RISK,
            "Should this leg be closed by the venue, a move at the target probability costs "
                + amount(lost)
                + " of the "
                + amount(pool.unbound())
                + " over maintenance in the pool."));
  }

  private void means(PositionCase of, Recommendation recommendation, List<Reason> reasons) {
    boolean isSwitched = switch (recommendation.action()) {
      case MOVE_TO_ISOLATED, SPLIT, MOVE_TO_CROSS -> true;
      case REDUCE ->
        recommendation instanceof Recommendation.Reduce reduce
            && reduce.margin().isPresent();
      default -> false;
    };
    if (isSwitched && !venue.modeSwitchWithOpenPosition()) {
      add(
          reasons,
          Reason.Code.MODE_SWITCH_NEEDS_FLAT_POSITION,
          "The venue switches no mode while "
              + of.position().quantity()
              + " contracts are open: close them, switch, and open them again.");
    }
    if (of.isModeMissing()) {
      add(
          reasons,
          Reason.Code.MODE_NOT_AVAILABLE,
          "The venue offers modes "
              + venue.modeGranularity()
              + ": "
              + of.quantity()
              + " contracts can't be isolated by themselves.");
    }
  }

  private void refused(PositionCase of, List<Reason> reasons) {
    refusals
        .reason(of.positionId())
        .ifPresent(message -> add(
            reasons,
            Reason.Code.REFUSED_BY_VENUE,
            "Anything else that the structure asks for would be refused: " + message + "."));
    boolean lacksContract = of.structure().comesBack().isPresent()
        && intents.contractToJoin(of.structure()).isEmpty();
    if (lacksContract) {
      add(
          reasons,
          Reason.Code.NO_CONTRACT_IN_POOL,
          "No perpetual on " + of.root() + " with a mark price settles in "
              + of.structure().comesBack().orElseThrow().scopeId()
              + ", so the leg can't be reopened there.");
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

  /** Adds a reason, each code once. */
  private static void add(List<Reason> reasons, Reason.Code code, String message) {
    if (reasons.stream().noneMatch(told -> told.code() == code)) {
      reasons.add(new Reason(code, message));
    }
  }
}
