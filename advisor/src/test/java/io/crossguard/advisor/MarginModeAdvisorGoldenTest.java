package io.crossguard.advisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.crossguard.advisor.classification.CorrelatedHedge;
import io.crossguard.advisor.classification.HedgeGroup;
import io.crossguard.advisor.classification.PositionTag;
import io.crossguard.advisor.classification.Reason;
import io.crossguard.advisor.policy.AdvisorPolicy;
import io.crossguard.advisor.policy.Correlation;
import io.crossguard.advisor.policy.ModeGranularity;
import io.crossguard.advisor.policy.VenueCapabilities;
import io.crossguard.advisor.recommendation.IsolatedMargin;
import io.crossguard.advisor.recommendation.MarginModeAdvice;
import io.crossguard.advisor.recommendation.PositionAdvice;
import io.crossguard.advisor.recommendation.Recommendation;
import io.crossguard.margin.MarginEngine;
import io.crossguard.margin.evaluation.AccountMargin;
import io.crossguard.margin.evaluation.ScopeKind;
import io.crossguard.margin.evaluation.ScopeMargin;
import io.crossguard.margin.value.Decimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every expectation in {@code golden/expected_*.csv} was worked out by hand. */
class MarginModeAdvisorGoldenTest {
  private static final double TOLERANCE = 1e-4;

  static Stream<String> cases() {
    return GoldenTable.of("expected_accounts").rows().stream().map(row -> row.get("case"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void recommend_matchesWorkedExample(String name) {
    AdviceRequest request = request(name);

    MarginModeAdvice advice = new MarginModeAdvisor().recommend(request);

    List<GoldenTable.Row> expected = GoldenTable.of("expected_positions").rows(name);
    assertThat(advice.positions()).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertPosition(advice.positions().get(i), expected.get(i));
    }
    assertGroups(advice.hedgeGroups(), GoldenTable.of("expected_groups").rows(name));
    assertCorrelatedHedges(
        advice.correlatedHedges(), GoldenTable.of("correlations").rows(name));
    assertAccount(
        request, advice, GoldenTable.of("expected_accounts").rows(name).get(0));
  }

  private static void assertPosition(PositionAdvice advice, GoldenTable.Row expected) {
    assertThat(advice.positionId()).isEqualTo(expected.get("positionId"));
    assertThat(advice.classification().classification())
        .hasToString(expected.get("classification"));
    assertThat(advice.recommendation().action()).hasToString(expected.get("action"));
    near(
        expected.find("matchedNotional"),
        Optional.of(advice.classification().matchedNotional().amount()));
    near(
        expected.find("residualNotional"),
        Optional.of(advice.classification().residualNotional().amount()));
    assertThat(advice.classification().marginHedged().map(Object::toString))
        .isEqualTo(expected.find("marginHedged"));
    near(expected.find("quantity"), quantity(advice.recommendation()));
    Optional<IsolatedMargin> margin = margin(advice.recommendation());
    near(expected.find("margin"), margin.map(m -> m.margin().amount()));
    near(expected.find("targetMargin"), margin.map(m -> m.targetMargin().amount()));
    near(expected.find("transfer"), transfer(advice.recommendation()));
    expected
        .find("probability")
        .ifPresent(probability -> assertThat(
                margin.orElseThrow().liquidationProbability().fraction().toStatistic())
            .isCloseTo(Double.parseDouble(probability), within(0.001)));
    near(
        expected.find("notionalAtTarget"),
        margin.flatMap(IsolatedMargin::notionalAtTarget).map(n -> n.amount()));
    assertThat(advice.reasons()).allSatisfy(r -> assertThat(r.message()).endsWith("."));
  }

  private static void assertGroups(List<HedgeGroup> groups, List<GoldenTable.Row> expected) {
    assertThat(groups).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      HedgeGroup group = groups.get(i);
      GoldenTable.Row row = expected.get(i);
      assertThat(group.hedgeGroupId()).isEqualTo(row.get("hedgeGroupId"));
      assertThat(group.classification()).hasToString(row.get("classification"));
      near(row.find("longNotional"), Optional.of(group.longNotional().amount()));
      near(row.find("shortNotional"), Optional.of(group.shortNotional().amount()));
      near(row.find("relativeDifference"), Optional.of(group.relativeDifference()));
      near(row.find("hedgeRatio"), Optional.of(group.hedgeRatio()));
    }
  }

  private static void assertCorrelatedHedges(
      List<CorrelatedHedge> hedges, List<GoldenTable.Row> expected) {
    assertThat(hedges).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      CorrelatedHedge hedge = hedges.get(i);
      GoldenTable.Row row = expected.get(i);
      assertThat(hedge.larger().groupId()).isEqualTo(row.get("larger"));
      assertThat(hedge.smaller().groupId()).isEqualTo(row.get("smaller"));
      near(row.find("rSquared"), Optional.of(hedge.rSquared()));
      near(row.find("beta"), Optional.of(hedge.beta()));
      near(row.find("residualTail"), Optional.of(hedge.residualTail()));
    }
  }

  private static void assertAccount(
      AdviceRequest request, MarginModeAdvice advice, GoldenTable.Row expected) {
    AccountMargin margin = new MarginEngine().evaluateMargin(request.account());
    ScopeMargin cross = margin.scopes().stream()
        .filter(scope -> scope.kind() == ScopeKind.CROSS)
        .findFirst()
        .orElseThrow();
    near(expected.find("crossBalance"), Optional.of(cross.marginBalance().amount()));
    near(
        expected.find("maintenanceMargin"),
        Optional.of(cross.maintenanceMargin().amount()));
    near(
        expected.find("worstCaseBefore"),
        advice.before().worstCaseLoss().map(loss -> loss.amount()));
    expected
        .find("worstCaseAfterMax")
        .ifPresent(
            most -> assertThat(advice.after().worstCaseLoss().orElseThrow().amount())
                .isLessThanOrEqualTo(Decimal.parse(most)));
    Set<String> codes = codes(advice);
    assertThat(codes).containsAll(words(expected.get("codes")));
    assertThat(codes).doesNotContainAnyElementsOf(words(expected.get("codesAbsent")));
  }

  private static Set<String> codes(MarginModeAdvice advice) {
    List<Reason> reasons = new ArrayList<>(advice.reasons());
    advice.positions().forEach(position -> reasons.addAll(position.reasons()));
    return reasons.stream().map(r -> r.code().toString()).collect(Collectors.toSet());
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : Arrays.asList(text.split(" "));
  }

  private static void near(Optional<String> expected, Optional<Decimal> actual) {
    if (expected.isEmpty()) {
      return;
    }
    double value = Double.parseDouble(expected.get());
    assertThat(actual.orElseThrow().toStatistic())
        .isCloseTo(value, within(Math.abs(value) * TOLERANCE));
  }

  static Optional<IsolatedMargin> margin(Recommendation recommendation) {
    if (recommendation instanceof Recommendation.MoveToIsolated move) {
      return Optional.of(move.margin());
    }
    if (recommendation instanceof Recommendation.KeepIsolated keep) {
      return keep.margin();
    }
    if (recommendation instanceof Recommendation.Split split) {
      return Optional.of(split.margin());
    }
    return recommendation instanceof Recommendation.Reduce reduce
        ? reduce.margin()
        : Optional.empty();
  }

  private static Optional<Decimal> transfer(Recommendation recommendation) {
    return recommendation instanceof Recommendation.MoveToCross move
        ? Optional.of(move.transfer().amount())
        : margin(recommendation).map(m -> m.transfer().amount());
  }

  static Optional<Decimal> quantity(Recommendation recommendation) {
    if (recommendation instanceof Recommendation.Split split) {
      return Optional.of(split.quantity().contracts());
    }
    return recommendation instanceof Recommendation.Reduce reduce
        ? Optional.of(reduce.quantity().contracts())
        : Optional.empty();
  }

  private static AdviceRequest request(String name) {
    AccountFixture fixture = new AccountFixture();
    for (GoldenTable.Row row : GoldenTable.of("balances").rows(name)) {
      String asset = row.get("asset");
      fixture
          .asset(asset, row.get("root"), row.get("haircut"))
          .index(asset, row.get("price"))
          .balance(asset, row.get("quantity"));
      row.find("conversion").ifPresent(rate -> fixture.conversion(asset, row.get("root"), rate));
    }
    GoldenTable.of("positions").rows(name).forEach(row -> position(fixture, row));
    GoldenTable.of("volatilities")
        .rows(name)
        .forEach(row -> fixture.volatility(row.get("root"), row.get("volatility")));
    GoldenTable.of("correlations")
        .rows(name)
        .forEach(row -> fixture.correlation(new Correlation(
            row.get("firstRoot"),
            row.get("secondRoot"),
            Decimal.parse(row.get("coefficient")),
            Optional.of(Duration.ofHours(Long.parseLong(row.get("sampleHours")))),
            Correlation.Betas.UNKNOWN)));
    boolean isTagged = name.equals("a bet that its owner calls a hedge");
    boolean isFlatOnly = name.equals("the venue switches modes of flat positions only");
    return new AdviceRequest(
        fixture.account(),
        fixture.riskInputs(),
        AdvisorPolicy.defaults(),
        isFlatOnly
            ? new VenueCapabilities(ModeGranularity.PER_SYMBOL, false, true, true, Optional.empty())
            : VenueCapabilities.defaults(),
        Map.of(),
        isTagged ? List.of(new PositionTag("eth", "Hedge")) : List.of());
  }

  private static void position(AccountFixture fixture, GoldenTable.Row row) {
    String id = row.get("positionId");
    String instrument = id + "-contract";
    if (row.get("kind").equals("FUTURE")) {
      fixture.future(
          instrument,
          row.get("root"),
          row.get("maintenanceRate"),
          row.get("initialRate"),
          Integer.parseInt(row.get("expiryHours")));
    } else {
      fixture.perpetual(
          instrument, row.get("root"), row.get("maintenanceRate"), row.get("initialRate"));
    }
    fixture.mark(instrument, row.get("mark"));
    String quantity = row.get("quantity");
    row.find("isolatedMargin")
        .ifPresentOrElse(
            margin -> fixture.isolated(id, instrument, quantity, row.get("entry"), margin),
            () -> fixture.cross(id, instrument, quantity, row.get("entry")));
  }
}
