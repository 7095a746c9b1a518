package io.crossguard.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.server.EmbeddedCrossguard;
import io.crossguard.v1.MarginScope;
import io.crossguard.v1.MonitorMarginRequest;
import io.crossguard.v1.MonitorMarginRequest.Snapshot;
import io.crossguard.v1.MonitorMarginResponse;
import io.crossguard.v1.MonitorUpdate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How accounts are watched, as the README shows it. */
@Timeout(60)
class MonitorExampleTest {
  private final List<String> alerts = new ArrayList<>();

  @Test
  void accountThatFalls_isAlertedOf() {
    // 10,000 contracts of 100 USD, long from 60,000: at 20,000 they have lost 33.3 BTC.
    Snapshot snapshot = MonitorRequests.snapshot()
        .clearAccounts()
        .addAccounts(MonitorRequests.account("10", "10000"))
        .build();
    try (EmbeddedCrossguard server = EmbeddedCrossguard.startInProcess();
        MarginClient client = MarginClient.over(server.channel(), Duration.ofSeconds(10))) {
      watch(client, snapshot, List.of(MonitorRequests.tick("20000")));
    }

    assertThat(alerts).containsExactly("my-bot " + MarginScope.Status.BANKRUPT);
  }

  private void watch(MarginClient client, Snapshot snapshot, List<MonitorUpdate> updates) {
    MonitorListener listener = new MonitorListener() {
      @Override
      public void onAccount(MonitorMarginResponse answer) {
        if (answer.getAccount().getStatusChangesCount() > 0) {
          alerts.add(answer.getAccount().getMargin().getAccountId() + " "
              + answer.getAccount().getWorst());
        }
      }

      @Override
      public void onRefused(MonitorMarginRequest message, CrossguardException failure) {
        alerts.add("refused: " + failure.violations());
      }
    };
    try (MarginMonitor monitor = client.monitor(snapshot, listener)) {
      updates.forEach(monitor::update);
      monitor.finish();
      monitor.end().join();
    }
  }
}
