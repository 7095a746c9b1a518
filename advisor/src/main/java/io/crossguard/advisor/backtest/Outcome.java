package io.crossguard.advisor.backtest;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.value.Decimal;
import java.time.Duration;
import java.util.Optional;

/**
 * What became of the account under one rule.
 *
 * @param rule how margin modes were chosen
 * @param endEquity wallets and unrealized P&amp;L at the last close, of an account that began with
 *     100; signed
 * @param betLiquidatedAfter how long the bet lasted, to the end of its hour; absent where it was
 *     never liquidated
 * @param hedgePoolFell whether the scope of the hedge was liquidated
 * @param hedgeClosed whether the hedge itself was closed then
 * @param isRefused whether the engine refused a change that the rule asks for; then neither it nor
 *     those that follow were made
 */
public record Outcome(
    ModeRule rule,
    Decimal endEquity,
    Optional<Duration> betLiquidatedAfter,
    boolean hedgePoolFell,
    boolean hedgeClosed,
    boolean isRefused) {

  public Outcome {
    requireNonNull(rule, "rule");
    requireNonNull(endEquity, "endEquity");
    requireNonNull(betLiquidatedAfter, "betLiquidatedAfter");
  }

  public boolean isBetLiquidated() {
    return betLiquidatedAfter.isPresent();
  }
}
