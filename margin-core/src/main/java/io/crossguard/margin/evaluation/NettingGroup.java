package io.crossguard.margin.evaluation;

import io.crossguard.margin.account.Side;
import io.crossguard.margin.rules.Netting;
import io.crossguard.margin.value.Curve;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Legs whose requirements net against each other: gross the sum of both sides, else the larger one.
 * Amounts are in the unit of the scope.
 */
public final class NettingGroup implements RequirementGroup {
  private final Netting netting;
  private final Map<Leg, Fraction> maintenance = new LinkedHashMap<>();
  private Fraction longMaintenance = Fraction.ZERO;
  private Fraction shortMaintenance = Fraction.ZERO;
  private Fraction longInitial = Fraction.ZERO;
  private Fraction shortInitial = Fraction.ZERO;

  NettingGroup(Netting netting) {
    this.netting = netting;
  }

  /** What the legs of one group have in common; the side of an option is not that of its root. */
  static String key(Netting netting, Leg leg) {
    return netting == Netting.LARGER_SIDE_OF_UNDERLYING && leg.option().isEmpty()
        ? leg.instrument().root()
        : leg.instrument().instrumentId();
  }

  void add(Leg leg, Fraction legMaintenance, Fraction legInitial) {
    maintenance.put(leg, legMaintenance);
    if (leg.side() == Side.LONG) {
      longMaintenance = longMaintenance.plus(legMaintenance);
      longInitial = longInitial.plus(legInitial);
    } else {
      shortMaintenance = shortMaintenance.plus(legMaintenance);
      shortInitial = shortInitial.plus(legInitial);
    }
  }

  void remove(Leg leg, Fraction legMaintenance, Fraction legInitial) {
    maintenance.remove(leg);
    if (leg.side() == Side.LONG) {
      longMaintenance = longMaintenance.minus(legMaintenance);
      longInitial = longInitial.minus(legInitial);
    } else {
      shortMaintenance = shortMaintenance.minus(legMaintenance);
      shortInitial = shortInitial.minus(legInitial);
    }
  }

  NettingGroup copy() {
    NettingGroup copy = new NettingGroup(netting);
    copy.maintenance.putAll(maintenance);
    copy.longMaintenance = longMaintenance;
    copy.shortMaintenance = shortMaintenance;
    copy.longInitial = longInitial;
    copy.shortInitial = shortInitial;
    return copy;
  }

  @Override
  public Set<Leg> legs() {
    return maintenance.keySet();
  }

  @Override
  public Fraction maintenanceMargin() {
    return netted(longMaintenance, shortMaintenance);
  }

  @Override
  public Fraction initialMargin() {
    return netted(longInitial, shortInitial);
  }

  private Fraction netted(Fraction longSide, Fraction shortSide) {
    return netting == Netting.GROSS ? longSide.plus(shortSide) : longSide.max(shortSide);
  }

  /**
   * What the legs require together as a function of one variable, in time proportional to the legs
   * that change with it.
   *
   * @param changing legs of this group
   * @param unitPrice what a unit of the scope is worth where the curves are valued
   * @param legCurve what a changing leg requires
   */
  public Curve maintenanceCurve(
      Collection<Leg> changing, Decimal unitPrice, Function<Leg, Curve> legCurve) {
    if (netting == Netting.GROSS) {
      return sum(maintenanceMargin(), changing, unitPrice, legCurve);
    }
    return Curve.max(
        sum(longMaintenance, on(Side.LONG, changing), unitPrice, legCurve),
        sum(shortMaintenance, on(Side.SHORT, changing), unitPrice, legCurve));
  }

  private static Collection<Leg> on(Side side, Collection<Leg> legs) {
    return legs.stream().filter(leg -> leg.side() == side).toList();
  }

  /** What legs require that change, and all others of {@code atRest} together. */
  private Curve sum(
      Fraction atRest, Collection<Leg> changing, Decimal unitPrice, Function<Leg, Curve> legCurve) {
    Fraction still = atRest;
    List<Curve> terms = new ArrayList<>(changing.size() + 1);
    for (Leg leg : changing) {
      still = still.minus(maintenance.getOrDefault(leg, Fraction.ZERO));
      terms.add(legCurve.apply(leg));
    }
    terms.add(Curve.constant(still.times(unitPrice)));
    return Curve.sum(terms);
  }
}
