package io.crossguard.server;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.crossguard.v1.AdvisorServiceGrpc;
import io.crossguard.v1.RecommendMarginModesRequest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.provider.MethodSource;

class RecommendMarginModesFuzz extends MethodFuzz {

  static Stream<Named<RecommendMarginModesRequest>> seeds() {
    return FuzzCorpus.of(RecommendMarginModesRequest.getDefaultInstance());
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "80s")
  void anyRequest(@NotNull RecommendMarginModesRequest request) {
    check(AdvisorServiceGrpc.getRecommendMarginModesMethod(), request);
  }
}
