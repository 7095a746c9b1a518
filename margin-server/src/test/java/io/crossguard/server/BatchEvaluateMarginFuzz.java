package io.crossguard.server;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.crossguard.v1.BatchEvaluateMarginRequest;
import io.crossguard.v1.MarginServiceGrpc;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.provider.MethodSource;

class BatchEvaluateMarginFuzz extends MethodFuzz {

  static Stream<Named<BatchEvaluateMarginRequest>> seeds() {
    return FuzzCorpus.of(BatchEvaluateMarginRequest.getDefaultInstance());
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "40s")
  void anyRequest(@NotNull BatchEvaluateMarginRequest request) {
    check(MarginServiceGrpc.getBatchEvaluateMarginMethod(), request);
  }
}
