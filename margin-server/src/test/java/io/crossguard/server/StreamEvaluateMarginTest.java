package io.crossguard.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.JsonFormat;
import io.crossguard.server.config.ServerConfig;
import io.crossguard.server.config.Setting;
import io.crossguard.server.mapping.Violation;
import io.crossguard.v1.Account;
import io.crossguard.v1.BatchEvaluateMarginRequest;
import io.crossguard.v1.BatchEvaluateMarginResponse;
import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.EvaluateMarginRequest.View;
import io.crossguard.v1.MarginServiceGrpc;
import io.crossguard.v1.Market;
import io.crossguard.v1.StreamEvaluateMarginRequest;
import io.crossguard.v1.StreamEvaluateMarginResponse;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Books that are larger than a message. */
@Timeout(60)
class StreamEvaluateMarginTest extends InProcessTest {
  private final EvaluateMarginRequest.Builder single = Requests.hedgedSol();
  private final StreamEvaluateMarginRequest first = StreamEvaluateMarginRequest.newBuilder()
      .addAccounts(single.getAccount())
      .setMarket(single.getMarket())
      .setRuleSet(single.getRuleSet())
      .build();

  @Test
  void messages_areAnsweredInTheirOrder_asBatches() {
    try (Conversation stream = new Conversation(channel())) {
      stream.send(first.toBuilder().addAccounts(named("b")).build());
      for (int i = 0; i < 100; i++) {
        stream.send(
            StreamEvaluateMarginRequest.newBuilder().addAccounts(named("c" + i)).build());
      }

      assertThat(stream.next().getBatch())
          .isEqualTo(margin()
              .batchEvaluateMargin(BatchEvaluateMarginRequest.newBuilder()
                  .addAccounts(single.getAccount())
                  .addAccounts(named("b"))
                  .setMarket(single.getMarket())
                  .setRuleSet(single.getRuleSet())
                  .build()));
      for (int i = 0; i < 100; i++) {
        assertThat(stream.next().getBatch().getItems(0).getResult())
            .isEqualTo(margin().evaluateMargin(single.setAccount(named("c" + i)).build()));
      }
      assertThat(stream.finish()).isEqualTo(Status.OK);
    }
  }

  @Test
  void whatIsLeftOut_isThatOfTheMessageBefore() {
    Market.Builder half = single.getMarket().toBuilder();
    half.getMarkPricesBuilder(0).setPrice("75");
    try (Conversation stream = new Conversation(channel())) {
      stream.send(first.toBuilder().setView(View.BASIC).build());
      stream.send(first.toBuilder().clearRules().setMarket(half).build());
      stream.send(
          StreamEvaluateMarginRequest.newBuilder().addAccounts(named("b")).build());
      stream.send(StreamEvaluateMarginRequest.newBuilder()
          .addAccounts(named("b"))
          .setView(View.FULL)
          .build());

      assertThat(stream.next().getBatch().getItems(0).getResult())
          .isEqualTo(margin().evaluateMargin(single.setView(View.BASIC).build()));
      single.setMarket(half);
      assertThat(stream.next().getBatch().getItems(0).getResult())
          .isEqualTo(margin().evaluateMargin(single.build()));
      single.setAccount(named("b"));
      assertThat(stream.next().getBatch().getItems(0).getResult())
          .isEqualTo(margin().evaluateMargin(single.build()));
      assertThat(stream.next().getBatch().getItems(0).getResult())
          .isEqualTo(margin().evaluateMargin(single.setView(View.FULL).build()));
    }
  }

  @Test
  void messageWithoutAccounts_saysWhatTheNextOnesShare() {
    try (Conversation stream = new Conversation(channel())) {
      stream.send(first.toBuilder().clearAccounts().build());
      stream.send(StreamEvaluateMarginRequest.newBuilder()
          .addAccounts(single.getAccount())
          .build());

      assertThat(stream.next().getBatch())
          .extracting(
              BatchEvaluateMarginResponse::getItemsCount,
              batch -> batch.getRuleSet().getRuleSetId())
          .containsExactly(0, "sol");
      assertThat(stream.next().getBatch().getItems(0).hasResult()).isTrue();
    }
  }

  @Test
  void firstMessage_thatLeavesOutWhatIsNeeded_isAnsweredWithEverythingThatIsMissing() {
    try (Conversation stream = new Conversation(channel())) {
      stream.send(StreamEvaluateMarginRequest.newBuilder()
          .addAccounts(single.getAccount())
          .build());

      com.google.rpc.Status error = stream.nextError();

      assertThat(Errors.violations(error))
          .containsExactlyInAnyOrder(
              new Violation("market", "must be set"),
              new Violation("ruleSetId", "must be set, or ruleSet in its place"));
    }
  }

  @Test
  void badMessage_isAnsweredAndForgotten_andTheStreamGoesOn() {
    Market.Builder bad = single.getMarket().toBuilder();
    bad.getMarkPricesBuilder(0).setPrice("-1");
    StreamEvaluateMarginRequest next =
        StreamEvaluateMarginRequest.newBuilder().addAccounts(named("b")).build();
    try (Conversation stream = new Conversation(channel())) {
      stream.send(first);
      stream.send(next.toBuilder().setView(View.BASIC).setMarket(bad).build());
      stream.send(next.toBuilder().setRuleSetId("nobody-knows").build());
      stream.send(next);
      EvaluateMarginRequest asked = single.setAccount(named("b")).build();

      stream.next();
      assertThat(Errors.violations(stream.nextError()))
          .extracting(Violation::field)
          .containsExactly("market.markPrices[0].price");
      assertThat(Errors.reason(stream.nextError())).isEqualTo("UNKNOWN_RULE_SET");
      assertThat(stream.next().getBatch().getItems(0).getResult())
          .isEqualTo(margin().evaluateMargin(asked));
    }
  }

  @Test
  void badAccount_failsAlone() {
    Account.Builder bad = named("bad").toBuilder();
    bad.getPositionsBuilder(0).setQuantity("0");
    try (Conversation stream = new Conversation(channel())) {
      stream.send(first.toBuilder().addAccounts(bad).addAccounts(named("b")).build());

      BatchEvaluateMarginResponse batch = stream.next().getBatch();

      assertThat(batch.getItems(0).hasResult()).isTrue();
      assertThat(Errors.violations(batch.getItems(1).getError()))
          .containsExactly(new Violation("accounts[1].positions[0].quantity", "must not be zero"));
      assertThat(batch.getItems(2).hasResult()).isTrue();
    }
  }

  @Test
  void accountsOfAMessage_areAtMost1000() {
    StreamEvaluateMarginRequest.Builder message = first.toBuilder();
    for (int i = 1; i < 1_000; i++) {
      message.addAccounts(Account.newBuilder().setAccountId("a" + i));
    }
    try (Conversation stream = new Conversation(channel())) {
      stream.send(message.build());
      stream.send(message.addAccounts(named("one too many")).build());

      assertThat(stream.next().getBatch().getItemsCount()).isEqualTo(1_000);
      com.google.rpc.Status error = stream.nextError();
      assertThat(Errors.info(error).getMetadataMap())
          .containsEntry("limit", "1000")
          .containsEntry("count", "1001");
    }
  }

  /** What a reader does not take stays with the sender, but for what is under way between them. */
  @Test
  void readerThatTakesNothing_isSentNoMoreThanFits_andLosesNothing() throws Exception {
    EvaluateMarginRequest.Builder large = EvaluateMarginRequest.newBuilder();
    JsonFormat.parser()
        .merge(
            Files.readString(
                Path.of("..", "margin-client", "examples", "binance-usdm-account.json")),
            large);
    int messages = 300;
    try (Conversation stream = Conversation.withSlowReader(channel())) {
      stream.send(StreamEvaluateMarginRequest.newBuilder()
          .setMarket(large.getMarket())
          .setRuleSetId(large.getRuleSetId())
          .build());
      for (int i = 1; i < messages; i++) {
        stream.send(StreamEvaluateMarginRequest.newBuilder()
            .addAccounts(large.getAccount().toBuilder().setAccountId("a" + i))
            .build());
      }

      assertThat(stream.answers()).isZero();
      stream.take(messages);

      assertThat(stream.next().getBatch().getItemsCount()).isZero();
      for (int i = 1; i < messages; i++) {
        assertThat(stream.next().getBatch().getItems(0).getResult().getAccountId())
            .isEqualTo("a" + i);
      }
    }
  }

  @Test
  void serverThatEnds_saysSo_andWhatIsAnsweredIsAnswered() {
    ServerConfig config = ServerConfig.of(Map.of(Setting.PORT, "0", Setting.DRAIN_SECONDS, "5"));
    EmbeddedCrossguard server = EmbeddedCrossguard.startOnPort(config);
    try (Conversation stream = new Conversation(server.channel())) {
      stream.send(first);
      assertThat(stream.next().hasBatch()).isTrue();

      server.close();

      com.google.rpc.Status status = StatusProto.fromThrowable(stream.failure());
      ErrorPageInterceptor.assertOnPage(status);
      assertThat(Errors.reason(status)).isEqualTo("DRAINING");
    }
  }

  private Account named(String accountId) {
    return single.getAccount().toBuilder().setAccountId(accountId).build();
  }

  /** A stream as a client has it. */
  private static final class Conversation implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final BlockingQueue<StreamEvaluateMarginResponse> answers = new LinkedBlockingQueue<>();
    private final CompletableFuture<Status> end = new CompletableFuture<>();
    private final ClientCallStreamObserver<StreamEvaluateMarginRequest> requests;

    Conversation(Channel channel) {
      this(channel, true);
    }

    private Conversation(Channel channel, boolean isPrompt) {
      this.requests = (ClientCallStreamObserver<StreamEvaluateMarginRequest>)
          MarginServiceGrpc.newStub(channel).streamEvaluateMargin(new Reader(isPrompt));
    }

    static Conversation withSlowReader(Channel channel) {
      return new Conversation(channel, false);
    }

    private final class Reader
        implements ClientResponseObserver<
            StreamEvaluateMarginRequest, StreamEvaluateMarginResponse> {
      private final boolean isPrompt;

      Reader(boolean isPrompt) {
        this.isPrompt = isPrompt;
      }

      @Override
      public void beforeStart(ClientCallStreamObserver<StreamEvaluateMarginRequest> stream) {
        if (!isPrompt) {
          stream.disableAutoRequestWithInitial(0);
        }
      }

      @Override
      public void onNext(StreamEvaluateMarginResponse response) {
        answers.add(response);
      }

      @Override
      public void onError(Throwable failure) {
        end.completeExceptionally(failure);
      }

      @Override
      public void onCompleted() {
        end.complete(Status.OK);
      }
    }

    void send(StreamEvaluateMarginRequest request) {
      requests.onNext(request);
    }

    void take(int count) {
      requests.request(count);
    }

    int answers() {
      return answers.size();
    }

    StreamEvaluateMarginResponse next() {
      try {
        StreamEvaluateMarginResponse answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(answer).as("an answer; the stream ended: %s", end).isNotNull();
        return answer;
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    com.google.rpc.Status nextError() {
      StreamEvaluateMarginResponse answer = next();
      assertThat(answer.hasError()).as("%s", answer).isTrue();
      ErrorPageInterceptor.assertOnPage(answer.getError());
      return answer.getError();
    }

    Status finish() {
      requests.onCompleted();
      Status status = end.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
      assertThat(List.copyOf(answers)).isEmpty();
      return status;
    }

    StatusRuntimeException failure() {
      return end.handle((status, failure) -> (StatusRuntimeException) failure)
          .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .join();
    }

    @Override
    public void close() {
      requests.cancel("no longer needed", null);
    }
  }
}
