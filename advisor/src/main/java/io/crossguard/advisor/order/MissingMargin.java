package io.crossguard.advisor.order;

import io.crossguard.advisor.recommendation.Lots;
import io.crossguard.margin.MarginEngine;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.evaluation.ScopeMargin;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Money;
import java.util.Optional;

/**
 * What a pool lacks of its initial margin:
 *
 * <pre>
 *   (initialMargin + orderMargin − initialMarginBalance) · index of the pool's unit / index of the asset
 * </pre>
 */
final class MissingMargin {
  private MissingMargin() {}

  /** Rounded up; absent where the pool lacks none, or is not there. */
  static Optional<Money> of(ResolvedAccount account, String poolId, String asset) {
    return new MarginEngine()
        .evaluateMargin(account).scopes().stream()
            .filter(scope -> scope.scopeId().equals(poolId))
            .findFirst()
            .map(MissingMargin::lacking)
            .filter(Money::isPositive)
            .map(lacking -> new Money(inAsset(account, lacking, asset), asset));
  }

  private static Money lacking(ScopeMargin scope) {
    return scope.initialMargin().plus(scope.orderMargin()).minus(scope.initialMarginBalance());
  }

  private static Decimal inAsset(ResolvedAccount account, Money lacking, String asset) {
    if (lacking.asset().equals(asset)) {
      return lacking.amount().roundedUpTo(Lots.FINEST_STEP);
    }
    return Fraction.of(
            lacking.amount().times(account.index(lacking.asset()).value()),
            account.index(asset).value())
        .rounded()
        .roundedUpTo(Lots.FINEST_STEP);
  }
}
