package io.crossguard.server;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.crossguard.v1.MarginServiceGrpc;
import io.crossguard.v1.StreamEvaluateMarginRequest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.provider.MethodSource;

class StreamEvaluateMarginFuzz extends MethodFuzz {

  static Stream<Named<StreamEvaluateMarginRequest>> seeds() {
    return FuzzCorpus.of(StreamEvaluateMarginRequest.getDefaultInstance());
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "60s")
  void anyMessage(@NotNull StreamEvaluateMarginRequest message) {
    check(MarginServiceGrpc.getStreamEvaluateMarginMethod(), message);
  }
}
