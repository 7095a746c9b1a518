package io.crossguard.margin;

import io.crossguard.margin.evaluation.AccountMargin;
import io.crossguard.margin.exposure.Exposure;
import io.crossguard.margin.liquidation.PositionLiquidation;
import io.crossguard.margin.liquidation.RootDistance;
import java.util.List;

/**
 * Everything that is known of an account at one instant.
 *
 * @param margin figures and verdicts
 * @param liquidations a row for each position, in the order of the account
 * @param distances for each scope of {@code margin}, in its order, a row for each root
 * @param exposures a row for each root
 */
public record Evaluation(
    AccountMargin margin,
    List<PositionLiquidation> liquidations,
    List<List<RootDistance>> distances,
    List<Exposure> exposures) {

  public Evaluation {
    liquidations = List.copyOf(liquidations);
    distances = List.copyOf(distances);
    exposures = List.copyOf(exposures);
  }
}
