package io.crossguard.margin.rules;

import io.crossguard.margin.value.Curve;
import io.crossguard.margin.value.Fraction;

/**
 * What a position in an option requires, for one unit of the underlying and in the settlement
 * asset. A long option requires nothing to be kept: it can lose no more than it is worth.
 */
public sealed interface OptionRequirement extends Requirement
    permits ShortOptionRates, ShortOptionAmounts {

  /**
   * What a short option requires to be kept.
   *
   * @param underlying the price of the underlying
   * @param mark the price of the option
   */
  Fraction shortMaintenance(Fraction underlying, Fraction mark);

  /**
   * What a short option requires to be opened.
   *
   * @param underlying the price of the underlying
   * @param outOfTheMoney how far it is from the strike, where the option is not worth exercising
   * @param mark the price of the option
   */
  Fraction shortInitial(Fraction underlying, Fraction outOfTheMoney, Fraction mark);

  /** What a short option requires to be kept, over its mark. */
  Curve shortMaintenanceCurve(Fraction underlying);

  /** What share of its value a long option requires to be opened; from 0 to 1. */
  Fraction longInitialShare();
}
