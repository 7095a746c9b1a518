package io.crossguard.client.cli;

import static io.crossguard.client.cli.TextTable.Column.figure;
import static io.crossguard.client.cli.TextTable.Column.text;

import io.crossguard.client.figure.Figures;
import io.crossguard.v1.Instrument;
import io.crossguard.v1.OptionTerms;
import io.crossguard.v1.Requirement;
import io.crossguard.v1.RuleSet;
import io.crossguard.v1.ShortOptionAmounts;
import io.crossguard.v1.ShortOptionRates;
import java.util.List;
import java.util.stream.Stream;

/** What the options of a rule set are about and what they need, with all digits. */
final class OptionTables {
  private OptionTables() {}

  static List<TextTable> of(RuleSet ruleSet) {
    return List.of(terms(ruleSet), rates(ruleSet), amounts(ruleSet));
  }

  private static TextTable terms(RuleSet ruleSet) {
    TextTable table = new TextTable(
        "Options", text("instrument"), text("type"), figure("strike"), text("premium"));
    for (Instrument instrument : ruleSet.getInstrumentsList()) {
      if (instrument.hasOption()) {
        OptionTerms option = instrument.getOption();
        table.row(
            instrument.getInstrumentId(),
            Figures.words(option.getType()),
            Figures.exact(option.getStrike()),
            option.getPremium() == OptionTerms.Premium.PAID_UP_FRONT
                ? "paid up front"
                : "margined");
      }
    }
    return table;
  }

  private static TextTable rates(RuleSet ruleSet) {
    TextTable table = new TextTable(
        "Short options: shares of the underlying, less what they are out of the money",
        text("instrument"),
        figure("initial"),
        figure("least"),
        figure("maintenance"),
        figure("of the mark"),
        figure("× maintenance"),
        text("mark joins"),
        figure("long"));
    instruments(ruleSet, Requirement.KindCase.SHORT_OPTION_RATES).forEach(instrument -> {
      ShortOptionRates rates = instrument.getRequirement().getShortOptionRates();
      table.row(
          instrument.getInstrumentId(),
          Figures.exactPercent(rates.getInitialRate()),
          Figures.exactPercent(rates.getInitialRateLeast()),
          Figures.exactPercent(rates.getMaintenanceRate()),
          Figures.exactPercent(rates.getMaintenanceMarkRate()),
          Figures.exact(rates.getInitialToMaintenance()),
          rates.getMarkJoins() ? "yes" : "no",
          Figures.exactPercent(rates.getLongInitialRate()));
    });
    return table;
  }

  private static TextTable amounts(RuleSet ruleSet) {
    TextTable table = new TextTable(
        "Short options: amounts a unit of the underlying, in the settlement asset",
        text("instrument"),
        figure("initial"),
        figure("maintenance"),
        figure("long"));
    instruments(ruleSet, Requirement.KindCase.SHORT_OPTION_AMOUNTS).forEach(instrument -> {
      ShortOptionAmounts amounts = instrument.getRequirement().getShortOptionAmounts();
      table.row(
          instrument.getInstrumentId(),
          Figures.exact(amounts.getInitial()),
          Figures.exact(amounts.getMaintenance()),
          Figures.exactPercent(amounts.getLongInitialRate()));
    });
    return table;
  }

  private static Stream<Instrument> instruments(RuleSet ruleSet, Requirement.KindCase kind) {
    return ruleSet.getInstrumentsList().stream()
        .filter(instrument -> instrument.getRequirement().getKindCase() == kind);
  }
}
