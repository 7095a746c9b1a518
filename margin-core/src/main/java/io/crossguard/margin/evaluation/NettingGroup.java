package io.crossguard.margin.evaluation;

import io.crossguard.margin.account.Side;
import io.crossguard.margin.rules.Netting;
import io.crossguard.margin.value.Curve;
import io.crossguard.margin.value.Fraction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Legs whose requirements net against each other: gross the sum of both sides, else the larger one.
 * Amounts are in the unit of the scope.
 */
public final class NettingGroup {
  private final Netting netting;
  private final List<Leg> legs = new ArrayList<>();
  private Fraction longMaintenance = Fraction.ZERO;
  private Fraction shortMaintenance = Fraction.ZERO;
  private Fraction longInitial = Fraction.ZERO;
  private Fraction shortInitial = Fraction.ZERO;

  NettingGroup(Netting netting) {
    this.netting = netting;
  }

  /** What the legs of one group have in common. */
  static String key(Netting netting, Leg leg) {
    return netting == Netting.LARGER_SIDE_OF_UNDERLYING
        ? leg.instrument().root()
        : leg.instrument().instrumentId();
  }

  void add(Leg leg, Fraction maintenance, Fraction initial) {
    legs.add(leg);
    if (leg.side() == Side.LONG) {
      longMaintenance = longMaintenance.plus(maintenance);
      longInitial = longInitial.plus(initial);
    } else {
      shortMaintenance = shortMaintenance.plus(maintenance);
      shortInitial = shortInitial.plus(initial);
    }
  }

  public List<Leg> legs() {
    return legs;
  }

  public Fraction maintenanceMargin() {
    return netted(longMaintenance, shortMaintenance);
  }

  Fraction initialMargin() {
    return netted(longInitial, shortInitial);
  }

  private Fraction netted(Fraction longSide, Fraction shortSide) {
    return netting == Netting.GROSS ? longSide.plus(shortSide) : longSide.max(shortSide);
  }

  /** What the legs require together, each as a function of one variable. */
  public Curve maintenanceCurve(Function<Leg, Curve> legCurve) {
    Curve longSide = side(Side.LONG, legCurve);
    Curve shortSide = side(Side.SHORT, legCurve);
    return netting == Netting.GROSS
        ? Curve.sum(List.of(longSide, shortSide))
        : Curve.max(longSide, shortSide);
  }

  private Curve side(Side side, Function<Leg, Curve> legCurve) {
    return Curve.sum(
        legs.stream().filter(leg -> leg.side() == side).map(legCurve).toList());
  }
}
