package io.crossguard.margin.liquidation;

import io.crossguard.margin.evaluation.Leg;
import io.crossguard.margin.evaluation.MarginScope;
import io.crossguard.margin.evaluation.NettingGroup;
import io.crossguard.margin.evaluation.RequirementGroup;
import io.crossguard.margin.evaluation.ScenarioGroup;
import io.crossguard.margin.evaluation.ScopeAsset;
import io.crossguard.margin.evaluation.ScopeFigures;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.rules.ProfitWeight;
import io.crossguard.margin.value.Curve;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The figures of one scope as functions of what moves.
 *
 * <pre>
 *   marginBalance(v)     = Σ_a balanceCurve_a(net_a(v))
 *   maintenanceMargin(v) = Σ_groups netted(maintenanceMargin(v)) + Σ_a liabilityCurve_a(net_a(v))
 * </pre>
 *
 * What the motion doesn't reach is taken from the scope's figures, so that a curve costs no more
 * than what moves. Order margin stays as it is at the mark.
 */
final class ScopeCurves {
  private final MarginScope scope;
  private final ScopeFigures figures;
  private final Fraction marginBalance;
  private final Fraction maintenanceMargin;
  private final Map<Leg, ScopeAsset> assetOfLeg = new HashMap<>();
  private final Map<Leg, RequirementGroup> groupOfLeg = new HashMap<>();
  private final Map<String, List<Leg>> legsOfInstrument = new LinkedHashMap<>();
  private final Map<String, List<Leg>> legsOfRoot = new HashMap<>();

  /**
   * @param marginBalance valued as the motion says
   * @param maintenanceMargin valued as the motion says
   */
  record Curves(Curve marginBalance, Curve maintenanceMargin) {

    /** The balance over a multiple of the requirement. */
    Curve excess(Decimal multiple) {
      return Curve.sum(List.of(marginBalance, maintenanceMargin.times(multiple.negated())));
    }
  }

  ScopeCurves(MarginScope scope) {
    this.scope = scope;
    this.figures = scope.figures();
    this.marginBalance = figures.marginBalance();
    this.maintenanceMargin = figures.maintenanceMargin();
    for (ScopeAsset asset : scope.assets()) {
      for (Leg leg : asset.legs()) {
        assetOfLeg.put(leg, asset);
        legsOfInstrument
            .computeIfAbsent(leg.instrument().instrumentId(), id -> new ArrayList<>(2))
            .add(leg);
        legsOfRoot
            .computeIfAbsent(leg.instrument().root(), root -> new ArrayList<>(2))
            .add(leg);
      }
    }
    for (RequirementGroup group : figures.groups()) {
      group.legs().forEach(leg -> groupOfLeg.put(leg, group));
    }
  }

  /** The instruments held, in the order of the account. */
  Iterable<String> instruments() {
    return legsOfInstrument.keySet();
  }

  List<Leg> legsOfInstrument(String instrumentId) {
    return legsOfInstrument.getOrDefault(instrumentId, List.of());
  }

  /** What counts of an asset's wallet and P&amp;L, in the unit of the scope. */
  Fraction netValue(ScopeAsset asset) {
    return figures.asset(asset).netValue();
  }

  Curves ofPrice(String instrumentId) {
    return curves(new PriceMotion(instrumentId), legsOfInstrument(instrumentId), Decimal.ONE);
  }

  /**
   * A leg of the one instrument whose price is all that a root moves here: its reach is the root's,
   * in another unit. Absent where the root moves several marks or an index, where a mark does not
   * follow the root in proportion, and in scenarios, which shock the root themselves.
   */
  Optional<Leg> movingAlone(String root, String quoteCurrency) {
    List<Leg> legs = legsOfRoot.getOrDefault(root, List.of());
    Motion motion = new RootMotion(root, quoteCurrency);
    if (legs.isEmpty() || scope.assets().stream().anyMatch(motion::movesIndex)) {
      return Optional.empty();
    }
    Leg first = legs.get(0);
    String instrumentId = first.instrument().instrumentId();
    boolean isAlone = first.option().isEmpty()
        && first.instrument().payoff() != Payoff.INVERSE
        && legs.size() == legsOfInstrument(instrumentId).size()
        && legs.stream().allMatch(leg -> groupOf(leg) instanceof NettingGroup);
    return isAlone ? Optional.of(first) : Optional.empty();
  }

  Curves ofRoot(String root, String quoteCurrency) {
    Decimal unitInQuote =
        scope.asset().isPresent() ? scope.assets().get(0).index().value() : Decimal.ONE;
    return curves(
        new RootMotion(root, quoteCurrency), legsOfRoot.getOrDefault(root, List.of()), unitInQuote);
  }

  private Curves curves(Motion motion, List<Leg> moving, Decimal unitPrice) {
    Fraction balanceAtRest = marginBalance;
    Fraction requiredAtRest = maintenanceMargin;
    List<Curve> balance = new ArrayList<>(2);
    List<Curve> required = new ArrayList<>(3);
    List<Leg> changing = new ArrayList<>(moving);
    List<ScopeAsset> reached = reached(motion, moving);
    for (ScopeAsset asset : reached) {
      ScopeFigures.AssetFigures atRest = figures.asset(asset);
      balanceAtRest = balanceAtRest.minus(atRest.marginBalance());
      requiredAtRest = requiredAtRest.minus(atRest.liability());
      Curve net = net(motion, asset, atRest, moving);
      balance.add(Curve.composed(asset.balanceCurve(), net));
      required.add(Curve.composed(asset.liabilityCurve(), net));
      if (motion.movesIndex(asset)) {
        asset.legs().stream().filter(leg -> !motion.moves(leg)).forEach(changing::add);
      }
    }
    Map<RequirementGroup, List<Leg>> groups = new LinkedHashMap<>();
    changing.forEach(
        leg -> groups.computeIfAbsent(groupOf(leg), g -> new ArrayList<>(2)).add(leg));
    Map<RequirementGroup, List<ScopeAsset>> collateral = new HashMap<>();
    for (ScopeAsset asset : reached) {
      figures.scenarioGroup(asset).ifPresent(group -> {
        groups.computeIfAbsent(group, g -> new ArrayList<>());
        collateral.computeIfAbsent(group, g -> new ArrayList<>()).add(asset);
      });
    }
    ScenarioCurves scenarios = new ScenarioCurves(motion, this::assetOf);
    for (Map.Entry<RequirementGroup, List<Leg>> group : groups.entrySet()) {
      requiredAtRest = requiredAtRest.minus(group.getKey().maintenanceMargin());
      if (group.getKey() instanceof NettingGroup netting) {
        required.add(
            netting.maintenanceCurve(group.getValue(), unitPrice, leg -> requirement(motion, leg)));
      } else if (group.getKey() instanceof ScenarioGroup scenario) {
        required.add(scenario.maintenanceCurve(
            scenarios.ofLegs(group.getValue()),
            scenarios.ofAssets(
                collateral.getOrDefault(scenario, List.of()),
                asset -> figures.asset(asset).stillNet().rounded(),
                scenario.spotContingency()),
            unitPrice));
      }
    }
    balance.add(Curve.constant(balanceAtRest.times(unitPrice)));
    required.add(Curve.constant(requiredAtRest.times(unitPrice)));
    return new Curves(Curve.sum(balance), Curve.sum(required));
  }

  /** The assets whose value changes: those that move, and those that moving legs settle in. */
  private List<ScopeAsset> reached(Motion motion, List<Leg> moving) {
    List<ScopeAsset> reached = new ArrayList<>(1);
    for (ScopeAsset asset : scope.assets()) {
      boolean settles = false;
      for (Leg leg : moving) {
        settles |= asset.asset().equals(leg.instrument().settlementAsset());
      }
      if (settles || motion.movesIndex(asset)) {
        reached.add(asset);
      }
    }
    return reached;
  }

  private Curve net(
      Motion motion, ScopeAsset asset, ScopeFigures.AssetFigures atRest, List<Leg> moving) {
    List<Curve> terms = new ArrayList<>(moving.size() + 1);
    Fraction still = atRest.net();
    for (Leg leg : moving) {
      if (leg.instrument().settlementAsset().equals(asset.asset())) {
        ProfitWeight weight = leg.instrument().profitWeights().maintenance();
        Fraction counted = weight.curve().at(Fraction.of(leg.unrealizedPnl()));
        still = still.minus(Fraction.of(counted.rounded()));
        terms.add(motion.moved(asset, leg, leg.countedPnlCurve(weight)));
      }
    }
    terms.add(motion.still(asset, still.rounded()));
    return Curve.sum(terms);
  }

  private Curve requirement(Motion motion, Leg leg) {
    ScopeAsset asset = assetOf(leg);
    return motion.moves(leg)
        ? motion.movedRequirement(asset, leg)
        : motion.still(asset, leg.maintenanceMargin().rounded());
  }

  private ScopeAsset assetOf(Leg leg) {
    return find(assetOfLeg, leg);
  }

  private RequirementGroup groupOf(Leg leg) {
    return find(groupOfLeg, leg);
  }

  private static <T> T find(Map<Leg, T> map, Leg leg) {
    T found = map.get(leg);
    if (found == null) {
      throw new IllegalArgumentException("not a leg of the scope");
    }
    return found;
  }
}
