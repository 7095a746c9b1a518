package io.crossguard.client.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.v1.Account;
import io.crossguard.v1.Balance;
import io.crossguard.v1.EvaluateMarginResponse;
import io.crossguard.v1.MarginScope;
import io.crossguard.v1.RecommendMarginModesRequest;
import io.crossguard.v1.RecommendMarginModesResponse;
import io.crossguard.v1.Scenario;
import io.crossguard.v1.StressMarginRequest;
import io.crossguard.v1.StressResult;
import io.crossguard.v1.UnderlyingDistance;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The page of the shipped example has the figures that the service answers. */
class AccountPageTest {
  private static final RecommendMarginModesRequest EXAMPLE = ReportPage.example();
  private static final ReportPage PAGE = ReportPage.of(EXAMPLE);

  @Test
  void glance_hasTheScopesOfTheEvaluation() {
    EvaluateMarginResponse margin = ReportPage.answered(
        client -> client.evaluateMargin(new Question(EXAMPLE, EXAMPLE.getAccount()).evaluation()));

    List<List<String>> rows = PAGE.rows("Scopes");

    assertThat(rows).hasSize(margin.getScopesCount());
    for (int i = 0; i < rows.size(); i++) {
      MarginScope scope = margin.getScopes(i);
      assertThat(rows.get(i))
          .startsWith(
              scope.getScopeId(),
              "✓ Healthy",
              percent(scope.getMarginRatio()),
              money(scope.getMarginBalance()),
              money(scope.getMaintenanceMargin()),
              money(scope.getFreeMargin()));
    }
  }

  @Test
  void advice_hasEveryReasonAndEveryStep() {
    RecommendMarginModesResponse advice =
        ReportPage.answered(client -> client.recommendMarginModes(EXAMPLE));

    String text = PAGE.section("advice").getTextContent().replace('\u00a0', ' ');

    assertThat(advice.getPositionsList())
        .allSatisfy(position -> assertThat(position.getReasonsList())
            .isNotEmpty()
            .allSatisfy(reason -> assertThat(text).contains(reason.getMessage())));
    assertThat(advice.getPlan().getStepsList())
        .isNotEmpty()
        .allSatisfy(step -> assertThat(text).contains(step.getMessage()));
    assertThat(PAGE.rows("The account before and after"))
        .contains(
            List.of(
                "Equity, USD",
                money(advice.getBefore().getEquity()),
                money(advice.getAfter().getEquity())),
            List.of(
                "Cross margin ratio",
                percent(advice.getBefore().getMarginRatio()),
                percent(advice.getAfter().getMarginRatio())),
            List.of(
                "Worst-case loss, USD",
                money(advice.getBefore().getWorstCaseLoss()),
                money(advice.getAfter().getWorstCaseLoss())));
  }

  @Test
  void moves_haveTheFiguresOfAScenario() {
    StressResult.Scope scope = stressed("SOL", "0.4").getScopes(0);

    assertThat(PAGE.rows("cross in USD if SOL moves"))
        .contains(List.of(
            "−60 %",
            "today",
            money(scope.getMarginBalance()),
            money(scope.getMaintenanceMargin()),
            "–",
            "■ Bankrupt"));
  }

  @Test
  void moves_ofABetThatWasIsolated_leaveTheCrossScopeAlone() {
    // 770,000 less the 156,100 that go with the bet.
    assertThat(PAGE.rows("cross in USD if SOL moves"))
        .filteredOn(row -> row.get(1).equals("after"))
        .hasSize(7)
        .allSatisfy(row -> assertThat(row.get(2)).isEqualTo("613,900.00"));
  }

  @Test
  void curve_ofTheService_isAStraightLine_markedWhereItLiquidates() {
    // Balances rise in a straight line, so the middle of the curve is the mean of its ends.
    DrawnChart chart =
        new DrawnChart(ReportPage.elements(PAGE.section("moves"), "svg").get(0));
    List<DrawnChart.Point> balance = chart.lines("var(--today)", "2.4").get(0);
    UnderlyingDistance distance = ReportPage.answered(client ->
            client.evaluateMargin(new Question(EXAMPLE, EXAMPLE.getAccount()).evaluation()))
        .getScopes(0)
        .getDistancesList()
        .stream()
        .filter(candidate -> candidate.getRoot().equals("SOL"))
        .findFirst()
        .orElseThrow();

    assertThat(balance).hasSize(61);
    assertThat(balance.get(0).y()).isGreaterThan(balance.get(60).y());
    assertThat(balance.get(30).y())
        .isCloseTo((balance.get(0).y() + balance.get(60).y()) / 2, Offset.offset(0.11));
    double share = (Double.parseDouble(distance.getDown().getMove()) + 0.6) / 1.2;
    double width = balance.get(60).x() - balance.get(0).x();
    assertThat(chart.lines("var(--today)", "1.4").get(0).get(0).x())
        .isCloseTo(balance.get(0).x() + share * width, Offset.offset(0.6));
  }

  @Test
  void distances_areThoseOfTheEvaluation() {
    // Worked in the advisor's notes: SOL down 50.43 % today, and no such move after the advice.
    assertThat(PAGE.rows("Distances"))
        .contains(
            List.of("cross", "SOL", "−50.43 %", "never", "–", "–"),
            List.of("cross", "BTC", "never", "+2,055.56 %", "never", "+1,705.28 %"));
  }

  @Test
  void grid_hasTheRatioOfTheCrossScopeInEachCell() {
    StressResult both = ReportPage.answered(
            client -> client.stressMargin(stress(Scenario.newBuilder()
                .setScenarioId("both")
                .addRootFactors(factor("SOL", "0.5"))
                .addRootFactors(factor("BTC", "1.2")))))
        .getResults(0);
    BigDecimal ratio = new BigDecimal(both.getScopes(0).getMarginRatio());

    // SOL is across, from −50 %; BTC is down.
    List<String> row = PAGE.rows("Margin ratio today").stream()
        .filter(cells -> cells.get(0).equals("+20"))
        .findFirst()
        .orElseThrow();

    assertThat(both.getScopes(0).getStatus()).isEqualTo(MarginScope.Status.LIQUIDATABLE);
    assertThat(row.get(1))
        .isEqualTo(ratio.movePointRight(2).setScale(0, RoundingMode.HALF_EVEN) + "✕Liquidatable");
    assertThat(PAGE.rows("Margin ratio after"))
        .hasSize(9)
        .allSatisfy(cells -> assertThat(cells).hasSize(10));
  }

  @Test
  void liquidation_ofTheCrossScope_startsAtTheNextStepOfTheGrid() {
    // −50.43 % liquidates, so of steps of 2 % it is −52 %: 10,000 SOL lose 78 each.
    assertThat(PAGE.section("liquidation").getTextContent().replace('\u00a0', ' '))
        .contains("cross at SOL −52 %", "−780,000.00");
  }

  @Test
  void exposure_netsTheBasisTrade() {
    assertThat(PAGE.rows("Exposures today"))
        .contains(List.of("BTC", "600,000.00", "600,000.00", "0.00", "0.00 %"));
  }

  @Test
  void html_ofTheSameRequest_isTheSame() {
    assertThat(ReportPage.of(EXAMPLE).markup()).isEqualTo(PAGE.markup());
  }

  @Test
  void html_withHostileNames_showsThemAsText() {
    String hostile = "</title><script>alert('x')</script><!--\" onload=\"x]]>\u202e&amp;";
    RecommendMarginModesRequest.Builder request = EXAMPLE.toBuilder();
    request.getAccountBuilder().setAccountId(hostile);
    request.getAccountBuilder().getPositionsBuilder(1).setPositionId(hostile);

    ReportPage page = ReportPage.of(request.build());

    assertThat(page.elements("script")).isEmpty();
    assertThat(page.elements("h1").get(0).getTextContent()).isEqualTo("Account " + hostile);
    assertThat(page.elements("h3"))
        .anySatisfy(heading -> assertThat(heading.getTextContent()).startsWith(hostile));
    assertThat(page.markup()).doesNotContain("<script", "<!--", "onload=\"x");
  }

  @Test
  void html_ofAnAccountWithoutPositions_saysSo() {
    RecommendMarginModesRequest request = EXAMPLE.toBuilder()
        .setAccount(Account.newBuilder()
            .setAccountId("empty")
            .addBalances(Balance.newBuilder().setAsset("USDT").setQuantity("5000")))
        .build();

    ReportPage page = ReportPage.of(request);

    assertThat(page.text()).contains("The account has no positions", "5,000.00 USD");
    assertThat(page.elements("section"))
        .extracting(section -> section.getAttribute("aria-labelledby"))
        .containsExactly("glance", "exposure");
  }

  @Test
  void html_ofAnAccountWithNothing_isAPageToo() {
    ReportPage page = ReportPage.of(EXAMPLE.toBuilder()
        .setAccount(Account.newBuilder().setAccountId("nothing"))
        .build());

    assertThat(page.text()).contains("The account has no positions", "exposed to no coin");
  }

  private static StressResult stressed(String root, String factor) {
    return ReportPage.answered(client -> client.stressMargin(stress(
            Scenario.newBuilder().setScenarioId("one").addRootFactors(factor(root, factor)))))
        .getResults(0);
  }

  private static StressMarginRequest stress(Scenario.Builder scenario) {
    return StressMarginRequest.newBuilder()
        .setAccount(EXAMPLE.getAccount())
        .setMarket(EXAMPLE.getMarket())
        .setRuleSet(EXAMPLE.getRuleSet())
        .addScenarios(scenario)
        .build();
  }

  private static Scenario.RootFactor factor(String root, String factor) {
    return Scenario.RootFactor.newBuilder().setRoot(root).setFactor(factor).build();
  }

  private static String percent(String fraction) {
    return new BigDecimal(fraction).movePointRight(2).setScale(2, RoundingMode.HALF_UP) + " %";
  }

  private static String money(String amount) {
    return new DecimalFormat("#,##0.00;−#,##0.00", DecimalFormatSymbols.getInstance(Locale.ROOT))
        .format(new BigDecimal(amount));
  }
}
