package io.crossguard.server;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.crossguard.v1.MarginServiceGrpc;
import io.crossguard.v1.MonitorMarginRequest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.provider.MethodSource;

class MonitorMarginFuzz extends MethodFuzz {

  static Stream<Named<MonitorMarginRequest>> seeds() {
    return FuzzCorpus.of(MonitorMarginRequest.getDefaultInstance());
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "60s")
  void anyMessage(@NotNull MonitorMarginRequest message) {
    check(MarginServiceGrpc.getMonitorMarginMethod(), message);
  }
}
