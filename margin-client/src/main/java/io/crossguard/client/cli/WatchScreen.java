package io.crossguard.client.cli;

import io.crossguard.v1.MonitorMarginResponse;
import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where watched accounts are shown: line after line, or in place where somebody looks. */
final class WatchScreen {
  private static final String CLEAR = "\u001b[H\u001b[2J";
  private static final int ALERTS_MAX = 10;

  private final PrintWriter out;
  private final WatchReport report;
  private final boolean isInPlace;
  private final Map<String, List<String>> latest = new LinkedHashMap<>();
  private final Deque<String> alerts = new ArrayDeque<>();

  /**
   * @param isInPlace whether what is shown takes the place of what was
   */
  WatchScreen(PrintWriter out, WatchReport report, boolean isInPlace) {
    this.out = out;
    this.report = report;
    this.isInPlace = isInPlace;
  }

  void show(MonitorMarginResponse answer) {
    List<String> lines = report.lines(answer);
    if (!isInPlace) {
      out.println(String.join("\n", lines) + "\n");
      return;
    }
    String accountId = answer.getAccount().getMargin().getAccountId();
    latest.put(accountId, lines);
    for (String alert : WatchReport.alerts(answer.getAccount())) {
      alerts.add("  message " + answer.getSequence() + ", " + accountId + ", " + alert);
    }
    while (alerts.size() > ALERTS_MAX) {
      alerts.remove();
    }
    Page page = new Page();
    latest.values().forEach(page::add);
    if (!alerts.isEmpty()) {
      List<String> last = new ArrayList<>(alerts);
      last.add(0, "Last alerts");
      page.add(last);
    }
    out.println(CLEAR + page.text());
  }
}
