package io.crossguard.advisor.recommendation;

import static java.util.Objects.requireNonNull;

import io.crossguard.advisor.classification.PositionClassification;
import io.crossguard.advisor.classification.Reason;
import io.crossguard.margin.liquidation.LiquidationPrice;
import java.util.List;
import java.util.Optional;

/**
 * What the advisor says of one position.
 *
 * @param classification what the position is
 * @param recommendation what to do
 * @param alternatives what could be done instead, best first
 * @param reasons why, most important first: those of the classification and those of the advice
 * @param liquidationPriceBefore today
 * @param liquidationPriceAfter after all recommendations are carried out; of a split position that
 *     of the isolated part; absent where the position is closed then
 */
public record PositionAdvice(
    PositionClassification classification,
    Recommendation recommendation,
    List<Recommendation> alternatives,
    List<Reason> reasons,
    LiquidationPrice liquidationPriceBefore,
    Optional<LiquidationPrice> liquidationPriceAfter) {

  public PositionAdvice {
    requireNonNull(classification, "classification");
    requireNonNull(recommendation, "recommendation");
    alternatives = List.copyOf(alternatives);
    reasons = List.copyOf(reasons);
    requireNonNull(liquidationPriceBefore, "liquidationPriceBefore");
    requireNonNull(liquidationPriceAfter, "liquidationPriceAfter");
  }

  public String positionId() {
    return classification.positionId();
  }
}
