package io.crossguard.client.report;

import io.crossguard.client.figure.Figures;
import io.crossguard.client.report.PageTable.Column;
import io.crossguard.v1.AccountOutlook;
import io.crossguard.v1.PlanStep;
import io.crossguard.v1.PositionAdvice;
import io.crossguard.v1.Reason;
import io.crossguard.v1.RecommendMarginModesResponse;
import io.crossguard.v1.Recommendation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What to do with each position, why, in which steps, and what that changes. */
final class AdviceSection {
  private final ReportFigures figures;
  private final RecommendMarginModesResponse advice;
  private final Map<String, String> assets;

  AdviceSection(ReportFigures figures) {
    this.figures = figures;
    advice = figures.advice();
    assets = figures.request().getAccount().getPositionsList().stream()
        .collect(Collectors.toMap(
            position -> position.getPositionId(),
            position ->
                figures.terms().instrument(position.getInstrumentId()).getSettlementAsset()));
  }

  Element element() {
    Element section = Element.of("section")
        .set("aria-labelledby", "advice")
        .add(Element.of("h2", "The advice").set("id", "advice"));
    if (advice.getReasonsCount() > 0) {
      section.add(Element.of("h3", "The account as a whole"), reasons(advice.getReasonsList()));
    }
    for (PositionAdvice position : advice.getPositionsList()) {
      section.add(position(position));
    }
    section.add(Element.of("h3", "The plan"));
    List<PlanStep> steps = advice.getPlan().getStepsList();
    if (steps.isEmpty()) {
      section.add(Element.of("p", "Nothing has to be done."));
    } else {
      section.add(
          Element.of(
              "p", "The margin engine has accepted every step, in this order, at today’s prices."),
          plan(steps));
    }
    return section.add(Element.of("h3", "Before and after"), outlook().element());
  }

  private Element position(PositionAdvice position) {
    Recommendation recommendation = position.getRecommendation();
    String asset = assets.getOrDefault(position.getPositionId(), "");
    Element article = Element.of("article")
        .set("class", "position")
        .add(
            Element.of("h3")
                .add(
                    Element.of("span", position.getPositionId()),
                    Element.of("span", Figures.words(recommendation.getAction()))
                        .set("class", "action")),
            Element.of("p", what(position, recommendation, asset)),
            reasons(position.getReasonsList()));
    if (position.getAlternativesCount() > 0) {
      article.add(Element.of(
              "p",
              "Instead: "
                  + position.getAlternativesList().stream()
                      .map(other -> alternative(other, asset))
                      .collect(Collectors.joining(", or "))
                  + ".")
          .set("class", "note"));
    }
    return article;
  }

  private static String what(PositionAdvice position, Recommendation recommendation, String asset) {
    List<String> sentences = new ArrayList<>();
    sentences.add(FigureText.sentence(Figures.words(position.getClassification())) + ".");
    List<String> terms = terms(recommendation, asset);
    if (!terms.isEmpty()) {
      sentences.add(FigureText.sentence(String.join("; ", terms)) + ".");
    }
    if (!recommendation.getLiquidationProbability().isEmpty()) {
      sentences.add("This margin is lost within the horizon with a probability of "
          + FigureText.percent(recommendation.getLiquidationProbability())
          + "; the policy wishes for "
          + FigureText.percent(recommendation.getTargetLiquidationProbability()) + ".");
    }
    return String.join(" ", sentences);
  }

  private static String alternative(Recommendation recommendation, String asset) {
    List<String> terms = new ArrayList<>(List.of(Figures.words(recommendation.getAction())));
    terms.addAll(terms(recommendation, asset));
    return String.join("; ", terms);
  }

  /** How much, in parts of a sentence. */
  private static List<String> terms(Recommendation recommendation, String asset) {
    List<String> parts = new ArrayList<>();
    if (!recommendation.getQuantity().isEmpty()) {
      parts.add(FigureText.quantity(recommendation.getQuantity()) + " contracts");
    }
    if (!recommendation.getMargin().isEmpty()) {
      parts.add("a margin of " + FigureText.amount(recommendation.getMargin(), asset));
    }
    if (!recommendation.getTransfer().isEmpty()) {
      parts.add(transfer(recommendation, asset));
    }
    if (!recommendation.getScopeId().isEmpty()) {
      parts.add("into " + recommendation.getScopeId());
    }
    return parts;
  }

  private static String transfer(Recommendation recommendation, String asset) {
    BigDecimal transfer = new BigDecimal(recommendation.getTransfer());
    if (transfer.signum() == 0) {
      return "no margin is moved";
    }
    String amount = FigureText.amount(transfer.abs().toPlainString(), asset);
    if (recommendation.getAction() == Recommendation.Action.ADD_COLLATERAL) {
      return amount + " to be deposited";
    }
    return amount
        + (transfer.signum() > 0 ? " from the cross wallet" : " back to the cross wallet");
  }

  private static Element reasons(List<Reason> reasons) {
    Element list = Element.of("ul");
    reasons.forEach(reason -> list.add(Element.of("li", reason.getMessage())));
    return list;
  }

  private static Element plan(List<PlanStep> steps) {
    Element list = Element.of("ol").set("class", "plan");
    for (PlanStep step : steps) {
      list.add(Element.of("li")
          .add(
              Element.of("span", step.getMessage()),
              Element.of("span", effect(step)).set("class", "note")));
    }
    return list;
  }

  private static String effect(PlanStep step) {
    return step.hasAfter()
        ? " Margin ratio of " + step.getAfter().getScopeId() + ": "
            + FigureText.percent(step.getBefore().getMarginRatio()) + " before, "
            + FigureText.percent(step.getAfter().getMarginRatio()) + " after."
        : "";
  }

  private PageTable outlook() {
    AccountOutlook before = advice.getBefore();
    AccountOutlook after = advice.getAfter();
    String currency = figures.terms().quoteCurrency();
    return new PageTable(
            "The account before and after the advice",
            Column.text("figure"),
            Column.figure("today"),
            Column.figure("after the advice"))
        .row(
            "Equity, " + currency,
            FigureText.amount(before.getEquity()),
            FigureText.amount(after.getEquity()))
        .row(
            "Cross margin ratio",
            FigureText.percent(before.getMarginRatio()),
            FigureText.percent(after.getMarginRatio()))
        .row(
            "Cross notional ÷ margin balance",
            FigureText.multiple(before.getCrossNotionalToMarginBalance()),
            FigureText.multiple(after.getCrossNotionalToMarginBalance()))
        .row(
            "Largest threat ÷ free margin",
            FigureText.percent(before.getLargestThreatRatio()),
            FigureText.percent(after.getLargestThreatRatio()))
        .row("Largest threat", threat(before), threat(after))
        .row(
            "Worst-case loss, " + currency,
            FigureText.amount(before.getWorstCaseLoss()),
            FigureText.amount(after.getWorstCaseLoss()));
  }

  private static String threat(AccountOutlook outlook) {
    return outlook.getLargestThreatHedgeGroupId().isEmpty()
        ? "none"
        : outlook.getLargestThreatHedgeGroupId();
  }
}
