package io.crossguard.margin.stress;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.evaluation.ScopeMargin;
import io.crossguard.margin.simulation.SimulatedLiquidation;
import io.crossguard.margin.value.Money;
import java.util.List;
import java.util.Optional;

/**
 * Where an account stands at the prices of a scenario or of an instant of a path.
 *
 * @param scenarioId the scenario; of a path the instant, such as {@code 2024-08-05T06:00:00Z}
 * @param scopes every scope at these prices, before any liquidation, in the order of the account
 * @param equity wallet balances and unrealized P&amp;L at these prices, in the quote currency; an
 *     isolated scope counts at least 0, a negative cross scope in full. After the liquidation
 *     where one was asked for
 * @param loss the equity of today, counted in the same way, less {@code equity}; negative for a
 *     gain
 * @param shortfall what the margin balances of cross scopes are below 0, in the quote currency; not
 *     negative. After the liquidation where one was asked for
 * @param liquidation what would follow; absent where it was not asked for
 */
public record StressResult(
    String scenarioId,
    List<ScopeMargin> scopes,
    Money equity,
    Money loss,
    Money shortfall,
    Optional<SimulatedLiquidation> liquidation) {

  public StressResult {
    requireNonNull(scenarioId, "scenarioId");
    scopes = List.copyOf(scopes);
    requireNonNull(equity, "equity");
    requireNonNull(loss, "loss");
    requireNonNull(shortfall, "shortfall");
    requireNonNull(liquidation, "liquidation");
  }
}
