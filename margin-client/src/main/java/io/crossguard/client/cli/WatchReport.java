package io.crossguard.client.cli;

import static io.crossguard.client.cli.TextTable.Column.figure;
import static io.crossguard.client.cli.TextTable.Column.text;

import io.crossguard.client.figure.Figures;
import io.crossguard.v1.DistanceMove;
import io.crossguard.v1.EvaluateMarginResponse;
import io.crossguard.v1.MarginRatioCrossing;
import io.crossguard.v1.MarginScope;
import io.crossguard.v1.MarginScope.Status;
import io.crossguard.v1.MonitorMarginResponse;
import io.crossguard.v1.MonitorMarginResponse.MonitoredAccount;
import io.crossguard.v1.ScopeStatusChange;
import io.crossguard.v1.UnderlyingDistance;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is told of a watched account, as text. */
final class WatchReport {
  private final String quoteCurrency;

  /**
   * @param quoteCurrency that of the rules
   */
  WatchReport(String quoteCurrency) {
    this.quoteCurrency = quoteCurrency;
  }

  /** Why it is told, what has changed, and where its scopes stand. */
  List<String> lines(MonitorMarginResponse answer) {
    MonitoredAccount account = answer.getAccount();
    List<String> lines = new ArrayList<>();
    lines.add(head(answer));
    alerts(account).forEach(alert -> lines.add("  " + alert));
    lines.addAll(scopes(account.getMargin()).lines().stream().skip(1).toList());
    if (account.hasAdvice()) {
      lines.addAll(Page.paragraph("  Advice:", account.getAdvice().getSummary()));
    }
    return lines;
  }

  private static String head(MonitorMarginResponse answer) {
    MonitoredAccount account = answer.getAccount();
    String causes =
        account.getCausesList().stream().map(Figures::words).collect(Collectors.joining(", "));
    String folded = account.getFolded() == 0
        ? ""
        : "; " + account.getFolded() + " earlier answers are folded in";
    return "Message " + answer.getSequence() + ", " + account.getMargin().getAccountId() + ": "
        + account.getMargin().getStatus() + " (" + causes + folded + ")";
  }

  /** A line for each verdict that has changed, and each level that was crossed. */
  static List<String> alerts(MonitoredAccount account) {
    List<String> alerts = new ArrayList<>();
    account.getStatusChangesList().forEach(change -> alerts.add(alert(change)));
    account.getCrossingsList().forEach(crossing -> alerts.add(alert(crossing)));
    return alerts;
  }

  private static String alert(ScopeStatusChange change) {
    String between = change.getWorst().compareTo(change.getBefore()) > 0
            && change.getWorst().compareTo(change.getNow()) > 0
        ? ", " + change.getWorst() + " in between"
        : "";
    return change.getScopeId() + ": " + verdict(change.getBefore()) + " -> "
        + verdict(change.getNow()) + between;
  }

  private static String verdict(Status status) {
    return status == Status.STATUS_UNSPECIFIED ? "none" : status.name();
  }

  private static String alert(MarginRatioCrossing crossing) {
    String often =
        crossing.getCrossings() == 1 ? "" : ", crossed " + crossing.getCrossings() + " times";
    return crossing.getScopeId() + ": margin ratio "
        + (crossing.getReached() ? "at or above " : "below ")
        + Figures.exactPercent(crossing.getLevel()) + often;
  }

  private TextTable scopes(EvaluateMarginResponse margin) {
    TextTable table = new TextTable(
        "Scopes",
        text("scope"),
        text("in"),
        text("status"),
        figure("balance"),
        figure("maintenance"),
        figure("ratio"),
        figure("falls if down"),
        figure("or up"));
    for (MarginScope scope : margin.getScopesList()) {
      table.row(
          scope.getScopeId(),
          scope.getAsset().isEmpty() ? quoteCurrency : scope.getAsset(),
          scope.getStatus().name(),
          Figures.amount(scope.getMarginBalance()),
          Figures.amount(scope.getMaintenanceMargin()),
          Figures.percent(scope.getMarginRatio()),
          nearest(scope, UnderlyingDistance::getDown),
          nearest(scope, UnderlyingDistance::getUp));
    }
    return table;
  }

  /** The shortest move of a root that ends the scope, on one side. */
  private static String nearest(
      MarginScope scope, Function<UnderlyingDistance, DistanceMove> side) {
    Optional<UnderlyingDistance> nearest = scope.getDistancesList().stream()
        .filter(distance -> side.apply(distance).getOutcomeCase() == DistanceMove.OutcomeCase.MOVE)
        .min(
            Comparator.comparing(distance -> new BigDecimal(side.apply(distance).getMove()).abs()));
    return nearest
        .map(distance -> distance.getRoot() + " " + Book.move(side.apply(distance)))
        .orElse(Figures.ABSENT);
  }
}
