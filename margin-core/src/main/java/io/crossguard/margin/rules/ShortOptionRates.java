package io.crossguard.margin.rules;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.value.Curve;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Line;
import io.crossguard.margin.value.Rate;
import io.crossguard.margin.value.Require;
import java.util.List;

/**
 * Shares of the price of the underlying, less what the option is out of the money.
 *
 * <pre>
 *   maintenance = max(maintenanceRate·S, maintenanceMarkRate·M) + M
 *   initial     = max(max(initialRate·S − otm, initialRateLeast·S) + M,
 *                     initialToMaintenance·maintenance)
 * </pre>
 *
 * for a unit of the underlying at S; the mark M joins where the rule says so.
 *
 * @param initialRate share for an option at the money; above 0
 * @param initialRateLeast least share, however far it is out of the money; above 0
 * @param maintenanceRate share to be kept; not negative
 * @param maintenanceMarkRate share of the mark where that is more; not negative
 * @param initialToMaintenance multiple of the maintenance margin that the initial margin is at
 *     least; at least 1
 * @param markJoins whether the mark joins both: right where the balances leave out what the option
 *     is worth
 * @param longInitialRate share of its value that a long option requires to be opened; from 0 to 1
 */
public record ShortOptionRates(
    Rate initialRate,
    Rate initialRateLeast,
    Rate maintenanceRate,
    Rate maintenanceMarkRate,
    Decimal initialToMaintenance,
    boolean markJoins,
    Rate longInitialRate)
    implements OptionRequirement {

  public ShortOptionRates {
    Require.that(
        initialRate.fraction().isPositive() && initialRateLeast.fraction().isPositive(),
        "initial rates must be positive");
    Require.that(
        initialRateLeast.compareTo(initialRate) <= 0,
        "the least initial rate must be at most the initial rate");
    Require.that(
        !maintenanceRate.fraction().isNegative()
            && !maintenanceMarkRate.fraction().isNegative(),
        "maintenance rates must not be negative");
    requireNonNull(initialToMaintenance, "initialToMaintenance");
    Require.that(
        initialToMaintenance.compareTo(Decimal.ONE) >= 0,
        "the initial margin must be at least the maintenance margin");
    requireShare(longInitialRate);
  }

  @Override
  public Fraction shortMaintenance(Fraction underlying, Fraction mark) {
    Fraction required = underlying
        .times(maintenanceRate.fraction())
        .max(mark.times(maintenanceMarkRate.fraction()));
    return markJoins ? required.plus(mark) : required;
  }

  @Override
  public Fraction shortInitial(Fraction underlying, Fraction outOfTheMoney, Fraction mark) {
    Fraction required = underlying
        .times(initialRate.fraction())
        .minus(outOfTheMoney)
        .max(underlying.times(initialRateLeast.fraction()));
    return (markJoins ? required.plus(mark) : required)
        .max(shortMaintenance(underlying, mark).times(initialToMaintenance));
  }

  @Override
  public Curve shortMaintenanceCurve(Fraction underlying) {
    Curve required = Curve.max(
        Curve.constant(underlying.times(maintenanceRate.fraction())),
        Curve.straight(Line.proportional(Fraction.of(maintenanceMarkRate.fraction()))));
    return markJoins ? Curve.sum(List.of(required, Curve.straight(Line.IDENTITY))) : required;
  }

  @Override
  public Fraction longInitialShare() {
    return Fraction.of(longInitialRate.fraction());
  }

  static void requireShare(Rate longInitialRate) {
    Require.that(
        !longInitialRate.fraction().isNegative() && longInitialRate.compareTo(Rate.ONE) <= 0,
        "the initial rate of a long option must be from 0 to 1");
  }
}
