package io.crossguard.margin.simulation;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.evaluation.AccountMargin;
import io.crossguard.margin.evaluation.ResolvedAccount;
import java.util.List;

/**
 * What a liquidation does to an account.
 *
 * @param scopes a row for each scope of the account before it, in their order
 * @param after the account after it, at the same prices. An isolated position that was closed whole
 *     is no longer in it, nor is what remains of its margin: that changes no other scope
 * @param margin the evaluation of {@code after}
 */
public record SimulatedLiquidation(
    List<ScopeLiquidation> scopes, ResolvedAccount after, AccountMargin margin) {

  public SimulatedLiquidation {
    scopes = List.copyOf(scopes);
    requireNonNull(after, "after");
    requireNonNull(margin, "margin");
  }
}
