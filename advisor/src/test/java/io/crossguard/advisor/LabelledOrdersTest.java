package io.crossguard.advisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.crossguard.advisor.LabelledPortfolio.Line;
import io.crossguard.advisor.classification.PositionClassification;
import io.crossguard.advisor.classification.Reason;
import io.crossguard.advisor.order.IntendedTrade;
import io.crossguard.advisor.order.OrderAdvice;
import io.crossguard.advisor.order.OrderModeAdvisor;
import io.crossguard.advisor.order.OrderRequest;
import io.crossguard.advisor.plan.PlanStep;
import io.crossguard.advisor.recommendation.IsolatedMargin;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Money;
import io.crossguard.margin.value.Quantity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every label of {@code portfolios/trades.txt} was derived from the rules and calculated by hand, before
 * the advisor was asked.
 */
class LabelledOrdersTest {
  private static final double TOLERANCE = 1e-4;

  static List<LabelledPortfolio> portfolios() {
    return LabelledPortfolio.of("trades");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("portfolios")
  void recommend_labelledOrder_saysWhatTheLabelSays(LabelledPortfolio portfolio) {
    OrderAdvice advice = advice(portfolio);

    SoftAssertions softly = new SoftAssertions();
    answer(softly, portfolio.lines("expect").get(0), advice);
    List<String> codes =
        advice.reasons().stream().map(Reason::code).map(Object::toString).toList();
    portfolio.lines("because").stream().flatMap(line -> line.words().stream()).forEach(word -> {
      if (word.startsWith("!")) {
        softly.assertThat(codes).doesNotContain(word.substring(1));
      } else {
        softly.assertThat(codes).contains(word);
      }
    });
    portfolio
        .lines("plan")
        .forEach(line -> softly
            .assertThat(advice.plan())
            .extracting(PlanStep::purpose)
            .extracting(Object::toString)
            .isEqualTo(line.words()));
    softly.assertAll();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "calls sold beside puts sold | OTHER_ADVICE_FIRST | , and options sold bend it further: ",
        "a bet whose initial margin is above the budget | ORDER_REDUCED | 1 % or lack initial margin."
      })
  void recommend_labelledOrder_saysNoMoreThanHolds(String name, String code, String words) {
    OrderAdvice advice = portfolios().stream()
        .filter(portfolio -> portfolio.toString().equals(name))
        .findFirst()
        .map(LabelledOrdersTest::advice)
        .orElseThrow();

    assertThat(advice.reasons())
        .filteredOn(reason -> reason.code().toString().equals(code))
        .singleElement()
        .satisfies(reason -> assertThat(reason.message()).contains(words.strip()));
  }

  private static OrderAdvice advice(LabelledPortfolio portfolio) {
    Line trade = portfolio.lines("trade").get(0);
    return new OrderModeAdvisor()
        .recommend(new OrderRequest(
            LabelledPortfolioReader.read(portfolio),
            new IntendedTrade(
                LabelledPortfolioReader.contract(trade.word(0)),
                new Quantity(Decimal.parse(trade.word(1))),
                trade.find("price").map(AccountFixture::price),
                trade.find("leverage").map(Decimal::parse),
                trade.find("position"),
                Optional.empty())));
  }

  private static void answer(SoftAssertions softly, Line line, OrderAdvice advice) {
    softly
        .assertThat(advice.action() + " "
            + advice
                .classification()
                .map(PositionClassification::classification)
                .map(Object::toString)
                .orElse("none"))
        .isEqualTo(line.word(0) + " " + line.word(1));
    Optional<IsolatedMargin> margin = advice.parts().margin();
    Optional<Money> brought = advice.parts().openings().stream()
        .flatMap(opening -> opening.margin().stream())
        .findFirst();
    Map<String, Optional<Decimal>> figures = Map.of(
        "brought", brought.map(Money::amount),
        "quantity", Optional.of(advice.parts().quantity().contracts()),
        "closed", Optional.of(advice.parts().closedQuantity().contracts()),
        "margin", margin.map(m -> m.margin().amount()),
        "target", margin.map(m -> m.targetMargin().amount()),
        "p", margin.map(m -> m.liquidationProbability().fraction()),
        "notional", margin.flatMap(IsolatedMargin::notionalAtTarget).map(Money::amount),
        "residual", advice.classification().map(is -> is.residualNotional().amount()));
    figures.forEach((name, actual) -> line.find(name).ifPresent(text -> {
      double expected = Double.parseDouble(text);
      softly
          .assertThat(actual.map(Decimal::toStatistic).orElse(Double.NaN))
          .as(name)
          .isCloseTo(expected, within(Math.abs(expected) * TOLERANCE));
    }));
  }
}
