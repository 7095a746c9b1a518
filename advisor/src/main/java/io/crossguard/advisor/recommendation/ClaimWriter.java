package io.crossguard.advisor.recommendation;

import io.crossguard.advisor.exposure.Portfolio;
import io.crossguard.advisor.policy.AdvisorPolicy;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes down who has isolated margin in one pool, and who asks for some. */
final class ClaimWriter {
  private final Portfolio portfolio;
  private final Stress stress;
  private final AdvisorPolicy policy;
  private final RiskUnits units;
  private final List<PositionCase> cases;
  private final Decimal marginStep;

  /**
   * @param cases those of the pool
   * @param marginStep of assigned margin
   */
  ClaimWriter(
      Portfolio portfolio,
      Stress stress,
      RiskUnits units,
      List<PositionCase> cases,
      Decimal marginStep) {
    this.portfolio = portfolio;
    this.stress = stress;
    this.policy = stress.policy();
    this.units = units;
    this.cases = cases;
    this.marginStep = marginStep;
  }

  /** What is isolated today and stays so. */
  List<KeptMargins.Holding> holdings() {
    List<KeptMargins.Holding> holdings = new ArrayList<>();
    for (PositionCase each : cases) {
      if (each.staysIsolated()) {
        Fraction equity = inQuote(each, Fraction.of(each.equity().max(Decimal.ZERO)));
        Optional<Fraction> wanted =
            each.wanted(stress).filter(w -> mayGiveBack(each)).map(w -> inQuote(each, w));
        Fraction least = each.isolated()
            .map(alone -> inQuote(each, alone.marginMin()).min(equity))
            .orElse(equity);
        holdings.add(new KeptMargins.Holding(
            each.positionId(),
            each.root(),
            equity,
            wanted.isPresent() ? least : equity,
            wanted.orElse(equity)));
      }
    }
    return holdings;
  }

  /** Coins behind a short of their own offset it: to take some of them away would make a bet of it. */
  private static boolean mayGiveBack(PositionCase of) {
    return of.isResizable() && !of.isHedgedByItsMargin();
  }

  /**
   * Who asks for margin.
   *
   * @param kept what stays isolated
   */
  List<MarginClaims.Claim> claims(KeptMargins kept) {
    List<MarginClaims.Claim> all = new ArrayList<>();
    Map<String, RiskUnit> moving = new LinkedHashMap<>();
    for (PositionCase each : cases) {
      if (isOfClaimingUnit(each)) {
        RiskUnit unit = units.of(each);
        moving.put(unit.unitId(), unit);
      } else if (each.claimsMargin()) {
        each.claimed(stress, marginStep)
            .map(claimed -> inQuote(each, claimed))
            .filter(Fraction::isPositive)
            .ifPresent(wanted -> all.add(
                new MarginClaims.Claim(each.positionId(), each.root(), wanted, Optional.empty())));
      } else if (each.isResizable()) {
        topUp(each, kept).ifPresent(all::add);
      }
    }
    moving.values().forEach(unit -> claim(unit).ifPresent(all::add));
    return List.copyOf(all);
  }

  /** More margin for a position that has less than the band allows. */
  private Optional<MarginClaims.Claim> topUp(PositionCase of, KeptMargins kept) {
    Fraction equity = inQuote(of, Fraction.of(of.equity().max(Decimal.ZERO)));
    Fraction least = equity.times(policy.resizeBand().fraction());
    boolean isUntouched = kept.amount(of.positionId()).compareTo(equity) == 0;
    // Nothing else may move before a position that lacks maintenance margin has it back.
    Optional<Fraction> worthwhile = hasFallen(of) ? Optional.empty() : Optional.of(least);
    return of.wanted(stress)
        .map(wanted -> inQuote(of, wanted).minus(equity))
        .filter(lack -> isUntouched && lack.compareTo(least) > 0)
        .map(lack -> new MarginClaims.Claim(of.positionId(), of.root(), lack, worthwhile));
  }

  private boolean hasFallen(PositionCase of) {
    return !portfolio.stands(of.structure().leg());
  }

  /** A unit that leaves takes margin along; one of options shrinks to what it could take. */
  private static boolean isOfClaimingUnit(PositionCase of) {
    return of.intent() == Intent.MOVE_GROUP || of.shrinksWithOptions();
  }

  private Optional<MarginClaims.Claim> claim(RiskUnit unit) {
    return units
        .marginWanted(unit)
        .filter(Fraction::isPositive)
        .map(wanted ->
            new MarginClaims.Claim(unit.unitId(), unit.budgetRoot(), wanted, Optional.empty()));
  }

  private Fraction inQuote(PositionCase of, Fraction amount) {
    return Fraction.of(portfolio.inQuote(of.money(amount.rounded())));
  }
}
