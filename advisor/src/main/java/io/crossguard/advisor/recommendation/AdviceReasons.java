package io.crossguard.advisor.recommendation;

import static io.crossguard.advisor.classification.Figures.number;
import static io.crossguard.advisor.classification.Figures.percent;

import io.crossguard.advisor.classification.AccountStructure;
import io.crossguard.advisor.classification.Classification;
import io.crossguard.advisor.classification.Reason;
import io.crossguard.advisor.classification.ReasonList;
import io.crossguard.advisor.exposure.Pool;
import io.crossguard.advisor.exposure.Portfolio;
import io.crossguard.advisor.hedge.NettedGroup;
import io.crossguard.advisor.policy.VenueCapabilities;
import io.crossguard.margin.value.Decimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Why something is recommended for a position: codes of state, threat and means, with numbers. */
final class AdviceReasons {
  private final AccountStructure structure;
  private final Portfolio portfolio;
  private final Stress stress;
  private final Threats threats;
  private final VenueCapabilities venue;
  private final IntentChooser intents;
  private final Refusals refusals;
  private final SizeReasons sizeReasons;
  private final String quote;
  private final Map<String, Optional<LegLoss>> costliest = new HashMap<>();

  AdviceReasons(
      AccountStructure structure,
      Stress stress,
      Threats threats,
      AdviceRound round,
      VenueCapabilities venue) {
    this.structure = structure;
    this.portfolio = structure.portfolio();
    this.stress = stress;
    this.threats = threats;
    this.intents = round.intents();
    this.refusals = round.refusals();
    this.sizeReasons = new SizeReasons(structure, stress, threats, round.units());
    this.venue = venue;
    this.quote = portfolio.account().rules().quoteCurrency();
  }

  List<Reason> of(PositionCase of, PoolSizing pool, Recommendation recommendation) {
    ReasonList reasons = new ReasonList();
    state(of, reasons);
    threat(of, reasons);
    sizeReasons.add(of, pool, recommendation, reasons);
    legLoss(of, reasons);
    means(of, recommendation, reasons);
    refused(of, reasons);
    return reasons.sorted();
  }

  private void state(PositionCase of, ReasonList reasons) {
    if (of.intent() == Intent.WAIT_FOR_DATA) {
      reasons.add(
          Reason.Code.STALE_OR_MISSING_MARKET_DATA,
          "No "
              + (portfolio.price(of.root()).isKnown() ? "current volatility" : "index price")
              + " of "
              + of.root()
              + " is known: the position is classified, and no margin is advised.");
    }
    if (isApartFromDust(of)) {
      reasons.add(
          Reason.Code.DUST,
          "What offsets it is too little to act on: "
              + amount(portfolio.value(of.root(), of.structure().matched()))
              + ".");
    }
    if (of.intent() == Intent.IGNORE) {
      Decimal loss =
          of.isCross() ? groupLoss(of).orElse(Decimal.ZERO) : residualLoss(of).orElse(Decimal.ZERO);
      reasons.add(
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
      reasons.add(
          Reason.Code.INSUFFICIENT_FREE_COLLATERAL,
          "The pool has a balance of "
              + amount(of.pool().marginBalance())
              + " against a maintenance margin of "
              + amount(of.pool().maintenanceMargin())
              + ": nothing may leave it.");
    }
    intents
        .lackingToJoin(of.structure())
        .ifPresent(lacking -> reasons.add(
            Reason.Code.INSUFFICIENT_FREE_COLLATERAL,
            "The pool to join would lack " + amount(lacking) + " of its initial margin."));
  }

  /** Whether it stays isolated though a trifle offsets some of it. */
  private boolean isApartFromDust(PositionCase of) {
    return of.intent() == Intent.RESIZE_ISOLATED
        && of.structure().isMatched()
        && intents.isHedgeDust(of.structure());
  }

  private Optional<Decimal> groupLoss(PositionCase of) {
    return stress.loss(structure, of.structure().group());
  }

  private Optional<Decimal> residualLoss(PositionCase of) {
    Decimal coins = of.structure().residual();
    return stress.loss(
        of.root(), of.structure().leg().coins().isNegative() ? coins.negated() : coins);
  }

  private void threat(PositionCase of, ReasonList reasons) {
    if (!of.isCross() || !of.structure().hasResidual()) {
      return;
    }
    Optional<Threats.Threat> single = threats.single(of.structure().group());
    single.ifPresent(threat -> {
      reasons.add(
          Reason.Code.SINGLE_POSITION_THREAT,
          "A move at the target probability costs "
              + amount(threat.stressLoss())
              + ", "
              + threat
                  .ratio()
                  .map(ratio -> percent(ratio) + " of the " + amount(threat.unbound()))
                  .orElse("and nothing is left")
              + " over maintenance in the pool.");
      reasons.add(
          Reason.Code.BIGGER_BUFFER_NOT_SAFER,
          "More collateral in the pool would not limit the loss: it would stand behind this position"
              + " too, and go with it in a larger move.");
    });
  }

  private void legLoss(PositionCase of, ReasonList reasons) {
    NettedGroup group = of.structure().group();
    if (structure.classOf(group) != Classification.DELTA_NEUTRAL || !group.isMatched()) {
      return;
    }
    Pool pool = portfolio.poolOf(group.scopeId());
    Decimal limit =
        pool.unbound().max(Decimal.ZERO).times(stress.policy().threatRatio().fraction());
    costliest
        .computeIfAbsent(group.groupId(), id -> LegLoss.costliest(group, stress))
        .filter(loss -> loss.leg().key().equals(of.structure().leg().key()))
        .map(LegLoss::amount)
        .filter(lost -> !lost.isLessThan(limit) && lost.isPositive())
        .ifPresent(lost -> reasons.add(
            Reason.Code.ADL_LEG_RISK,
            "Should this leg be closed by the venue, a move at the target probability costs "
                + amount(lost)
                + ", where "
                + amount(pool.unbound())
                + " are over maintenance in the pool."));
  }

  private void means(PositionCase of, Recommendation recommendation, ReasonList reasons) {
    boolean isSwitched = switch (recommendation.action()) {
      case MOVE_TO_ISOLATED, SPLIT, MOVE_TO_CROSS -> true;
      case REDUCE ->
        recommendation instanceof Recommendation.Reduce reduce
            && reduce.margin().isPresent();
      default -> false;
    };
    if (isSwitched && !venue.modeSwitchWithOpenPosition()) {
      reasons.add(Reason.Code.MODE_SWITCH_NEEDS_FLAT_POSITION, switching(of));
    }
    if (of.isModeMissing()) {
      structure
          .correlatedHedge(of.structure().group())
          .ifPresent(hedge -> reasons.add(
              Reason.Code.MODE_NOT_AVAILABLE,
              "The correlated hedge may lose "
                  + amount(hedge.residualTail())
                  + ", more than "
                  + percent(stress.policy().riskModel().correlation().tailMax())
                  + " of the equity, and can't have an account of its own: "
                  + (hedge.restsOnCoins()
                      ? "coins that serve as collateral stay, and so it does."
                      : "both sides are reduced alike.")));
    }
    if (of.isModeMissing() && of.structure().group().hasOptions()) {
      reasons.add(
          Reason.Code.MODE_NOT_AVAILABLE,
          "The options of "
              + of.root()
              + " and what is beside them can't have an account of their own: "
              + (of.intent() == Intent.REDUCE_TOGETHER
                  ? "all of it may be no larger than the margin that it would get carries."
                  : "coins that serve as collateral stay, and so it does."));
    }
    if (of.isModeMissing()) {
      reasons.add(
          Reason.Code.MODE_NOT_AVAILABLE,
          "The venue offers modes "
              + venue.modeGranularity()
              + ": "
              + (of.intent() == Intent.STAY_IN_CROSS
                  ? "nothing else is in the pool, so it is alone there already."
                  : of.quantity() + " contracts can't be isolated by themselves."));
    }
  }

  private String switching(PositionCase of) {
    String instrumentId = of.position().instrumentId();
    long orders = portfolio.account().account().orders().stream()
        .filter(order -> order.instrumentId().equals(instrumentId))
        .count();
    String open = "The venue switches no mode while " + of.position().quantity() + " contracts";
    return orders == 0
        ? open + " are open: close them, switch, and open them again."
        : open + " or an order are open: cancel what is ordered of " + instrumentId + " (" + orders
            + "), close the contracts, switch, and open them again.";
  }

  private void refused(PositionCase of, ReasonList reasons) {
    refusals
        .reason(of.positionId())
        .ifPresent(message -> reasons.add(
            Reason.Code.REFUSED_BY_VENUE,
            "Anything else that the structure asks for would be refused: " + message + "."));
    boolean lacksContract = of.structure().comesBack().isPresent()
        && intents.returns().contract(of.structure()).isEmpty();
    if (lacksContract) {
      reasons.add(
          Reason.Code.NO_CONTRACT_IN_POOL,
          "No perpetual on " + of.root() + " with a mark price settles in "
              + of.structure().comesBack().orElseThrow().scopeId()
              + ", so the leg can't be reopened there.");
    }
  }

  private String amount(Decimal inQuote) {
    return number(inQuote) + " " + quote;
  }
}
