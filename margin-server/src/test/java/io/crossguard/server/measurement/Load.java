package io.crossguard.server.measurement;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Callers that each send the next request when the last one is answered, spread over channels. A call
 * that fails ends the run with its status, once the other callers are done.
 *
 * @param <Q> the request
 * @param <R> the response
 */
final class Load<Q, R> {
  private final List<Channel> channels;
  private final MethodDescriptor<Q, R> method;
  private final Q request;

  Load(Channel channel, MethodDescriptor<Q, R> method, Q request) {
    this(List.of(channel), method, request);
  }

  Load(List<Channel> channels, MethodDescriptor<Q, R> method, Q request) {
    this.channels = channels;
    this.method = method;
    this.request = request;
  }

  /** The times of all answers in microseconds. */
  List<Double> run(int callers, double seconds) {
    long end = System.nanoTime() + (long) (seconds * 1e9);
    return run(callers, () -> System.nanoTime() < end);
  }

  /** The times of so many answers and some more, in microseconds. */
  List<Double> run(int callers, int calls) {
    AtomicInteger left = new AtomicInteger(calls);
    return run(callers, () -> left.decrementAndGet() > 0);
  }

  private List<Double> run(int callers, BooleanSupplier goesOn) {
    List<Caller> all = IntStream.range(0, callers)
        .mapToObj(i -> new Caller(channels.get(i % channels.size()), goesOn))
        .toList();
    all.forEach(Caller::call);
    CompletableFuture.allOf(all.stream().map(each -> each.ended).toArray(CompletableFuture[]::new))
        .join();
    return all.stream().flatMap(each -> each.times.stream()).toList();
  }

  /** One call after the other. */
  private final class Caller implements StreamObserver<R> {
    private final Channel channel;
    private final BooleanSupplier goesOn;
    private final List<Double> times = new ArrayList<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private long begin;

    Caller(Channel channel, BooleanSupplier goesOn) {
      this.channel = channel;
      this.goesOn = goesOn;
    }

    void call() {
      begin = System.nanoTime();
      ClientCalls.asyncUnaryCall(channel.newCall(method, CallOptions.DEFAULT), request, this);
    }

    @Override
    public void onNext(R response) {}

    @Override
    public void onError(Throwable failure) {
      ended.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {
      times.add((System.nanoTime() - begin) / 1e3);
      if (goesOn.getAsBoolean()) {
        call();
      } else {
        ended.complete(null);
      }
    }
  }
}
