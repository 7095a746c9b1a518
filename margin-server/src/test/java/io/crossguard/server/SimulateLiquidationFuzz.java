package io.crossguard.server;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.crossguard.v1.MarginServiceGrpc;
import io.crossguard.v1.SimulateLiquidationRequest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.provider.MethodSource;

class SimulateLiquidationFuzz extends MethodFuzz {

  static Stream<Named<SimulateLiquidationRequest>> seeds() {
    return FuzzCorpus.of(SimulateLiquidationRequest.getDefaultInstance());
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "60s")
  void anyRequest(@NotNull SimulateLiquidationRequest request) {
    check(MarginServiceGrpc.getSimulateLiquidationMethod(), request);
  }
}
