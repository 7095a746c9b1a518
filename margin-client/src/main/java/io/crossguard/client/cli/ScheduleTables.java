package io.crossguard.client.cli;

import static io.crossguard.client.cli.TextTable.Column.figure;
import static io.crossguard.client.cli.TextTable.Column.text;

import io.crossguard.client.figure.Figures;
import io.crossguard.v1.ClosingFee;
import io.crossguard.v1.Instrument;
import io.crossguard.v1.LinearInSize;
import io.crossguard.v1.MarginTier;
import io.crossguard.v1.PowerOfNotional;
import io.crossguard.v1.ProfitWeight;
import io.crossguard.v1.Requirement;
import io.crossguard.v1.RequirementTerms;
import io.crossguard.v1.RuleSet;
import io.crossguard.v1.SquareRootOfSize;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the positions of a rule set need: every tier and every rate, with all digits. */
final class ScheduleTables {
  private ScheduleTables() {}

  /** A table for each instrument with tiers, then one for each other form, and what joins them. */
  static List<TextTable> of(RuleSet ruleSet) {
    List<TextTable> tables = new ArrayList<>();
    ruleSet.getInstrumentsList().forEach(instrument -> tables.addAll(tiers(instrument)));
    tables.add(linearInSize(ruleSet));
    tables.add(powerOfNotional(ruleSet));
    tables.add(squareRootOfSize(ruleSet));
    tables.addAll(OptionTables.of(ruleSet));
    tables.add(closingFees(ruleSet));
    tables.add(amounts(ruleSet));
    tables.add(profitWeights(ruleSet));
    return tables;
  }

  /** The form of a schedule in words. */
  static String form(Requirement requirement) {
    return switch (requirement.getKindCase()) {
      case MARGINAL_TIERS -> requirement.getMarginalTiers().getTiersCount() + " marginal tiers";
      case WHOLE_POSITION_TIERS ->
        requirement.getWholePositionTiers().getTiersCount() + " whole tiers";
      case LINEAR_IN_SIZE -> "linear in size";
      case POWER_OF_NOTIONAL -> "power of notional";
      case SQUARE_ROOT_OF_SIZE -> "square root of size";
      case SHORT_OPTION_RATES -> "option rates";
      case SHORT_OPTION_AMOUNTS -> "option amounts";
      case KIND_NOT_SET -> Figures.ABSENT;
    };
  }

  private static List<TextTable> tiers(Instrument instrument) {
    Requirement requirement = instrument.getRequirement();
    String from = instrument.getInstrumentId() + ", notional in " + instrument.getSettlementAsset();
    return switch (requirement.getKindCase()) {
      case MARGINAL_TIERS ->
        List.of(
            tiers("Marginal tiers of " + from, requirement.getMarginalTiers().getTiersList()));
      case WHOLE_POSITION_TIERS ->
        List.of(tiers(
            "Whole-position tiers of " + from,
            requirement.getWholePositionTiers().getTiersList()));
      default -> List.of();
    };
  }

  private static TextTable tiers(String title, List<MarginTier> tiers) {
    TextTable table = new TextTable(
        title,
        figure("tier"),
        figure("from"),
        figure("maintenance"),
        figure("deduction"),
        figure("initial"),
        figure("leverage"));
    for (int i = 0; i < tiers.size(); i++) {
      MarginTier tier = tiers.get(i);
      table.row(
          Integer.toString(i),
          Figures.exact(tier.getNotionalFloor()),
          Figures.exactPercent(tier.getMaintenanceRate()),
          Figures.exact(tier.getMaintenanceDeduction()),
          Figures.exactPercent(tier.getInitialRate()),
          Figures.exact(tier.getMaxLeverage()));
    }
    return table;
  }

  private static TextTable linearInSize(RuleSet ruleSet) {
    TextTable table = new TextTable(
        "Rates linear in size: base + slope × coins",
        text("instrument"),
        figure("initial"),
        figure("slope"),
        figure("maintenance"),
        figure("slope"));
    instruments(ruleSet, Requirement.KindCase.LINEAR_IN_SIZE).forEach(instrument -> {
      LinearInSize rates = instrument.getRequirement().getLinearInSize();
      table.row(
          instrument.getInstrumentId(),
          Figures.exactPercent(rates.getInitialBase()),
          Figures.exactPercent(rates.getInitialSlope()),
          Figures.exactPercent(rates.getMaintenanceBase()),
          Figures.exactPercent(rates.getMaintenanceSlope()));
    });
    return table;
  }

  private static TextTable powerOfNotional(RuleSet ruleSet) {
    TextTable table = new TextTable(
        "Rates by a power: max(base, factor × notional^0.8), maintenance in proportion to the bases",
        text("instrument"),
        figure("initial"),
        figure("maintenance"),
        figure("factor"));
    instruments(ruleSet, Requirement.KindCase.POWER_OF_NOTIONAL).forEach(instrument -> {
      PowerOfNotional rates = instrument.getRequirement().getPowerOfNotional();
      table.row(
          instrument.getInstrumentId(),
          Figures.exactPercent(rates.getInitialBase()),
          Figures.exactPercent(rates.getMaintenanceBase()),
          Figures.exact(rates.getInitialFactor()));
    });
    return table;
  }

  private static TextTable squareRootOfSize(RuleSet ruleSet) {
    TextTable table = new TextTable(
        "Rates by a root: max(base, 0.8 × base + factor × √coins)",
        text("instrument"),
        figure("initial"),
        figure("factor"),
        figure("maintenance"),
        figure("factor"));
    instruments(ruleSet, Requirement.KindCase.SQUARE_ROOT_OF_SIZE).forEach(instrument -> {
      SquareRootOfSize rates = instrument.getRequirement().getSquareRootOfSize();
      table.row(
          instrument.getInstrumentId(),
          Figures.exactPercent(rates.getInitialBase()),
          Figures.exact(rates.getInitialFactor()),
          Figures.exactPercent(rates.getMaintenanceBase()),
          Figures.exact(rates.getMaintenanceFactor()));
    });
    return table;
  }

  private static TextTable closingFees(RuleSet ruleSet) {
    TextTable table = new TextTable(
        "Closing fees that join the requirement",
        text("instrument"),
        figure("rate"),
        text("on the notional at"),
        text("joins"));
    for (Instrument instrument : ruleSet.getInstrumentsList()) {
      if (instrument.getTerms().hasClosingFee()) {
        ClosingFee fee = instrument.getTerms().getClosingFee();
        table.row(
            instrument.getInstrumentId(),
            Figures.exactPercent(fee.getRate()),
            fee.getBasis() == ClosingFee.Basis.BASIS_UNSPECIFIED
                ? "mark"
                : Figures.words(fee.getBasis()),
            joined(fee));
      }
    }
    return table;
  }

  private static String joined(ClosingFee fee) {
    if (fee.getJoinsInitial() && fee.getJoinsMaintenance()) {
      return "initial and maintenance margin";
    }
    if (fee.getJoinsInitial()) {
      return "initial margin";
    }
    return fee.getJoinsMaintenance() ? "maintenance margin" : "nothing";
  }

  private static TextTable amounts(RuleSet ruleSet) {
    TextTable table = new TextTable(
        "Amounts of a requirement, in the settlement asset",
        text("instrument"),
        figure("initial added"),
        figure("least"),
        figure("maintenance added"),
        figure("least"));
    for (Instrument instrument : ruleSet.getInstrumentsList()) {
      RequirementTerms terms = instrument.getTerms();
      boolean isSet = Stream.of(
              terms.getInitialAdded(),
              terms.getInitialLeast(),
              terms.getMaintenanceAdded(),
              terms.getMaintenanceLeast())
          .anyMatch(amount -> !amount.isEmpty());
      if (isSet) {
        table.row(
            instrument.getInstrumentId(),
            Figures.exact(terms.getInitialAdded()),
            Figures.exact(terms.getInitialLeast()),
            Figures.exact(terms.getMaintenanceAdded()),
            Figures.exact(terms.getMaintenanceLeast()));
      }
    }
    return table;
  }

  private static TextTable profitWeights(RuleSet ruleSet) {
    TextTable table = new TextTable(
        "Unrealized profit that counts, in the settlement asset",
        text("instrument"),
        figure("in the balance"),
        figure("at most"),
        figure("in the initial balance"),
        figure("at most"));
    for (Instrument instrument : ruleSet.getInstrumentsList()) {
      if (instrument.hasProfitWeight() || instrument.hasInitialProfitWeight()) {
        ProfitWeight weight = instrument.getProfitWeight();
        ProfitWeight initial =
            instrument.hasInitialProfitWeight() ? instrument.getInitialProfitWeight() : weight;
        table.row(
            instrument.getInstrumentId(),
            instrument.hasProfitWeight() ? Figures.exactPercent(weight.getWeight()) : "100 %",
            Figures.exact(weight.getMost()),
            Figures.exactPercent(initial.getWeight()),
            Figures.exact(initial.getMost()));
      }
    }
    return table;
  }

  private static Stream<Instrument> instruments(RuleSet ruleSet, Requirement.KindCase kind) {
    return ruleSet.getInstrumentsList().stream()
        .filter(instrument -> instrument.getRequirement().getKindCase() == kind);
  }
}
