package io.crossguard.advisor;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.crossguard.advisor.LabelledPortfolio.Line;
import io.crossguard.advisor.classification.HedgeGroup;
import io.crossguard.advisor.classification.PositionClassification;
import io.crossguard.advisor.classification.Reason;
import io.crossguard.advisor.plan.PlanStep;
import io.crossguard.advisor.recommendation.AccountOutlook;
import io.crossguard.advisor.recommendation.IsolatedMargin;
import io.crossguard.advisor.recommendation.MarginModeAdvice;
import io.crossguard.advisor.recommendation.PositionAdvice;
import io.crossguard.advisor.recommendation.Recommendation;
import io.crossguard.margin.change.ChangePreviewer;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Money;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every label of {@code portfolios/*.txt} was derived from the rules and calculated by hand, before the
 * advisor was asked.
 */
class LabelledPortfoliosTest {
  private static final double TOLERANCE = 1e-4;
  private static final List<String> FILES = List.of(
      "hedges",
      "legs",
      "bets",
      "correlations",
      "scopes",
      "venues",
      "open-orders",
      "troubled",
      "options",
      "idle",
      "known",
      "policies",
      "tiers",
      "portfolio-margin",
      "pools",
      "reasons");

  static Stream<LabelledPortfolio> portfolios() {
    return FILES.stream().flatMap(file -> LabelledPortfolio.of(file).stream());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("portfolios")
  void recommend_labelledPortfolio_saysWhatTheLabelSays(LabelledPortfolio portfolio) {
    if (!portfolio.lines("refused").isEmpty()) {
      refused(portfolio);
      return;
    }
    AdviceRequest request = LabelledPortfolioReader.read(portfolio);

    MarginModeAdvice advice = new MarginModeAdvisor().recommend(request);

    SoftAssertions softly = new SoftAssertions();
    List<Line> expected = portfolio.lines("expect");
    softly.assertThat(expected).hasSameSizeAs(advice.positions());
    expected.forEach(line -> position(softly, line, position(advice, line.word(0))));
    portfolio.lines("group").forEach(line -> group(softly, line, advice));
    portfolio
        .lines("because")
        .forEach(line -> codes(softly, line, 1, position(advice, line.word(0)).reasons()));
    portfolio.lines("account").forEach(line -> codes(softly, line, 0, advice.reasons()));
    portfolio
        .lines("or")
        .forEach(line -> softly
            .assertThat(position(advice, line.word(0)).alternatives())
            .as("alternatives of %s", line.word(0))
            .extracting(alternative -> alternative.action().toString())
            .isEqualTo(line.words().subList(1, line.words().size())));
    portfolio
        .lines("plan")
        .forEach(line -> softly
            .assertThat(advice.plan())
            .as("plan")
            .extracting(PlanStep::purpose)
            .extracting(Object::toString)
            .isEqualTo(line.words()));
    portfolio.lines("says").forEach(line -> says(softly, line, advice));
    portfolio
        .lines("summary")
        .forEach(
            line -> softly.assertThat(advice.summary()).contains(String.join(" ", line.words())));
    portfolio.lines("before").forEach(line -> outlook(softly, line, advice.before()));
    portfolio.lines("after").forEach(line -> outlook(softly, line, advice.after()));
    softly
        .assertThat(isCarriedOut(request, advice))
        .as("engine accepts the plan")
        .isTrue();
    softly
        .assertThat(new PositionClassifier().classify(request).positions())
        .as("classes alone")
        .extracting(PositionClassification::classification)
        .extracting(Object::toString)
        .isEqualTo(expected.stream().map(line -> line.word(1)).toList());
    softly.assertAll();
  }

  private static boolean isCarriedOut(AdviceRequest request, MarginModeAdvice advice) {
    return new ChangePreviewer()
        .preview(
            request.accountAtVenue(),
            advice.plan().stream().map(PlanStep::change).toList())
        .isAccepted();
  }

  /** A request that can't be: the words that say why. */
  private static void refused(LabelledPortfolio portfolio) {
    assertThatThrownBy(() -> LabelledPortfolioReader.read(portfolio))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(String.join(" ", portfolio.lines("refused").get(0).words()));
  }

  private static void outlook(SoftAssertions softly, Line line, AccountOutlook outlook) {
    Map<String, Optional<Decimal>> figures = Map.of(
        "equity", Optional.of(outlook.equity().amount()),
        "ratio", outlook.marginRatio(),
        "worst", outlook.worstCaseLoss().map(Money::amount));
    figures.forEach((name, actual) -> line.find(name)
        .ifPresent(value -> near(softly, line.keyword() + " " + name, value, actual)));
  }

  private static PositionAdvice position(MarginModeAdvice advice, String id) {
    return advice.position(id).orElseThrow();
  }

  private static void position(SoftAssertions softly, Line line, PositionAdvice advice) {
    PositionClassification is = advice.classification();
    String id = line.word(0);
    softly
        .assertThat(is.classification() + " " + advice.recommendation().action())
        .as(id)
        .isEqualTo(line.word(1) + " " + line.word(2));
    Optional<IsolatedMargin> margin = MarginModeAdvisorGoldenTest.margin(advice.recommendation());
    Map<String, Optional<Decimal>> figures = Map.of(
        "matched", Optional.of(is.matchedNotional().amount()),
        "residual", Optional.of(is.residualNotional().amount()),
        "margin", margin.map(m -> m.margin().amount()).or(() -> paid(advice)),
        "target", margin.map(m -> m.targetMargin().amount()),
        "transfer", margin.map(m -> m.transfer().amount()),
        "p", margin.map(m -> m.liquidationProbability().fraction()),
        "notional", margin.flatMap(IsolatedMargin::notionalAtTarget).map(Money::amount),
        "quantity", MarginModeAdvisorGoldenTest.quantity(advice.recommendation()));
    figures.forEach((name, actual) ->
        line.find(name).ifPresent(value -> near(softly, id + " " + name, value, actual)));
    line.find("hedged")
        .ifPresent(hedged -> softly
            .assertThat(is.marginHedged().map(Object::toString).orElse("none"))
            .as("%s hedged in margin", id)
            .isEqualTo(hedged));
  }

  /** What leaves with a group, or has to be brought. */
  private static Optional<Decimal> paid(PositionAdvice advice) {
    if (advice.recommendation() instanceof Recommendation.MoveGroupToSubaccount move) {
      return Optional.of(move.margin().amount());
    }
    return advice.recommendation() instanceof Recommendation.AddCollateral add
        ? Optional.of(add.transfer().amount())
        : Optional.empty();
  }

  private static void group(SoftAssertions softly, Line line, MarginModeAdvice advice) {
    String id = line.word(0);
    HedgeGroup group = advice.hedgeGroups().stream()
        .filter(each -> each.hedgeGroupId().equals(id))
        .findFirst()
        .orElseThrow();
    softly.assertThat(group.classification()).as(id).hasToString(line.word(1));
    Map<String, Decimal> figures = Map.of(
        "long", group.longNotional().amount(),
        "short", group.shortNotional().amount(),
        "difference", group.relativeDifference());
    figures.forEach((name, actual) -> line.find(name)
        .ifPresent(value -> near(softly, id + " " + name, value, Optional.of(actual))));
  }

  /** Codes that must be there, and with an exclamation mark those that must not. */
  private static void codes(SoftAssertions softly, Line line, int from, List<Reason> reasons) {
    List<String> codes =
        reasons.stream().map(reason -> reason.code().toString()).toList();
    for (String word : line.words().subList(from, line.words().size())) {
      if (word.startsWith("!")) {
        softly.assertThat(codes).as(line.toString()).doesNotContain(word.substring(1));
      } else {
        softly.assertThat(codes).as(line.toString()).contains(word);
      }
    }
  }

  /** What the sentence of a code has to say, of a position or of the account. */
  private static void says(SoftAssertions softly, Line line, MarginModeAdvice advice) {
    List<Reason> reasons = line.word(0).equals("account")
        ? advice.reasons()
        : position(advice, line.word(0)).reasons();
    softly
        .assertThat(reasons.stream()
            .filter(reason -> reason.code().toString().equals(line.word(1)))
            .map(Reason::message)
            .collect(Collectors.joining()))
        .contains(String.join(" ", line.words().subList(2, line.words().size())));
  }

  private static void near(
      SoftAssertions softly, String name, String expected, Optional<Decimal> actual) {
    if (expected.equals("none")) {
      softly.assertThat(actual).as(name).isEmpty();
      return;
    }
    double value = Double.parseDouble(expected);
    softly
        .assertThat(actual.map(Decimal::toStatistic).orElse(Double.NaN))
        .as(name)
        .isCloseTo(value, within(Math.abs(value) * TOLERANCE));
  }
}
