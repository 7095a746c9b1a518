package io.crossguard.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.v1.Account;
import io.crossguard.v1.EvaluateMarginResponse;
import io.crossguard.v1.GetRuleSetRequest;
import io.crossguard.v1.ListRuleSetsRequest;
import io.crossguard.v1.ListRuleSetsResponse;
import io.crossguard.v1.MarginScope;
import io.crossguard.v1.MonitorMarginRequest.Snapshot;
import io.crossguard.v1.MonitorMarginResponse;
import io.crossguard.v1.MonitorMarginResponse.Cause;
import io.crossguard.v1.MonitorMarginResponse.MonitoredAccount;
import io.crossguard.v1.MonitorUpdate;
import io.crossguard.v1.RuleSet;
import io.crossguard.v1.RuleSetServiceGrpc;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws of a stream of watched accounts, whatever happens on it. */
@Timeout(300)
class MonitorMarginPropertyTest extends InProcessTest {
  private static final int MESSAGES = 25;
  private static final int TRIES = 500;
  private static final List<BigDecimal> LEVELS =
      List.of(new BigDecimal("0.3"), new BigDecimal("0.9"));

  static LongStream seeds() {
    return LongStream.range(0, 32);
  }

  /**
   * After every message, every account is told as a call would answer it, to the last byte; what
   * changed of a verdict or a level is told once, and nothing else is; and a message is refused where
   * the call for an account that it leaves behind would be.
   */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void stream_tellsWhatCallsAnswer_andEveryChange(long seed) {
    RandomBook book = book(seed);
    try (MonitorConversation stream = MonitorConversation.over(channel())) {
      Snapshot.Builder snapshot = Snapshot.newBuilder()
          .addAllAccounts(book.accounts())
          .setMarket(book.market())
          .setRuleSetId(rules(seed).getRuleSetId());
      LEVELS.forEach(level -> snapshot.addMarginRatioLevels(level.toPlainString()));
      stream.snapshot(snapshot.build());
      Map<String, EvaluateMarginResponse> told = calls(book).orElseThrow();
      for (int i = 0; i < told.size(); i++) {
        MonitoredAccount account = stream.nextAccount();
        assertThat(account.getMargin()).isEqualTo(told.get(id(account)));
      }

      for (int i = 0; i < MESSAGES; i++) {
        MonitorUpdate update = book.update();
        RandomBook after = book.after(update);
        Optional<Map<String, EvaluateMarginResponse>> expected = calls(after);
        int sequence = stream.update(update.toBuilder());
        if (expected.isEmpty()) {
          assertThat(stream.nextRefusal().getSequence()).isEqualTo(sequence);
          expected = Optional.of(told);
        } else {
          book = after;
        }
        assertTold(stream, told, expected.get(), update);
        told = expected.get();
      }
      assertThat(stream.finish()).isEmpty();
    }
  }

  private static void assertTold(
      MonitorConversation stream,
      Map<String, EvaluateMarginResponse> before,
      Map<String, EvaluateMarginResponse> now,
      MonitorUpdate update) {
    stream.ask();
    Map<String, List<String>> changes = new HashMap<>();
    for (int answered = 0; answered < now.size(); ) {
      MonitorMarginResponse answer = stream.next();
      assertThat(answer.hasAccount()).as("%s after %s", answer, update).isTrue();
      MonitoredAccount account = answer.getAccount();
      assertThat(account.getMargin()).as("after %s", update).isEqualTo(now.get(id(account)));
      changes.computeIfAbsent(id(account), id -> new ArrayList<>()).addAll(changes(account));
      if (account.getCausesList().contains(Cause.REQUESTED)) {
        answered++;
      }
    }
    now.forEach((accountId, response) -> assertThat(changes.get(accountId))
        .as("changes of %s after %s", accountId, update)
        .containsExactlyInAnyOrderElementsOf(
            before.containsKey(accountId) ? changes(before.get(accountId), response) : List.of()));
  }

  private static List<String> changes(MonitoredAccount account) {
    List<String> changes = new ArrayList<>();
    account
        .getStatusChangesList()
        .forEach(change ->
            changes.add(change.getScopeId() + " " + change.getBefore() + " " + change.getNow()));
    account
        .getCrossingsList()
        .forEach(crossing -> changes.add(
            crossing.getScopeId() + " " + crossing.getLevel() + " " + crossing.getReached()));
    return changes;
  }

  private static List<String> changes(EvaluateMarginResponse before, EvaluateMarginResponse now) {
    Map<String, MarginScope> scopesBefore = scopes(before);
    Map<String, MarginScope> scopesNow = scopes(now);
    TreeSet<String> scopeIds = new TreeSet<>(scopesBefore.keySet());
    scopeIds.addAll(scopesNow.keySet());
    List<String> changes = new ArrayList<>();
    for (String scopeId : scopeIds) {
      // Its verdict is unspecified and its ratio unset where there is no scope.
      MarginScope old = scopesBefore.getOrDefault(scopeId, MarginScope.getDefaultInstance());
      MarginScope current = scopesNow.getOrDefault(scopeId, MarginScope.getDefaultInstance());
      if (old.getStatus() != current.getStatus()) {
        changes.add(scopeId + " " + old.getStatus() + " " + current.getStatus());
      }
      for (BigDecimal level : LEVELS) {
        if (scopesNow.containsKey(scopeId) && isReached(old, level) != isReached(current, level)) {
          changes.add(scopeId + " " + level.toPlainString() + " " + isReached(current, level));
        }
      }
    }
    return changes;
  }

  /** By the quotient; a scope without one that stands for nothing has reached none. */
  private static boolean isReached(MarginScope scope, BigDecimal level) {
    if (!scope.getMarginRatio().isEmpty()) {
      return new BigDecimal(scope.getMarginRatio()).compareTo(level) >= 0;
    }
    return scope.getStatus() == MarginScope.Status.LIQUIDATABLE
        || scope.getStatus() == MarginScope.Status.BANKRUPT;
  }

  private static Map<String, MarginScope> scopes(EvaluateMarginResponse response) {
    Map<String, MarginScope> scopes = new TreeMap<>();
    response.getScopesList().forEach(scope -> scopes.put(scope.getScopeId(), scope));
    return scopes;
  }

  private static String id(MonitoredAccount account) {
    return account.getMargin().getAccountId();
  }

  /** What a call would answer for each account; absent where one would be refused. */
  private static Optional<Map<String, EvaluateMarginResponse>> calls(RandomBook book) {
    Map<String, EvaluateMarginResponse> answers = new HashMap<>();
    for (Account account : book.accounts()) {
      Optional<EvaluateMarginResponse> answer = call(book, account);
      if (answer.isEmpty()) {
        return Optional.empty();
      }
      answers.put(account.getAccountId(), answer.get());
    }
    return Optional.of(answers);
  }

  private static Optional<EvaluateMarginResponse> call(RandomBook book, Account account) {
    try {
      return Optional.of(margin().evaluateMargin(book.call(account)));
    } catch (StatusRuntimeException e) {
      assertThat(Errors.reason(StatusProto.fromThrowable(e)))
          .as("%s", e)
          .isEqualTo("INCONSISTENT_REQUEST");
      return Optional.empty();
    }
  }

  private static RandomBook book(long seed) {
    RandomBook book = new RandomBook(new Random(seed), rules(seed));
    for (int i = 0; i < TRIES && book.accounts().size() < 3; i++) {
      Account account = book.newAccount();
      if (call(book, account).isPresent()) {
        book.add(account);
      }
    }
    assertThat(book.accounts())
        .as("accounts under %s", rules(seed).getRuleSetId())
        .hasSize(3);
    return book;
  }

  /** One of those that come with the server. */
  private static RuleSet rules(long seed) {
    RuleSetServiceGrpc.RuleSetServiceBlockingStub service =
        RuleSetServiceGrpc.newBlockingStub(channel());
    ListRuleSetsResponse known = service.listRuleSets(ListRuleSetsRequest.getDefaultInstance());
    String ruleSetId =
        known.getRuleSets((int) (seed % known.getRuleSetsCount())).getRuleSetId();
    return service
        .getRuleSet(GetRuleSetRequest.newBuilder().setRuleSetId(ruleSetId).build())
        .getRuleSet();
  }
}
