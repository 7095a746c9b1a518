package io.crossguard.client.cli;

import static io.crossguard.client.cli.TextTable.Column.figure;
import static io.crossguard.client.cli.TextTable.Column.name;
import static io.crossguard.client.cli.TextTable.Column.text;

import io.crossguard.client.figure.Figures;
import io.crossguard.v1.AccountOutlook;
import io.crossguard.v1.OrderOutlook;
import io.crossguard.v1.OrderRecommendation;
import io.crossguard.v1.PlanStep;
import io.crossguard.v1.RecommendOrderModeResponse;
import io.crossguard.v1.UnderlyingDistance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/** The recommended margin mode of an order as tables, what it does to the account, and why. */
final class OrderReport {
  private static final String AT_THE_PRICE =
      "Plan: every step is accepted in this order, trades at the price of the order, without fees";

  private final Book book;
  private final RecommendOrderModeResponse response;

  OrderReport(Book book, RecommendOrderModeResponse response) {
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
        .add(openings())
        .add(probability())
        .add(effect())
        .add(PlanTable.of(AT_THE_PRICE, response.getPlan().getStepsList()))
        .add(order())
        .add(reasons())
        .add(affected())
        .text();
  }

  private TextTable openings() {
    TextTable table = new TextTable(
        "Order: " + Figures.words(response.getRecommendation().getAction()),
        text("do"),
        name("position"),
        name("instrument"),
        figure("quantity"),
        figure("margin"),
        text("in"));
    closing()
        .ifPresent(step -> table.row(
            "close",
            step.getPositionId(),
            step.getChange().getTrade().getInstrumentId(),
            Figures.quantity(step.getChange().getTrade().getQuantity()),
            Figures.ABSENT,
            Figures.ABSENT));
    for (OrderRecommendation.Opening opening : response.getRecommendation().getOpeningsList()) {
      table.row(
          "open " + where(opening.getPlace()),
          opening.getPositionId(),
          opening.getInstrumentId(),
          Figures.quantity(opening.getQuantity()),
          Figures.amount(opening.getMargin()),
          book.settlementAssetOf(opening.getInstrumentId()));
    }
    boolean isNothing = closing().isEmpty() && response.getRecommendation().getOpeningsCount() == 0;
    return isNothing ? table.row("nothing", "", "", "", "", "") : table;
  }

  /** The step that closes what the order closes. */
  private Optional<PlanStep> closing() {
    return response.getPlan().getStepsList().stream()
        .filter(step -> step.getPurpose() == PlanStep.Purpose.REDUCE_RISK)
        .findFirst();
  }

  private static String where(OrderRecommendation.Opening.Place place) {
    return switch (place) {
      case CROSS -> "in cross";
      case ISOLATED -> "isolated";
      case SUB_ACCOUNT -> "in a sub-account";
      case PLACE_UNSPECIFIED, UNRECOGNIZED -> "";
    };
  }

  private TextTable probability() {
    OrderRecommendation recommendation = response.getRecommendation();
    TextTable table = new TextTable(
        "Probability that the margin is lost within the horizon",
        figure("margin"),
        figure("probability"),
        figure("wished"),
        figure("margin for that"),
        figure("or notional"));
    if (!recommendation.getLiquidationProbability().isEmpty()) {
      table.row(
          Figures.amount(recommendation.getMargin()),
          Figures.percent(recommendation.getLiquidationProbability()),
          Figures.percent(recommendation.getTargetLiquidationProbability()),
          Figures.amount(recommendation.getTargetMargin()),
          Figures.amount(recommendation.getNotionalAtTarget()));
    }
    return table;
  }

  private TextTable effect() {
    TextTable table = new TextTable(
        "What it does to the account, in " + book.quoteCurrency(),
        text(""),
        figure("today"),
        figure("all in cross"),
        figure("as advised"));
    row(table, "equity", outlook -> Figures.amount(outlook.getAccount().getEquity()));
    row(table, "pool", outlook -> orAbsent(outlook.getPool().getScopeId()));
    row(table, "its margin balance", o -> Figures.amount(o.getPool().getMarginBalance()));
    row(table, "its initial margin", o -> Figures.amount(o.getPool().getInitialMargin()));
    row(table, "its maintenance margin", o -> Figures.amount(o.getPool().getMaintenanceMargin()));
    row(table, "its margin ratio", o -> Figures.percent(o.getPool().getMarginRatio()));
    row(table, "hedge of the coin", OrderReport::hedge);
    row(table, "largest threat / free margin", OrderReport::threat);
    row(table, "worst-case loss", o -> Figures.amount(o.getAccount().getWorstCaseLoss()));
    for (String root : roots()) {
      row(table, "liquidation if " + root + " moves", outlook -> distance(outlook, root));
    }
    return table;
  }

  private void row(TextTable table, String label, Function<OrderOutlook, String> figure) {
    table.row(
        label,
        figure.apply(response.getBefore()),
        response.hasInCross() ? figure.apply(response.getInCross()) : Figures.ABSENT,
        response.hasAfter() ? figure.apply(response.getAfter()) : Figures.ABSENT);
  }

  private static String orAbsent(String text) {
    return text.isEmpty() ? Figures.ABSENT : text;
  }

  private static String hedge(OrderOutlook outlook) {
    return outlook.hasHedgeGroup()
        ? Figures.words(outlook.getHedgeGroup().getClassification())
        : Figures.ABSENT;
  }

  private static String threat(OrderOutlook outlook) {
    AccountOutlook account = outlook.getAccount();
    return Figures.percent(account.getLargestThreatRatio());
  }

  private SortedSet<String> roots() {
    SortedSet<String> roots = new TreeSet<>();
    for (OrderOutlook outlook :
        List.of(response.getBefore(), response.getInCross(), response.getAfter())) {
      outlook.getDistancesList().forEach(distance -> roots.add(distance.getRoot()));
    }
    return roots;
  }

  /** Both moves at which the pool falls: down, then up. */
  private static String distance(OrderOutlook outlook, String root) {
    return outlook.getDistancesList().stream()
        .filter(distance -> distance.getRoot().equals(root))
        .findFirst()
        .map(OrderReport::moves)
        .orElse(Figures.ABSENT);
  }

  private static String moves(UnderlyingDistance distance) {
    return Book.move(distance.getDown()) + " / " + Book.move(distance.getUp());
  }

  private TextTable order() {
    TextTable table = new TextTable(
        "What it would hedge, values in " + book.quoteCurrency(),
        text("class"),
        figure("matched"),
        figure("residual"),
        figure("matched value"),
        figure("residual value"));
    if (!response.getMatchedQuantity().isEmpty()) {
      table.row(
          Figures.words(response.getClassification()),
          Figures.quantity(response.getMatchedQuantity()),
          Figures.quantity(response.getResidualQuantity()),
          Figures.amount(response.getMatchedNotional()),
          Figures.amount(response.getResidualNotional()));
    }
    return table;
  }

  private List<String> reasons() {
    List<String> lines = new ArrayList<>(List.of("Reasons"));
    response
        .getReasonsList()
        .forEach(reason ->
            lines.addAll(Page.paragraph("  " + reason.getCode() + ":", reason.getMessage())));
    return lines.size() == 1 ? List.of() : lines;
  }

  private List<String> affected() {
    return response.getAffectedPositionIdsCount() == 0
        ? List.of()
        : Page.paragraph(
            "Look at these positions afterwards, with advise:",
            String.join(", ", response.getAffectedPositionIdsList()));
  }
}
