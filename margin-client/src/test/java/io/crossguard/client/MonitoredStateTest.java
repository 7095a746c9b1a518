package io.crossguard.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.v1.Account;
import io.crossguard.v1.AccountClasses;
import io.crossguard.v1.AccountDelta;
import io.crossguard.v1.HedgeGroup;
import io.crossguard.v1.MarkPrice;
import io.crossguard.v1.Market;
import io.crossguard.v1.MonitorAdvice;
import io.crossguard.v1.MonitorMarginRequest;
import io.crossguard.v1.MonitorMarginResponse.MonitoredAccount;
import io.crossguard.v1.MonitorUpdate;
import io.crossguard.v1.PreviousClass;
import io.crossguard.v1.RecommendMarginModesResponse;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MonitoredStateTest {
  private final MonitoredState state =
      new MonitoredState(MonitorRequests.snapshot().build());

  @Test
  void snapshot_withoutUpdates_isThatOfBefore() {
    assertThat(snapshot(state)).isEqualTo(MonitorRequests.snapshot().build());
  }

  @Test
  void apply_rowsOfAnAccount_replacesInPlace_addsAtTheEnd_andRemoves() {
    state.apply(delta(AccountDelta.newBuilder()
        .addPositions(MonitorRequests.position("second", "1"))
        .addPositions(MonitorRequests.position("third", "2"))));
    state.apply(delta(AccountDelta.newBuilder()
        .addPositions(MonitorRequests.position("hedge", "-7000"))
        .addRemovedPositionIds("second")
        .addRemovedAssets("BTC")));

    assertThat(snapshot(state).getAccountsList())
        .containsExactly(Account.newBuilder()
            .setAccountId("my-bot")
            .addPositions(MonitorRequests.position("hedge", "-7000"))
            .addPositions(MonitorRequests.position("third", "2"))
            .build());
  }

  @Test
  void apply_prices_replacesTheseAlone() {
    state.apply(MonitorUpdate.newBuilder()
        .setMarket(Market.newBuilder()
            .addMarkPrices(MarkPrice.newBuilder().setInstrumentId("BTCUSD-PERP").setPrice("1")))
        .build());

    assertThat(snapshot(state).getMarket())
        .isEqualTo(MonitorRequests.market("60000").toBuilder()
            .setMarkPrices(
                0, MarkPrice.newBuilder().setInstrumentId("BTCUSD-PERP").setPrice("1"))
            .build());
  }

  @Test
  void apply_accounts_addsReplacesAndRemoves() {
    Account other = Account.newBuilder().setAccountId("other").build();
    state.apply(MonitorUpdate.newBuilder()
        .addAccounts(other)
        .addAccounts(MonitorRequests.account("1", "-1"))
        .build());
    assertThat(snapshot(state).getAccountsList())
        .containsExactly(MonitorRequests.account("1", "-1"), other);

    state.apply(MonitorUpdate.newBuilder().addRemovedAccountIds("my-bot").build());

    assertThat(snapshot(state).getAccountsList()).containsExactly(other);
  }

  @Test
  void remember_classesOfAnAdvice_goIntoTheSnapshotWhileTheAccountIsThere() {
    MonitoredState advised = new MonitoredState(
        MonitorRequests.snapshot().setAdvice(MonitorAdvice.getDefaultInstance()).build());
    advised.remember(MonitoredAccount.newBuilder()
        .setAdvice(RecommendMarginModesResponse.newBuilder()
            .setAccountId("my-bot")
            .addHedgeGroups(HedgeGroup.newBuilder()
                .setHedgeGroupId("cross/BTC")
                .setClassification(HedgeGroup.Classification.DELTA_NEUTRAL)))
        .build());

    assertThat(snapshot(advised).getAdvice().getPreviousClassesList())
        .containsExactly(AccountClasses.newBuilder()
            .setAccountId("my-bot")
            .addClasses(PreviousClass.newBuilder()
                .setHedgeGroupId("cross/BTC")
                .setClassification(HedgeGroup.Classification.DELTA_NEUTRAL))
            .build());
    advised.apply(MonitorUpdate.newBuilder().addRemovedAccountIds("my-bot").build());
    assertThat(snapshot(advised).getAdvice().getPreviousClassesList()).isEmpty();
  }

  @Test
  void unsentMessages_foldPricesThatFollowPrices_andNothingElse() {
    UnsentMessages unsent = new UnsentMessages();
    unsent.fold(MonitorRequests.tick("1"));
    unsent.fold(MonitorRequests.tick("2"));
    unsent.fold(MonitorRequests.wallet("3"));
    unsent.fold(MonitorRequests.tick("4"));
    unsent.add(UnsentMessages.message(MonitorMarginRequest.Query.getDefaultInstance()));
    unsent.takeBack(List.of(UnsentMessages.message(MonitorRequests.wallet("0"))));

    assertThat(List.of(
            unsent.next().orElseThrow().getUpdate(),
            unsent.next().orElseThrow().getUpdate(),
            unsent.next().orElseThrow().getUpdate(),
            unsent.next().orElseThrow().getUpdate()))
        .containsExactly(
            MonitorRequests.wallet("0"),
            MonitorRequests.tick("2"),
            MonitorRequests.wallet("3"),
            MonitorRequests.tick("4"));
    assertThat(unsent.isEmpty()).isTrue();
  }

  @ParameterizedTest(name = "{0} accounts")
  @CsvSource({"0, 1", "1, 1", "1000, 1", "1001, 2", "2001, 3"})
  void messages_haveAsManyAccountsAsTheServiceTakes(int accounts, int messages) {
    MonitoredState many =
        new MonitoredState(MonitorRequests.snapshot().clearAccounts().build());
    List<Account> added = IntStream.range(0, accounts)
        .mapToObj(
            number -> Account.newBuilder().setAccountId("account-" + number).build())
        .toList();
    many.apply(MonitorUpdate.newBuilder().addAllAccounts(added).build());

    List<MonitorMarginRequest> start = many.messages();

    assertThat(start).hasSize(messages);
    assertThat(start.get(0).hasSnapshot()).isTrue();
    assertThat(start.stream().flatMap(message -> accounts(message).stream()))
        .containsExactlyElementsOf(added);
    assertThat(start)
        .allMatch(message -> accounts(message).size() <= MonitoredState.ACCOUNTS_OF_A_MESSAGE);
  }

  @Test
  void messages_areNotTooLargeForTheService() {
    String large = "x".repeat(1_500_000);
    MonitoredState state = new MonitoredState(MonitorRequests.snapshot()
        .clearAccounts()
        .addAccounts(Account.newBuilder().setAccountId("a" + large))
        .addAccounts(Account.newBuilder().setAccountId("b" + large))
        .build());

    assertThat(state.messages())
        .hasSize(2)
        .allMatch(message -> message.getSerializedSize() < 4 * 1024 * 1024);
  }

  private static List<Account> accounts(MonitorMarginRequest message) {
    return message.hasSnapshot()
        ? message.getSnapshot().getAccountsList()
        : message.getUpdate().getAccountsList();
  }

  private static MonitorMarginRequest.Snapshot snapshot(MonitoredState state) {
    return state.messages().get(0).getSnapshot();
  }

  private static MonitorUpdate delta(AccountDelta.Builder delta) {
    return MonitorUpdate.newBuilder().addDeltas(delta.setAccountId("my-bot")).build();
  }
}
