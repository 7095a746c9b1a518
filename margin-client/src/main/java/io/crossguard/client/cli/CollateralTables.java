package io.crossguard.client.cli;

import static io.crossguard.client.cli.TextTable.Column.figure;
import static io.crossguard.client.cli.TextTable.Column.text;

import io.crossguard.client.figure.Figures;
import io.crossguard.v1.AssetRule;
import io.crossguard.v1.Haircut;
import io.crossguard.v1.LiabilityWeights;
import io.crossguard.v1.RuleSet;
import java.util.List;

/** What the assets of a rule set count as collateral, with all digits. */
final class CollateralTables {
  private CollateralTables() {}

  static List<TextTable> of(RuleSet ruleSet) {
    return List.of(assets(ruleSet), slices(ruleSet), liabilities(ruleSet));
  }

  private static TextTable assets(RuleSet ruleSet) {
    TextTable table = new TextTable(
        "Assets", text("asset"), text("root"), text("haircut"), text("for initial margin"));
    for (AssetRule asset : ruleSet.getAssetsList()) {
      table.row(
          asset.getAsset(),
          asset.getRoot().isEmpty() ? asset.getAsset() : asset.getRoot(),
          haircut(asset.getHaircut()),
          asset.hasInitialHaircut() ? haircut(asset.getInitialHaircut()) : "the same");
    }
    return table;
  }

  private static String haircut(Haircut haircut) {
    return switch (haircut.getKindCase()) {
      case FLAT -> Figures.exactPercent(haircut.getFlat());
      case SLICES -> "in slices";
      case CAPPED ->
        Figures.exactPercent(haircut.getCapped().getFlat())
            + " up to "
            + Figures.exact(haircut.getCapped().getValueMax());
      case SIZE_DEPENDENT ->
        "weight "
            + Figures.exactPercent(haircut.getSizeDependent().getBaseWeight())
            + ", factor "
            + Figures.exact(haircut.getSizeDependent().getFactor());
      case KIND_NOT_SET -> Figures.ABSENT;
    };
  }

  private static TextTable slices(RuleSet ruleSet) {
    TextTable table = new TextTable(
        "Slices of haircuts, by value in " + ruleSet.getQuoteCurrency(),
        text("asset"),
        text("of"),
        figure("from"),
        figure("haircut"));
    for (AssetRule asset : ruleSet.getAssetsList()) {
      addSlices(table, asset.getAsset(), "balance", asset.getHaircut());
      addSlices(table, asset.getAsset(), "initial balance", asset.getInitialHaircut());
    }
    return table;
  }

  private static void addSlices(TextTable table, String asset, String balance, Haircut haircut) {
    for (Haircut.Slice slice : haircut.getSlices().getSlicesList()) {
      table.row(
          asset,
          balance,
          Figures.exact(slice.getValueFloor()),
          Figures.exactPercent(slice.getHaircut()));
    }
  }

  private static TextTable liabilities(RuleSet ruleSet) {
    TextTable table = new TextTable(
        "Weights of what is owed",
        text("asset"),
        figure("balance"),
        figure("initial balance"),
        figure("maintenance"),
        figure("initial"));
    for (AssetRule asset : ruleSet.getAssetsList()) {
      if (asset.hasLiabilityWeights()) {
        LiabilityWeights weights = asset.getLiabilityWeights();
        table.row(
            asset.getAsset(),
            orDefault(weights.getBalance(), "1"),
            orDefault(weights.getInitialBalance(), "1"),
            orDefault(weights.getMaintenance(), "0"),
            orDefault(weights.getInitial(), "0"));
      }
    }
    return table;
  }

  private static String orDefault(String figure, String unset) {
    return Figures.exact(figure.isEmpty() ? unset : figure);
  }
}
