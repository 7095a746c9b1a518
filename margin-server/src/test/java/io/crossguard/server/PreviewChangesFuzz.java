package io.crossguard.server;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.crossguard.v1.MarginServiceGrpc;
import io.crossguard.v1.PreviewChangesRequest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.provider.MethodSource;

class PreviewChangesFuzz extends MethodFuzz {

  static Stream<Named<PreviewChangesRequest>> seeds() {
    return FuzzCorpus.of(PreviewChangesRequest.getDefaultInstance());
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "70s")
  void anyRequest(@NotNull PreviewChangesRequest request) {
    check(MarginServiceGrpc.getPreviewChangesMethod(), request);
  }
}
