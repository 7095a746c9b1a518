package io.crossguard.client.cli;

import static io.crossguard.client.cli.TextTable.Column.figure;
import static io.crossguard.client.cli.TextTable.Column.text;

import io.crossguard.client.figure.Figures;
import io.crossguard.v1.RuleSet;
import io.crossguard.v1.ScenarioMargin;
import java.util.List;

/** The portfolio margin of a rule set: its shocks, and what joins the worst of them. */
final class ScenarioTables {
  private static final String NONE = "0";
  private static final String UNCHANGED = "1";

  private ScenarioTables() {}

  /** Two tables; none where the rule set has no portfolio margin. */
  static List<TextTable> of(RuleSet ruleSet) {
    return ruleSet.hasScenarioMargin()
        ? List.of(terms(ruleSet.getScenarioMargin()), shocks(ruleSet.getScenarioMargin()))
        : List.of();
  }

  private static TextTable terms(ScenarioMargin scenarios) {
    ScenarioMargin.Contingencies contingencies = scenarios.getContingencies();
    return new TextTable("Portfolio margin", text("rule"), text("here"))
        .row("roots", String.join(", ", scenarios.getRootsList()))
        .row("contingency of coins", percent(contingencies.getSpot(), NONE))
        .row("of perpetuals", percent(contingencies.getPerpetual(), NONE))
        .row("of futures", percent(contingencies.getFuture(), NONE))
        .row("of options sold short", percent(contingencies.getOption(), NONE))
        .row("initial to maintenance", Figures.exact(scenarios.getInitialFactor()));
  }

  private static TextTable shocks(ScenarioMargin scenarios) {
    TextTable table = new TextTable(
        "Shocks", figure("prices"), figure("volatilities"), figure("of the loss counts"));
    for (ScenarioMargin.Shock shock : scenarios.getShocksList()) {
      table.row(
          Figures.exactPercent(shock.getPriceFactor()),
          percent(shock.getVolatilityFactor(), UNCHANGED),
          percent(shock.getWeight(), UNCHANGED));
    }
    return table;
  }

  private static String percent(String fraction, String unset) {
    return Figures.exactPercent(fraction.isEmpty() ? unset : fraction);
  }
}
