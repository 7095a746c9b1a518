package io.crossguard.margin.evaluation;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Money;
import java.util.Optional;

/**
 * Where one scope stands. All amounts are in the unit of the scope.
 *
 * @param scopeId {@code cross}, {@code cross:USDT} or {@code isolated:<positionId>}
 * @param kind what shares the balance
 * @param asset the scope's only asset; absent where assets are pooled in the quote currency
 * @param walletBalance isolated: the assigned margin; pooled: at the index, before haircuts
 * @param unrealizedPnl before haircuts; signed
 * @param marginBalance wallet balance and unrealized P&amp;L after haircuts; signed
 * @param initialMarginBalance the same with the weights for initial margin; equal to the margin
 *     balance where the rules have none; signed
 * @param initialMargin what the positions need to be opened at their leverage
 * @param orderMargin what open orders need beside it
 * @param maintenanceMargin what must stand behind the positions
 * @param freeMargin what may back new positions: the initial balance less initial and order
 *     margin, at least 0
 * @param releasable what may leave the scope by the rules' formula; at least 0
 * @param marginRatio maintenance margin over margin balance, 1 is 100 %; 0 where nothing is
 *     required; absent while the balance is not positive
 * @param status the verdict
 * @param band the venue's own name for where the scope stands; absent where it has none
 */
public record ScopeMargin(
    String scopeId,
    ScopeKind kind,
    Optional<String> asset,
    Money walletBalance,
    Money unrealizedPnl,
    Money marginBalance,
    Money initialMarginBalance,
    Money initialMargin,
    Money orderMargin,
    Money maintenanceMargin,
    Money freeMargin,
    Money releasable,
    Optional<Decimal> marginRatio,
    ScopeStatus status,
    Optional<String> band) {}
