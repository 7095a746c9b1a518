package io.crossguard.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.evaluation.InconsistentInputException;
import io.crossguard.margin.evaluation.ScopeStatus;
import io.crossguard.margin.value.Decimal;
import io.crossguard.server.mapping.KnownRuleSet;
import io.crossguard.server.mapping.MonitorMessage;
import io.crossguard.server.mapping.MonitorRequestMapper;
import io.crossguard.server.mapping.RequestException;
import io.crossguard.server.monitor.AccountAnswer;
import io.crossguard.server.monitor.AccountDelta;
import io.crossguard.server.monitor.Cause;
import io.crossguard.server.monitor.MonitorUpdate;
import io.crossguard.server.monitor.RowSpace;
import io.crossguard.server.monitor.StreamLimits;
import io.crossguard.server.monitor.WatchTerms;
import io.crossguard.server.monitor.WatchedAccounts;
import io.crossguard.server.rules.RuleSetCatalogue;
import io.crossguard.v1.MonitorMarginRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is told of watched accounts, whether the book holds them or not, is what a second method tells
 * that evaluates every account after every message: figures, causes, changes, crossings and counts.
 */
class WatchedAccountsPropertyTest {
  private static final int MESSAGES = 40;
  // Few accounts that are made up fit some rule sets.
  private static final int MESSAGES_MAX = 2_000;
  private static final List<Decimal> LEVELS =
      List.of(Decimal.parse("0.0625"), Decimal.parse("0.3"), Decimal.parse("0.98765"));

  private final RuleSetCatalogue catalogue = RuleSetCatalogue.ofBuiltIn();
  private final MonitorRequestMapper mapper = new MonitorRequestMapper(catalogue);
  private int sequence;

  static LongStream seeds() {
    return LongStream.range(0, 64);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void answers_areThoseOfASecondMethod(long seed) {
    Random random = new Random(seed);
    KnownRuleSet rules = catalogue.all().get((int) (seed % catalogue.all().size()));
    RandomBook book = new RandomBook(random, rules.message());
    MonitorMessage.Snapshot start = start(book, rules);
    WatchTerms terms =
        new WatchTerms(rules.rules(), LEVELS, Optional.empty(), StreamLimits.OF_THE_PROTOCOL);
    WatchedAccounts watched = WatchedAccounts.start(
        List.of(), start.market(), terms, new RowSpace(Integer.MAX_VALUE), () -> {});
    RememberedAccounts remembered = new RememberedAccounts(rules.rules(), LEVELS);
    int told = 0;
    for (int i = 0; i < MESSAGES || (told == 0 && i < MESSAGES_MAX); i++) {
      io.crossguard.v1.MonitorUpdate message = book.update();
      RandomBook after = book.after(message);
      if (isApplied(watched, message, rules)) {
        book = after;
        remember(remembered, book, message, rules);
      }
      if (random.nextInt(3) == 0) {
        told += assertTold(watched, remembered);
      }
    }
    told += assertTold(watched, remembered);
    assertThat(told).isPositive();
  }

  private static boolean isApplied(WatchedAccounts watched, MonitorUpdate update) {
    try {
      watched.apply(update, () -> {});
      return true;
    } catch (InconsistentInputException e) {
      return false;
    }
  }

  private boolean isApplied(
      WatchedAccounts watched, io.crossguard.v1.MonitorUpdate message, KnownRuleSet rules) {
    Optional<MonitorUpdate> update = read(message, rules);
    return update.isPresent() && isApplied(watched, update.get());
  }

  private Optional<MonitorUpdate> read(io.crossguard.v1.MonitorUpdate message, KnownRuleSet rules) {
    MonitorMarginRequest request = MonitorMarginRequest.newBuilder()
        .setSequence(++sequence)
        .setUpdate(message)
        .build();
    try {
      MonitorMessage read = mapper.fromProto(request, sequence - 1, Optional.of(rules.rules()));
      return Optional.of(((MonitorMessage.Update) read).update());
    } catch (RequestException e) {
      return Optional.empty();
    }
  }

  private MonitorMessage.Snapshot start(RandomBook book, KnownRuleSet rules) {
    MonitorMarginRequest request = MonitorMarginRequest.newBuilder()
        .setSequence(++sequence)
        .setSnapshot(MonitorMarginRequest.Snapshot.newBuilder()
            .addAllAccounts(book.accounts())
            .setMarket(book.market())
            .setRuleSetId(rules.ruleSetId()))
        .build();
    return (MonitorMessage.Snapshot) mapper.fromProto(request, sequence - 1, Optional.empty());
  }

  private void remember(
      RememberedAccounts remembered,
      RandomBook book,
      io.crossguard.v1.MonitorUpdate message,
      KnownRuleSet rules) {
    MonitorMessage.Snapshot all = start(book, rules);
    MonitorUpdate update = read(message, rules).orElseThrow();
    remembered.message(
        all.accounts(),
        all.market(),
        update.accounts().stream().map(Account::accountId).collect(Collectors.toSet()),
        update.deltas().stream().map(AccountDelta::accountId).collect(Collectors.toSet()));
  }

  private static int assertTold(WatchedAccounts watched, RememberedAccounts remembered) {
    Set<String> told = new HashSet<>();
    List<Integer> urgencies = new ArrayList<>();
    for (Optional<String> due = watched.nextDue(); due.isPresent(); due = watched.nextDue()) {
      String accountId = due.get();
      AccountAnswer answer = watched.tell(accountId);
      AccountAnswer expected = remembered.tell(accountId);
      told.add(accountId);
      urgencies.add(urgency(answer));
      assertThat(answer.account().account()).isEqualTo(expected.account().account());
      assertThat(answer.account().margins()).isEqualTo(expected.account().margins());
      assertThat(answer.causes()).isEqualTo(expected.causes());
      assertThat(answer.statusChanges())
          .containsExactlyInAnyOrderElementsOf(expected.statusChanges());
      assertThat(answer.crossings()).containsExactlyInAnyOrderElementsOf(expected.crossings());
      assertThat(answer.worst()).isEqualTo(expected.worst());
      assertThat(answer.updates()).isEqualTo(expected.updates());
      assertThat(answer.folded()).isEqualTo(expected.folded());
    }
    assertThat(urgencies).isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(told)
        .isEqualTo(remembered.accountIds().stream()
            .filter(accountId -> told.contains(accountId) || remembered.isDue(accountId))
            .collect(Collectors.toSet()));
    return told.size();
  }

  /** Alerts go before all else, and worse ones before others. */
  private static int urgency(AccountAnswer answer) {
    boolean isAlert = answer.causes().contains(Cause.STATUS_CHANGED)
        || answer.causes().contains(Cause.LEVEL_CROSSED);
    return isAlert ? 1 + List.of(ScopeStatus.values()).indexOf(answer.worst()) : 0;
  }
}
