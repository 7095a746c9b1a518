package io.crossguard.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.server.config.ServerConfig;
import io.crossguard.server.config.Setting;
import io.crossguard.v1.MarginServiceGrpc;
import io.crossguard.v1.MonitorMarginResponse;
import io.crossguard.v1.MonitorMarginResponse.MonitoredAccount;
import io.crossguard.v1.ScopeStatusChange;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A reader that takes nothing while thousands of verdicts change, over a connection. */
@Timeout(120)
class MonitorSlowReaderTest {
  private static final int TICKS = 5_000;

  /** Each tick changes the verdict, from HEALTHY to BANKRUPT or back. */
  @Test
  void everyChange_isInSomeAnswer_andTheLastAnswerIsTheLatest() {
    ServerConfig config = ServerConfig.of(Map.of(Setting.PORT, "0", Setting.DRAIN_SECONDS, "0"));
    try (EmbeddedCrossguard server = EmbeddedCrossguard.startOnPort(config);
        MonitorConversation stream = MonitorConversation.withSlowReader(server.channel())) {
      stream.snapshot(MonitorMarginInProcessTest.solStart().build());
      stream.take(1);
      stream.nextAccount();

      for (int i = 0; i < TICKS; i++) {
        stream.update(MonitorMarginInProcessTest.tick(i % 2 == 0 ? "125" : "100"));
      }
      // Nothing of the answers is taken until all but a few messages are on their way.
      int last = stream.ask();
      stream.awaitTaken();
      stream.take(TICKS);
      List<MonitorMarginResponse> answers = stream.finish();

      assertThat(sum(answers, MonitoredAccount::getUpdates)).isEqualTo(TICKS);
      assertThat(sum(
              answers,
              account -> account.getStatusChangesList().stream()
                  .mapToInt(ScopeStatusChange::getChanges)
                  .sum()))
          .isEqualTo(TICKS);
      // The question is due beside the ticks.
      assertThat(answers.size() + sum(answers, MonitoredAccount::getFolded)).isEqualTo(TICKS + 1);
      assertThat(sum(answers, MonitoredAccount::getFolded)).isPositive();
      MonitorMarginResponse latest = answers.get(answers.size() - 1);
      assertThat(latest.getSequence()).isEqualTo(last);
      assertThat(latest.getAccount().getMargin())
          .isEqualTo(MarginServiceGrpc.newBlockingStub(server.channel())
              .evaluateMargin(MonitorMarginInProcessTest.call(
                  MonitorMarginInProcessTest.shortSol("first", "20"), "100")));
    }
  }

  private static int sum(
      List<MonitorMarginResponse> answers, ToIntFunction<MonitoredAccount> figure) {
    return answers.stream()
        .map(MonitorMarginResponse::getAccount)
        .mapToInt(figure)
        .sum();
  }
}
