package io.crossguard.client.cli;

import static io.crossguard.client.cli.TextTable.Column.figure;
import static io.crossguard.client.cli.TextTable.Column.name;
import static io.crossguard.client.cli.TextTable.Column.text;

import io.crossguard.client.figure.Figures;
import io.crossguard.v1.AssetRule;
import io.crossguard.v1.ExampleFigures;
import io.crossguard.v1.Instrument;
import io.crossguard.v1.ListRuleSetsResponse;
import io.crossguard.v1.RuleSet;
import java.util.ArrayList;
import java.util.List;

/** The rule sets that a service knows, and one of them, as tables. */
final class RuleSetReport {
  private static final String EXAMPLE = "example";
  private static final String PARTLY = "partly";
  private static final String VENUE = "venue";

  private RuleSetReport() {}

  /** A line for each rule set. */
  static String list(List<ListRuleSetsResponse.Summary> ruleSets) {
    TextTable table = new TextTable(
        "Rule sets", name("id"), text("version"), text("as of"), text("kind"), text("source"));
    for (ListRuleSetsResponse.Summary ruleSet : ruleSets) {
      table.row(
          ruleSet.getRuleSetId(),
          ruleSet.getVersion(),
          orAbsent(ruleSet.getAsOf()),
          kind(ruleSet.getExample(), ruleSet.getExampleFiguresList()),
          orAbsent(ruleSet.getSource()));
    }
    return ruleSets.isEmpty()
        ? "The service knows no rule sets."
        : new Page().add(table).add(legend(ruleSets)).text();
  }

  private static List<String> legend(List<ListRuleSetsResponse.Summary> ruleSets) {
    boolean isAllOfVenues = ruleSets.stream()
        .allMatch(ruleSet ->
            kind(ruleSet.getExample(), ruleSet.getExampleFiguresList()).equals(VENUE));
    return isAllOfVenues
        ? List.of()
        : List.of(
            "Warning: examples, and what partly ones name so, are made up: don't trade on them.");
  }

  /** One rule set in full. */
  static String one(RuleSet ruleSet) {
    List<ExampleFigures> examples = examples(ruleSet);
    List<String> head = new ArrayList<>();
    head.add("Rule set "
        + ruleSet.getRuleSetId()
        + " version "
        + ruleSet.getVersion()
        + " ("
        + kind(ruleSet.getExample(), examples)
        + (ruleSet.getAsOf().isEmpty() ? "" : ", as of " + ruleSet.getAsOf())
        + ")");
    if (!ruleSet.getSource().isEmpty()) {
      head.addAll(Page.paragraph("Source:", ruleSet.getSource()));
    }
    head.addAll(ExampleWarning.lines(ruleSet.getExample(), List.of()));
    Page page = new Page().add(head).add(ExampleWarning.table(examples));
    ConventionTables.of(ruleSet).forEach(page::add);
    ScenarioTables.of(ruleSet).forEach(page::add);
    CollateralTables.of(ruleSet).forEach(page::add);
    page.add(instruments(ruleSet));
    ScheduleTables.of(ruleSet).forEach(page::add);
    return page.text();
  }

  /** What is made up in the rule set itself, its assets and its instruments. */
  private static List<ExampleFigures> examples(RuleSet ruleSet) {
    List<ExampleFigures> examples = new ArrayList<>();
    if (!ruleSet.getExampleFigures().isEmpty()) {
      examples.add(
          ExampleFigures.newBuilder().setFigures(ruleSet.getExampleFigures()).build());
    }
    for (AssetRule asset : ruleSet.getAssetsList()) {
      if (!asset.getExampleFigures().isEmpty()) {
        examples.add(ExampleFigures.newBuilder()
            .setAsset(asset.getAsset())
            .setFigures(asset.getExampleFigures())
            .build());
      }
    }
    for (Instrument instrument : ruleSet.getInstrumentsList()) {
      if (!instrument.getExampleFigures().isEmpty()) {
        examples.add(ExampleFigures.newBuilder()
            .setInstrumentId(instrument.getInstrumentId())
            .setFigures(instrument.getExampleFigures())
            .build());
      }
    }
    return examples;
  }

  private static TextTable instruments(RuleSet ruleSet) {
    TextTable table = new TextTable(
        "Instruments",
        text("instrument"),
        text("kind"),
        text("payoff"),
        text("root"),
        text("settles in"),
        figure("multiplier"),
        figure("tick"),
        figure("step"),
        text("schedule"));
    for (Instrument instrument : ruleSet.getInstrumentsList()) {
      table.row(
          instrument.getInstrumentId(),
          Figures.words(instrument.getKind()),
          Figures.words(instrument.getPayoff()),
          instrument.getRoot(),
          instrument.getSettlementAsset(),
          instrument.getMultiplier(),
          orAbsent(instrument.getTickSize()),
          orAbsent(instrument.getQuantityStep()),
          ScheduleTables.form(instrument.getRequirement()));
    }
    return table;
  }

  private static String kind(boolean example, List<ExampleFigures> figures) {
    if (example) {
      return EXAMPLE;
    }
    return figures.isEmpty() ? VENUE : PARTLY;
  }

  private static String orAbsent(String text) {
    return text.isEmpty() ? Figures.ABSENT : text;
  }
}
