package io.crossguard.client.cli;

import static io.crossguard.client.cli.TextTable.Column.text;

import io.crossguard.client.figure.Figures;
import io.crossguard.v1.Band;
import io.crossguard.v1.ChangePolicy;
import io.crossguard.v1.LiquidationPolicy;
import io.crossguard.v1.OrderMargin;
import io.crossguard.v1.Release;
import io.crossguard.v1.RequirementBases;
import io.crossguard.v1.RuleSet;
import io.crossguard.v1.VenueCapabilities;
import java.util.List;
import java.util.stream.Collectors;

/** How a venue reads figures, changes accounts and liquidates, with what stands where unset. */
final class ConventionTables {
  private ConventionTables() {}

  static List<TextTable> of(RuleSet ruleSet) {
    return List.of(
        conventions(ruleSet),
        changes(ruleSet.getChangePolicy(), ruleSet.getVenueCapabilities()),
        liquidation(ruleSet.getLiquidationPolicy()));
  }

  private static TextTable conventions(RuleSet ruleSet) {
    TextTable table = table("Conventions")
        .row(
            "collateral",
            words(ruleSet.getCollateralMode(), "single asset")
                + ", quote currency "
                + ruleSet.getQuoteCurrency())
        .row("both sides of an instrument", words(ruleSet.getPositionMode(), "hedge"))
        .row("warning", "from a margin ratio of " + percent(ruleSet.getWarningLevel(), "0.8"))
        .row(
            "liquidation",
            (ruleSet.getLiquidatesAtTrigger() ? "at or below " : "below ")
                + percent(ruleSet.getLiquidationTrigger(), "1")
                + " of maintenance margin")
        .row("positions add", words(ruleSet.getNetting(), "gross"))
        .row("prices of requirements", bases(ruleSet.getBases()))
        .row("open orders need", orders(ruleSet.getOrderMargin()))
        .row("what may leave", release(ruleSet.getRelease()));
    if (!ruleSet.getBackstopLevel().isEmpty()) {
      table.row(
          "taken over", "below " + Figures.exactPercent(ruleSet.getBackstopLevel()) + " of it");
    }
    if (ruleSet.getBandsCount() > 0) {
      table.row(
          "bands by balance / maintenance",
          ruleSet.getBandsList().stream()
              .map(ConventionTables::band)
              .collect(Collectors.joining(", ")));
    }
    return table;
  }

  private static String band(Band band) {
    return band.getName() + " to " + Figures.exactPercent(band.getBalanceToMaintenanceMax());
  }

  private static String bases(RequirementBases bases) {
    String isolatedInitial = words(bases.getIsolatedInitial(), "mark");
    String isolatedMaintenance = words(bases.getIsolatedMaintenance(), "mark");
    return "cross "
        + words(bases.getCrossInitial(), "mark")
        + " and "
        + words(bases.getCrossMaintenance(), "mark")
        + ", isolated "
        + isolatedInitial
        + " and "
        + isolatedMaintenance;
  }

  private static String orders(OrderMargin orders) {
    return words(orders.getKind(), "none")
        + fee(", fee to open ", orders.getOpeningFeeRate())
        + fee(", to close ", orders.getClosingFeeRate())
        + (orders.getClosingFeeAtBankruptcy() ? " at bankruptcy" : "")
        + (orders.getJoinsMaintenance() ? ", maintenance margin too" : "");
  }

  private static String fee(String head, String rate) {
    return rate.isEmpty() ? "" : head + Figures.exactPercent(rate);
  }

  private static String release(Release release) {
    return words(release.getKind(), "loss counts")
        + (release.getNotionalShare().isEmpty()
            ? ""
            : ", at least "
                + Figures.exactPercent(release.getNotionalShare())
                + " of the notional stays")
        + (release.getMaintenanceMultiple().isEmpty()
            ? ""
            : ", at least "
                + Figures.exactPercent(release.getMaintenanceMultiple())
                + " of maintenance stays");
  }

  private static TextTable changes(ChangePolicy policy, VenueCapabilities venue) {
    return table("Changes")
        .row("a margin mode is of", words(venue.getModeGranularity(), "per position"))
        .row("its switch", words(policy.getModeSwitch(), "allowed"))
        .row(
            "cross and isolated in one instrument",
            allowed(!policy.getRefusesBothModesOfInstrument()))
        .row("isolated beside a pool", allowed(!policy.getRefusesIsolatedBesidePool()))
        .row("a reduction asks for", words(policy.getReduction(), "shortfall not growing"))
        .row("a reduction pays out", words(policy.getPayout(), "pro rata"))
        .row("what cross keeps for isolated", words(policy.getIsolationSource(), "floor"));
  }

  private static String allowed(boolean allowed) {
    return allowed ? "allowed" : "refused";
  }

  private static TextTable liquidation(LiquidationPolicy policy) {
    return table("Liquidation")
        .row("cancels orders", words(policy.getCancelledOrders(), "its own"))
        .row("nets opposite rows first", policy.getNetsOppositeFirst() ? "yes" : "no")
        .row("closes first", words(policy.getOrder(), "largest notional"))
        .row("how much", portion(policy.getPortion()))
        .row("until", stop(policy.getStopCondition()))
        .row("at", price(policy.getPrice()))
        .row("fee", percent(policy.getFeeRate(), "0"));
  }

  private static String portion(LiquidationPolicy.Portion portion) {
    return switch (portion.getKindCase()) {
      case WHOLE, KIND_NOT_SET -> "whole position";
      case TIER_STEP -> Math.max(1, portion.getTierStep().getTiers()) + " tiers a step";
      case SHARE ->
        Figures.exactPercent(portion.getShare().getFraction())
            + " first above a notional of "
            + Figures.exact(
                portion.getShare().getNotionalLimit().isEmpty()
                    ? "0"
                    : portion.getShare().getNotionalLimit());
      case MINIMUM ->
        portion.getMinimum().getIgnoresFee()
            ? "as little as helps, fee aside"
            : "as little as helps";
    };
  }

  private static String stop(LiquidationPolicy.StopCondition stop) {
    return switch (stop.getKindCase()) {
      case MAINTENANCE, KIND_NOT_SET -> "maintenance margin";
      case MAINTENANCE_TIMES ->
        Figures.exactPercent(stop.getMaintenanceTimes()) + " of maintenance margin";
      case MAINTENANCE_PLUS_NOTIONAL ->
        "maintenance margin and "
            + Figures.exactPercent(stop.getMaintenancePlusNotional())
            + " of the notional";
      case INITIAL -> "initial margin";
    };
  }

  private static String price(LiquidationPolicy.ClosingPrice price) {
    return switch (price.getKindCase()) {
      case KIND_NOT_SET -> "mark";
      case MARK ->
        price.getMark().getSlippage().isEmpty()
            ? "mark"
            : "mark with a slippage of " + Figures.exactPercent(price.getMark().getSlippage());
      case BANKRUPTCY -> "bankruptcy price";
      case RATIO_PRESERVING -> "price that keeps the ratio";
    };
  }

  private static TextTable table(String title) {
    return new TextTable(title, text("rule"), text("here"));
  }

  private static String percent(String fraction, String unset) {
    return Figures.exactPercent(fraction.isEmpty() ? unset : fraction);
  }

  /** A value in words; that of an unset one where it is unset. */
  private static String words(Enum<?> value, String unset) {
    return value.name().endsWith("_UNSPECIFIED") ? unset : Figures.words(value);
  }
}
