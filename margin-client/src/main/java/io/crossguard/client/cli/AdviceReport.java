package io.crossguard.client.cli;

import static io.crossguard.client.cli.TextTable.Column.figure;
import static io.crossguard.client.cli.TextTable.Column.text;

import io.crossguard.client.figure.Figures;
import io.crossguard.v1.AccountOutlook;
import io.crossguard.v1.PositionAdvice;
import io.crossguard.v1.RecommendMarginModesResponse;
import io.crossguard.v1.Recommendation;
import java.util.ArrayList;
import java.util.List;

/** The recommended margin modes of one account as tables, with the reasons. */
final class AdviceReport {
  private final Book book;
  private final RecommendMarginModesResponse response;

  AdviceReport(Book book, RecommendMarginModesResponse response) {
    this.book = book;
    this.response = response;
  }

  String render() {
    List<String> head = new ArrayList<>();
    head.addAll(Page.paragraph("Account " + response.getAccountId() + ":", response.getSummary()));
    head.add(EvaluationReport.rules(response.getRuleSet(), response.getEngineVersion())
        + ", policy "
        + response.getPolicyVersion());
    head.addAll(ExampleWarning.lines(response.getRuleSet()));
    return new Page()
        .add(head)
        .add(advice())
        .add(PlanTable.of(response.getPlan().getStepsList()))
        .add(probabilities())
        .add(reasons())
        .add(GroupTables.groups(response.getHedgeGroupsList(), book.quoteCurrency()))
        .add(liquidationPrices())
        .add(undecided())
        .add(GroupTables.distances(response.getHedgeGroupsList()))
        .add(outlook())
        .text();
  }

  private TextTable advice() {
    TextTable table = new TextTable(
        "Advice",
        text("position"),
        text("class"),
        text("advice"),
        text("in"),
        figure("margin"),
        figure("transfer"),
        figure("quantity"));
    for (PositionAdvice position : response.getPositionsList()) {
      String positionId = position.getPositionId();
      addAdvice(
          table,
          positionId,
          positionId,
          Figures.words(position.getClassification()),
          "",
          position.getRecommendation());
      for (Recommendation alternative : position.getAlternativesList()) {
        addAdvice(table, positionId, "", "", "or ", alternative);
      }
    }
    return table;
  }

  private void addAdvice(
      TextTable table,
      String positionId,
      String label,
      String classification,
      String lead,
      Recommendation recommendation) {
    table.row(
        label,
        classification,
        lead + Figures.words(recommendation.getAction()),
        book.settlementAsset(positionId),
        Figures.amount(recommendation.getMargin()),
        Figures.amount(recommendation.getTransfer()),
        Figures.quantity(recommendation.getQuantity()));
  }

  private TextTable probabilities() {
    TextTable table = new TextTable(
        "Probability that the isolated margin is lost within the horizon",
        text("position"),
        figure("margin"),
        figure("probability"),
        figure("wished"),
        figure("margin for that"),
        figure("or notional"));
    for (PositionAdvice position : response.getPositionsList()) {
      Recommendation recommendation = position.getRecommendation();
      if (!recommendation.getLiquidationProbability().isEmpty()) {
        table.row(
            position.getPositionId(),
            Figures.amount(recommendation.getMargin()),
            Figures.percent(recommendation.getLiquidationProbability()),
            Figures.percent(recommendation.getTargetLiquidationProbability()),
            Figures.amount(recommendation.getTargetMargin()),
            Figures.amount(recommendation.getNotionalAtTarget()));
      }
    }
    return table;
  }

  private List<String> reasons() {
    List<String> lines = new ArrayList<>(List.of("Reasons"));
    lines.addAll(GroupTables.reasons("account", response.getReasonsList()));
    for (PositionAdvice position : response.getPositionsList()) {
      lines.addAll(GroupTables.reasons(position.getPositionId(), position.getReasonsList()));
    }
    return lines.size() == 1 ? List.of() : lines;
  }

  private TextTable liquidationPrices() {
    TextTable table = new TextTable(
        "Liquidation prices, if only this instrument moves and every other price stays",
        text("position"),
        text("instrument"),
        figure("mark"),
        figure("today"),
        figure("after the advice"));
    for (PositionAdvice position : response.getPositionsList()) {
      String positionId = position.getPositionId();
      table.row(
          positionId,
          book.instrumentId(positionId),
          book.mark(positionId),
          book.liquidation(positionId, position.getLiquidationPriceBefore()),
          book.liquidation(positionId, position.getLiquidationPriceAfter()));
    }
    return table;
  }

  private List<String> undecided() {
    List<String> lines = new ArrayList<>();
    for (PositionAdvice position : response.getPositionsList()) {
      lines.addAll(Book.reason(position.getPositionId(), position.getLiquidationPriceBefore()));
    }
    return lines;
  }

  private TextTable outlook() {
    AccountOutlook before = response.getBefore();
    AccountOutlook after = response.getAfter();
    return new TextTable(
            "The account in " + book.quoteCurrency(),
            text(""),
            figure("today"),
            figure("after the advice"))
        .row("equity", Figures.amount(before.getEquity()), Figures.amount(after.getEquity()))
        .row(
            "cross margin ratio",
            Figures.percent(before.getMarginRatio()),
            Figures.percent(after.getMarginRatio()))
        .row(
            "cross notional / margin balance",
            Figures.multiple(before.getCrossNotionalToMarginBalance()),
            Figures.multiple(after.getCrossNotionalToMarginBalance()))
        .row(
            "largest threat / free margin",
            Figures.percent(before.getLargestThreatRatio()),
            Figures.percent(after.getLargestThreatRatio()))
        .row(
            "largest threat",
            threat(before.getLargestThreatHedgeGroupId()),
            threat(after.getLargestThreatHedgeGroupId()))
        .row(
            "worst-case loss",
            Figures.amount(before.getWorstCaseLoss()),
            Figures.amount(after.getWorstCaseLoss()));
  }

  private static String threat(String hedgeGroupId) {
    return hedgeGroupId.isEmpty() ? "none" : hedgeGroupId;
  }
}
