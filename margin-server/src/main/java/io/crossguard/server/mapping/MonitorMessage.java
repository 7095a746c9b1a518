package io.crossguard.server.mapping;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.value.Decimal;
import io.crossguard.server.monitor.AdviceTerms;
import io.crossguard.server.monitor.MonitorUpdate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a client says on a stream of watched accounts. */
public sealed interface MonitorMessage {

  /**
   * Start, or start over.
   *
   * @param accounts the accounts
   * @param market the prices of all
   * @param rules the rules of all
   * @param isFull whether liquidation prices, distances and exposures are asked for
   * @param levels margin ratios whose crossing is told
   * @param period how often every account is told of; absent: never for that alone
   * @param heartbeat after how long without an answer there is a sign of life
   * @param advice what advice rests on; absent: there is none
   */
  record Snapshot(
      List<Account> accounts,
      MarketSnapshot market,
      KnownRuleSet rules,
      boolean isFull,
      List<Decimal> levels,
      Optional<Duration> period,
      Duration heartbeat,
      Optional<AdviceTerms> advice)
      implements MonitorMessage {

    public Snapshot {
      requireNonNull(market, "market");
      requireNonNull(rules, "rules");
      requireNonNull(period, "period");
      requireNonNull(heartbeat, "heartbeat");
      requireNonNull(advice, "advice");
      accounts = List.copyOf(accounts);
      levels = List.copyOf(levels);
    }
  }

  /**
   * Something has changed.
   *
   * @param update what
   */
  record Update(MonitorUpdate update) implements MonitorMessage {
    public Update {
      requireNonNull(update, "update");
    }
  }

  /**
   * Something is asked for.
   *
   * @param accountIds the accounts; empty: all
   */
  record Query(List<String> accountIds) implements MonitorMessage {
    public Query {
      accountIds = List.copyOf(accountIds);
    }
  }
}
