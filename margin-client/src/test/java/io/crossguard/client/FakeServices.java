package io.crossguard.client;

import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.EvaluateMarginResponse;
import io.crossguard.v1.MarginServiceGrpc;
import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on a free port of this machine whose margin service does what a test tells it to. */
final class FakeServices implements AutoCloseable {
  private final Server server;
  private final AtomicInteger calls = new AtomicInteger();

  /** What the service does with the call of that number, counted from 1. */
  interface Behaviour {
    void answer(int call, StreamObserver<EvaluateMarginResponse> responses);
  }

  FakeServices(Behaviour behaviour) {
    this(behaviour, new HealthStatusManager().getHealthService());
  }

  FakeServices(Behaviour behaviour, BindableService health) {
    NettyServerBuilder builder = NettyServerBuilder.forAddress(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
        .addService(new MarginServiceGrpc.MarginServiceImplBase() {
          @Override
          public void evaluateMargin(
              EvaluateMarginRequest request, StreamObserver<EvaluateMarginResponse> responses) {
            behaviour.answer(calls.incrementAndGet(), responses);
          }
        })
        .addService(health);
    try {
      server = builder.build().start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void succeed(StreamObserver<EvaluateMarginResponse> responses) {
    responses.onNext(EvaluateMarginResponse.newBuilder().setAccountId("fake").build());
    responses.onCompleted();
  }

  MarginClientConfig.Builder config() {
    return MarginClientConfig.builder("127.0.0.1:" + server.getPort());
  }

  int port() {
    return server.getPort();
  }

  int calls() {
    return calls.get();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
