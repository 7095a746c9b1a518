package io.crossguard.client.cli;

import static io.crossguard.client.cli.TextTable.Column.figure;
import static io.crossguard.client.cli.TextTable.Column.text;

import io.crossguard.client.figure.Figures;
import io.crossguard.v1.CashFlow;
import io.crossguard.v1.ChangeOutcome;
import io.crossguard.v1.EvaluateMarginResponse;
import io.crossguard.v1.MarginLimits;
import io.crossguard.v1.PreviewChangesResponse;
import io.crossguard.v1.RefusalReason;
import java.util.ArrayList;
import java.util.List;

/** What changes would do to an account, as tables. */
final class PreviewReport {
  private static final String OUTSIDE = "outside";

  private final Book book;
  private final PreviewChangesResponse response;

  PreviewReport(Book book, PreviewChangesResponse response) {
    this.book = book;
    this.response = response;
  }

  String render() {
    return new Page()
        .add(EvaluationReport.head(
            "Account " + response.getAccountId() + ": " + verdict(),
            response.getRuleSet(),
            response.getEngineVersion()))
        .add(refusal())
        .add(cashFlows())
        .add(ScopeTables.of("Scopes before", book, response.getBefore()))
        .add(ScopeTables.of("Scopes after the accepted changes", book, after()))
        .add(isolatedLimits())
        .add(withdrawals())
        .text();
  }

  private String verdict() {
    int count = response.getOutcomesCount();
    return response.getAccepted()
        ? "every change accepted (" + count + ")"
        : "change " + count + " refused";
  }

  private List<String> refusal() {
    List<String> lines = new ArrayList<>();
    for (ChangeOutcome outcome : response.getOutcomesList()) {
      for (RefusalReason reason : outcome.getReasonsList()) {
        lines.addAll(Page.paragraph(reason.getCode() + ":", reason.getMessage()));
      }
    }
    return lines;
  }

  private TextTable cashFlows() {
    TextTable table = new TextTable(
        "Cash flows",
        figure("change"),
        text("from"),
        text("to"),
        figure("amount"),
        text("in"),
        text("why"));
    for (int i = 0; i < response.getOutcomesCount(); i++) {
      for (CashFlow flow : response.getOutcomes(i).getCashFlowsList()) {
        table.row(
            Integer.toString(i + 1),
            place(flow.getFromScopeId()),
            place(flow.getToScopeId()),
            Figures.amount(flow.getAmount()),
            flow.getAsset(),
            Figures.words(flow.getWhy()));
      }
    }
    return table;
  }

  private EvaluateMarginResponse after() {
    int count = response.getOutcomesCount();
    return count == 0 ? response.getBefore() : response.getOutcomes(count - 1).getAfter();
  }

  private TextTable isolatedLimits() {
    TextTable table = new TextTable(
        "Isolated margin that could be moved then",
        text("position"),
        figure("addable"),
        figure("removable"));
    for (MarginLimits.Isolated limit : response.getLimits().getIsolatedList()) {
      table.row(
          limit.getPositionId(),
          Figures.amount(limit.getAddable()),
          Figures.amount(limit.getRemovable()));
    }
    return table;
  }

  private TextTable withdrawals() {
    TextTable table =
        new TextTable("What could be withdrawn then", text("asset"), figure("at most"));
    for (MarginLimits.Withdrawal limit : response.getLimits().getWithdrawalsList()) {
      table.row(limit.getAsset(), Figures.amount(limit.getAmount()));
    }
    return table;
  }

  private static String place(String scopeId) {
    return scopeId.isEmpty() ? OUTSIDE : scopeId;
  }
}
