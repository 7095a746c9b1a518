package io.crossguard.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.v1.MarginServiceGrpc;
import io.crossguard.v1.MonitorMarginRequest;
import io.crossguard.v1.MonitorMarginResponse;
import io.crossguard.v1.MonitorUpdate;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A stream of watched accounts as a client has it. */
final class MonitorConversation implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;

  private final BlockingQueue<MonitorMarginResponse> answers = new LinkedBlockingQueue<>();
  private final CompletableFuture<Status> end = new CompletableFuture<>();
  private final ClientCallStreamObserver<MonitorMarginRequest> requests;
  private int sequence;

  private MonitorConversation(Channel channel, boolean isPrompt) {
    Reader reader = new Reader(isPrompt);
    this.requests = (ClientCallStreamObserver<MonitorMarginRequest>)
        MarginServiceGrpc.newStub(channel).monitorMargin(reader);
  }

  /** With a reader that takes whatever comes. */
  static MonitorConversation over(Channel channel) {
    return new MonitorConversation(channel, true);
  }

  /** With a reader that takes nothing until it is asked to. */
  static MonitorConversation withSlowReader(Channel channel) {
    return new MonitorConversation(channel, false);
  }

  private final class Reader
      implements ClientResponseObserver<MonitorMarginRequest, MonitorMarginResponse> {
    private final boolean isPrompt;

    Reader(boolean isPrompt) {
      this.isPrompt = isPrompt;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<MonitorMarginRequest> stream) {
      if (!isPrompt) {
        stream.disableAutoRequestWithInitial(0);
      }
    }

    @Override
    public void onNext(MonitorMarginResponse response) {
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

  /** Sends a message with the next number. */
  int send(MonitorMarginRequest.Builder message) {
    requests.onNext(message.setSequence(++sequence).build());
    return sequence;
  }

  /** Sends a message as it is. */
  void sendAsIs(MonitorMarginRequest message) {
    requests.onNext(message);
  }

  int snapshot(MonitorMarginRequest.Snapshot snapshot) {
    return send(MonitorMarginRequest.newBuilder().setSnapshot(snapshot));
  }

  int update(MonitorUpdate.Builder update) {
    return send(MonitorMarginRequest.newBuilder().setUpdate(update));
  }

  int ask(String... accountIds) {
    return send(MonitorMarginRequest.newBuilder()
        .setQuery(MonitorMarginRequest.Query.newBuilder().addAllAccountIds(List.of(accountIds))));
  }

  /** Takes so many answers as a slow reader. */
  void take(int count) {
    requests.request(count);
  }

  /** Waits until the server has dealt with all messages, and asks for the next one. */
  void awaitTaken() {
    while (!requests.isReady()) {
      Thread.onSpinWait();
    }
  }

  /** The next answer. */
  MonitorMarginResponse next() {
    try {
      MonitorMarginResponse answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(answer).as("an answer; the stream ended: %s", end).isNotNull();
      return answer;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  MonitorMarginResponse.MonitoredAccount nextAccount() {
    MonitorMarginResponse answer = next();
    assertThat(answer.hasAccount()).as("%s", answer).isTrue();
    return answer.getAccount();
  }

  MonitorMarginResponse.Refusal nextRefusal() {
    MonitorMarginResponse answer = next();
    assertThat(answer.hasRefusal()).as("%s", answer).isTrue();
    ErrorPageInterceptor.assertOnPage(answer.getRefusal().getError());
    return answer.getRefusal();
  }

  /** Says that nothing more follows, and returns what was left to answer. */
  List<MonitorMarginResponse> finish() {
    requests.onCompleted();
    assertThat(end()).isEqualTo(Status.OK);
    List<MonitorMarginResponse> rest = new ArrayList<>();
    answers.drainTo(rest);
    return rest;
  }

  /** The status that it ends with. */
  Status end() {
    return end.handle((status, failure) ->
            failure instanceof StatusRuntimeException e ? e.getStatus() : status)
        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .join();
  }

  /** What it fails with. */
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
