package io.crossguard.advisor.classification;

import io.crossguard.advisor.classification.Convexity.Shape;
import io.crossguard.advisor.classification.Convexity.Shocks;
import io.crossguard.advisor.exposure.ExposureLeg.PositionLeg;
import io.crossguard.advisor.exposure.Portfolio;
import io.crossguard.advisor.hedge.LegPart;
import io.crossguard.advisor.hedge.NettedGroup;
import io.crossguard.advisor.policy.AdvisorPolicy;
import io.crossguard.advisor.policy.ConvexityLimits;
import io.crossguard.margin.account.Side;
import io.crossguard.margin.option.OptionModel;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Money;
import io.crossguard.margin.value.Rate;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Revalues groups with options on a grid: falls and rises in steps of half the move that is exceeded
 * with the target probability, up to three times that move, and each strike between; each at 0.7, 1
 * and 1.4 times the implied volatility. A fall ends at 95 %.
 */
final class ConvexityCalculator {
  private static final int STEPS = 6;
  private static final Decimal STEP = Decimal.parse("0.5");
  private static final List<Decimal> VOLATILITY_FACTORS =
      List.of(Decimal.parse("0.7"), Decimal.ONE, Decimal.parse("1.4"));

  private final Portfolio portfolio;
  private final ConvexityLimits limits;
  private final RootMoves rootMoves;

  ConvexityCalculator(Portfolio portfolio, AdvisorPolicy policy, RootMoves rootMoves) {
    this.portfolio = portfolio;
    this.limits = policy.riskModel().convexity();
    this.rootMoves = rootMoves;
  }

  /** The convexity of a group; absent where it has no options. */
  Optional<Convexity> of(NettedGroup group) {
    if (!group.hasOptions()) {
      return Optional.empty();
    }
    Fraction gamma = Fraction.ZERO;
    Decimal premium = Decimal.ZERO;
    for (LegPart part : group.parts()) {
      if (part.leg() instanceof PositionLeg leg && leg.option().isPresent()) {
        Decimal size =
            leg.position().quantity().contracts().times(leg.instrument().multiplier());
        gamma = gamma.plus(Fraction.of(leg.option().get().greeks().gamma().times(size)));
        premium =
            size.isNegative() ? premium : premium.plus(worth(leg, leg.option().get()));
      }
    }
    boolean isShort = gamma.signum() < 0;
    Decimal held = premium;
    Optional<Shocks> shocks = rootMoves
        .targetMove(group.root(), Side.LONG)
        .flatMap(fall -> rootMoves
            .targetMove(group.root(), Side.SHORT)
            .map(rise -> new Grid(group, fall, rise).shocks(isShort, held)));
    return Optional.of(new Convexity(gamma.rounded(), premium, shocks));
  }

  /**
   * What an option held is worth by its mark, or by the model that the grid's losses are counted from
   * where that says more: marks are rounded.
   */
  private Decimal worth(PositionLeg leg, OptionModel option) {
    Money byMark = leg.margin().notional();
    Decimal mark = portfolio
        .account()
        .market()
        .markPrice(leg.instrument().instrumentId())
        .orElseThrow()
        .value();
    return option
        .mark()
        .filter(model -> model.value().isGreaterThan(mark))
        .map(model -> Fraction.of(byMark.amount())
            .times(model.value())
            .dividedBy(Fraction.of(mark))
            .rounded())
        .map(byModel -> portfolio.inQuote(new Money(byModel, byMark.asset())))
        .orElseGet(() -> portfolio.inQuote(byMark));
  }

  /** One group at all places of the grid. */
  private final class Grid {
    private final NettedGroup group;
    private final GroupRevaluation revaluation;
    private final Decimal fall;
    private final Decimal rise;

    Grid(NettedGroup group, Decimal fall, Decimal rise) {
      this.group = group;
      this.revaluation = new GroupRevaluation(portfolio, group);
      this.fall = fall;
      this.rise = rise;
    }

    Shocks shocks(boolean isShort, Decimal premium) {
      Fraction low = factor(Shocks.WORST.times(fall).min(Shocks.FALL_MAX).negated());
      Fraction high = factor(Shocks.WORST.times(rise));
      Decimal stressLoss = Decimal.ZERO;
      Decimal worstLoss = Decimal.ZERO;
      for (Fraction place : places(low, high)) {
        Decimal loss = loss(place);
        worstLoss = worstLoss.max(loss);
        boolean isWithinTarget =
            place.compareTo(factor(fall.negated())) >= 0 && place.compareTo(factor(rise)) <= 0;
        stressLoss = isWithinTarget ? stressLoss.max(loss) : stressLoss;
      }
      Decimal netAfterFall = revaluation.net(factor(fall.negated()));
      Decimal netAfterRise = revaluation.net(factor(rise));
      Decimal netAtWorst = revaluation.net(loss(low).isLessThan(loss(high)) ? high : low);
      Decimal largestNet = netAfterFall.abs().max(netAfterRise.abs());
      return new Shocks(
          fall,
          rise,
          netAfterFall,
          netAfterRise,
          stressLoss,
          worstLoss,
          netAtWorst,
          isShort
              ? isSmall(largestNet) ? Shape.SHORT : Shape.UNSTABLE
              : longShape(worstLoss, premium, netAtWorst));
    }

    private Shape longShape(Decimal worstLoss, Decimal premium, Decimal netAtWorst) {
      if (!worstLoss.isGreaterThan(premium)) {
        return Shape.LIMITED_TO_PREMIUM;
      }
      Decimal equity = portfolio.poolOf(group.scopeId()).equity().max(Decimal.ZERO);
      boolean isAffordable = !worstLoss.isGreaterThan(share(equity, limits.protectedLossMax()));
      return isAffordable && isSmall(netAtWorst) ? Shape.TAIL_PROTECTED : Shape.OPEN;
    }

    private boolean isSmall(Decimal net) {
      return !net.abs().isGreaterThan(share(group.largerSide(), limits.shockedNetMax()));
    }

    /** The largest loss at a place over the volatilities. */
    private Decimal loss(Fraction place) {
      return VOLATILITY_FACTORS.stream()
          .map(volatility -> revaluation.loss(place, volatility))
          .reduce(Decimal::max)
          .orElseThrow();
    }

    private NavigableSet<Fraction> places(Fraction low, Fraction high) {
      NavigableSet<Fraction> places = new TreeSet<>();
      for (int i = 0; i <= STEPS; i++) {
        Decimal steps = STEP.times(Decimal.of(i));
        places.add(factor(steps.times(fall).min(Shocks.FALL_MAX).negated()));
        places.add(factor(steps.times(rise)));
      }
      for (LegPart part : group.parts()) {
        if (part.leg() instanceof PositionLeg leg && leg.option().isPresent()) {
          leg.option().get().breakpoints().stream()
              .filter(strike -> strike.compareTo(low) > 0 && strike.compareTo(high) < 0)
              .forEach(places::add);
        }
      }
      return places;
    }

    private static Fraction factor(Decimal move) {
      return Fraction.of(Decimal.ONE.plus(move));
    }

    private static Decimal share(Decimal whole, Rate share) {
      return whole.times(share.fraction());
    }
  }
}
