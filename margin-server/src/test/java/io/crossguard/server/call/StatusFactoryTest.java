package io.crossguard.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import org.junit.jupiter.api.Test;

class StatusFactoryTest {

  @Test
  void statusOf_unforeseenFailure_tellsARequestIdAndNothingElse() throws Exception {
    Status status = new StatusFactory().statusOf(new IllegalStateException("wallet of alice"));

    assertThat(status.getCode()).isEqualTo(Code.INTERNAL_VALUE);
    assertThat(status.toString()).doesNotContain("alice").doesNotContain("IllegalState");
    ErrorInfo info = status.getDetails(0).unpack(ErrorInfo.class);
    assertThat(info.getReason()).isEqualTo("INTERNAL");
    assertThat(info.getMetadataMap()).containsOnlyKeys("request_id");
    assertThat(status.getMessage()).contains(info.getMetadataOrThrow("request_id"));
    assertThat(status.getDetailsCount()).isEqualTo(1);
  }
}
