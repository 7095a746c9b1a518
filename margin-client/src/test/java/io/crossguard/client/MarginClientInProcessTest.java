package io.crossguard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crossguard.server.EmbeddedCrossguard;
import io.crossguard.server.config.ServerConfig;
import io.crossguard.v1.Account;
import io.crossguard.v1.BatchEvaluateMarginRequest;
import io.crossguard.v1.ClassifyPositionsRequest;
import io.crossguard.v1.ErrorReason;
import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.EvaluateMarginResponse;
import io.crossguard.v1.ListRuleSetsResponse;
import io.crossguard.v1.RecommendMarginModesRequest;
import io.grpc.Status;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client against the real service. */
class MarginClientInProcessTest {
  private static final String RULE_SET = "example-coin-margined";

  private EmbeddedCrossguard crossguard;
  private MarginClient client;

  @BeforeEach
  void start() {
    crossguard = EmbeddedCrossguard.startInProcess();
    client = MarginClient.over(crossguard.channel(), Duration.ofSeconds(10));
  }

  @AfterEach
  void stop() {
    client.close();
    crossguard.close();
  }

  @Test
  void evaluateMargin_emptyAccount_isHealthy() {
    EvaluateMarginResponse response = client.evaluateMargin(EvaluateMarginRequest.newBuilder()
        .setAccount(Account.newBuilder().setAccountId("empty"))
        .setRuleSetId(RULE_SET)
        .build());

    assertThat(response.getStatus().name()).isEqualTo("HEALTHY");
  }

  @Test
  void evaluateMargin_nothingSet_namesEveryField() {
    CrossguardException failure = catchThrowableOfType(
        CrossguardException.class,
        () -> client.evaluateMargin(EvaluateMarginRequest.getDefaultInstance()));

    assertThat(failure.code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(failure.reason()).isEqualTo(ErrorReason.Code.INVALID_FIELD);
    assertThat(failure.violations())
        .extracting(CrossguardException.Violation::field)
        .contains("account");
  }

  @Test
  void batchEvaluateMargin_oneBadAccount_failsAlone() {
    var response = client.batchEvaluateMargin(BatchEvaluateMarginRequest.newBuilder()
        .addAccounts(Account.newBuilder().setAccountId("good"))
        .addAccounts(Account.getDefaultInstance())
        .setRuleSetId(RULE_SET)
        .build());

    assertThat(response.getItems(0).hasResult()).isTrue();
    assertThat(response.getItems(1).hasError()).isTrue();
  }

  @Test
  void classifyAndRecommend_emptyAccount_haveNothingToSay() {
    Account account = Account.newBuilder().setAccountId("empty").build();

    assertThat(client
            .classifyPositions(ClassifyPositionsRequest.newBuilder()
                .setAccount(account)
                .setRuleSetId(RULE_SET)
                .build())
            .getPositionsList())
        .isEmpty();
    assertThat(client
            .recommendMarginModes(RecommendMarginModesRequest.newBuilder()
                .setAccount(account)
                .setRuleSetId(RULE_SET)
                .build())
            .getPositionsList())
        .isEmpty();
  }

  @Test
  void listRuleSets_namesWhatGetRuleSetReturns() {
    assertThat(client.listRuleSets())
        .extracting(ListRuleSetsResponse.Summary::getRuleSetId)
        .contains(RULE_SET);
    assertThat(client.getRuleSet(RULE_SET).getRuleSetId()).isEqualTo(RULE_SET);
  }

  @Test
  void getRuleSet_unknownName_saysSo() {
    CrossguardException failure =
        catchThrowableOfType(CrossguardException.class, () -> client.getRuleSet("no-such-rules"));

    assertThat(failure.code()).isEqualTo(Status.Code.NOT_FOUND);
    assertThat(failure.reason()).isEqualTo(ErrorReason.Code.UNKNOWN_RULE_SET);
  }

  @Test
  void connect_overTheNetwork_getsTheSameAnswer() {
    try (var remote = EmbeddedCrossguard.startOnPort(ServerConfig.DEFAULT.withPort(0));
        var other =
            MarginClient.connect(MarginClientConfig.builder(remote.target()).build())) {
      assertThat(other.getRuleSet(RULE_SET)).isEqualTo(client.getRuleSet(RULE_SET));
    }
  }
}
