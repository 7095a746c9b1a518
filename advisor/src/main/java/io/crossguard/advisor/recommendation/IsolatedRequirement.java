package io.crossguard.advisor.recommendation;

import io.crossguard.advisor.exposure.ExposureLeg.PositionLeg;
import io.crossguard.advisor.policy.AdvisorPolicy;
import io.crossguard.advisor.sizing.MaintenanceRule;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.rules.ClosingFee;
import io.crossguard.margin.rules.Conventions;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.rules.RequirementBasis;
import io.crossguard.margin.rules.RequirementTerms;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Rate;

/** What the rules ask of a position that stands alone, at any price: for sizing its margin. */
final class IsolatedRequirement {
  private final Position position;
  private final Instrument instrument;
  private final ResolvedAccount account;
  private final Conventions conventions;
  private final Decimal trigger;

  IsolatedRequirement(PositionLeg leg, ResolvedAccount account) {
    this.position = leg.position();
    this.instrument = leg.instrument();
    this.account = account;
    this.conventions = account.rules().conventions();
    this.trigger = conventions.liquidationTrigger().fraction();
  }

  /** Whether portfolio margin decides. */
  boolean isOfPortfolio() {
    return conventions.scenarioMargin().isPresent();
  }

  /**
   * What has to be there so that it is not liquidated.
   *
   * @param notional of the part that stands alone
   * @param least what the rules ask of that part today
   * @param keepsEntry whether it is isolated as it is; else it is opened anew at the mark
   */
  MaintenanceRule maintenance(Fraction notional, LeastMargins.Least least, boolean keepsEntry) {
    if (isOfPortfolio()) {
      // A position alone requires the same share at any price.
      Decimal share = Fraction.of(least.maintenanceMargin()).dividedBy(notional).rounded();
      return joined(new MaintenanceRule.Proportional(share), RequirementTerms.NONE);
    }
    boolean isAtEntry = conventions.bases().isolatedMaintenance() == RequirementBasis.ENTRY
        && instrument.payoff() != Payoff.INVERSE;
    return joined(
        isAtEntry
            ? new MaintenanceRule.AtEntry(
                instrument.schedule(),
                keepsEntry
                    ? position.entryPrice()
                    : account.market().markPrice(position.instrumentId()).orElseThrow())
            : new MaintenanceRule.BySchedule(instrument.schedule()),
        instrument.terms());
  }

  private MaintenanceRule joined(MaintenanceRule rule, RequirementTerms terms) {
    return new MaintenanceRule.Joined(
        rule, terms.maintenanceLeast(), terms.maintenanceAdded(), trigger);
  }

  /** The fee that the rules hold in the maintenance margin; where they don't, the policy's. */
  Rate liquidationFeeRate(AdvisorPolicy policy) {
    ClosingFee expected = instrument.terms().closingFee();
    return expected.joinsMaintenance()
        ? new Rate(expected.rate().fraction().times(trigger))
        : policy.liquidationFeeRate();
  }
}
