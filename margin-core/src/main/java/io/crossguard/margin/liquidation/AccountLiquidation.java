package io.crossguard.margin.liquidation;

import io.crossguard.margin.evaluation.MarginScope;
import io.crossguard.margin.evaluation.ResolvedAccount;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How far prices can move before the scopes of an account are liquidated.
 *
 * @param prices a row for each position, in the order of the account
 * @param distances for each scope, in the order of the account, a row for each root
 */
public record AccountLiquidation(
    List<PositionLiquidation> prices, List<List<RootDistance>> distances) {

  /** Both from the same curves: a root that moves one price alone has been searched with it. */
  public static AccountLiquidation of(ResolvedAccount account) {
    String quoteCurrency = account.rules().quoteCurrency();
    Map<String, PositionLiquidation> byId = new HashMap<>();
    List<List<RootDistance>> distances = new ArrayList<>();
    for (MarginScope scope : account.scopes()) {
      ScopeCurves curves = new ScopeCurves(scope);
      Map<String, Reach> reaches = LiquidationPriceSolver.solve(scope, curves, byId);
      distances.add(DistanceSolver.solve(scope, curves, quoteCurrency, reaches));
    }
    return new AccountLiquidation(LiquidationPriceSolver.inOrder(account, byId), distances);
  }
}
