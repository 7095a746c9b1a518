package io.crossguard.server.measurement;

import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.MarginServiceGrpc;
import io.crossguard.v1.StreamEvaluateMarginRequest;
import io.crossguard.v1.StreamEvaluateMarginResponse;
import io.grpc.Channel;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.concurrent.CompletableFuture;

/** One stream with so many accounts under way, each in its own message: an answer brings the next. */
final class StreamLoad
    implements ClientResponseObserver<StreamEvaluateMarginRequest, StreamEvaluateMarginResponse> {
  private final StreamEvaluateMarginRequest each;
  private final long end;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final int places;
  private int underWay = 1;
  private int answered = -1;
  private ClientCallStreamObserver<StreamEvaluateMarginRequest> requests;

  private StreamLoad(StreamEvaluateMarginRequest each, int places, long end) {
    this.each = each;
    this.places = places;
    this.end = end;
  }

  /** How many accounts are answered in the time, and those that are under way then. */
  static int run(
      Channel channel, EvaluateMarginRequest.Builder account, int underWay, double seconds) {
    StreamLoad load = new StreamLoad(
        StreamEvaluateMarginRequest.newBuilder()
            .addAccounts(account.getAccount())
            .build(),
        underWay,
        System.nanoTime() + (long) (seconds * 1e9));
    load.open(
        channel,
        StreamEvaluateMarginRequest.newBuilder()
            .setMarket(account.getMarket())
            .setRuleSetId(account.getRuleSetId())
            .setView(account.getView())
            .build());
    load.ended.join();
    return load.answered;
  }

  // Answered before the call has returned, and a call takes messages from one thread at a time.
  private synchronized void open(Channel channel, StreamEvaluateMarginRequest terms) {
    MarginServiceGrpc.newStub(channel).streamEvaluateMargin(this).onNext(terms);
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<StreamEvaluateMarginRequest> call) {
    requests = call;
  }

  @Override
  public synchronized void onNext(StreamEvaluateMarginResponse response) {
    answered++;
    underWay--;
    if (System.nanoTime() < end) {
      for (; underWay < places; underWay++) {
        requests.onNext(each);
      }
    } else if (underWay == 0) {
      requests.onCompleted();
    }
  }

  @Override
  public void onError(Throwable failure) {
    ended.completeExceptionally(failure);
  }

  @Override
  public void onCompleted() {
    ended.complete(null);
  }
}
