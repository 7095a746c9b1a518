package io.crossguard.advisor.classification;

import static io.crossguard.advisor.classification.Figures.number;
import static io.crossguard.advisor.classification.Figures.percent;

import io.crossguard.advisor.hedge.NettedGroup;
import io.crossguard.advisor.policy.AdvisorPolicy;

/** What correlations and options say of a position beyond the net of its group. */
final class RiskReasons {
  private final AccountStructure structure;
  private final AdvisorPolicy policy;
  private final String quote;

  RiskReasons(AccountStructure structure, AdvisorPolicy policy) {
    this.structure = structure;
    this.policy = policy;
    this.quote = structure.portfolio().account().rules().quoteCurrency();
  }

  void add(PositionStructure position, ReasonList reasons) {
    correlation(position, reasons);
    structure
        .convexity(position.group())
        .ifPresent(convexity -> convexity(position.group(), convexity, reasons));
  }

  private void correlation(PositionStructure position, ReasonList reasons) {
    NettedGroup group = position.group();
    if (!position.hasResidual()) {
      return;
    }
    structure
        .correlatedHedge(group)
        .ifPresent(hedge -> reasons.add(
            Reason.Code.CORRELATED_HEDGE_ONLY,
            hedge.partnerOf(group).root()
                + " hedges what is left of "
                + group.root()
                + " with a correlation of "
                + number(hedge.correlation())
                + ", in a crisis "
                + number(hedge.stressedCorrelation())
                + ": the two are not neutral, and may lose "
                + number(hedge.residualTail())
                + " "
                + quote
                + " together at the target probability."));
    structure
        .correlationTooWeak(group)
        .ifPresent(weakness -> reasons.add(
            Reason.Code.CORRELATION_TOO_WEAK,
            "A correlation of " + group.root() + " " + weakness + ": these are two bets."));
  }

  private void convexity(NettedGroup group, Convexity convexity, ReasonList reasons) {
    if (convexity.isShort()) {
      reasons.add(
          Reason.Code.SHORT_GAMMA,
          "The options of "
              + group.root()
              + " move against their holder either way: its net of "
              + number(group.net())
              + convexity.shocks().map(shocks -> turns(group, shocks)).orElse(" won't last")
              + ".");
    }
    convexity.shocks().ifPresent(shocks -> {
      String worst = "The worst that "
          + group.root()
          + " costs within a fall of "
          + percent(shocks.worstFall())
          + " and a rise of "
          + percent(shocks.worstRise())
          + " is "
          + number(shocks.worstLoss())
          + " "
          + quote;
      if (shocks.shape() == Convexity.Shape.LIMITED_TO_PREMIUM) {
        reasons.add(
            Reason.Code.LOSS_LIMITED_TO_PREMIUM,
            worst
                + ", at most the "
                + number(convexity.premium())
                + " that the options held are worth.");
      } else if (shocks.shape() == Convexity.Shape.TAIL_PROTECTED) {
        reasons.add(
            Reason.Code.TAIL_PROTECTED,
            worst
                + ", at most "
                + percent(policy.riskModel().convexity().protectedLossMax())
                + " of the equity, and leaves a net of "
                + number(shocks.netAtWorst())
                + ".");
      }
    });
  }

  private String turns(NettedGroup group, Convexity.Shocks shocks) {
    return " is "
        + number(shocks.netAfterFall())
        + " after a fall of "
        + percent(shocks.fall())
        + " and "
        + number(shocks.netAfterRise())
        + " after a rise of "
        + percent(shocks.rise())
        + ", where "
        + percent(policy.riskModel().convexity().shockedNetMax())
        + " of the larger side of "
        + number(group.largerSide())
        + " are stable";
  }
}
