package io.crossguard.server;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.crossguard.v1.MarginServiceGrpc;
import io.crossguard.v1.StressMarginRequest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.provider.MethodSource;

class StressMarginFuzz extends MethodFuzz {

  static Stream<Named<StressMarginRequest>> seeds() {
    return FuzzCorpus.of(StressMarginRequest.getDefaultInstance());
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "60s")
  void anyRequest(@NotNull StressMarginRequest request) {
    check(MarginServiceGrpc.getStressMarginMethod(), request);
  }
}
