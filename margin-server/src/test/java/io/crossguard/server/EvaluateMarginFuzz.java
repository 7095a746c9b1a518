package io.crossguard.server;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.MarginServiceGrpc;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.provider.MethodSource;

class EvaluateMarginFuzz extends MethodFuzz {

  static Stream<Named<EvaluateMarginRequest>> seeds() {
    return FuzzCorpus.of(EvaluateMarginRequest.getDefaultInstance());
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "60s")
  void anyRequest(@NotNull EvaluateMarginRequest request) {
    check(MarginServiceGrpc.getEvaluateMarginMethod(), request);
  }
}
