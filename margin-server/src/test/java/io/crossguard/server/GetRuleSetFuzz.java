package io.crossguard.server;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.crossguard.v1.GetRuleSetRequest;
import io.crossguard.v1.RuleSetServiceGrpc;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.provider.MethodSource;

class GetRuleSetFuzz extends MethodFuzz {

  static Stream<Named<GetRuleSetRequest>> seeds() {
    return FuzzCorpus.of(GetRuleSetRequest.getDefaultInstance());
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "10s")
  void anyRequest(@NotNull GetRuleSetRequest request) {
    check(RuleSetServiceGrpc.getGetRuleSetMethod(), request);
  }
}
