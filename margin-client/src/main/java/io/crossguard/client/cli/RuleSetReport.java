package io.crossguard.client.cli;

import static io.crossguard.client.cli.TextTable.Column.figure;
import static io.crossguard.client.cli.TextTable.Column.text;

import io.crossguard.v1.AssetRule;
import io.crossguard.v1.Haircut;
import io.crossguard.v1.Instrument;
import io.crossguard.v1.ListRuleSetsResponse;
import io.crossguard.v1.MarginTier;
import io.crossguard.v1.RuleSet;
import java.util.ArrayList;
import java.util.List;

/** The rule sets that a service knows, and one of them, as tables. */
final class RuleSetReport {
  private RuleSetReport() {}

  /** A line for each rule set. */
  static String list(List<ListRuleSetsResponse.Summary> ruleSets) {
    TextTable table = new TextTable(
        "Rule sets", text("id"), text("version"), text("as of"), text("kind"), text("source"));
    for (ListRuleSetsResponse.Summary ruleSet : ruleSets) {
      table.row(
          ruleSet.getRuleSetId(),
          ruleSet.getVersion(),
          orAbsent(ruleSet.getAsOf()),
          kind(ruleSet.getExample()),
          orAbsent(ruleSet.getSource()));
    }
    return ruleSets.isEmpty()
        ? "The service knows no rule sets."
        : new Page().add(table).text();
  }

  /** One rule set in full, but for the tiers between the first and the last. */
  static String one(RuleSet ruleSet) {
    List<String> head = new ArrayList<>();
    head.add("Rule set "
        + ruleSet.getRuleSetId()
        + " version "
        + ruleSet.getVersion()
        + " ("
        + kind(ruleSet.getExample())
        + (ruleSet.getAsOf().isEmpty() ? "" : ", as of " + ruleSet.getAsOf())
        + ")");
    if (!ruleSet.getSource().isEmpty()) {
      head.addAll(Page.paragraph("Source:", ruleSet.getSource()));
    }
    head.add("Collateral "
        + (ruleSet.getCollateralMode() == RuleSet.CollateralMode.MULTI_ASSET
            ? "multi asset"
            : "single asset")
        + ", quote currency "
        + ruleSet.getQuoteCurrency());
    return new Page().add(head).add(assets(ruleSet)).add(instruments(ruleSet)).text();
  }

  private static TextTable assets(RuleSet ruleSet) {
    TextTable table = new TextTable("Assets", text("asset"), text("root"), figure("haircut"));
    for (AssetRule asset : ruleSet.getAssetsList()) {
      table.row(
          asset.getAsset(),
          asset.getRoot().isEmpty() ? asset.getAsset() : asset.getRoot(),
          haircut(asset.getHaircut()));
    }
    return table;
  }

  private static TextTable instruments(RuleSet ruleSet) {
    TextTable table = new TextTable(
        "Instruments; leverage and maintenance from the first tier to the last",
        text("instrument"),
        text("kind"),
        text("payoff"),
        text("root"),
        text("settles in"),
        figure("multiplier"),
        figure("tick"),
        figure("tiers"),
        figure("leverage"),
        figure("maintenance"));
    for (Instrument instrument : ruleSet.getInstrumentsList()) {
      List<MarginTier> tiers = instrument.getRequirement().getMarginalTiers().getTiersList();
      table.row(
          instrument.getInstrumentId(),
          Figures.words(instrument.getKind()),
          Figures.words(instrument.getPayoff()),
          instrument.getRoot(),
          instrument.getSettlementAsset(),
          instrument.getMultiplier(),
          orAbsent(instrument.getTickSize()),
          Integer.toString(tiers.size()),
          tiers.isEmpty() ? Figures.ABSENT : leverages(tiers),
          tiers.isEmpty() ? Figures.ABSENT : rates(tiers));
    }
    return table;
  }

  private static String leverages(List<MarginTier> tiers) {
    return tiers.get(0).getMaxLeverage() + ".." + tiers.get(tiers.size() - 1).getMaxLeverage();
  }

  private static String rates(List<MarginTier> tiers) {
    return tiers.get(0).getMaintenanceRate()
        + ".."
        + tiers.get(tiers.size() - 1).getMaintenanceRate();
  }

  private static String haircut(Haircut haircut) {
    return haircut.getKindCase() == Haircut.KindCase.FLAT
        ? Figures.percent(haircut.getFlat())
        : Figures.ABSENT;
  }

  private static String kind(boolean example) {
    return example ? "example" : "venue";
  }

  private static String orAbsent(String text) {
    return text.isEmpty() ? Figures.ABSENT : text;
  }
}
