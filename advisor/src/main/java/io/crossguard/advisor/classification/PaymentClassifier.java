package io.crossguard.advisor.classification;

import io.crossguard.advisor.exposure.ExposureLeg.CollateralLeg;
import io.crossguard.advisor.exposure.ExposureLeg.PositionLeg;
import io.crossguard.advisor.exposure.Portfolio;
import io.crossguard.advisor.hedge.LegPart;
import io.crossguard.advisor.hedge.NettedGroup;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import java.util.List;
import java.util.Optional;

/**
 * Classifies a contract on one coin by what it is paid in, where that is another: whoever is long
 * ether against bitcoin is short the bitcoins that it costs, and of several coins the worst counts.
 */
final class PaymentClassifier {
  private final Portfolio portfolio;
  private final GroupClassifier classifier;
  private final List<NettedGroup> groups;

  /**
   * @param groups once all legs have come back
   */
  PaymentClassifier(Portfolio portfolio, GroupClassifier classifier, List<NettedGroup> groups) {
    this.portfolio = portfolio;
    this.classifier = classifier;
    this.groups = groups;
  }

  /** Absent where it is paid in dollars or its own coin, or where all that it is paid in is offset. */
  Optional<Classification> of(PositionLeg leg) {
    String asset = leg.instrument().settlementAsset();
    boolean isPaidInCoins = leg.instrument().payoff() == Payoff.LINEAR
        && !leg.isOption()
        && portfolio.rootOf(asset).filter(coin -> !coin.equals(leg.root())).isPresent();
    if (!isPaidInCoins) {
      return Optional.empty();
    }
    return groups.stream()
        .filter(group -> group.scopeId().equals(leg.scopeId()))
        .flatMap(group -> group.parts().stream()
            .filter(part -> isOpenPayment(part, group, leg))
            .map(part -> classify(part, group, leg)))
        .findFirst();
  }

  /** Whether the coins that a contract costs are on the side of theirs that nothing offsets. */
  private static boolean isOpenPayment(LegPart part, NettedGroup group, PositionLeg leg) {
    return part.leg() instanceof CollateralLeg coin
        && coin.asset().equals(leg.instrument().settlementAsset())
        && part.side() != leg.side()
        && group.residualOf(part).isPositive();
  }

  private Classification classify(LegPart part, NettedGroup group, PositionLeg leg) {
    Decimal rate = ((CollateralLeg) part.leg()).rate();
    Decimal own = Fraction.of(leg.margin().notional().amount()).times(rate).rounded();
    return classifier.classify(group.residualOf(part).min(own), own, group);
  }
}
