package io.crossguard.client.report;

import static java.util.Objects.requireNonNull;

import io.crossguard.client.MarginClient;
import io.crossguard.v1.Account;
import io.crossguard.v1.Change;
import io.crossguard.v1.ChangeOutcome;
import io.crossguard.v1.EvaluateMarginResponse;
import io.crossguard.v1.Exposure;
import io.crossguard.v1.Instrument;
import io.crossguard.v1.MarginScope;
import io.crossguard.v1.PlanStep;
import io.crossguard.v1.PreviewChangesResponse;
import io.crossguard.v1.RecommendMarginModesRequest;
import io.crossguard.v1.RecommendMarginModesResponse;
import io.crossguard.v1.RuleSet;
import io.crossguard.v1.Scenario;
import io.crossguard.v1.ScopeLiquidation;
import io.crossguard.v1.StressResult;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Asks the service for every figure of a page. Nothing that it answers is computed here. */
final class FigureCollector {
  /** Most coins whose moves are shown. */
  static final int ROOTS_MAX = 6;

  /** Most scopes whose liquidation is told. */
  static final int WATERFALLS_MAX = 6;

  // A scope at the prices of a scenario, or a closing, takes some hundred bytes of a message, which
  // has four million at most.
  private static final int ROWS_MAX = 5_000;

  private final RecommendMarginModesRequest request;
  private final MarginClient client;
  private final Consumer<String> progress;

  FigureCollector(
      RecommendMarginModesRequest request, MarginClient client, Consumer<String> progress) {
    this.request = request;
    this.client = client;
    this.progress = progress;
  }

  ReportFigures collect() {
    progress.accept("asking for the advice");
    RecommendMarginModesResponse advice = client.recommendMarginModes(request);
    RuleSet rules =
        request.hasRuleSet() ? request.getRuleSet() : client.getRuleSet(request.getRuleSetId());
    Terms terms = Terms.of(rules);
    EvaluateMarginResponse margin =
        client.evaluateMargin(question(request.getAccount()).evaluation());
    List<String> roots = roots(terms, margin.getExposuresList());
    MoveGrid grid = new MoveGrid(roots.stream().limit(ROOTS_MAX).toList());
    progress.accept("moving the prices of " + String.join(", ", grid.roots()));
    Snapshot today = snapshot(request.getAccount(), margin, grid);
    progress.accept("moving them again for the account after the advice");
    Optional<Snapshot> after = after(advice, grid);
    return new ReportFigures(
        request, terms, advice, grid, roots.size() - grid.roots().size(), today, after);
  }

  private Question question(Account account) {
    return new Question(request, account);
  }

  /**
   * The coins that move the account, the largest exposure first. An asset that contracts settle in,
   * as a dollar coin does, is none of them unless a contract is on it.
   */
  private List<String> roots(Terms terms, List<Exposure> exposures) {
    List<Instrument> held = request.getAccount().getPositionsList().stream()
        .map(position -> terms.instrument(position.getInstrumentId()))
        .toList();
    Set<String> traded = held.stream().map(Instrument::getRoot).collect(Collectors.toSet());
    Set<String> settled =
        held.stream().map(Instrument::getSettlementAsset).collect(Collectors.toSet());
    return exposures.stream()
        .filter(exposure ->
            traded.contains(exposure.getRoot()) || !settled.contains(exposure.getRoot()))
        .filter(exposure -> !held.isEmpty())
        .sorted(
            Comparator.comparing((Exposure exposure) -> new BigDecimal(exposure.getGrossNotional()))
                .reversed())
        .map(Exposure::getRoot)
        .toList();
  }

  private Optional<Snapshot> after(RecommendMarginModesResponse advice, MoveGrid grid) {
    List<Change> changes =
        advice.getPlan().getStepsList().stream().map(PlanStep::getChange).toList();
    if (changes.isEmpty()) {
      return Optional.empty();
    }
    PreviewChangesResponse preview =
        client.previewChanges(question(request.getAccount()).preview(changes));
    if (!preview.getAccepted()) {
      return Optional.empty();
    }
    List<ChangeOutcome> outcomes = preview.getOutcomesList();
    EvaluateMarginResponse margin = outcomes.get(outcomes.size() - 1).getAfter();
    Snapshot unmoved = new Snapshot(margin, Map.of(), List.of());
    return Optional.of(PlannedAccount.of(request.getAccount(), changes, outcomes)
        .map(account -> snapshot(account, margin, grid))
        .filter(snapshot -> standsAsToday(snapshot))
        .orElse(unmoved));
  }

  /** Whether the account that was moved is, at today's prices, the one that the service told of. */
  private static boolean standsAsToday(Snapshot snapshot) {
    List<StressResult.Scope> unmoved = snapshot.scopes(MoveGrid.idAlone(0, 0));
    List<MarginScope> scopes = snapshot.margin().getScopesList();
    if (unmoved.size() != scopes.size()) {
      return false;
    }
    for (int i = 0; i < scopes.size(); i++) {
      MarginScope scope = scopes.get(i);
      if (!scope.getScopeId().equals(unmoved.get(i).getScopeId())
          || differ(scope.getMarginBalance(), unmoved.get(i).getMarginBalance())
          || differ(scope.getMaintenanceMargin(), unmoved.get(i).getMaintenanceMargin())) {
        return false;
      }
    }
    return true;
  }

  private static boolean differ(String figure, String other) {
    return new BigDecimal(figure).compareTo(new BigDecimal(other)) != 0;
  }

  private Snapshot snapshot(Account account, EvaluateMarginResponse margin, MoveGrid grid) {
    List<Scenario> scenarios = grid.scenarios();
    if (scenarios.isEmpty()) {
      return new Snapshot(margin, Map.of(), List.of());
    }
    int scopes = margin.getScopesCount();
    Map<String, StressResult> moved = stress(account, scenarios, false, scopes);
    return new Snapshot(margin, moved, waterfalls(account, moved, margin.getScopesList(), grid));
  }

  /**
   * All scenarios in as few calls as answers of a message's size allow: in one, unless an account
   * has very many scopes.
   *
   * @param rows how many parts the answer to a scenario has
   */
  private Map<String, StressResult> stress(
      Account account, List<Scenario> scenarios, boolean liquidate, int rows) {
    int most = Math.max(1, ROWS_MAX / Math.max(1, rows));
    Map<String, StressResult> results = new HashMap<>();
    for (int from = 0; from < scenarios.size(); from += most) {
      List<Scenario> some = scenarios.subList(from, Math.min(from + most, scenarios.size()));
      client
          .stressMargin(question(account).stress(some, liquidate))
          .getResultsList()
          .forEach(result -> results.put(result.getScenarioId(), result));
    }
    return results;
  }

  private List<Waterfall> waterfalls(
      Account account, Map<String, StressResult> moved, List<MarginScope> scopes, MoveGrid grid) {
    Map<String, FirstLiquidation> all = FirstLiquidation.byScope(moved, grid);
    Map<String, FirstLiquidation> firsts = new LinkedHashMap<>();
    scopes.stream()
        .map(MarginScope::getScopeId)
        .filter(all::containsKey)
        .limit(WATERFALLS_MAX)
        .forEach(scopeId -> firsts.put(scopeId, requireNonNull(all.get(scopeId))));
    if (firsts.isEmpty()) {
      return List.of();
    }
    Set<Scenario> scenarios = new LinkedHashSet<>();
    firsts.values().forEach(first -> scenarios.add(grid.alone(first.root(), first.move())));
    Map<String, StressResult> results =
        stress(account, List.copyOf(scenarios), true, scopes.size() + account.getPositionsCount());
    List<Waterfall> waterfalls = new ArrayList<>();
    firsts.forEach((scopeId, first) -> results
        .getOrDefault(
            MoveGrid.idAlone(first.root(), first.move()), StressResult.getDefaultInstance())
        .getLiquidationsList()
        .stream()
        .filter(liquidation -> isOf(liquidation, scopeId))
        .forEach(liquidation -> waterfalls.add(
            new Waterfall(grid.roots().get(first.root()), first.move(), liquidation))));
    return waterfalls;
  }

  private static boolean isOf(ScopeLiquidation liquidation, String scopeId) {
    return liquidation.getScopeId().equals(scopeId);
  }
}
