package io.crossguard.advisor.classification;

import io.crossguard.advisor.exposure.ExposureLeg.PositionLeg;
import io.crossguard.advisor.hedge.NettedGroup;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Quantity;
import java.util.Optional;

/**
 * What hedges a position, and what it is.
 *
 * @param leg the position
 * @param group its group once all legs have come back
 * @param classification what it is
 * @param matched what other legs offset, in coins of the root; not negative
 * @param residual the rest, in coins of the root; not negative
 * @param isMatchedAcross whether a leg in another scope offsets some of it today
 * @param comesBack how it joins another pool, where it does
 */
public record PositionStructure(
    PositionLeg leg,
    NettedGroup group,
    Classification classification,
    Decimal matched,
    Decimal residual,
    boolean isMatchedAcross,
    Optional<ComesBack> comesBack) {

  /**
   * A leg that joins the pool of its partner.
   *
   * @param scopeId the pool
   * @param isWhole whether all of the leg does; else its matched part
   */
  public record ComesBack(String scopeId, boolean isWhole) {}

  public boolean hasResidual() {
    return residual.isPositive();
  }

  public boolean isMatched() {
    return matched.isPositive();
  }

  /** The matched contracts, signed. */
  public Quantity matchedQuantity() {
    return leg.position().quantity().plus(residualQuantity().negated());
  }

  /** The residual contracts, signed: the whole position where nothing is matched. */
  public Quantity residualQuantity() {
    if (!hasResidual()) {
      return Quantity.ZERO;
    }
    Decimal contracts = leg.position().quantity().contracts();
    return isMatched()
        ? new Quantity(contracts.times(residual).dividedBy(leg.coins().abs()))
        : leg.position().quantity();
  }
}
