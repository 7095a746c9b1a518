package io.crossguard.server.measurement;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Callers that each send the next request when the last one is answered, on one channel.
 *
 * @param <Q> the request
 * @param <R> the response
 */
final class Load<Q, R> {
  private final Channel channel;
  private final MethodDescriptor<Q, R> method;
  private final Q request;

  Load(Channel channel, MethodDescriptor<Q, R> method, Q request) {
    this.channel = channel;
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
    List<List<Double>> times = new ArrayList<>();
    Semaphore ended = new Semaphore(0);
    for (int i = 0; i < callers; i++) {
      List<Double> own = new ArrayList<>();
      times.add(own);
      call(own, goesOn, ended);
    }
    ended.acquireUninterruptibly(callers);
    List<Double> all = new ArrayList<>();
    times.forEach(all::addAll);
    return Collections.unmodifiableList(all);
  }

  private void call(List<Double> times, BooleanSupplier goesOn, Semaphore ended) {
    long begin = System.nanoTime();
    ClientCalls.asyncUnaryCall(
        channel.newCall(method, CallOptions.DEFAULT), request, new StreamObserver<R>() {
          @Override
          public void onNext(R response) {}

          @Override
          public void onError(Throwable failure) {
            failure.printStackTrace();
            ended.release();
          }

          @Override
          public void onCompleted() {
            times.add((System.nanoTime() - begin) / 1e3);
            if (goesOn.getAsBoolean()) {
              call(times, goesOn, ended);
            } else {
              ended.release();
            }
          }
        });
  }
}
