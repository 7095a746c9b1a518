package io.crossguard.advisor.recommendation;

import static io.crossguard.advisor.classification.Figures.number;
import static io.crossguard.advisor.classification.Figures.percent;

import io.crossguard.advisor.classification.AccountStructure;
import io.crossguard.advisor.classification.Reason;
import io.crossguard.advisor.exposure.ExposureLeg.CollateralLeg;
import io.crossguard.advisor.exposure.ExposureLeg.PositionLeg;
import io.crossguard.advisor.exposure.Pool;
import io.crossguard.advisor.exposure.Portfolio;
import io.crossguard.advisor.hedge.LegPart;
import io.crossguard.advisor.hedge.NettedGroup;
import io.crossguard.advisor.policy.AdvisorPolicy;
import io.crossguard.advisor.policy.PegDefaults;
import io.crossguard.margin.account.Side;
import io.crossguard.margin.evaluation.MarginScope;
import io.crossguard.margin.evaluation.ScopeAsset;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What holds for an account as a whole: exposures together, reserves, collateral. */
final class AccountReasons {
  private final AccountStructure structure;
  private final Portfolio portfolio;
  private final Stress stress;
  private final AdvisorPolicy policy;
  private final String quote;
  private final List<Reason> reasons = new ArrayList<>();

  AccountReasons(AccountStructure structure, Stress stress) {
    this.structure = structure;
    this.portfolio = structure.portfolio();
    this.stress = stress;
    this.policy = stress.policy();
    this.quote = portfolio.account().rules().quoteCurrency();
  }

  /**
   * @param sizings by pool id
   */
  List<Reason> of(Threats threats, Map<String, PoolSizing> sizings) {
    for (Pool pool : portfolio.pools()) {
      aggregate(threats, pool);
      PoolSizing sizing = sizings.get(pool.poolId());
      if (sizing != null) {
        basisReserve(pool, sizing.budget().basisReserve());
      }
      stablecoins(pool);
    }
    structure.groups().forEach(this::collateral);
    reasons.sort(Comparator.comparing(Reason::code));
    return List.copyOf(reasons);
  }

  private void aggregate(Threats threats, Pool pool) {
    threats
        .aggregate(pool)
        .ifPresent(sum -> add(
            Reason.Code.AGGREGATE_EXPOSURE,
            threats.of(pool).size()
                + " groups of "
                + pool.poolId()
                + " would lose "
                + amount(sum)
                + " together at the target probability, where "
                + amount(pool.unbound())
                + " are over maintenance."));
  }

  private void basisReserve(Pool pool, Decimal reserve) {
    if (reserve.isPositive() && reserve.isGreaterThan(pool.unbound())) {
      add(
          Reason.Code.BASIS_RESERVE_SHORT,
          "The hedges of "
              + pool.poolId()
              + " should keep "
              + amount(reserve)
              + " for a moving basis, and "
              + amount(pool.unbound())
              + " are over maintenance.");
    }
  }

  private void collateral(NettedGroup group) {
    if (structure.classifier().classify(group).isHedged()
        || stress.isDust(structure, group)
        || !portfolio.poolOf(group.scopeId()).poolId().equals(group.scopeId())) {
      return;
    }
    Decimal coins = Decimal.ZERO;
    boolean isWrongWay = false;
    for (LegPart part : group.residualParts()) {
      if (part.leg() instanceof CollateralLeg) {
        coins = coins.plus(group.residualOf(part));
      }
      isWrongWay |= part.leg() instanceof PositionLeg;
    }
    if (!coins.isPositive()) {
      return;
    }
    String coinsOf = amount(portfolio.value(group.root(), coins)) + " of " + group.root();
    String stands = group.netSide() == Side.LONG
        ? coinsOf + " serve as collateral in " + group.scopeId()
        : coinsOf + " are owed in " + group.scopeId();
    add(Reason.Code.UNHEDGED_COLLATERAL, stands + " and are not hedged.");
    if (isWrongWay) {
      add(
          Reason.Code.WRONG_WAY_COLLATERAL,
          stands + " while positions are on the same side: they lose together.");
    }
  }

  /** The stablecoins of a pool and of the isolated positions drawn from it. */
  private void stablecoins(Pool pool) {
    Map<String, Decimal> values = new TreeMap<>();
    for (MarginScope scope : portfolio.account().scopes()) {
      if (portfolio.poolOf(scope.scopeId()).poolId().equals(pool.poolId())) {
        for (ScopeAsset asset : scope.assets()) {
          if (PegDefaults.isStablecoin(asset.asset()) && !asset.asset().equals(quote)) {
            values.merge(asset.asset(), value(asset), Decimal::plus);
          }
        }
      }
    }
    values.forEach((asset, value) -> stablecoin(pool, asset, value));
  }

  /** What an asset counts for, in the quote currency. */
  private static Decimal value(ScopeAsset asset) {
    Fraction atIndex = Fraction.of(asset.net().times(asset.index().value()));
    return asset.balanceCurve().at(atIndex).rounded();
  }

  private void stablecoin(Pool pool, String asset, Decimal value) {
    Decimal loss = value.times(portfolio.riskInputs().depegStress(asset).fraction());
    Decimal limit =
        pool.equity().max(Decimal.ZERO).times(policy.stablecoinConcentration().fraction());
    if (loss.isPositive() && !loss.isLessThan(limit)) {
      add(
          Reason.Code.STABLECOIN_CONCENTRATION,
          "A depeg of "
              + asset
              + " by "
              + percent(portfolio.riskInputs().depegStress(asset))
              + " costs "
              + amount(loss)
              + " of the equity of "
              + amount(pool.equity())
              + ".");
    }
    Decimal index = portfolio.account().index(asset).value();
    if (!value.isZero()
        && index.minus(Decimal.ONE).abs().isGreaterThan(policy.offPeg().fraction())) {
      add(Reason.Code.STABLECOIN_OFF_PEG, asset + " is at " + number(index) + " " + quote + ".");
    }
  }

  private String amount(Decimal inQuote) {
    return number(inQuote) + " " + quote;
  }

  private void add(Reason.Code code, String message) {
    reasons.add(new Reason(code, message));
  }
}
