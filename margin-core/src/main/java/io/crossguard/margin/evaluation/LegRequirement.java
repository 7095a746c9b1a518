package io.crossguard.margin.evaluation;

import io.crossguard.margin.account.Position;
import io.crossguard.margin.value.Curve;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Price;
import java.util.List;

/** What the rows of a leg require, in the settlement asset and exact. */
sealed interface LegRequirement
    permits ScheduledRequirement, OptionLegRequirement, ScenarioRequirement {

  /** The maintenance margin of all rows. */
  Fraction maintenanceMargin();

  /** The maintenance margin of all rows at another mark; what moves the mark stays as it is. */
  Fraction maintenanceMarginAt(Price mark);

  /** The initial margin of all rows. */
  Fraction initialMargin();

  /** One row's part of the initial margin. */
  Fraction initialMargin(Position row);

  /** Those of all rows, in their order. */
  List<Fraction> initialMargins();

  /** The leverage in use of one row. */
  Fraction leverage(Position row);

  /** Number of the tier that the rows reach together, from 1. */
  int tier();

  /** The maintenance margin over the price variable; the constant part is rounded. */
  Curve maintenanceCurve();
}
