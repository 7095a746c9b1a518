package io.crossguard.server.mapping;

import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.rules.LiquidationPolicy;
import io.crossguard.margin.stress.Path;
import io.crossguard.margin.stress.Scenario;
import io.crossguard.v1.Market;
import io.crossguard.v1.StressMarginRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Reads at which other prices an account is to be evaluated. */
public final class StressRequestMapper {
  private final RulesMapper rulesMapper;

  public StressRequestMapper(KnownRuleSets knownRuleSets) {
    this.rulesMapper = new RulesMapper(knownRuleSets);
  }

  /**
   * @param beforeEach runs before each scenario and each snapshot is read or looked at; what it
   *     throws ends the reading
   * @throws RequestException with everything that is wrong with the request, but for snapshots of
   *     the path that don't fit the account
   */
  public StressRequest fromProto(StressMarginRequest message, Runnable beforeEach) {
    FieldPath request = FieldPath.ofRequest(new Violations());
    FieldPath scenariosField = request.child("scenarios");
    scenariosField.requireAtMost(RequestLimits.SCENARIOS_MAX, message.getScenariosCount());
    FieldPath gridsField = request.child("grids");
    gridsField.requireAtMost(RequestLimits.GRIDS_MAX, message.getGridsCount());
    if (message.getScenariosCount() == 0 && message.getGridsCount() == 0 && !message.hasPath()) {
      scenariosField.violation("must have at least one scenario, or grids or a path in its place");
    }
    AccountReading reading = AccountReading.of(RequestParts.of(message), rulesMapper, request);
    Reading<List<Scenario>> scenarios = scenariosField.each(
        message.getScenariosList(), after(beforeEach, ScenarioMapper::fromProto));
    Reading<List<GridReading>> grids =
        gridsField.each(message.getGridsList(), GridReading::fromProto);
    Reading<Optional<Path>> path = path(message, request.child("path"), beforeEach);
    Reading<Optional<LiquidationPolicy>> policy = SimulationRequestMapper.policy(
        message.hasLiquidationPolicy()
            ? Optional.of(message.getLiquidationPolicy())
            : Optional.empty(),
        request.child("liquidationPolicy"));

    ResolvedAccount account = reading.resolve();
    List<GridReading> gridsOfAccount =
        grids.get().stream().map(grid -> grid.of(account)).toList();
    requireAllowedNumber(scenarios.get(), gridsOfAccount, path.get(), scenariosField);
    List<Scenario> all = all(scenarios.get(), gridsOfAccount, account, request, beforeEach);
    LiquidationPolicy liquidation =
        policy.get().orElse(account.rules().conventions().liquidationPolicy());
    return new StressRequest(
        account,
        reading.knownRules().reference(account.account()),
        all,
        path.get(),
        message.getLiquidate() ? Optional.of(liquidation) : Optional.empty());
  }

  private static void requireAllowedNumber(
      List<Scenario> scenarios,
      List<GridReading> grids,
      Optional<Path> path,
      FieldPath scenariosField) {
    long count = scenarios.size();
    count += path.map(given -> given.snapshots().size()).orElse(0);
    for (GridReading grid : grids) {
      count = Math.min(Integer.MAX_VALUE, count + grid.size());
    }
    scenariosField.requireAtMost(RequestLimits.SCENARIOS_MAX, (int) count);
  }

  /** The scenarios of the request, then those of its grids. */
  private static List<Scenario> all(
      List<Scenario> scenarios,
      List<GridReading> grids,
      ResolvedAccount account,
      FieldPath request,
      Runnable beforeEach) {
    ScenarioPlaces places = new ScenarioPlaces();
    List<Scenario> all = new ArrayList<>(scenarios);
    for (int i = 0; i < scenarios.size(); i++) {
      beforeEach.run();
      places.add(scenarios.get(i), request.child("scenarios").at(i));
    }
    for (GridReading grid : grids) {
      places.add(grid);
      Reading<List<Scenario>> made = grid.scenarios();
      if (!made.isFailed()) {
        made.get().forEach(scenario -> places.addId(scenario, grid.field()));
        all.addAll(made.get());
      }
    }
    request.violations().throwIfMalformed();
    places.requireKnown(account);
    request.violations().throwIfInconsistent();
    return all;
  }

  private static Reading<Optional<Path>> path(
      StressMarginRequest message, FieldPath field, Runnable beforeEach) {
    if (!message.hasPath()) {
      return Reading.of(Optional.empty());
    }
    FieldPath snapshotsField = field.child("snapshots");
    List<Market> markets = message.getPath().getSnapshotsList();
    snapshotsField.requireAtMost(RequestLimits.SCENARIOS_MAX, markets.size());
    if (markets.isEmpty()) {
      return snapshotsField.violation("must have at least one snapshot");
    }
    Reading<List<MarketSnapshot>> snapshots =
        snapshotsField.each(markets, after(beforeEach, StressRequestMapper::snapshot));
    return field.reading(() -> Optional.of(new Path(snapshots.get())));
  }

  private static Reading<MarketSnapshot> snapshot(Market message, FieldPath field) {
    Reading<MarketSnapshot> snapshot = MarketMapper.fromProto(message, field);
    return message.hasAsOf() ? snapshot : field.child("asOf").violation("must be set");
  }

  private static <M, T> BiFunction<M, FieldPath, Reading<T>> after(
      Runnable beforeEach, BiFunction<M, FieldPath, Reading<T>> mapper) {
    return (message, field) -> {
      beforeEach.run();
      return mapper.apply(message, field);
    };
  }
}
