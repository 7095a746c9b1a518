package io.crossguard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossguard.server.EmbeddedCrossguard;
import io.crossguard.v1.Account;
import io.crossguard.v1.Balance;
import io.crossguard.v1.BatchEvaluateMarginResponse;
import io.crossguard.v1.BatchEvaluateMarginResponse.Item;
import io.crossguard.v1.ErrorReason;
import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.EvaluateMarginResponse;
import io.crossguard.v1.IndexPrice;
import io.crossguard.v1.MarginServiceGrpc.MarginServiceImplBase;
import io.crossguard.v1.Market;
import io.crossguard.v1.StreamEvaluateMarginRequest;
import io.crossguard.v1.StreamEvaluateMarginResponse;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Books that are larger than a message. */
@Timeout(60)
class BookEvaluationTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final StreamEvaluateMarginRequest TERMS = StreamEvaluateMarginRequest.newBuilder()
      .setMarket(Market.newBuilder()
          .addIndexPrices(IndexPrice.newBuilder().setAsset("USDT").setPrice("1")))
      .setRuleSetId("binance-usdm-2026-09")
      .build();

  @Test
  void book_ofAnySize_isAnsweredInItsOrder_asEachAccountAlone() {
    try (EmbeddedCrossguard server = EmbeddedCrossguard.startInProcess();
        MarginClient client = MarginClient.over(server.channel(), PATIENCE)) {
      for (int size : new int[] {0, 1, 63, 64, 65, 1_000}) {
        List<Item> items = new ArrayList<>();

        try (BookEvaluation book = client.evaluateBook(TERMS, accounts(size))) {
          book.forEachRemaining(items::add);
          assertThat(book.hasNext()).isFalse();
        }

        assertThat(items)
            .extracting(item -> item.getResult().getAccountId())
            .containsExactlyElementsOf(
                IntStream.range(0, size).mapToObj(i -> "a" + i).toList());
        if (size > 0) {
          assertThat(items.get(size - 1).getResult())
              .isEqualTo(client.evaluateMargin(EvaluateMarginRequest.newBuilder()
                  .setAccount(account(size - 1))
                  .setMarket(TERMS.getMarket())
                  .setRuleSetId(TERMS.getRuleSetId())
                  .build()));
        }
      }
    }
  }

  @Test
  void accountThatIsBad_failsAlone() {
    List<Account> accounts = List.of(account(0), Account.getDefaultInstance(), account(2));
    try (EmbeddedCrossguard server = EmbeddedCrossguard.startInProcess();
        MarginClient client = MarginClient.over(server.channel(), PATIENCE);
        BookEvaluation book = client.evaluateBook(TERMS, accounts.iterator())) {
      assertThat(book.next().hasResult()).isTrue();
      assertThat(book.next().getError().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT.value());
      assertThat(book.next().hasResult()).isTrue();
    }
  }

  @Test
  void termsThatAreBad_failTheBook_withWhatIsWrong() {
    StreamEvaluateMarginRequest unknown =
        TERMS.toBuilder().setRuleSetId("nobody").build();
    try (EmbeddedCrossguard server = EmbeddedCrossguard.startInProcess();
        MarginClient client = MarginClient.over(server.channel(), PATIENCE);
        BookEvaluation book = client.evaluateBook(unknown, accounts(3))) {
      assertThatThrownBy(book::next)
          .isInstanceOfSatisfying(
              CrossguardException.class,
              e -> assertThat(e.reason()).isEqualTo(ErrorReason.Code.UNKNOWN_RULE_SET));
    }
  }

  @Test
  void termsWithAccounts_areRefused() {
    StreamEvaluateMarginRequest terms =
        TERMS.toBuilder().addAccounts(account(0)).build();
    try (EmbeddedCrossguard server = EmbeddedCrossguard.startInProcess();
        MarginClient client = MarginClient.over(server.channel(), PATIENCE)) {
      assertThatThrownBy(() -> client.evaluateBook(terms, accounts(1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the terms must have no accounts");
    }
  }

  /** Every stream ends after three answers, as where replicas are drained one after the other. */
  @Test
  void serverThatEnds_losesNothing_andNothingComesTwice() throws Exception {
    Fickle service = new Fickle(3);
    String name = InProcessServerBuilder.generateName();
    var server =
        InProcessServerBuilder.forName(name).addService(service).build().start();
    ManagedChannel channel = InProcessChannelBuilder.forName(name).build();
    try (MarginClient client = MarginClient.over(channel, PATIENCE);
        BookEvaluation book = client.evaluateBook(TERMS, accounts(1_000))) {
      List<String> ids = new ArrayList<>();

      book.forEachRemaining(item -> ids.add(item.getResult().getAccountId()));

      assertThat(ids)
          .containsExactlyElementsOf(
              IntStream.range(0, 1_000).mapToObj(i -> "a" + i).toList());
      // 16 messages of accounts, of which each stream answers two after the terms.
      assertThat(service.streams.get()).isEqualTo(8);
    } finally {
      channel.shutdownNow();
      server.shutdownNow();
    }
  }

  @Test
  void serviceThatIsGoneForGood_failsTheBook() {
    ManagedChannel channel =
        InProcessChannelBuilder.forName(InProcessServerBuilder.generateName()).build();
    try (MarginClient client = MarginClient.over(channel, PATIENCE);
        BookEvaluation book = client.evaluateBook(TERMS, accounts(1))) {
      assertThatThrownBy(book::hasNext)
          .isInstanceOfSatisfying(
              CrossguardException.class,
              e -> assertThat(e.code()).isEqualTo(Status.Code.UNAVAILABLE));
    } finally {
      channel.shutdownNow();
    }
  }

  @Test
  void serviceThatIsSilent_failsTheBookAfterTheDeadline() throws Exception {
    String name = InProcessServerBuilder.generateName();
    var server =
        InProcessServerBuilder.forName(name).addService(new Fickle(0)).build().start();
    ManagedChannel channel = InProcessChannelBuilder.forName(name).build();
    try (MarginClient client = MarginClient.over(channel, Duration.ofMillis(50));
        BookEvaluation book = client.evaluateBook(TERMS, accounts(1))) {
      assertThatThrownBy(book::hasNext)
          .isInstanceOfSatisfying(
              CrossguardException.class,
              e -> assertThat(e.code()).isEqualTo(Status.Code.DEADLINE_EXCEEDED));
    } finally {
      channel.shutdownNow();
      server.shutdownNow();
    }
  }

  private static Iterator<Account> accounts(int count) {
    return IntStream.range(0, count).mapToObj(BookEvaluationTest::account).iterator();
  }

  private static Account account(int i) {
    return Account.newBuilder()
        .setAccountId("a" + i)
        .addBalances(Balance.newBuilder().setAsset("USDT").setQuantity("100"))
        .build();
  }

  /** Names the accounts that it gets, and ends each stream after some answers; never after none. */
  private static final class Fickle extends MarginServiceImplBase {
    private final int answersOfAStream;
    private final AtomicInteger streams = new AtomicInteger();

    Fickle(int answersOfAStream) {
      this.answersOfAStream = answersOfAStream;
    }

    @Override
    public StreamObserver<StreamEvaluateMarginRequest> streamEvaluateMargin(
        StreamObserver<StreamEvaluateMarginResponse> responses) {
      streams.incrementAndGet();
      return new StreamObserver<>() {
        private int answered;

        @Override
        public void onNext(StreamEvaluateMarginRequest request) {
          if (answered < answersOfAStream) {
            responses.onNext(named(request));
            answered++;
            if (answered == answersOfAStream) {
              responses.onError(Status.UNAVAILABLE.asRuntimeException());
            }
          }
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted() {
          if (answered < answersOfAStream) {
            responses.onCompleted();
          }
        }
      };
    }

    private static StreamEvaluateMarginResponse named(StreamEvaluateMarginRequest request) {
      BatchEvaluateMarginResponse.Builder batch = BatchEvaluateMarginResponse.newBuilder();
      request
          .getAccountsList()
          .forEach(account -> batch.addItems(Item.newBuilder()
              .setResult(
                  EvaluateMarginResponse.newBuilder().setAccountId(account.getAccountId()))));
      return StreamEvaluateMarginResponse.newBuilder().setBatch(batch).build();
    }
  }
}
