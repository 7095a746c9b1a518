package io.crossguard.margin.rules;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Require;

/**
 * What joins the rate schedule of an instrument.
 *
 * <pre>
 *   margin = max(schedule, least) + added + closing fee where it joins
 * </pre>
 *
 * for the rows of one side together.
 *
 * @param closingFee an expected fee
 * @param initialAdded amount added to the initial margin; not negative
 * @param maintenanceAdded amount added to the maintenance margin; not negative
 * @param initialLeast least initial margin; not negative
 * @param maintenanceLeast least maintenance margin; not negative
 */
public record RequirementTerms(
    ClosingFee closingFee,
    Decimal initialAdded,
    Decimal maintenanceAdded,
    Decimal initialLeast,
    Decimal maintenanceLeast) {

  /** The schedule alone. */
  public static final RequirementTerms NONE =
      new RequirementTerms(ClosingFee.NONE, Decimal.ZERO, Decimal.ZERO, Decimal.ZERO, Decimal.ZERO);

  public RequirementTerms {
    requireNonNull(closingFee, "closingFee");
    Require.that(
        !initialAdded.isNegative() && !maintenanceAdded.isNegative(),
        "added amounts must not be negative");
    Require.that(
        !initialLeast.isNegative() && !maintenanceLeast.isNegative(),
        "least amounts must not be negative");
  }
}
