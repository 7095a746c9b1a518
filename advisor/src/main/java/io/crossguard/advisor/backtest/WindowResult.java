package io.crossguard.advisor.backtest;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.account.Side;
import io.crossguard.margin.value.Decimal;
import java.time.Instant;
import java.util.List;

/**
 * One account through one window.
 *
 * @param start when it was opened
 * @param coin what the bet is on
 * @param side its direction
 * @param leverage its notional over the equity
 * @param outcomes of each rule
 * @param statement what the advisor said
 */
public record WindowResult(
    Instant start,
    String coin,
    Side side,
    Decimal leverage,
    List<Outcome> outcomes,
    Statement statement) {

  public WindowResult {
    requireNonNull(start, "start");
    requireNonNull(coin, "coin");
    requireNonNull(side, "side");
    requireNonNull(leverage, "leverage");
    outcomes = List.copyOf(outcomes);
    requireNonNull(statement, "statement");
  }

  public Outcome outcome(ModeRule rule) {
    return outcomes.stream().filter(each -> each.rule() == rule).findFirst().orElseThrow();
  }
}
