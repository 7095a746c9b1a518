package io.crossguard.margin.evaluation;

import io.crossguard.margin.value.Fraction;
import java.util.Set;

/** What legs require together. Amounts are in the unit of the scope. */
public sealed interface RequirementGroup permits NettingGroup, ScenarioGroup {

  Set<Leg> legs();

  Fraction maintenanceMargin();

  Fraction initialMargin();
}
