package io.crossguard.server;

import io.crossguard.v1.MarginServiceGrpc;
import io.crossguard.v1.MarginServiceGrpc.MarginServiceBlockingStub;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** A server of the real modules, and a channel that watches over the page of errors. */
abstract class InProcessTest {
  private static final ErrorPageInterceptor ERROR_PAGE = new ErrorPageInterceptor();
  private static EmbeddedCrossguard crossguard;

  @BeforeAll
  static void start() {
    crossguard = EmbeddedCrossguard.startInProcess();
  }

  @AfterAll
  static void stop() {
    crossguard.close();
  }

  @AfterEach
  void everyStatusIsOnThePage() {
    ERROR_PAGE.assertNoOffence();
  }

  static Channel channel() {
    return ClientInterceptors.intercept(crossguard.channel(), ERROR_PAGE);
  }

  static MarginServiceBlockingStub margin() {
    return MarginServiceGrpc.newBlockingStub(channel());
  }
}
