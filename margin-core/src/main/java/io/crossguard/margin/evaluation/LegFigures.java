package io.crossguard.margin.evaluation;

import io.crossguard.margin.value.Fraction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a leg brings into the sums of its scope, in its settlement asset.
 *
 * @param unrealizedPnl of all rows
 * @param counted what of it counts in the margin balance
 * @param initiallyCounted what of it counts in the initial balance
 * @param notional at the mark
 * @param maintenanceMargin what the leg requires by itself
 * @param initialMargin what the leg requires by itself
 * @param rows what each row brings, in their order
 * @param isExact whether nothing of it had to be rounded
 */
record LegFigures(
    Fraction unrealizedPnl,
    Fraction counted,
    Fraction initiallyCounted,
    Fraction notional,
    Fraction maintenanceMargin,
    Fraction initialMargin,
    List<OfRow> rows,
    boolean isExact) {

  LegFigures {
    rows = List.copyOf(rows);
  }

  /**
   * What one row brings.
   *
   * @param unrealizedPnl signed
   * @param initialMargin its part of that of the leg
   */
  record OfRow(Fraction unrealizedPnl, Fraction initialMargin) {}

  /**
   * @param rounding what is done to every division; to nothing where figures stay exact
   */
  static LegFigures of(Leg leg, UnaryOperator<Fraction> rounding) {
    return new Rounder(rounding).figures(leg);
  }

  /** Rounds, and remembers whether it lost anything. */
  private static final class Rounder {
    private final UnaryOperator<Fraction> rounding;
    private boolean isExact = true;

    Rounder(UnaryOperator<Fraction> rounding) {
      this.rounding = rounding;
    }

    LegFigures figures(Leg leg) {
      Fraction pnl = Fraction.ZERO;
      Fraction initial = Fraction.ZERO;
      List<Fraction> initialMargins = leg.initialMargins();
      List<OfRow> rows = new ArrayList<>(initialMargins.size());
      for (int i = 0; i < initialMargins.size(); i++) {
        Fraction ofRow = leg.unrealizedPnl(leg.rows().get(i));
        OfRow figures = new OfRow(round(ofRow), round(initialMargins.get(i)));
        pnl = pnl.plus(figures.unrealizedPnl());
        initial = initial.plus(figures.initialMargin());
        rows.add(figures);
      }
      var weights = leg.instrument().profitWeights();
      Fraction counted = round(weights.maintenance().counted(pnl));
      Fraction initiallyCounted = round(weights.initial().counted(pnl));
      Fraction notional = round(leg.notional());
      Fraction maintenance = round(leg.maintenanceMargin());
      return new LegFigures(
          pnl, counted, initiallyCounted, notional, maintenance, initial, rows, isExact);
    }

    private Fraction round(Fraction figure) {
      isExact &= figure.isDecimal();
      return rounding.apply(figure);
    }
  }
}
