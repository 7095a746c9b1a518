package io.crossguard.server;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.crossguard.v1.AdvisorServiceGrpc;
import io.crossguard.v1.ClassifyPositionsRequest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.provider.MethodSource;

class ClassifyPositionsFuzz extends MethodFuzz {

  static Stream<Named<ClassifyPositionsRequest>> seeds() {
    return FuzzCorpus.of(ClassifyPositionsRequest.getDefaultInstance());
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "60s")
  void anyRequest(@NotNull ClassifyPositionsRequest request) {
    check(AdvisorServiceGrpc.getClassifyPositionsMethod(), request);
  }
}
