package io.crossguard.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Balance;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.rules.CollateralMode;
import io.crossguard.margin.rules.Conventions;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.InstrumentKind;
import io.crossguard.margin.rules.MarginalTiers;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.rules.RuleSet;
import io.crossguard.margin.rules.Tier;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import io.crossguard.margin.value.Rate;
import io.crossguard.server.monitor.MonitorLimitException;
import io.crossguard.server.monitor.MonitorUpdate;
import io.crossguard.server.monitor.NoRowSpaceException;
import io.crossguard.server.monitor.RowSpace;
import io.crossguard.server.monitor.StreamLimits;
import io.crossguard.server.monitor.WatchTerms;
import io.crossguard.server.monitor.WatchedAccounts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How much may be watched: at a limit, and one above it. An account has one or two rows. */
class WatchedAccountsLimitTest {
  private static final MarketSnapshot MARKET = new MarketSnapshot(
      Optional.empty(),
      Map.of("SOL-PERP", Price.ONE, "SOL-INVERSE", Price.ONE),
      Map.of("SOL", Price.ONE));

  private final RowSpace space = new RowSpace(10);

  @Test
  void limitsOfTheProtocol_areThoseThatItNames() {
    assertThat(StreamLimits.OF_THE_PROTOCOL)
        .isEqualTo(new StreamLimits(100_000, 2_000_000, 20_000));
  }

  @Test
  void accounts_moreThanAStreamMayHave_areRefused() {
    WatchedAccounts watched = start(new StreamLimits(3, 100, 100), accounts(3, 0));

    assertThatThrownBy(() -> add(watched, account("another", 0)))
        .isInstanceOfSatisfying(MonitorLimitException.class, e -> {
          assertThat(e.path()).isEqualTo("update.accounts");
          assertThat(e.limit()).isEqualTo(3);
          assertThat(e.count()).isEqualTo(4);
        });
    assertThat(watched.size()).isEqualTo(3);
    add(watched, account("a2", 1));
  }

  @Test
  void rows_moreThanAStreamMayHave_areRefused() {
    WatchedAccounts watched = start(new StreamLimits(9, 3, 9), accounts(3, 1));

    assertThatThrownBy(() -> add(watched, account("another", 1)))
        .isInstanceOfSatisfying(
            MonitorLimitException.class, e -> assertThat(e.count()).isEqualTo(4));
    remove(watched, "a0");
    add(watched, account("another", 1));
  }

  /** An inverse contract has to be evaluated whole; the rows of the book do not count. */
  @Test
  void wholeRows_moreThanAStreamMayHave_areRefused() {
    WatchedAccounts watched = start(new StreamLimits(9, 9, 2), accounts(3, 1));
    add(watched, holding("inverse", "SOL-INVERSE"));

    assertThatThrownBy(() -> add(watched, holding("more", "SOL-INVERSE")))
        .isInstanceOfSatisfying(MonitorLimitException.class, e -> {
          assertThat(e.limit()).isEqualTo(2);
          assertThat(e.count()).isEqualTo(4);
        });
    add(watched, holding("more", "SOL-PERP"));
    remove(watched, "inverse");
    add(watched, holding("more", "SOL-INVERSE"));
    assertThatThrownBy(() -> add(watched, holding("inverse", "SOL-INVERSE")))
        .isInstanceOf(MonitorLimitException.class);
  }

  @Test
  void rows_moreThanTheServerHasRoomFor_areRefusedOnEveryStream() {
    StreamLimits limits = new StreamLimits(100, 100, 100);
    WatchedAccounts first = start(limits, accounts(6, 1));
    WatchedAccounts second = start(limits, accounts(4, 1));
    assertThat(space.taken()).isEqualTo(10);

    assertThatThrownBy(() -> add(second, account("another", 1)))
        .isInstanceOf(NoRowSpaceException.class);
    assertThat(second.size()).isEqualTo(4);
    assertThatThrownBy(() -> start(limits, accounts(1, 1))).isInstanceOf(NoRowSpaceException.class);

    remove(first, "a5");
    add(second, account("another", 1));
    first.end();
    first.end();
    assertThat(space.taken()).isEqualTo(5);
  }

  private WatchedAccounts start(StreamLimits limits, List<Account> accounts) {
    WatchTerms terms = new WatchTerms(rules(), List.of(), Optional.empty(), limits);
    return WatchedAccounts.start(accounts, MARKET, terms, space, () -> {});
  }

  private static void add(WatchedAccounts watched, Account account) {
    watched.apply(new MonitorUpdate(noNews(), List.of(account), List.of(), List.of()), () -> {});
  }

  private static void remove(WatchedAccounts watched, String accountId) {
    watched.apply(new MonitorUpdate(noNews(), List.of(), List.of(accountId), List.of()), () -> {});
  }

  private static MarketSnapshot noNews() {
    return new MarketSnapshot(Optional.empty(), Map.of(), Map.of());
  }

  private static List<Account> accounts(int count, int rows) {
    return IntStream.range(0, count).mapToObj(i -> account("a" + i, rows)).toList();
  }

  private static Account account(String accountId, int rows) {
    Balance balance = new Balance("USD", Decimal.of(20));
    return new Account(accountId, rows == 0 ? List.of() : List.of(balance), List.of());
  }

  private static Account holding(String accountId, String instrumentId) {
    Position position = new Position(
        "p",
        instrumentId,
        new Quantity(Decimal.ONE),
        Price.ONE,
        Optional.empty(),
        new MarginMode.Cross());
    return new Account(accountId, List.of(new Balance("USD", Decimal.of(20))), List.of(position));
  }

  private static RuleSet rules() {
    return new RuleSet(
        "limits",
        "1",
        "USD",
        Conventions.of(CollateralMode.SINGLE_ASSET),
        Map.of(),
        Map.of(
            "SOL-PERP", instrument("SOL-PERP", Payoff.LINEAR, "USD"),
            "SOL-INVERSE", instrument("SOL-INVERSE", Payoff.INVERSE, "SOL")));
  }

  private static Instrument instrument(String instrumentId, Payoff payoff, String settlementAsset) {
    return new Instrument(
        instrumentId,
        InstrumentKind.PERPETUAL,
        payoff,
        "SOL",
        settlementAsset,
        Decimal.ONE,
        Optional.empty(),
        Optional.empty(),
        new MarginalTiers(List.of(
            Tier.ofLeverage(Decimal.ZERO, new Rate(Decimal.parse("0.05")), Decimal.of(10)))));
  }
}
