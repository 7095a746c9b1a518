package io.crossguard.server;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.crossguard.v1.AdvisorServiceGrpc;
import io.crossguard.v1.RecommendOrderModeRequest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.provider.MethodSource;

class RecommendOrderModeFuzz extends MethodFuzz {

  static Stream<Named<RecommendOrderModeRequest>> seeds() {
    return FuzzCorpus.of(RecommendOrderModeRequest.getDefaultInstance());
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "80s")
  void anyRequest(@NotNull RecommendOrderModeRequest request) {
    check(AdvisorServiceGrpc.getRecommendOrderModeMethod(), request);
  }
}
