package io.crossguard.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.server.mapping.Violation;
import io.crossguard.v1.Account;
import io.crossguard.v1.AccountDelta;
import io.crossguard.v1.AdvisorServiceGrpc;
import io.crossguard.v1.DailyVolatility;
import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.HedgeGroup;
import io.crossguard.v1.IndexPrice;
import io.crossguard.v1.MarginRatioCrossing;
import io.crossguard.v1.MarginScope.Status;
import io.crossguard.v1.MarkPrice;
import io.crossguard.v1.Market;
import io.crossguard.v1.MonitorAdvice;
import io.crossguard.v1.MonitorMarginRequest;
import io.crossguard.v1.MonitorMarginRequest.Snapshot;
import io.crossguard.v1.MonitorMarginResponse;
import io.crossguard.v1.MonitorMarginResponse.Cause;
import io.crossguard.v1.MonitorMarginResponse.MonitoredAccount;
import io.crossguard.v1.MonitorUpdate;
import io.crossguard.v1.PreviousClass;
import io.crossguard.v1.RecommendMarginModesRequest;
import io.crossguard.v1.RecommendMarginModesResponse;
import io.crossguard.v1.RiskInputs;
import io.crossguard.v1.ScopeStatusChange;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The account is 20 USDC and 1 SOL short from 100 with a maintenance rate of 5 %. At a mark of p its
 * balance is 120 − p and its maintenance margin p ÷ 20, so that it is liquidatable where p is above
 * 2400 ÷ 21, which is 114.2857…, and bankrupt above 120. Its margin ratio is 0.5 where p is 1200 ÷
 * 11, which is 109.0909…, and 0.8, where the warning starts, where p is 1920 ÷ 17, 112.9411….
 */
@Timeout(60)
class MonitorMarginInProcessTest extends InProcessTest {

  @Test
  void snapshot_isAnsweredForEachAccount_asACallWouldBe() {
    try (MonitorConversation stream = MonitorConversation.over(channel())) {
      Account second = shortSol("second", "30");
      int sequence = stream.snapshot(solStart().addAccounts(second).build());

      MonitorMarginResponse first = stream.next();
      assertThat(first.getSequence()).isEqualTo(sequence);
      assertThat(first.getAccount().getCausesList()).containsExactly(Cause.STARTED);
      assertThat(first.getAccount().getMargin())
          .isEqualTo(margin().evaluateMargin(call(shortSol("first", "20"), "100")));
      assertThat(stream.nextAccount().getMargin())
          .isEqualTo(margin().evaluateMargin(call(second, "100")));
      assertThat(stream.finish()).isEmpty();
    }
  }

  @ParameterizedTest(name = "{0} to {1}: {2}")
  @CsvSource({
    "100, 112.9411764705, ''",
    "100, 112.9411764706, WARNING",
    "100, 114.2857142857, WARNING",
    "100, 114.2857142858, LIQUIDATABLE",
    "100, 119.999, LIQUIDATABLE",
    "100, 120, LIQUIDATABLE",
    "100, 120.000000001, BANKRUPT"
  })
  void tick_thatChangesAVerdict_isAnswered(String from, String to, String verdict) {
    try (MonitorConversation stream = MonitorConversation.over(channel())) {
      stream.snapshot(solStart(from).build());
      stream.next();

      int sequence = stream.update(tick(to));

      List<MonitorMarginResponse> answers = stream.finish();
      if (verdict.isEmpty()) {
        assertThat(answers).isEmpty();
        return;
      }
      assertThat(answers).hasSize(1);
      assertThat(answers.get(0).getSequence()).isEqualTo(sequence);
      MonitoredAccount account = answers.get(0).getAccount();
      assertThat(account.getCausesList()).containsExactly(Cause.STATUS_CHANGED);
      assertThat(account.getStatusChangesList())
          .containsExactly(ScopeStatusChange.newBuilder()
              .setScopeId("cross")
              .setBefore(Status.HEALTHY)
              .setWorst(Status.valueOf(verdict))
              .setNow(Status.valueOf(verdict))
              .setChanges(1)
              .build());
      assertThat(account.getMargin())
          .isEqualTo(margin().evaluateMargin(call(shortSol("first", "20"), to)));
      assertThat(account.getUpdates()).isEqualTo(1);
      assertThat(account.getFolded()).isZero();
    }
  }

  @ParameterizedTest(name = "to {0}: crossed {1}")
  @CsvSource({"109.0909090909, false", "109.0909090910, true"})
  void tick_thatCrossesALevel_isAnsweredInBothDirections(String to, boolean isCrossed) {
    try (MonitorConversation stream = MonitorConversation.over(channel())) {
      stream.snapshot(solStart().addMarginRatioLevels("0.5").build());
      stream.next();

      stream.update(tick(to));
      stream.update(tick("100"));

      List<MonitorMarginResponse> answers = stream.finish();
      assertThat(answers)
          .extracting(answer -> answer.getAccount().getCrossingsList())
          .isEqualTo(isCrossed ? List.of(crossing(true), crossing(false)) : List.of());
      assertThat(answers)
          .allSatisfy(answer ->
              assertThat(answer.getAccount().getCausesList()).containsExactly(Cause.LEVEL_CROSSED));
    }
  }

  @Test
  void delta_changesBalancesPositionsAndOrders_toWhatTheyAre() {
    try (MonitorConversation stream = MonitorConversation.over(channel())) {
      stream.snapshot(solStart().build());
      stream.next();

      stream.update(MonitorUpdate.newBuilder()
          .addDeltas(AccountDelta.newBuilder()
              .setAccountId("first")
              .addBalances(Requests.balance("USDC", "50"))
              .addBalances(Requests.balance("SOL", "2"))
              .addPositions(Requests.position("short", "SOL-PERP", "-3"))
              .addPositions(Requests.position("more", "SOL-PERP", "-1"))));
      stream.update(MonitorUpdate.newBuilder()
          .addDeltas(AccountDelta.newBuilder()
              .setAccountId("first")
              .addRemovedAssets("SOL")
              .addRemovedPositionIds("more")));
      stream.ask("first");

      Account left = Account.newBuilder()
          .setAccountId("first")
          .addBalances(Requests.balance("USDC", "50"))
          .addPositions(Requests.position("short", "SOL-PERP", "-3"))
          .build();
      MonitoredAccount account = stream.nextAccount();
      assertThat(account.getCausesList()).containsExactly(Cause.REQUESTED);
      assertThat(account.getUpdates()).isEqualTo(2);
      assertThat(account.getMargin()).isEqualTo(margin().evaluateMargin(call(left, "100")));
    }
  }

  @Test
  void scope_thatComesOrGoes_isToldOf() {
    try (MonitorConversation stream = MonitorConversation.over(channel())) {
      stream.snapshot(solStart().build());
      stream.next();

      stream.update(MonitorUpdate.newBuilder()
          .addDeltas(AccountDelta.newBuilder()
              .setAccountId("first")
              .addPositions(Requests.position("bet", "SOL-PERP", "1")
                  .setIsolated(io.crossguard.v1.Position.Isolated.newBuilder().setMargin("10")))));
      stream.update(MonitorUpdate.newBuilder()
          .addDeltas(AccountDelta.newBuilder().setAccountId("first").addRemovedPositionIds("bet")));

      assertThat(stream.nextAccount().getStatusChangesList())
          .containsExactly(ScopeStatusChange.newBuilder()
              .setScopeId("isolated:bet")
              .setWorst(Status.HEALTHY)
              .setNow(Status.HEALTHY)
              .setChanges(1)
              .build());
      assertThat(stream.nextAccount().getStatusChangesList())
          .containsExactly(ScopeStatusChange.newBuilder()
              .setScopeId("isolated:bet")
              .setBefore(Status.HEALTHY)
              .setWorst(Status.HEALTHY)
              .setChanges(1)
              .build());
    }
  }

  @Test
  void accounts_areAddedReplacedAndRemoved() {
    try (MonitorConversation stream = MonitorConversation.over(channel())) {
      stream.snapshot(solStart().build());
      stream.next();

      stream.update(MonitorUpdate.newBuilder()
          .addAccounts(shortSol("first", "40"))
          .addAccounts(shortSol("second", "30")));
      assertThat(stream.nextAccount().getMargin())
          .isEqualTo(margin().evaluateMargin(call(shortSol("first", "40"), "100")));
      assertThat(stream.nextAccount().getMargin().getAccountId()).isEqualTo("second");
      stream.update(MonitorUpdate.newBuilder().addRemovedAccountIds("first"));
      stream.ask();

      assertThat(stream.nextAccount().getMargin().getAccountId()).isEqualTo("second");
      assertThat(stream.finish()).isEmpty();
    }
  }

  @Test
  void secondSnapshot_startsOver() {
    try (MonitorConversation stream = MonitorConversation.over(channel())) {
      stream.snapshot(solStart().build());
      stream.next();
      stream.snapshot(
          solStart().clearAccounts().addAccounts(shortSol("second", "30")).build());
      assertThat(stream.nextAccount().getMargin().getAccountId()).isEqualTo("second");

      stream.ask("first");

      assertThat(Errors.violations(stream.nextRefusal().getError()))
          .containsExactly(new Violation(
              "query.accountIds[0]", "must be an account of the stream: 'first' is not"));
    }
  }

  @Test
  void brokenMessages_areRefusedWhole_andTheStreamGoesOn() {
    try (MonitorConversation stream = MonitorConversation.over(channel())) {
      stream.snapshot(solStart().build());
      stream.next();

      // The price is good, the position is not: neither holds.
      int refused = stream.update(tick("130")
          .addDeltas(AccountDelta.newBuilder()
              .setAccountId("first")
              .addPositions(Requests.position("a", "SOL-PERP", "1"))
              .addPositions(Requests.position("b", "SOL-PERP", "1e3"))));
      assertRefused(
          stream,
          refused,
          "INVALID_FIELD",
          "update.deltas[0].positions[1].quantity",
          "must be a plain decimal, at most 18 digits before and 18 after the point");
      refused = stream.update(tick("130")
          .addDeltas(AccountDelta.newBuilder()
              .setAccountId("first")
              .addPositions(Requests.position("a", "SOL-PERP", "1"))
              .addPositions(Requests.position("b", "ETH-PERP", "1"))));
      assertRefused(
          stream,
          refused,
          "INCONSISTENT_REQUEST",
          "update.deltas[0].positions[1].instrumentId",
          "must be an instrument of the rule set: 'ETH-PERP' is not");
      stream.ask();

      assertThat(stream.nextAccount().getMargin())
          .isEqualTo(margin().evaluateMargin(call(shortSol("first", "20"), "100")));
    }
  }

  @Test
  void tick_ofAnUnknownInstrument_isRefused() {
    try (MonitorConversation stream = MonitorConversation.over(channel())) {
      stream.snapshot(solStart().build());
      stream.next();

      int refused = stream.update(MonitorUpdate.newBuilder()
          .setMarket(Market.newBuilder()
              .addMarkPrices(MarkPrice.newBuilder().setInstrumentId("SOL-PERP").setPrice("1"))
              .addMarkPrices(MarkPrice.newBuilder().setInstrumentId("ETH-PERP").setPrice("1"))));

      assertRefused(
          stream,
          refused,
          "INCONSISTENT_REQUEST",
          "update.market.markPrices[1].instrumentId",
          "must be an instrument of the rule set: 'ETH-PERP' is not");
    }
  }

  @Test
  void unknownAccountsAndRows_areRefused() {
    try (MonitorConversation stream = MonitorConversation.over(channel())) {
      stream.snapshot(solStart().build());
      stream.next();

      int refused = stream.update(MonitorUpdate.newBuilder()
          .addRemovedAccountIds("first")
          .addDeltas(AccountDelta.newBuilder().setAccountId("nobody")));
      assertRefused(
          stream,
          refused,
          "INCONSISTENT_REQUEST",
          "update.deltas[0].accountId",
          "must be an account of the stream: 'nobody' is not");
      refused = stream.update(MonitorUpdate.newBuilder()
          .addDeltas(AccountDelta.newBuilder()
              .setAccountId("first")
              .addRemovedPositionIds("short")
              .addRemovedPositionIds("long")));
      assertRefused(
          stream,
          refused,
          "INCONSISTENT_REQUEST",
          "update.deltas[0].removedPositionIds[1]",
          "must be in the account: 'long' is not");
      stream.ask("first");

      assertThat(stream.nextAccount().getMargin().getPositionsCount()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "1"})
  void sequence_thatDoesNotGoOn_isRefused(int sequence) {
    try (MonitorConversation stream = MonitorConversation.over(channel())) {
      stream.snapshot(solStart().build());
      stream.next();

      stream.sendAsIs(MonitorMarginRequest.newBuilder()
          .setSequence(sequence)
          .setUpdate(tick("130"))
          .build());
      assertRefused(
          stream,
          sequence,
          "INVALID_FIELD",
          "sequence",
          "must be above 1, that of the messages before");
      stream.ask();

      assertThat(stream.nextAccount().getMargin().getStatus()).isEqualTo(Status.HEALTHY);
    }
  }

  @Test
  void sequence_ofARefusedMessage_isUsedUp() {
    try (MonitorConversation stream = MonitorConversation.over(channel())) {
      stream.sendAsIs(MonitorMarginRequest.newBuilder()
          .setSequence(7)
          .setQuery(MonitorMarginRequest.Query.getDefaultInstance())
          .build());
      assertRefused(stream, 7, "INCONSISTENT_REQUEST", "query", "must follow a snapshot");

      stream.sendAsIs(MonitorMarginRequest.newBuilder()
          .setSequence(7)
          .setSnapshot(solStart())
          .build());

      assertRefused(
          stream, 7, "INVALID_FIELD", "sequence", "must be above 7, that of the messages before");
    }
  }

  @Test
  void snapshotWithoutAccounts_isAnsweredByAHeartbeat_andAccountsFollow() {
    try (MonitorConversation stream = MonitorConversation.over(channel())) {
      int sequence = stream.snapshot(solStart().clearAccounts().build());
      MonitorMarginResponse heartbeat = stream.next();
      assertThat(heartbeat.getHeartbeat().getAccounts()).isZero();
      assertThat(heartbeat.getSequence()).isEqualTo(sequence);

      stream.update(MonitorUpdate.newBuilder().addAccounts(shortSol("first", "20")));

      assertThat(stream.nextAccount().getMargin())
          .isEqualTo(margin().evaluateMargin(call(shortSol("first", "20"), "100")));
    }
  }

  /** Of what stands for a coin, the price of the coin counts too. */
  @Test
  void tick_ofTheRootOfAnAsset_changesTheExposure() {
    EvaluateMarginRequest.Builder call = call(
        Account.newBuilder()
            .setAccountId("holder")
            .addBalances(Requests.balance("WSOL", "1"))
            .build(),
        "100")
        .toBuilder();
    call.getRuleSetBuilder().addAssets(Requests.asset("WSOL", "0.1").setRoot("SOL"));
    call.getMarketBuilder()
        .addIndexPrices(IndexPrice.newBuilder().setAsset("WSOL").setPrice("100"));
    try (MonitorConversation stream = MonitorConversation.over(channel())) {
      stream.snapshot(Snapshot.newBuilder()
          .addAccounts(call.getAccount())
          .setMarket(call.getMarket())
          .setRuleSet(call.getRuleSet())
          .build());
      stream.next();

      call.getMarketBuilder().getIndexPricesBuilder(1).setPrice("110");
      stream.update(MonitorUpdate.newBuilder()
          .setMarket(Market.newBuilder()
              .addIndexPrices(IndexPrice.newBuilder().setAsset("SOL").setPrice("110"))));
      stream.ask();

      MonitoredAccount account = stream.nextAccount();
      assertThat(account.getUpdates()).isEqualTo(1);
      assertThat(account.getMargin()).isEqualTo(margin().evaluateMargin(call.build()));
    }
  }

  @Test
  void firstMessage_mustBeASnapshot() {
    try (MonitorConversation stream = MonitorConversation.over(channel())) {
      assertRefused(
          stream,
          stream.update(tick("100")),
          "INCONSISTENT_REQUEST",
          "update",
          "must follow a snapshot");
      assertRefused(
          stream,
          stream.send(MonitorMarginRequest.newBuilder()),
          "INVALID_FIELD",
          "snapshot",
          "must be set, or update or query in its place");
    }
  }

  @Test
  void brokenSnapshot_afterAGoodOne_leavesTheGoodOne() {
    try (MonitorConversation stream = MonitorConversation.over(channel())) {
      stream.snapshot(solStart().build());
      stream.next();

      assertRefused(
          stream,
          stream.snapshot(solStart().addAccounts(shortSol("first", "1")).build()),
          "INCONSISTENT_REQUEST",
          "snapshot.accounts[1].accountId",
          "must not repeat the account 'first'");
      stream.snapshot(solStart().clearRules().setRuleSetId("nobody-knows").build());
      assertThat(Errors.reason(stream.nextRefusal().getError())).isEqualTo("UNKNOWN_RULE_SET");
      stream.ask();

      assertThat(stream.nextAccount().getMargin())
          .isEqualTo(margin().evaluateMargin(call(shortSol("first", "20"), "100")));
    }
  }

  @Test
  void snapshot_saysEverythingThatIsWrongWithIt() {
    try (MonitorConversation stream = MonitorConversation.over(channel())) {
      stream.snapshot(Snapshot.newBuilder()
          .addMarginRatioLevels("0")
          .setPeriod(com.google.protobuf.Duration.newBuilder().setNanos(999_999_999))
          .setHeartbeat(
              com.google.protobuf.Duration.newBuilder().setSeconds(300).setNanos(1))
          .build());

      assertThat(Errors.violations(stream.nextRefusal().getError()))
          .containsExactly(
              new Violation("snapshot.ruleSetId", "must be set, or ruleSet in its place"),
              new Violation("snapshot.marginRatioLevels[0]", "must be positive"),
              new Violation("snapshot.period", "must be from 1 second to 1 hour"),
              new Violation("snapshot.heartbeat", "must be from 1 second to 5 minutes"));
    }
  }

  @Test
  void viewBasic_isAsThatOfACall() {
    try (MonitorConversation stream = MonitorConversation.over(channel())) {
      stream.snapshot(solStart().setView(EvaluateMarginRequest.View.BASIC).build());

      assertThat(stream.nextAccount().getMargin())
          .isEqualTo(margin()
              .evaluateMargin(call(shortSol("first", "20"), "100").toBuilder()
                  .setView(EvaluateMarginRequest.View.BASIC)
                  .build()));
    }
  }

  @Test
  void period_letsEveryAccountBeToldOf() {
    try (MonitorConversation stream = MonitorConversation.over(channel())) {
      stream.snapshot(solStart()
          .setPeriod(com.google.protobuf.Duration.newBuilder().setSeconds(1))
          .build());
      stream.next();

      assertThat(stream.nextAccount().getCausesList()).containsExactly(Cause.PERIOD);
      assertThat(stream.nextAccount().getCausesList()).containsExactly(Cause.PERIOD);
    }
  }

  @Test
  void silence_isBrokenByHeartbeats() {
    try (MonitorConversation stream = MonitorConversation.over(channel())) {
      int sequence = stream.snapshot(solStart()
          .setHeartbeat(com.google.protobuf.Duration.newBuilder().setSeconds(1))
          .build());
      stream.next();

      MonitorMarginResponse heartbeat = stream.next();

      assertThat(heartbeat.getHeartbeat().getAccounts()).isEqualTo(1);
      assertThat(heartbeat.getSequence()).isEqualTo(sequence);
    }
  }

  @Test
  void slowReader_getsTheLatest_andWhatItStandsFor() {
    try (MonitorConversation stream = MonitorConversation.withSlowReader(channel())) {
      stream.snapshot(solStart().addMarginRatioLevels("0.5").build());
      stream.take(1);
      stream.next();

      stream.update(tick("125"));
      stream.update(tick("101"));
      stream.update(tick("102"));
      int last = stream.ask();
      stream.awaitTaken();
      stream.take(1);

      MonitorMarginResponse answer = stream.next();
      assertThat(answer.getSequence()).isEqualTo(last);
      MonitoredAccount account = answer.getAccount();
      assertThat(account.getCausesList())
          .containsExactly(Cause.STATUS_CHANGED, Cause.LEVEL_CROSSED, Cause.REQUESTED);
      assertThat(account.getStatusChangesList())
          .containsExactly(ScopeStatusChange.newBuilder()
              .setScopeId("cross")
              .setBefore(Status.HEALTHY)
              .setWorst(Status.BANKRUPT)
              .setNow(Status.HEALTHY)
              .setChanges(2)
              .build());
      assertThat(account.getCrossingsList())
          .containsExactly(MarginRatioCrossing.newBuilder()
              .setScopeId("cross")
              .setLevel("0.5")
              .setCrossings(2)
              .build());
      assertThat(account.getWorst()).isEqualTo(Status.BANKRUPT);
      assertThat(account.getUpdates()).isEqualTo(3);
      assertThat(account.getFolded()).isEqualTo(2);
      assertThat(account.getMargin())
          .isEqualTo(margin().evaluateMargin(call(shortSol("first", "20"), "102")));
    }
  }

  @Test
  void manyAccounts_areAllTold_withTheirOwnFigures() {
    Snapshot.Builder snapshot = solStart().clearAccounts();
    for (int i = 0; i < 1_000; i++) {
      snapshot.addAccounts(shortSol("a" + i, Integer.toString(20 + i)));
    }
    try (MonitorConversation stream = MonitorConversation.over(channel())) {
      stream.snapshot(snapshot.setView(EvaluateMarginRequest.View.BASIC).build());
      for (int i = 0; i < 1_000; i++) {
        assertThat(stream.nextAccount().getMargin().getAccountId()).isEqualTo("a" + i);
      }

      stream.update(tick("121"));

      // With 20 + i the balance is 120 + i − 121.
      assertThat(stream.finish().stream()
              .filter(answer -> answer.getAccount().getMargin().getStatus() == Status.BANKRUPT))
          .hasSize(1);
    }
  }

  @Test
  void advice_isToldOnceAndWhenItChanges() {
    try (MonitorConversation stream = MonitorConversation.over(channel())) {
      MonitorAdvice advice = MonitorAdvice.newBuilder()
          .setRiskInputs(RiskInputs.newBuilder()
              .addDailyVolatilities(
                  DailyVolatility.newBuilder().setRoot("SOL").setVolatility("0.05")))
          .build();
      Account hedged = Requests.hedgedSol().getAccount();
      stream.snapshot(
          solStart().clearAccounts().addAccounts(hedged).setAdvice(advice).build());
      assertThat(stream.nextAccount().getCausesList()).containsExactly(Cause.STARTED);

      MonitoredAccount first = stream.nextAccount();
      assertThat(first.getCausesList()).containsExactly(Cause.ADVICE_CHANGED);
      assertThat(first.getAdvice()).isEqualTo(recommended(hedged, "100", advice, List.of()));
      assertThat(first.getAdviceSequence()).isEqualTo(1);
      // Nothing about it changes by a small move, but does when the hedge goes.
      stream.update(tick("100.5"));
      stream.update(MonitorUpdate.newBuilder()
          .addDeltas(AccountDelta.newBuilder()
              .setAccountId("hedged")
              .addRemovedAssets("SOL")
              .addBalances(Requests.balance("USDC", "500"))));

      MonitoredAccount second = stream.nextAccount();
      assertThat(second.getCausesList()).containsExactly(Cause.ADVICE_CHANGED);
      Account bare = hedged.toBuilder()
          .clearBalances()
          .addBalances(Requests.balance("USDC", "500"))
          .build();
      List<PreviousClass> classes = first.getAdvice().getHedgeGroupsList().stream()
          .map(group -> PreviousClass.newBuilder()
              .setHedgeGroupId(group.getHedgeGroupId())
              .setClassification(group.getClassification())
              .build())
          .toList();
      assertThat(second.getAdvice()).isEqualTo(recommended(bare, "100.5", advice, classes));
      assertThat(second.getAdviceSequence()).isEqualTo(3);
      assertThat(second.getAdvice().getPositions(0).getClassification())
          .isEqualTo(HedgeGroup.Classification.DIRECTIONAL);
    }
  }

  private static RecommendMarginModesResponse recommended(
      Account account, String mark, MonitorAdvice advice, List<PreviousClass> classes) {
    EvaluateMarginRequest call = call(account, mark);
    return AdvisorServiceGrpc.newBlockingStub(channel())
        .recommendMarginModes(RecommendMarginModesRequest.newBuilder()
            .setAccount(call.getAccount())
            .setMarket(call.getMarket())
            .setRuleSet(call.getRuleSet())
            .setRiskInputs(advice.getRiskInputs())
            .addAllPreviousClasses(classes)
            .build());
  }

  private static void assertRefused(
      MonitorConversation stream, int sequence, String reason, String field, String rule) {
    MonitorMarginResponse.Refusal refusal = stream.nextRefusal();
    assertThat(refusal.getSequence()).isEqualTo(sequence);
    assertThat(Errors.reason(refusal.getError())).isEqualTo(reason);
    assertThat(Errors.violations(refusal.getError())).containsExactly(new Violation(field, rule));
  }

  private static List<MarginRatioCrossing> crossing(boolean reached) {
    return List.of(MarginRatioCrossing.newBuilder()
        .setScopeId("cross")
        .setLevel("0.5")
        .setReached(reached)
        .setCrossings(1)
        .build());
  }

  static Snapshot.Builder solStart() {
    return solStart("100");
  }

  static Snapshot.Builder solStart(String mark) {
    EvaluateMarginRequest request = call(shortSol("first", "20"), mark);
    return Snapshot.newBuilder()
        .addAccounts(request.getAccount())
        .setMarket(request.getMarket())
        .setRuleSet(request.getRuleSet());
  }

  static Account shortSol(String accountId, String balance) {
    return Account.newBuilder()
        .setAccountId(accountId)
        .addBalances(Requests.balance("USDC", balance))
        .addPositions(Requests.position("short", "SOL-PERP", "-1"))
        .build();
  }

  static EvaluateMarginRequest call(Account account, String mark) {
    return EvaluateMarginRequest.newBuilder()
        .setAccount(account)
        .setMarket(Market.newBuilder()
            .addMarkPrices(MarkPrice.newBuilder().setInstrumentId("SOL-PERP").setPrice(mark))
            .addIndexPrices(IndexPrice.newBuilder().setAsset("USDC").setPrice("1"))
            .addIndexPrices(IndexPrice.newBuilder().setAsset("SOL").setPrice("100")))
        .setRuleSet(Requests.hedgedSol().getRuleSet())
        .build();
  }

  static MonitorUpdate.Builder tick(String mark) {
    return MonitorUpdate.newBuilder()
        .setMarket(Market.newBuilder()
            .addMarkPrices(MarkPrice.newBuilder().setInstrumentId("SOL-PERP").setPrice(mark)));
  }
}
